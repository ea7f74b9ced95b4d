"""Attempts at a submission: each with its own key, chunks and times (architecture.md, Attempts).

(a) A new attempt never removes an older one. (b) What verifies one commits on condition that it
is still there (`read_back`). (c) Others go only in or after the commit that records a verified
one (`sweep`). (d) A verified one is acknowledged again after a crash without fetching. (e) An
unverified one whose web copy has gone stays.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, func, select, tuple_
from sqlalchemy.exc import IntegrityError

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.facts import AT_REST, AttemptFacts, Stage, SubmissionFacts, stage_of
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.dialect import BINARY, Many, among, attempting, is_postgresql, listed, moment_text
from backoffice_gui.storage.inbox import audit_log, projection, removal
from backoffice_gui.storage.inbox.schema import attempt, chunk
from backoffice_gui.storage.journeys import Asked, ask, asking, carried

__all__ = [
    "READ_SLICE",
    "SLICE",
    "AttemptRow",
    "NewAttempt",
    "SealedChunk",
    "ack_sent",
    "add_chunks",
    "attempt_rows",
    "begin",
    "by_tags",
    "chunks",
    "chunks_of",
    "next_chunks",
    "rows_asked",
    "set_aside",
    "stored",
    "sweep",
    "to_sweep",
]

SLICE = 16
"""Chunks (of at most 1 MiB) that one transaction writes, deletes or reads at most."""

READ_SLICE = 128
"""Chunks that one read transaction reads at most."""

_READ_OCTETS = 4 * 1024 * 1024
"""Octets after which a server is asked anew: it has a minute for a statement, its answer's way over the line included.

With the chunk that goes beyond them, and as octets (`BINARY`), a line of 1 Mbit/s carries them in time; and they are
what of an answer is in memory. Small chunks still come with one statement, however many they are.
"""

_A = attempt.c
_C = chunk.c
_KEPT_FOR_THE_INCIDENT = {Stage.LOST, Stage.MISSING, Stage.DISPUTED}


@dataclass(frozen=True, slots=True)
class NewAttempt:
    """What begins an attempt; `tag` is 16 random octets that every chunk is bound to."""

    row: int
    tag: bytes
    store_id: StoreId
    run_key: int
    wrapped_key: bytes


@dataclass(frozen=True, slots=True)
class SealedChunk:
    """One sealed chunk of a part (or of the manifest, `sealing.MANIFEST_PART`)."""

    attempt: int
    part: int
    n: int
    last: bool
    sealed: bytes


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """An attempt with what opens and proves it."""

    id: int
    row: int
    tag: bytes
    store_id: StoreId
    run_key: int
    wrapped_key: bytes
    chunk_hashes: bytes | None
    facts: AttemptFacts

    @property
    def erased(self) -> bool:
        """Whether its key was destroyed: nothing opens it any more."""
        return not any(self.wrapped_key)


_LAST = select(func.max(_A.attempt))
_BEGUN = select(_A.attempt, _A.tag).where(_A.attempt > bindparam("after"))
_BEGIN = Many(attempt.insert(), "row", "tag", "store_id", "run_key", "wrapped_key", "started_at")
_ADD = Many(chunk.insert(), "attempt", "part", "n", "last", "sealed")
_ROWS_OF = select(_A.row).where(among(_A.attempt, "among")).distinct().order_by(_A.row)
_STORED = Many(
    attempt.update().where(_A.attempt == bindparam("of_attempt")).values(stored_at=bindparam("at")), "at", "of_attempt"
)
_SENT = Many(
    attempt.update()
    .where(and_(_A.attempt == bindparam("of_attempt"), _A.ack_sent_at.is_(None)))
    .values(ack_sent_at=bindparam("at")),
    "at",
    "of_attempt",
)


def begin(tx: Connection, new: Sequence[NewAttempt], at: datetime) -> list[int]:
    """Begin attempts; returns their numbers in the order given. Nothing older is touched (rule a)."""
    last = tx.execute(_LAST).scalar() or 0
    begun = moment_text(at)
    _BEGIN.run(tx, [(each.row, each.tag, each.store_id, each.run_key, each.wrapped_key, begun) for each in new])
    numbers = {tag: number for number, tag in tx.execute(_BEGUN, {"after": last})}
    return [numbers[each.tag] for each in new]


def add_chunks(tx: Connection, new: Sequence[SealedChunk]) -> None:
    """Add sealed chunks to attempts that are not stored yet; at most `SLICE` MiB a transaction.

    Raises `StoreError("attempt-gone")` where another process has swept the attempt.
    """
    try:
        with attempting(tx):
            _ADD.run(tx, [(each.attempt, each.part, each.n, each.last, each.sealed) for each in new])
    except IntegrityError as error:
        numbers = {each.attempt for each in new}
        there = set(tx.scalars(select(_A.attempt).where(_A.attempt.in_(numbers))))
        if numbers <= there:
            raise
        raise StoreError("attempt-gone") from error


def _with(facts: SubmissionFacts, numbers: Collection[int], fact: str, at: datetime) -> SubmissionFacts:
    """The facts as they are once a fact of these attempts is filled, where it was empty."""
    filled: dict[str, Any] = {fact: at}
    attempts = tuple(
        replace(each, **filled) if each.attempt in numbers and getattr(each, fact) is None else each
        for each in facts.attempts
    )
    return replace(facts, attempts=attempts)


def stored(tx: Connection, attempts: Sequence[int], at: datetime) -> list[SubmissionFacts]:
    """Note that these attempts are whole; part of the commit that writes their last chunk.

    Returns the facts of their submissions, in order of arrival; an attempt that is gone has none.
    Twice does nothing.
    """
    if not attempts:
        return []
    numbers = set(attempts)
    before = projection.load_rows(tx, list(tx.scalars(_ROWS_OF, {"among": listed(sorted(numbers))})))
    new = [
        (each.facts.row, one.attempt)
        for each in before
        for one in each.facts.attempts
        if one.attempt in numbers and one.stored_at is None
    ]
    _STORED.run(tx, [(moment_text(at), number) for _row, number in new])
    audit_log.append(tx, [_event(Verb.STORED, row, number, at) for row, number in new])
    return projection.project(tx, before, [_with(each.facts, numbers, "stored_at", at) for each in before])


def _event(verb: Verb, row: int, number: int, at: datetime) -> AuditEvent:
    return AuditEvent(at, verb, Role.COLLECTOR, f"submission:{row}", (("attempt", number),))


def set_aside(tx: Connection, number: int, reason: str, at: datetime) -> list[SubmissionFacts]:
    """Note that an attempt failed its check (`reason`: code word); it is kept, sealed, until rule (c) lets it go."""
    row = tx.execute(select(_A.row, _A.set_aside_at).where(_A.attempt == number)).first()
    if row is None:
        return []
    before = projection.load_rows(tx, [row.row])
    if row.set_aside_at is not None:
        return [each.facts for each in before]
    values = {"set_aside_at": at, "set_aside_reason": reason}
    tx.execute(attempt.update().where(_A.attempt == number).values(**values))
    details = (("attempt", number), ("reason", reason))
    audit_log.of_rows(tx, Verb.ATTEMPT_SET_ASIDE, [row.row], at, details=details)
    return projection.project(tx, before, [_with(each.facts, {number}, "set_aside_at", at) for each in before])


def ack_sent(tx: Connection, attempts: Sequence[int], at: datetime) -> None:
    """Note that an acknowledgement for these attempts is about to be sent (the first time counts).

    What it destroys the only other copy of is then wherever a COMMIT of ours has to be, the second time as well.
    """
    carried(tx)
    _SENT.run(tx, [(moment_text(at), number) for number in attempts])


def _leaving(facts: SubmissionFacts) -> list[int]:
    """The attempts that rule (c) lets go now."""
    shown = facts.shown_attempt
    if shown is not None and shown.verified_at is not None:
        return [each.attempt for each in facts.attempts if each.attempt != shown.attempt]
    stage = stage_of(facts)
    if stage in AT_REST and stage not in _KEPT_FOR_THE_INCIDENT:
        return [each.attempt for each in facts.attempts if each.stored_at is None]
    return []


def sweep(tx: Connection, rows: Sequence[int], at: datetime, kept: set[int] | None = None) -> int:
    """Remove the attempts of these submissions that rule (c) lets go; returns how many went.

    With a verified attempt: all others. Without: those never stored, of a submission at rest
    (but not of one that was lost, missed or disputed). Deletes at most `SLICE` chunks; what is
    left goes with the next sweep (`to_sweep` names it). What a server does not let go stays beside;
    `kept` takes up the rows of which it lets nothing go.
    """
    room, removed = SLICE, 0
    for each in projection.load_rows(tx, rows):
        leaving = _leaving(each.facts)
        going = [one for one in leaving if removal.may_forget(tx, one)]
        if kept is not None and leaving and not going:
            kept.add(each.facts.row)
        for number in going:
            room -= _delete_chunks(tx, number, room)
            if tx.execute(select(_C.n_chunk).where(_C.attempt == number).limit(1)).first() is not None:
                return removed
            removal.forget_attempt(tx, number)
            audit_log.append(tx, [_event(Verb.ATTEMPT_REMOVED, each.facts.row, number, at)])
            removed += 1
    return removed


def _delete_chunks(tx: Connection, number: int, most: int) -> int:
    ids = list(tx.scalars(select(_C.n_chunk).where(_C.attempt == number).limit(most)))
    if ids:
        removal.forget_chunks(tx, ids)
    return len(ids)


def to_sweep(connection: Connection) -> list[int]:
    """Rows with attempts that `sweep` would remove: what a crash, or a large attempt, left over."""
    several = select(_A.row).group_by(_A.row).having(func.count() > 1)
    unstored = select(_A.row).where(_A.stored_at.is_(None))
    candidates = sorted(set(connection.scalars(several)) | set(connection.scalars(unstored)))
    return [each.facts.row for each in projection.load_rows(connection, candidates) if _leaving(each.facts)]


_ROW = select(
    _A.attempt, _A.row, _A.tag, _A.store_id, _A.run_key, _A.wrapped_key, _A.chunk_hashes,
    _A.started_at, _A.stored_at, _A.verified_at, _A.ack_sent_at, _A.set_aside_at, _A.mirrored_in,
)  # fmt: skip


_OF_ROW = _ROW.where(_A.row == bindparam("of_row")).order_by(_A.attempt)


def rows_asked(row: int) -> Asked:
    """What `attempt_rows` asks."""
    return asking(_OF_ROW, of_row=row)


def attempt_rows(connection: Connection, row: int) -> list[AttemptRow]:
    """The attempts at one submission, oldest first."""
    return _rows(ask(connection, rows_asked(row)))


def by_tags(connection: Connection, rows: Sequence[int], tags: Collection[bytes]) -> dict[bytes, AttemptRow]:
    """Attempts at these submissions by their tags: what a commit of unknown outcome left, over a new connection."""
    found = _rows(connection.execute(_ROW.where(_A.row.in_(list(rows)))))
    return {each.tag: each for each in found if each.tag in tags}


def _rows(found: Iterable[Row[*tuple[Any, ...]]]) -> list[AttemptRow]:
    return [
        AttemptRow(
            id=row.attempt,
            row=row.row,
            tag=row.tag,
            store_id=StoreId(row.store_id),
            run_key=row.run_key,
            wrapped_key=row.wrapped_key,
            chunk_hashes=row.chunk_hashes,
            facts=AttemptFacts(
                attempt=row.attempt,
                started_at=row.started_at,
                stored_at=row.stored_at,
                verified_at=row.verified_at,
                ack_sent_at=row.ack_sent_at,
                set_aside_at=row.set_aside_at,
                mirrored_in=row.mirrored_in,
            ),
        )
        for row in found
    ]


_OF = among(_C.attempt, "among")
_AFTER = and_(
    _C.attempt == bindparam("of_attempt"),
    tuple_(_C.part, _C.n) > tuple_(bindparam("after_part"), bindparam("after_n")),
)
_CHUNK = (_C.attempt, _C.part, _C.n, _C.last, _C.sealed)
_ORDER = (_C.attempt, _C.part, _C.n)


def _in_slices(which: ColumnElement[bool]) -> Select[Any]:
    """So many of these chunks: from a file, which gives them one by one."""
    return select(*_CHUNK).where(which).order_by(*_ORDER).limit(bindparam("most"))


def _in_answers(which: ColumnElement[bool]) -> Select[Any]:
    """The same from a server, whose answer comes as a whole: as many of them as begin within `_READ_OCTETS`."""
    size = func.octet_length(_C.sealed)
    before = (func.sum(size).over(order_by=_ORDER) - size).label("before")
    some = select(*_CHUNK, before).where(which).order_by(*_ORDER).limit(bindparam("most")).subquery()
    found = select(*(some.c[column.name] for column in _CHUNK)).where(some.c.before < _READ_OCTETS)
    return found.order_by(*(some.c[column.name] for column in _ORDER)).execution_options(**{BINARY: True})


_FILES = _in_slices(_OF), _in_slices(_AFTER), math.inf
_SERVERS = _in_answers(_OF), _in_answers(_AFTER), _READ_OCTETS
"""What asks for the chunks of several attempts, for those of one after a place, and after how many octets it ends."""


def chunks(connection: Connection, number: int) -> Iterator[SealedChunk]:
    """The chunks of one attempt in order of part and number (the manifest last): see `chunks_of`."""
    return chunks_of(connection, [number], SLICE)


def next_chunks(connection: Connection, number: int, part: int, n: int) -> list[SealedChunk]:
    """The next chunks of one attempt after a place, at most `SLICE`; none where there are no more."""
    _first, after, _octets = _SERVERS if is_postgresql(connection) else _FILES
    place = {"of_attempt": number, "after_part": part, "after_n": n, "most": SLICE}
    return [SealedChunk(*row) for row in connection.execute(after, place)]


def chunks_of(connection: Connection, attempts: Sequence[int], most: int = READ_SLICE) -> Iterator[SealedChunk]:
    """The chunks of some attempts, ordered by attempt, part and number; constant in memory.

    The read transaction ends after each `most` of them, on a server sooner where they are large, so that 2 GiB hold
    nobody up: give it a connection that only reads. What has been stored never changes; it may be gone.
    """
    first, after, enough = _SERVERS if is_postgresql(connection) else _FILES
    pending = sorted(set(attempts))
    partial: tuple[int, int] | None = None
    while pending:
        if partial is None:
            rows = connection.execute(first, {"among": listed(pending[: projection.BATCH]), "most": most})
        else:
            place = {"of_attempt": pending[0], "after_part": partial[0], "after_n": partial[1], "most": most}
            rows = connection.execute(after, place)
        found, octets, chunk_seen = 0, 0, None
        for row in rows:
            chunk_seen = SealedChunk(*row)
            found, octets = found + 1, octets + len(chunk_seen.sealed)
            yield chunk_seen
        connection.rollback()
        if chunk_seen is not None and (found == most or octets >= enough):
            pending = pending[pending.index(chunk_seen.attempt) :]
            partial = (chunk_seen.part, chunk_seen.n)
        else:
            pending = pending[projection.BATCH if partial is None else 1 :]
            partial = None
