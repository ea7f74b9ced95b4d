"""The keys that sign the heads of the journal: the newest signs, older ones still prove what they signed."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import Connection, func, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.heads import public_of
from backoffice_gui.storage import seeds
from backoffice_gui.storage.casebook import audit_log, keys
from backoffice_gui.storage.casebook.schema import audit_key

__all__ = ["publics", "put", "secret_name", "seed"]


def put(tx: Connection, at: datetime, new: bytes = b"") -> None:
    """Keep a signing key that signs from now on: `new`, a seed of 32 octets, or one that is made here.

    Its public half stands in the chain. Raises `WrongKey` (`keys.prove`).
    """
    keys.prove(tx)
    new = new or secrets.token_bytes(32)
    n = (tx.execute(select(func.max(audit_key.c.n))).scalar() or 0) + 1
    public = public_of(new)
    kept = seeds.closed(tx, secret_name(public), new)
    tx.execute(audit_key.insert().values(n=n, public=public, seed=kept, made_at=at))
    details = (("public", public.hex()),)
    audit_log.append(tx, [AuditEvent(at, Verb.SIGNING_KEY_MADE, Role.PROGRAM, f"signing_key:{n}", details)])


def seed(connection: Connection) -> bytes | None:
    """The seed of the key that signs, where there is one; raises `WrongKey` (`seeds.opened`)."""
    newest = select(audit_key.c.public, audit_key.c.seed).order_by(audit_key.c.n.desc()).limit(1)
    row = connection.execute(newest).first()
    return None if row is None else seeds.opened(connection, secret_name(row.public), row.seed)


def secret_name(public: bytes) -> str:
    """What a seed is bound to where it is sealed (`seeds`)."""
    return f"audit_key:{public.hex()}"


def publics(connection: Connection) -> frozenset[bytes]:
    """The public halves of all keys that ever signed."""
    return frozenset(connection.scalars(select(audit_key.c.public)))
