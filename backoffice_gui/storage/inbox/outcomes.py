"""How submissions end: receipts, expiry, closing, quarantine, losses. Every step may be done twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Connection, and_, bindparam, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.domain.receipts import Receipt
from backoffice_gui.errors import Defect
from backoffice_gui.storage.inbox import audit_log, projection
from backoffice_gui.storage.inbox.schema import attempt, submission

__all__ = [
    "Receipted",
    "closed",
    "disputed",
    "expired",
    "expiry_jws",
    "lost",
    "missing",
    "quarantined",
    "receipt_jws",
    "receipted",
    "released",
]

_C = submission.c


@dataclass(frozen=True, slots=True)
class Receipted:
    """A valid receipt for a submission: `ours` where it names this store, now or formerly; `peer` a listed one."""

    row: int
    jws: str
    receipt: Receipt
    ours: bool
    peer: bool


_RECEIPT = (
    submission.update()
    .where(and_(_C.row == bindparam("of_row"), _C.receipt_jws.is_(None)))
    .values(
        receipt_jws=bindparam("jws"),
        receipt_store_id=bindparam("store_id"),
        receipt_at=bindparam("receipt_time"),
        receipt_pos=bindparam("pos"),
        receipt_ours=bindparam("ours"),
        receipt_peer=bindparam("peer"),
        receipt_recorded_at=bindparam("recorded"),
    )
)


def _empty(tx: Connection, rows: Sequence[int], column: Column[datetime]) -> list[int]:
    """Those of `rows` in which this fact is not filled yet, in order."""
    found: set[int] = set()
    for piece in projection.batches(list(rows)):
        found |= set(tx.scalars(select(_C.row).where(and_(_C.row.in_(piece), column.is_(None)))))
    return [row for row in dict.fromkeys(rows) if row in found]


def receipted(tx: Connection, items: Sequence[Receipted], at: datetime) -> list[SubmissionFacts]:
    """Record receipts with their audit (`acknowledged` or `foreign`); the first receipt of a submission stays.

    Raises `Defect` for an expiry: that is `expired`.
    """
    if any(item.receipt.store_id is None for item in items):
        raise Defect("an expiry is not a receipt of a store")
    rows = [item.row for item in items]
    fresh = set(_empty(tx, rows, _C.receipt_recorded_at))
    new = [item for item in items if item.row in fresh]
    if new:
        tx.execute(_RECEIPT, [_receipt_values(item, at) for item in new])
        audit_log.append(tx, [_receipt_event(item, at) for item in new])
    return projection.settle(tx, rows)


def _receipt_values(item: Receipted, at: datetime) -> dict[str, object]:
    receipt = item.receipt
    return {
        "of_row": item.row,
        "jws": item.jws,
        "store_id": receipt.store_id,
        "receipt_time": receipt.at,
        "pos": receipt.pos,
        "ours": item.ours,
        "peer": item.peer,
        "recorded": at,
    }


def _receipt_event(item: Receipted, at: datetime) -> AuditEvent:
    verb = Verb.ACKNOWLEDGED if item.ours else Verb.FOREIGN
    details: Details = (("pos", item.receipt.pos), ("store", item.receipt.store_id or ""))
    return AuditEvent(at, verb, Role.COLLECTOR, f"submission:{item.row}", details)


def receipt_jws(connection: Connection, row: int) -> str | None:
    """The receipt as it was served."""
    return connection.execute(select(_C.receipt_jws).where(_C.row == row)).scalar()


def expiry_jws(connection: Connection, row: int) -> str | None:
    """The expiry's ledger entry as it was served."""
    return connection.execute(select(_C.expired_jws).where(_C.row == row)).scalar()


def _fill(
    tx: Connection,
    rows: Sequence[int],
    column: Column[datetime],
    event: tuple[Verb, datetime, Role, Details],
    others: Mapping[str, object] | None = None,
) -> list[SubmissionFacts]:
    """Fill one fact where it is empty, audit it, and settle."""
    verb, at, role, details = event
    fresh = _empty(tx, rows, column)
    for piece in projection.batches(fresh):
        tx.execute(submission.update().where(_C.row.in_(piece)).values({column.name: at, **(others or {})}))
    audit_log.of_rows(tx, verb, fresh, at, details=details, role=role)
    return projection.settle(tx, list(dict.fromkeys(rows)))


def expired(tx: Connection, row: int, jws: str, at: datetime) -> list[SubmissionFacts]:
    """Record that the web copy expired (the ledger entry as served): STORED_EXPIRED where we hold one."""
    held = select(attempt.c.attempt).where(and_(attempt.c.row == row, attempt.c.stored_at.is_not(None))).limit(1)
    verb = Verb.EXPIRED if tx.execute(held).first() is None else Verb.STORED_EXPIRED
    return _fill(tx, [row], _C.expired_at, (verb, at, Role.COLLECTOR, ()), {"expired_jws": jws})


def closed(tx: Connection, rows: Sequence[int], at: datetime) -> list[SubmissionFacts]:
    """Record that the ledger shows these receipts at their `pos`, its chain intact."""
    return _fill(tx, rows, _C.closed_at, (Verb.CLOSED, at, Role.COLLECTOR, ()))


def quarantined(tx: Connection, row: int, reason: str, at: datetime) -> list[SubmissionFacts]:
    """Keep a submission apart (`reason`: code word); its bytes stay, sealed, and it is never acknowledged so."""
    event = (Verb.QUARANTINED, at, Role.COLLECTOR, (("reason", reason),))
    return _fill(tx, [row], _C.quarantined_at, event, {"quarantine_reason": reason})


def released(tx: Connection, row: int, at: datetime, *, role: Role = Role.COLLECTOR) -> list[SubmissionFacts]:
    """End a quarantine: new keys, or a person, judged it; it can't be quarantined again."""
    return _fill(tx, [row], _C.released_at, (Verb.RELEASED, at, role, ()))


def disputed(tx: Connection, row: int, at: datetime, detail: str) -> list[SubmissionFacts]:
    """Record answers that contradict each other (`detail`: code word); the data stay."""
    event = (Verb.DISPUTED, at, Role.COLLECTOR, (("detail", detail),))
    return _fill(tx, [row], _C.disputed_at, event, {"dispute_detail": detail})


def lost(tx: Connection, row: int, at: datetime) -> list[SubmissionFacts]:
    """Record that it expired and that nobody of ours holds it."""
    return _fill(tx, [row], _C.lost_at, (Verb.LOST, at, Role.COLLECTOR, ()))


def missing(tx: Connection, row: int, at: datetime) -> list[SubmissionFacts]:
    """Record that the ledger names our store for what we don't hold."""
    return _fill(tx, [row], _C.missing_at, (Verb.MISSING, at, Role.COLLECTOR, ()))
