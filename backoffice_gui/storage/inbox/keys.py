"""Keys that the inbox holds: public halves, sealed run keys, and the canaries that prove them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, not_, or_, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.sealing import PublicKey
from backoffice_gui.storage.dialect import zeros
from backoffice_gui.storage.inbox import audit_log
from backoffice_gui.storage.inbox.schema import attempt, epoch, inbox_key, recovery_key, run_key
from backoffice_gui.storage.journeys import Asked, ask, asking

__all__ = [
    "NEWEST",
    "InboxKey",
    "NewRunKey",
    "RunKeyRow",
    "add_run_key",
    "asked",
    "canaries_waiting",
    "canary_ever_failed",
    "canary_failed",
    "canary_opened",
    "drop_recoveries",
    "in_use",
    "newest_asked",
    "newest_run_key",
    "public",
    "publics",
    "put_public",
    "put_recovery",
    "recovery",
    "run_keys",
    "seal_to_recovery",
    "the_run_key",
    "unopened_since",
]


@dataclass(frozen=True, slots=True)
class InboxKey:
    """The public key that run keys are sealed to; a purge epoch makes the next generation."""

    generation: int
    public: PublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRunKey:
    """A run key as it is kept: sealed to the inbox's public key, and to the recovery key where there is one.

    `sealed` under `sealing.keys.run_key_info(store_id, public)`; `canary` by `seal_canary`.
    """

    store_id: StoreId
    generation: int
    suite: str
    sealed: bytes = field(repr=False)
    sealed_recovery: bytes | None = field(repr=False)
    canary: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunKeyRow:
    """A run key with its number and what became of its canary."""

    id: int
    store_id: StoreId
    generation: int
    suite: str
    sealed: bytes = field(repr=False)
    sealed_recovery: bytes | None = field(repr=False)
    made_at: datetime
    canary: bytes = field(repr=False)
    canary_opened_at: datetime | None
    canary_failed_at: datetime | None


def put_public(tx: Connection, public: PublicKey, at: datetime) -> InboxKey:
    """Put the public key of the next generation; only after it was proven (architecture.md, Sealing)."""
    last = tx.execute(select(func.max(inbox_key.c.generation))).scalar() or 0
    generation = last + 1
    tx.execute(inbox_key.insert().values(generation=generation, suite=public.suite, public=public.octets, made_at=at))
    details = (("fingerprint", public.fingerprint),)
    audit_log.append(tx, [AuditEvent(at, Verb.KEY_MADE, Role.PROGRAM, f"inbox_key:{generation}", details)])
    return InboxKey(generation, public)


_PUBLICS = asking(select(inbox_key.c.generation, inbox_key.c.suite, inbox_key.c.public))


def publics(connection: Connection) -> dict[int, PublicKey]:
    """Every generation's public key."""
    return {row.generation: PublicKey(row.suite, row.public) for row in ask(connection, _PUBLICS)}


def in_use(connection: Connection) -> dict[int, PublicKey]:
    """The public keys that something is still sealed to, and the one that seals now; the others an epoch has ended."""
    every = publics(connection)
    used = set(connection.scalars(select(run_key.c.generation).where(_THERE).distinct()))
    return {generation: key for generation, key in every.items() if generation in used or generation == max(every)}


def public(connection: Connection) -> InboxKey | None:
    """The public key that seals now; nothing where the store was never completed."""
    found = publics(connection)
    return InboxKey(max(found), found[max(found)]) if found else None


def put_recovery(tx: Connection, public: PublicKey, sealed_master: bytes, at: datetime) -> None:
    """Put the recovery key's public half, and the master secret sealed to it."""
    last = tx.execute(select(func.max(recovery_key.c.generation))).scalar() or 0
    tx.execute(
        recovery_key.insert().values(
            generation=last + 1, suite=public.suite, public=public.octets, sealed_master=sealed_master, made_at=at
        )
    )
    details = (("fingerprint", public.fingerprint),)
    audit_log.append(tx, [AuditEvent(at, Verb.RECOVERY_MADE, Role.PROGRAM, f"recovery_key:{last + 1}", details)])


def recovery(connection: Connection) -> tuple[PublicKey, bytes] | None:
    """The recovery key's public half and the master secret sealed to it, where there is one."""
    row = connection.execute(recovery_key.select().order_by(recovery_key.c.generation.desc()).limit(1)).first()
    return None if row is None else (PublicKey(row.suite, row.public), row.sealed_master)


def drop_recoveries(tx: Connection, at: datetime) -> None:
    """Overwrite the master secret as it was sealed to recovery keys of before, or under secrets of before; audited."""
    c = recovery_key.c
    newest = select(func.max(c.generation)).scalar_subquery()
    older = and_(c.generation < newest, func.length(c.sealed_master) > 0)
    dropped = list(tx.scalars(select(c.generation).where(older).order_by(c.generation)))
    tx.execute(recovery_key.update().where(older).values(sealed_master=b""))
    events = [AuditEvent(at, Verb.RECOVERY_DROPPED, Role.PROGRAM, f"recovery_key:{number}") for number in dropped]
    audit_log.append(tx, events)


def seal_to_recovery(tx: Connection, sealed: Mapping[int, bytes]) -> None:
    """Keep run keys as they are sealed to another recovery key; what was sealed to the old one is overwritten."""
    for number, octets in sealed.items():
        tx.execute(run_key.update().where(run_key.c.id == number).values(sealed_recovery=octets))


def add_run_key(tx: Connection, new: NewRunKey, at: datetime) -> int:
    """Keep a sealed run key before anything is wrapped under it; returns its number."""
    inserted = tx.execute(
        run_key.insert().values(
            store_id=new.store_id,
            generation=new.generation,
            suite=new.suite,
            sealed=new.sealed,
            sealed_recovery=new.sealed_recovery,
            made_at=at,
            canary=new.canary,
        )
    )
    (number,) = inserted.inserted_primary_key or (0,)
    audit_log.append(tx, [AuditEvent(at, Verb.RUN_KEY_MADE, Role.COLLECTOR, f"run_key:{number}")])
    return number


def _row(row: Row[*tuple[Any, ...]]) -> RunKeyRow:
    return RunKeyRow(
        id=row.id,
        store_id=StoreId(row.store_id),
        generation=row.generation,
        suite=row.suite,
        sealed=row.sealed,
        sealed_recovery=row.sealed_recovery,
        made_at=row.made_at,
        canary=row.canary,
        canary_opened_at=row.canary_opened_at,
        canary_failed_at=row.canary_failed_at,
    )


_THERE = or_(
    run_key.c.sealed != zeros(run_key.c.sealed),
    run_key.c.id >= select(func.coalesce(func.max(epoch.c.run_key), 0)).scalar_subquery(),
)
"""Not destroyed by an epoch; zeros that no epoch wrote are a row that was lost, which must stop acknowledging."""


_ONE = run_key.select().where(_THERE, run_key.c.id == bindparam("of_id"))


_THEIRS = attempt.alias()
NEWEST = select(func.max(_THEIRS.c.attempt)).where(_THEIRS.c.row == bindparam("of_row")).scalar_subquery()
"""The newest attempt at the submission whose row is bound as `of_row`."""
_OF_NEWEST = run_key.select().where(
    _THERE, run_key.c.id == select(attempt.c.run_key).where(attempt.c.attempt == NEWEST).scalar_subquery()
)


def asked(number: int) -> tuple[Asked, ...]:
    """What `the_run_key` and `publics` ask."""
    return asking(_ONE, of_id=number), _PUBLICS


def newest_asked(row: int) -> tuple[Asked, ...]:
    """What `newest_run_key` and `publics` ask."""
    return asking(_OF_NEWEST, of_row=row), _PUBLICS


def newest_run_key(connection: Connection, row: int) -> RunKeyRow | None:
    """The run key of the newest attempt at a submission; nothing where there is none, or an epoch destroyed it."""
    found = ask(connection, newest_asked(row)[0]).first()
    return None if found is None else _row(found)


def the_run_key(connection: Connection, number: int) -> RunKeyRow | None:
    """One run key; nothing where an epoch destroyed it."""
    row = ask(connection, asking(_ONE, of_id=number)).first()
    return None if row is None else _row(row)


def run_keys(connection: Connection, ids: Collection[int] | None = None) -> dict[int, RunKeyRow]:
    """Run keys by number; all of them where none is named. One that an epoch destroyed is not there any more."""
    query = run_key.select().where(_THERE)
    if ids is not None:
        query = query.where(run_key.c.id.in_(sorted(ids)))
    return {row.id: _row(row) for row in connection.execute(query)}


def canaries_waiting(connection: Connection) -> list[RunKeyRow]:
    """Run keys whose canary nobody has opened yet, those that failed before included, oldest first."""
    query = run_key.select().where(_THERE, run_key.c.canary_opened_at.is_(None)).order_by(run_key.c.id)
    return [_row(row) for row in connection.execute(query)]


def unopened_since(connection: Connection) -> datetime | None:
    """When the oldest run key was made whose canary nobody has tried; one that failed is told by itself."""
    tried = or_(run_key.c.canary_opened_at.is_not(None), run_key.c.canary_failed_at.is_not(None))
    query = select(func.min(run_key.c.made_at, type_=run_key.c.made_at.type)).where(_THERE, not_(tried))
    found: datetime | None = connection.execute(query).scalar()
    return found


def canary_opened(tx: Connection, number: int, at: datetime, *, role: Role = Role.DESK) -> None:
    """Note that the private key opened this canary; it ends an earlier failure. Twice does nothing."""
    _canary(tx, number, at, Verb.CANARY_OPENED, role)


def canary_failed(tx: Connection, number: int, at: datetime, *, role: Role = Role.DESK) -> None:
    """Note that the private key did not open this canary: acknowledging stops until it is opened."""
    _canary(tx, number, at, Verb.CANARY_FAILED, role)


def _canary(tx: Connection, number: int, at: datetime, verb: Verb, role: Role) -> None:
    column = run_key.c.canary_opened_at if verb is Verb.CANARY_OPENED else run_key.c.canary_failed_at
    changed = tx.execute(run_key.update().where(and_(run_key.c.id == number, column.is_(None))).values({column: at}))
    if changed.rowcount:
        audit_log.append(tx, [AuditEvent(at, verb, role, f"run_key:{number}")])


def canary_ever_failed(connection: Connection) -> bool:
    """Whether a canary failed and was not opened since: then nothing is acknowledged."""
    failed = and_(_THERE, run_key.c.canary_failed_at.is_not(None), run_key.c.canary_opened_at.is_(None))
    return connection.execute(select(run_key.c.id).where(failed).limit(1)).first() is not None
