"""From rows to facts, and from facts to the two projected columns (`stage`, `shown`).

Facts are the truth; `stage` and `shown` are there to be indexed. Whatever changes a fact reads
its group once, works out the facts as they will be, writes what changed, and ends with `project`,
which writes what those facts say. The transaction is the only writer, so nothing comes between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Text, bindparam, select, type_coerce

from backoffice_gui.domain.facts import AttemptFacts, ReceiptFacts, SubmissionFacts, stage_of
from backoffice_gui.domain.ids import Digest, Origin, StoreId, SubmissionId, SubmissionKey
from backoffice_gui.storage.dialect import Many, among, listed
from backoffice_gui.storage.inbox.schema import attempt, submission
from backoffice_gui.storage.journeys import Asked, ask, asking
from backoffice_gui.storage.types import Moment

__all__ = ["BATCH", "Projected", "asked", "batches", "load", "load_among", "load_rows", "project"]

BATCH = 500
"""How many rows one statement names at most."""


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


def _raw(one: Column[Any]) -> ColumnElement[Any]:
    """A column as the driver gives it: times are read below, where they are not nothing."""
    return type_coerce(one, Text) if isinstance(one.type, Moment) else one


_S = submission.c
_A = attempt.c
_OF_SUBMISSION = (
    _S.row, _S.origin, _S.id, _S.digest, _S.seq, _S.kind, _S.size, _S.parts, _S.submitted_at, _S.expires_at,
    _S.first_seen_at, _S.quarantined_at, _S.quarantine_reason, _S.released_at, _S.receipt_store_id, _S.receipt_at,
    _S.receipt_pos, _S.receipt_ours, _S.receipt_peer, _S.receipt_recorded_at, _S.expired_at, _S.closed_at,
    _S.disputed_at, _S.lost_at, _S.missing_at, _S.erased_at, _S.stage, _S.shown,
)  # fmt: skip
_OF_ATTEMPT = (
    _A.attempt, _A.started_at, _A.stored_at, _A.verified_at, _A.ack_sent_at, _A.set_aside_at, _A.mirrored_in,
)  # fmt: skip
_CUT = len(_OF_SUBMISSION)
_ALL = select(*map(_raw, _OF_SUBMISSION), *map(_raw, _OF_ATTEMPT)).select_from(
    submission.outerjoin(attempt, _A.row == _S.row)
)
_AMONG_ROWS = _ALL.where(among(_S.row, "among"))
_PROJECT = Many(
    submission.update()
    .where(_S.row == bindparam("of_row"))
    .values(stage=bindparam("new_stage"), shown=bindparam("new_shown")),
    "of_row",
    "new_stage",
    "new_shown",
)


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _attempt_of(words: tuple[Any, ...]) -> AttemptFacts:
    number, started, stored, verified, sent, aside, mirrored = words
    return AttemptFacts(
        attempt=number,
        started_at=datetime.fromisoformat(started),
        stored_at=_time(stored),
        verified_at=_time(verified),
        ack_sent_at=_time(sent),
        set_aside_at=_time(aside),
        mirrored_in=mirrored,
    )


def _projected(words: tuple[Any, ...], attempts: tuple[AttemptFacts, ...]) -> Projected:
    (
        row, origin, id_, digest, seq, kind, size, parts, submitted, expires, seen, quarantined, reason, released,
        store, receipt_at, pos, ours, peer, recorded, expired, closed, disputed, lost, missing, erased, stage, shown,
    ) = words  # fmt: skip
    receipt = None
    if recorded is not None:
        receipt = ReceiptFacts(
            store_id=StoreId(store),
            at=datetime.fromisoformat(receipt_at),
            pos=pos,
            ours=bool(ours),
            peer=bool(peer),
            recorded_at=datetime.fromisoformat(recorded),
        )
    facts = SubmissionFacts(
        row=row,
        key=SubmissionKey(Origin(origin), SubmissionId(id_), Digest(digest)),
        seq=seq,
        kind=kind,
        size=size,
        parts=parts,
        submitted_at=_time(submitted),
        expires_at=_time(expires),
        first_seen_at=datetime.fromisoformat(seen),
        quarantined_at=_time(quarantined),
        quarantine_reason=reason,
        released_at=_time(released),
        receipt=receipt,
        expired_at=_time(expired),
        closed_at=_time(closed),
        disputed_at=_time(disputed),
        lost_at=_time(lost),
        missing_at=_time(missing),
        erased_at=_time(erased),
        attempts=attempts,
    )
    return Projected(facts, stage, shown)


def _gather(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[Projected]:
    """One line for each attempt → one value for each submission, in order of arrival."""
    words: dict[int, tuple[Any, ...]] = {}
    attempts: dict[int, list[AttemptFacts]] = {}
    for each in rows:
        number = each[0]
        if number not in words:
            words[number] = tuple(each[:_CUT])
            attempts[number] = []
        if each[_CUT] is not None:
            attempts[number].append(_attempt_of(tuple(each[_CUT:])))
    for several in attempts.values():
        several.sort(key=lambda one: one.attempt)
    return [_projected(words[number], tuple(attempts[number])) for number in sorted(words)]


def load(connection: Connection, where: ColumnElement[bool]) -> list[Projected]:
    """Facts of the submissions that a condition picks, with their attempts, in order of arrival."""
    return _gather(connection.execute(_ALL.where(where)))


def load_among(
    connection: Connection, which: ColumnElement[bool], values: Sequence[int] | Sequence[str]
) -> list[Projected]:
    """The same for a condition made by `dialect.among(…, "among")`; `values` are what is bound to it."""
    return _gather(connection.execute(_ALL.where(which), {"among": listed(values)}))


def asked(rows: Sequence[int]) -> Asked:
    """What `load_rows` asks of so many that it asks once."""
    return asking(_AMONG_ROWS, among=listed(list(rows)))


def load_rows(connection: Connection, rows: Sequence[int]) -> list[Projected]:
    """Facts of these rows, in the order asked; a row that is not there is left out."""
    found: dict[int, Projected] = {}
    for piece in batches(rows):
        for each in _gather(ask(connection, asked(piece))):
            found[each.facts.row] = each
    return [found[row] for row in dict.fromkeys(rows) if row in found]


def project(tx: Connection, before: Sequence[Projected], after: Sequence[SubmissionFacts]) -> list[SubmissionFacts]:
    """Write the projected columns where these facts want others than there are; returns `after`, as a list."""
    changed: list[tuple[object, ...]] = []
    for was, facts in zip(before, after, strict=True):
        shown_attempt = facts.shown_attempt
        shown = None if shown_attempt is None else shown_attempt.attempt
        stage = stage_of(facts).value
        if stage != was.stage or shown != was.shown:
            changed.append((facts.row, stage, shown))
    _PROJECT.run(tx, changed)
    return list(after)
