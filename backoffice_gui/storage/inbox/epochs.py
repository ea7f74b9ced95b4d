"""Purge epochs: what is kept is wrapped anew under a run key of the newest key pair, and the run keys before it end.

Whoever finds an old page, or an old backup, with the wrapped key of what was purged meanwhile has nothing left that
opens it: neither the run key it was wrapped under, nor the private key that this was sealed to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Row, and_, bindparam, func, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.sealing import SealContext
from backoffice_gui.storage.dialect import Many, among, listed, zeros
from backoffice_gui.storage.inbox import audit_log
from backoffice_gui.storage.inbox.schema import attempt, epoch, purged, run_key, submission

__all__ = [
    "Epoch",
    "Wrapped",
    "begin",
    "destroy",
    "end",
    "last_ended",
    "purged_since",
    "remaining",
    "rewrap",
    "under",
    "under_way",
]

_A, _S, _E, _R = attempt.c, submission.c, epoch.c, run_key.c
_ALIVE = _A.wrapped_key != zeros(_A.wrapped_key)
_WRAPPED = (
    select(_A.attempt, _A.run_key, _A.wrapped_key, _A.store_id, _S.origin, _S.id, _S.digest, _A.tag)
    .join(submission, _S.row == _A.row)
    .where(_ALIVE)
    .order_by(_A.attempt)
)
_ANEW = Many(
    attempt.update()
    .where(_A.attempt == bindparam("of_attempt"))
    .values(run_key=bindparam("under"), wrapped_key=bindparam("anew")),
    "under",
    "anew",
    "of_attempt",
)


@dataclass(frozen=True, slots=True)
class Epoch:
    """One that is under way, or over: the key pair it made, and the run key that what is kept is wrapped under."""

    n: int
    generation: int
    run_key: int
    begun_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Wrapped:
    """An attempt whose key lives, and under which run key it is wrapped."""

    attempt: int
    run_key: int
    wrapped: bytes = field(repr=False)
    context: SealContext


def _last(connection: Connection, *, ended: bool) -> Epoch | None:
    which = _E.ended_at.is_not(None) if ended else _E.ended_at.is_(None)
    row = connection.execute(select(epoch).where(which).order_by(_E.n.desc()).limit(1)).first()
    return None if row is None else Epoch(*row)


def under_way(connection: Connection) -> Epoch | None:
    """The one that was begun and has not ended."""
    return _last(connection, ended=False)


def last_ended(connection: Connection) -> Epoch | None:
    """The newest that is over."""
    return _last(connection, ended=True)


def purged_since(connection: Connection) -> datetime | None:
    """When the first purge was whose keys no epoch has ended yet."""
    last = _last(connection, ended=True)
    first = select(func.min(purged.c.at, type_=purged.c.at.type))
    found: datetime | None = connection.execute(
        first if last is None else first.where(purged.c.at > last.begun_at)
    ).scalar()
    return found


def begin(tx: Connection, generation: int, number: int, at: datetime) -> Epoch:
    """Begin one with a key pair and a run key that were made for it; audited."""
    made = tx.execute(epoch.insert().values(generation=generation, run_key=number, begun_at=at))
    (n,) = made.inserted_primary_key or (0,)
    audit_log.append(tx, [AuditEvent(at, Verb.EPOCH_BEGUN, Role.PROGRAM, "store", (("generation", generation),))])
    return Epoch(int(n), generation, number, at, None)


def _wrapped(row: Row[*tuple[int, int, bytes, str, str, str, str, bytes]]) -> Wrapped:
    return Wrapped(row.attempt, row.run_key, row.wrapped_key, SealContext(*row[3:]))


def remaining(connection: Connection, one: Epoch, after: int, most: int) -> list[Wrapped]:
    """Attempts beyond number `after` that are still wrapped under a run key of before."""
    query = _WRAPPED.where(_A.run_key != one.run_key, _A.attempt > after).limit(most)
    return [_wrapped(row) for row in connection.execute(query)]


def under(connection: Connection, one: Epoch) -> list[Wrapped]:
    """Attempts that are wrapped under the epoch's run key."""
    return [_wrapped(row) for row in connection.execute(_WRAPPED.where(_A.run_key == one.run_key))]


def rewrap(tx: Connection, one: Epoch, wrapped: Sequence[tuple[int, bytes]]) -> None:
    """Put the keys of these attempts as they are wrapped anew in place of the old ones, which are overwritten."""
    _ANEW.run(tx, [(one.run_key, octets, number) for number, octets in wrapped])


def destroy(tx: Connection, one: Epoch) -> list[int]:
    """Overwrite every run key that nothing living is wrapped under, but the epoch's own; returns their numbers."""
    there = and_(_R.sealed != zeros(_R.sealed), _R.id != one.run_key)
    used = select(_A.run_key).where(_ALIVE)
    numbers = list(tx.scalars(select(_R.id).where(there, _R.id.not_in(used))))
    gone = among(_R.id, "among")
    overwritten = {
        "sealed": zeros(_R.sealed),
        "sealed_recovery": zeros(_R.sealed_recovery),
    }
    tx.execute(run_key.update().where(gone).values(overwritten), {"among": listed(numbers)})
    return numbers


def end(tx: Connection, one: Epoch, at: datetime, *, kept: int, ended: int) -> None:
    """It is over: so many attempts are kept, so many run keys were destroyed; audited."""
    tx.execute(epoch.update().where(_E.n == one.n).values(ended_at=at))
    details = (("generation", one.generation), ("kept", kept), ("run_keys", ended))
    audit_log.append(tx, [AuditEvent(at, Verb.EPOCH_ENDED, Role.PROGRAM, "store", details)])
