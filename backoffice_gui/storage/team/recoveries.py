"""The recovery keys of a team's casebook: which of them somebody with the team's key vouched for, and what they admit.

A row of `recovery_key` says what its writer likes; its code (`sealing.team_keys.recovery_claim`) can be made with the
team's key alone. So the team's key is sealed to no recovery key whose code does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, literal, select

from backoffice_gui.sealing import PublicKey
from backoffice_gui.storage.casebook.schema import recovery_key
from backoffice_gui.storage.team.authority_schema import recovery_vouch
from backoffice_gui.storage.types import Moment

__all__ = ["RecoveryKey", "admit", "living", "vouch"]

_LIVING = (
    select(
        recovery_key.c.n,
        recovery_key.c.suite,
        recovery_key.c.public,
        recovery_key.c.sealed_master,
        recovery_vouch.c.code,
        recovery_vouch.c.word,
    )
    .select_from(recovery_key.outerjoin(recovery_vouch, recovery_vouch.c.n == recovery_key.c.n))
    .where(func.length(recovery_key.c.sealed_master) > 0)
    .order_by(recovery_key.c.n.desc())
)


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """A recovery key to which something is sealed; `code`: who vouched for it, `word`: the digest of what it says."""

    n: int
    public: PublicKey
    sealed: bytes
    code: bytes = b""
    word: bytes | None = None


def living(connection: Connection) -> tuple[RecoveryKey, ...]:
    """Those to which something is sealed, the newest first; rows are written by others too."""
    return tuple(
        RecoveryKey(
            row.n,
            PublicKey(row.suite, bytes(row.public)),
            bytes(row.sealed_master),
            bytes(row.code or b""),
            None if row.word is None else bytes(row.word),
        )
        for row in connection.execute(_LIVING)
    )


def vouch(tx: Connection, n: int, code: bytes, word: bytes | None) -> None:
    """Keep the code of the recovery key of this number, and the digest of its word where that is known."""
    tx.execute(recovery_vouch.insert().values(n=n, code=code, word=word))


def admit(tx: Connection, public: PublicKey, octets: bytes, at: datetime, *, code: bytes, word: bytes) -> None:
    """Keep the team's key as it is sealed to whoever asks, who says the word of a recovery key; audited by the server.

    Raises `StoreError("not-permitted")` for another word, or where a lead's or an administrator's login is wanted.
    """
    asked = func.recover_access(public.suite, public.octets, octets, code, word, literal(at, Moment))
    tx.execute(select(asked)).scalar_one()
