"""The list of submissions by their clear facts: any page of it, in milliseconds, among 100,000.

Where an index gives the order, a page is found by skipping in that narrow index, from whichever
end is nearer, and only then the rows are read (a deferred join). Filters that no index orders
are resolved once to the row numbers they leave, kept until the inbox changes.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select

from backoffice_gui.clock import Clock
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.listing import Column, Filter, ListQuery, Page, Row, Sort
from backoffice_gui.storage.inbox import audit_log, submissions
from backoffice_gui.storage.inbox.schema import attempt, submission

__all__ = ["ListIndex", "count", "kinds", "rows_of"]

_C = submission.c
_LONGEST_SEQ = 15
_BATCH = 500
_FRESH_SECONDS = 3.0
_ORDER: dict[Column, ColumnElement[Any] | None] = {
    Column.SEQ: _C.seq,
    Column.RECEIVED: None,  # rows are numbered in order of arrival
    Column.KIND: _C.kind,
    Column.STAGE: _C.stage,
    Column.SIZE: _C.size,
    Column.PARTS: _C.parts,
}


def _text(wanted: str) -> ColumnElement[bool]:
    """The beginning of an id, or a `seq`."""
    begins = and_(_C.id >= wanted, _C.id < wanted + "\U0010ffff")
    number = wanted.isascii() and wanted.isdigit() and len(wanted) <= _LONGEST_SEQ
    return or_(begins, _C.seq == int(wanted)) if number else begins


def _among(column: ColumnElement[Any], values: Sequence[str]) -> ColumnElement[bool]:
    """One value is compared, so that the index of the column gives the order too."""
    return column == values[0] if len(values) == 1 else column.in_(values)


def _where(wanted: Filter) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if wanted.stages:
        clauses.append(_among(_C.stage, sorted(stage.value for stage in wanted.stages)))
    if wanted.kinds:
        clauses.append(_among(_C.kind, sorted(wanted.kinds)))
    if wanted.text.strip():
        clauses.append(_text(wanted.text.strip()))
    return clauses


def _ordered(query: Select[Any], sort: Sort, *, backwards: bool = False) -> Select[Any]:
    """Ordered by the column, then by arrival: a total order, in which pages never overlap."""
    columns = [each for each in (_ORDER[sort.column], _C.row) if each is not None]
    down = sort.descending != backwards
    return query.order_by(*(column.desc() if down else column.asc() for column in columns))


def _indexed(query: ListQuery) -> bool:
    """Whether one index holds what the filter leaves, in the order wanted."""
    wanted, column = query.filter, query.sort.column
    if wanted == Filter():
        return True
    if wanted.text.strip() or len(wanted.stages) + len(wanted.kinds) != 1:
        return False
    return column is Column.RECEIVED or column is (Column.STAGE if wanted.stages else Column.KIND)


def count(connection: Connection, wanted: Filter) -> int:
    """How many submissions a filter leaves."""
    if not wanted.kinds and not wanted.text.strip():
        by_stage = submissions.counts(connection)
        return sum(number for stage, number in by_stage.items() if not wanted.stages or stage in wanted.stages)
    query = select(func.count()).select_from(submission).where(*_where(wanted))
    return connection.execute(query).scalar_one()


def kinds(connection: Connection) -> tuple[str, ...]:
    """The kinds the inbox knows, in order; each is found by one step in the index."""
    found: list[str] = []
    last = connection.execute(select(func.min(_C.kind))).scalar()
    while last is not None:
        found.append(last)
        last = connection.execute(select(func.min(_C.kind)).where(_C.kind > last)).scalar()
    return tuple(found)


_ROWS = select(
    _C.row, _C.seq, _C.id, _C.digest, _C.kind, _C.stage, _C.size, _C.parts, _C.first_seen_at,
    attempt.c.stored_at, attempt.c.verified_at,
    case((_C.receipt_ours.is_(True), _C.receipt_recorded_at), else_=None).label("acknowledged_at"), _C.closed_at,
).select_from(submission.outerjoin(attempt, attempt.c.attempt == _C.shown))  # fmt: skip


def rows_of(connection: Connection, numbers: Sequence[int]) -> list[Row]:
    """The rows of these numbers, in the order asked; one that is not there is left out."""
    found: dict[int, Row] = {}
    for at in range(0, len(numbers), _BATCH):
        piece = list(numbers[at : at + _BATCH])
        for row in connection.execute(_ROWS.where(_C.row.in_(piece))):
            members = row._asdict()
            found[row.row] = Row(**(members | {"stage": Stage(members["stage"])}))
    return [found[number] for number in numbers if number in found]


@dataclass(frozen=True, slots=True)
class _Resolved:
    """The row numbers a query leaves, in order, as of an audit event and a moment (elapsed seconds)."""

    query: ListQuery
    stamp: int
    at: float
    rows: array[int]


class ListIndex:
    """Finds the rows of any page; belongs to one reading thread.

    Remembers the last filter that no index orders, until the inbox changes, and for some
    seconds beyond that: while submissions pour in, a list that is scrolled is not sorted for each page.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._resolved: _Resolved | None = None

    def page(self, connection: Connection, query: ListQuery, start: int, size: int) -> Page:
        """Rows `start` … `start + size - 1` of the list, fewer at its end."""
        start, size = max(start, 0), max(size, 0)
        return Page(start, tuple(rows_of(connection, self.numbers(connection, query, start, size))))

    def numbers(self, connection: Connection, query: ListQuery, start: int, size: int) -> list[int]:
        """The row numbers of a page."""
        if not _indexed(query):
            return list(self._resolve(connection, query)[start : start + size])
        everything = query.filter == Filter()
        # rows are numbered 1, 2, 3 … and never removed (`storage.inbox.submissions.counts`)
        whole = _last_row(connection) if everything else count(connection, query.filter)
        end = max(min(start + size, whole), start)
        if everything and query.sort.column is Column.RECEIVED:
            return list(range(whole - start, whole - end, -1) if query.sort.descending else range(start + 1, end + 1))
        from_the_end = whole - end < start
        found = _ordered(select(_C.row).where(*_where(query.filter)), query.sort, backwards=from_the_end)
        skipped = found.offset(max(whole - end, 0) if from_the_end else start).limit(end - start)
        numbers = list(connection.scalars(skipped))
        return numbers[::-1] if from_the_end else numbers

    def _resolve(self, connection: Connection, query: ListQuery) -> array[int]:
        kept, now = self._resolved, self._clock.elapsed()
        if kept is not None and kept.query == query and now - kept.at < _FRESH_SECONDS:
            return kept.rows
        stamp = audit_log.head(connection).n
        if kept is None or kept.query != query or kept.stamp != stamp:
            found = _ordered(select(_C.row).where(*_where(query.filter)), query.sort)
            rows = array("q", connection.scalars(found))
        else:
            rows = kept.rows
        self._resolved = _Resolved(query, stamp, now, rows)
        return rows


def _last_row(connection: Connection) -> int:
    return connection.execute(select(func.max(_C.row))).scalar() or 0
