"""How submissions end: receipts, expiry, closing, quarantine, losses. Every step may be done twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.domain.facts import ReceiptFacts, SubmissionFacts
from backoffice_gui.domain.receipts import Receipt
from backoffice_gui.errors import Defect
from backoffice_gui.storage.dialect import Many, among, listed, moment_text
from backoffice_gui.storage.inbox import audit_log, projection
from backoffice_gui.storage.inbox.schema import submission

__all__ = [
    "Receipted",
    "closed",
    "disputed",
    "erased",
    "expired",
    "expiry_jws",
    "lost",
    "missing",
    "purged",
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


_RECEIPT_NAMES = (
    "jws", "store_id", "receipt_time", "pos", "ours", "peer", "recorded", "of_row"
)  # fmt: skip
_RECEIPT = Many(
    submission.update()
    .where(_C.row == bindparam("of_row"))
    .values(
        receipt_jws=bindparam("jws"),
        receipt_store_id=bindparam("store_id"),
        receipt_at=bindparam("receipt_time"),
        receipt_pos=bindparam("pos"),
        receipt_ours=bindparam("ours"),
        receipt_peer=bindparam("peer"),
        receipt_recorded_at=bindparam("recorded"),
    ),
    *_RECEIPT_NAMES,
)


def receipted(tx: Connection, items: Sequence[Receipted], at: datetime) -> list[SubmissionFacts]:
    """Record receipts with their audit (`acknowledged` or `foreign`); the first receipt of a submission stays.

    Returns the facts in the order given. Raises `Defect` for an expiry: that is `expired`.
    """
    if any(item.receipt.store_id is None for item in items):
        raise Defect("an expiry is not a receipt of a store")
    by_row = {item.row: item for item in reversed(items)}
    before = projection.load_rows(tx, [item.row for item in items])
    new = [by_row[each.facts.row] for each in before if each.facts.receipt is None]
    _RECEIPT.run(tx, [_receipt_values(item, at) for item in new])
    audit_log.append(tx, [_receipt_event(item, at) for item in new])
    after = [
        replace(each.facts, receipt=_receipt_facts(by_row[each.facts.row], at))
        if each.facts.receipt is None
        else each.facts
        for each in before
    ]
    return projection.project(tx, before, after)


def _receipt_facts(item: Receipted, at: datetime) -> ReceiptFacts:
    receipt = item.receipt
    if receipt.store_id is None:
        raise Defect("an expiry is not a receipt of a store")
    return ReceiptFacts(
        store_id=receipt.store_id, at=receipt.at, pos=receipt.pos, ours=item.ours, peer=item.peer, recorded_at=at
    )


def _receipt_values(item: Receipted, at: datetime) -> tuple[object, ...]:
    receipt = item.receipt
    times = moment_text(receipt.at), moment_text(at)
    return item.jws, receipt.store_id, times[0], receipt.pos, item.ours, item.peer, times[1], item.row


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


@dataclass(frozen=True, slots=True)
class _Filling:
    """One fact that is filled: its column, its event, and what is written beside it."""

    fact: str
    verb: Verb
    at: datetime
    details: Details = ()
    role: Role = Role.COLLECTOR
    beside: tuple[tuple[str, str], ...] = ()


def _fill(tx: Connection, rows: Sequence[int], filling: _Filling) -> list[SubmissionFacts]:
    """Fill one fact where it is empty, audit it, and return the facts in the order asked."""
    before = projection.load_rows(tx, rows)
    empty = [each.facts.row for each in before if getattr(each.facts, filling.fact) is None]
    values = {filling.fact: filling.at, **dict(filling.beside)}
    known: dict[str, Any] = {name: value for name, value in values.items() if name in _FACT_NAMES}
    if empty:
        tx.execute(submission.update().where(among(_C.row, "among")).values(**values), {"among": listed(empty)})
    audit_log.of_rows(tx, filling.verb, empty, filling.at, details=filling.details, role=filling.role)
    filled = set(empty)
    after = [replace(each.facts, **known) if each.facts.row in filled else each.facts for each in before]
    return projection.project(tx, before, after)


_FACT_NAMES = frozenset(field.name for field in fields(SubmissionFacts))


def expired(tx: Connection, row: int, jws: str, at: datetime) -> list[SubmissionFacts]:
    """Record that the web copy expired (the ledger entry as served): STORED_EXPIRED where we hold one."""
    before = projection.load_rows(tx, [row])
    held = any(each.facts.shown_attempt is not None for each in before)
    verb = Verb.STORED_EXPIRED if held else Verb.EXPIRED
    return _fill(tx, [row], _Filling("expired_at", verb, at, beside=(("expired_jws", jws),)))


def closed(tx: Connection, rows: Sequence[int], at: datetime) -> list[SubmissionFacts]:
    """Record that the ledger shows these receipts at their `pos`, its chain intact."""
    return _fill(tx, rows, _Filling("closed_at", Verb.CLOSED, at))


def quarantined(tx: Connection, row: int, reason: str, at: datetime) -> list[SubmissionFacts]:
    """Keep a submission apart (`reason`: code word); its bytes stay, sealed, and it is never acknowledged so."""
    beside = (("quarantine_reason", reason),)
    return _fill(tx, [row], _Filling("quarantined_at", Verb.QUARANTINED, at, (("reason", reason),), beside=beside))


def released(tx: Connection, row: int, at: datetime, *, role: Role = Role.COLLECTOR) -> list[SubmissionFacts]:
    """End a quarantine: new keys, or a person, judged it; it can't be quarantined again."""
    return _fill(tx, [row], _Filling("released_at", Verb.RELEASED, at, role=role))


def disputed(tx: Connection, row: int, at: datetime, detail: str) -> list[SubmissionFacts]:
    """Record answers that contradict each other (`detail`: code word); the data stay."""
    beside = (("dispute_detail", detail),)
    return _fill(tx, [row], _Filling("disputed_at", Verb.DISPUTED, at, (("detail", detail),), beside=beside))


def lost(tx: Connection, row: int, at: datetime) -> list[SubmissionFacts]:
    """Record that it expired and that nobody of ours holds it."""
    return _fill(tx, [row], _Filling("lost_at", Verb.LOST, at))


def missing(tx: Connection, row: int, at: datetime) -> list[SubmissionFacts]:
    """Record that the ledger names our store for what we don't hold."""
    return _fill(tx, [row], _Filling("missing_at", Verb.MISSING, at))


def purged(tx: Connection, rows: Sequence[int], at: datetime) -> list[SubmissionFacts]:
    """Record that our copies are gone by a purge: the last step of `purging.erase_purged`, and of nothing else."""
    return _fill(tx, rows, _Filling("erased_at", Verb.ERASED, at, (("reason", "purge"),), role=Role.DESK))


def erased(tx: Connection, row: int, at: datetime) -> list[SubmissionFacts]:
    """Record that our copy is gone: the last step of `erasing.erase`, and of nothing else."""
    return _fill(tx, [row], _Filling("erased_at", Verb.ERASED, at))
