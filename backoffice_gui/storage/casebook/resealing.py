"""The casebook's secrets sealed anew, under another team key: whoever kept the old one opens none of them any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table, select

from backoffice_gui.sealing.seeds import seal_seed
from backoffice_gui.storage import seeds
from backoffice_gui.storage.casebook import audit_keys, keys, purges
from backoffice_gui.storage.casebook.retention_schema import purge_secret
from backoffice_gui.storage.casebook.schema import audit_key, private_key

__all__ = ["seal_secrets_anew"]


def seal_secrets_anew(tx: Connection, key: bytes) -> int:
    """Open every secret with the connection's own key and seal it under `key` (32 octets); how many there are.

    A casebook that is open goes on with what it has read; to read more it is opened again. Raises `WrongKey`
    (`seeds.opened`) where one does not open: none is lost, the transaction takes everything back.
    """
    done = 0
    kinds: tuple[tuple[Table, str, str, Callable[[Any], str]], ...] = (
        (private_key, "fingerprint", "seed", keys.secret_name),
        (audit_key, "public", "seed", audit_keys.secret_name),
        (purge_secret, "n", "key", purges.secret_name),
    )
    for table, which, column, named in kinds:
        of, kept = table.c[which], table.c[column]
        for known, octets in tx.execute(select(of, kept)).all():
            name = named(known)
            anew = seal_seed(key, name, seeds.opened(tx, name, octets))
            tx.execute(table.update().where(of == known).values({column: anew}))
            done += 1
    return done
