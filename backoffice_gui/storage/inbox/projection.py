"""From rows to facts, and from facts to the two projected columns (`stage`, `shown`).

Facts are the truth; `stage` and `shown` are there to be indexed. Every function that changes a
fact ends with `settle`, which reads the group once and writes what the facts now say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from backoffice_gui.domain.facts import AttemptFacts, ReceiptFacts, SubmissionFacts, stage_of
from backoffice_gui.domain.ids import Digest, Origin, StoreId, SubmissionId, SubmissionKey
from backoffice_gui.storage.inbox.schema import attempt, submission

__all__ = ["BATCH", "Projected", "batches", "load", "load_rows", "projected", "settle"]

BATCH = 500
"""How many rows one statement names at most."""

_S = submission.c
_A = attempt.c
_FACTS = select(
    _S.row,
    _S.origin,
    _S.id,
    _S.digest,
    _S.seq,
    _S.kind,
    _S.size,
    _S.parts,
    _S.submitted_at,
    _S.expires_at,
    _S.first_seen_at,
    _S.quarantined_at,
    _S.quarantine_reason,
    _S.released_at,
    _S.receipt_store_id,
    _S.receipt_at,
    _S.receipt_pos,
    _S.receipt_ours,
    _S.receipt_peer,
    _S.receipt_recorded_at,
    _S.expired_at,
    _S.closed_at,
    _S.disputed_at,
    _S.lost_at,
    _S.missing_at,
    _S.erased_at,
    _S.stage,
    _S.shown,
)
_ATTEMPTS = select(_A.row, _A.attempt, _A.started_at, _A.stored_at, _A.verified_at, _A.ack_sent_at, _A.set_aside_at)
_ATTEMPTS_OF = _ATTEMPTS.where(_A.row.in_(bindparam("rows", expanding=True))).order_by(_A.row, _A.attempt)
_BY_ROW = _FACTS.where(_S.row.in_(bindparam("rows", expanding=True))).order_by(_S.row)
_PROJECT = (
    submission.update()
    .where(_S.row == bindparam("of_row"))
    .values(stage=bindparam("new_stage"), shown=bindparam("new_shown"))
)


@dataclass(frozen=True, slots=True)
class Projected:
    """Facts beside what the projected columns say at the moment."""

    facts: SubmissionFacts
    stage: str
    shown: int | None


def batches(rows: Sequence[int]) -> Iterable[Sequence[int]]:
    """`rows` in pieces that fit one statement."""
    for at in range(0, len(rows), BATCH):
        yield rows[at : at + BATCH]


def _facts_of(row: Row[*tuple[Any, ...]], attempts: tuple[AttemptFacts, ...]) -> SubmissionFacts:
    receipt = None
    if row.receipt_store_id is not None:
        receipt = ReceiptFacts(
            store_id=StoreId(row.receipt_store_id),
            at=row.receipt_at,
            pos=row.receipt_pos,
            ours=row.receipt_ours,
            peer=row.receipt_peer,
            recorded_at=row.receipt_recorded_at,
        )
    return SubmissionFacts(
        row=row.row,
        key=SubmissionKey(Origin(row.origin), SubmissionId(row.id), Digest(row.digest)),
        seq=row.seq,
        kind=row.kind,
        size=row.size,
        parts=row.parts,
        submitted_at=row.submitted_at,
        expires_at=row.expires_at,
        first_seen_at=row.first_seen_at,
        quarantined_at=row.quarantined_at,
        quarantine_reason=row.quarantine_reason,
        released_at=row.released_at,
        receipt=receipt,
        expired_at=row.expired_at,
        closed_at=row.closed_at,
        disputed_at=row.disputed_at,
        lost_at=row.lost_at,
        missing_at=row.missing_at,
        erased_at=row.erased_at,
        attempts=attempts,
    )


def _attempts_of(connection: Connection, rows: Sequence[int]) -> dict[int, tuple[AttemptFacts, ...]]:
    found: dict[int, list[AttemptFacts]] = {}
    for row, number, started, stored, verified, sent, aside in connection.execute(_ATTEMPTS_OF, {"rows": rows}):
        found.setdefault(row, []).append(
            AttemptFacts(
                attempt=number,
                started_at=started,
                stored_at=stored,
                verified_at=verified,
                ack_sent_at=sent,
                set_aside_at=aside,
            )
        )
    return {row: tuple(attempts) for row, attempts in found.items()}


def load(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Projected]:
    """Facts of rows that `projected()` selected, in their order, with their attempts."""
    numbers = [row.row for row in rows]
    attempts: dict[int, tuple[AttemptFacts, ...]] = {}
    for piece in batches(numbers):
        attempts |= _attempts_of(connection, piece)
    return [Projected(_facts_of(row, attempts.get(row.row, ())), row.stage, row.shown) for row in rows]


def projected() -> Select[*tuple[Any, ...]]:
    """The SELECT of everything that `load` needs; callers add their own WHERE and ORDER BY."""
    return _FACTS


def load_rows(connection: Connection, rows: Sequence[int]) -> list[Projected]:
    """Facts of these rows, in the order asked; a row that is not there is left out."""
    found: dict[int, Projected] = {}
    for piece in batches(rows):
        selected = connection.execute(_BY_ROW, {"rows": piece}).all()
        for each in load(connection, selected):
            found[each.facts.row] = each
    return [found[row] for row in rows if row in found]


def settle(tx: Connection, rows: Sequence[int]) -> list[SubmissionFacts]:
    """Write the projected columns of these rows as their facts want them; returns the facts, in order."""
    changed: list[dict[str, object]] = []
    facts: list[SubmissionFacts] = []
    for each in load_rows(tx, rows):
        attempt_shown = each.facts.shown_attempt
        shown = None if attempt_shown is None else attempt_shown.attempt
        stage = stage_of(each.facts).value
        if stage != each.stage or shown != each.shown:
            changed.append({"of_row": each.facts.row, "new_stage": stage, "new_shown": shown})
        facts.append(each.facts)
    if changed:
        tx.execute(_PROJECT, changed)
    return facts
