"""The list of cases: any page of any filter in any order offered, among a million, in milliseconds.

Until the columns are filled (`fill`, seconds after the desk was unlocked) the database finds pages by itself. Both
ways have one meaning and one order. What words find is limited to the newest ten thousand of what the filter leaves,
and said (`CaseCount.more`).
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from backoffice_gui.caseload.case_columns import CaseColumns, load
from backoffice_gui.caseload.case_mask import marks_of
from backoffice_gui.caseload.case_orders import Listed, found, selected
from backoffice_gui.caseload.case_reading import counted, read
from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.domain.case_conditions import Asking, absolute
from backoffice_gui.domain.case_list import CaseColumn, CaseCount, CaseFilter, CasePage, CaseQuery, CaseSort, Condition

__all__ = ["CaseList", "sortable"]

_KEPT = 8
"""Lists that are remembered: at most a megabyte each, of a million cases."""

_COUNTS = 200
_FORGET_SECONDS = 0.02

_FIRST = 500
"""Up to this place what words find is looked for as far as a page goes, while it is typed."""
_NEWEST = tuple(CaseSort(column, descending=True) for column in (CaseColumn.NUMBER, CaseColumn.RECEIVED))


def sortable() -> frozenset[CaseColumn]:
    """The columns that a list can be sorted by: those that an order or a few codes carry."""
    return frozenset(
        {
            CaseColumn.NUMBER,
            CaseColumn.RECEIVED,
            CaseColumn.DUE,
            CaseColumn.APPLICANT,
            CaseColumn.CLOSED,
            CaseColumn.STATE,
            CaseColumn.KIND,
            CaseColumn.SOURCE,
            CaseColumn.AGENT,
        }
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: int
    listed: Listed
    more: bool


class CaseList:
    """Finds pages and counts for one agent's window; one reading thread at a time (`fill` may run on another)."""

    def __init__(self) -> None:
        self._columns: CaseColumns | None = None
        self._kept: OrderedDict[CaseQuery, _Kept] = OrderedDict()
        self._numbers: dict[tuple[Condition, ...], int] = {}
        self._counted_at = 0
        self._forgotten = 0
        """How often all was forgotten: what was begun before that puts nothing in place after it."""
        self._turn = threading.Lock()

    def fill(self, connection: Connection) -> None:
        """Read the columns: a few seconds for a million cases; pages are found meanwhile."""
        before = self._forgotten
        columns = load(connection)
        with self._alone(before):
            self._columns = columns
            self._kept.clear()
            self._numbers.clear()

    def forget(self) -> None:
        """Keep nothing of the cases any longer; what is being read is not waited for, and not kept either."""
        self._forgotten += 1
        alone = self._turn.acquire(timeout=_FORGET_SECONDS)
        try:
            self._clear()
        finally:
            if alone:
                self._turn.release()

    def _clear(self) -> None:
        self._columns = None
        self._kept = OrderedDict()
        self._numbers = {}

    @contextlib.contextmanager
    def _alone(self, before: int) -> Iterator[None]:
        """For one thread at a time; `before`: how often all had been forgotten when its work was begun."""
        with self._turn:
            try:
                yield
            finally:
                if self._forgotten != before:
                    self._clear()

    def filled(self) -> bool:
        """Whether pages come from the columns."""
        return self._columns is not None

    def octets(self) -> int:
        """What the columns take in memory."""
        return 0 if self._columns is None else self._columns.octets()

    def page(self, connection: Connection, query: CaseQuery, start: int, size: int, asking: Asking) -> CasePage:
        """Rows `start` … `start + size - 1` of the list, fewer at its end."""
        start, size = max(start, 0), max(size, 0)
        known = CaseQuery(absolute(query.filter, asking), query.sort)
        with self._alone(self._forgotten):
            columns = self._current(connection)
            if columns is None:
                numbers = read(connection, known, start, size)
            else:
                numbers = self._part(connection, columns, known, start, start + size)
        return CasePage(start, case_rows(connection, numbers))

    def count(self, connection: Connection, wanted: CaseFilter, asking: Asking) -> CaseCount:
        """How many cases a filter leaves; exact without words once the columns are filled."""
        return self.counts(connection, [wanted], asking)[0]

    def counts(self, connection: Connection, wanted: Sequence[CaseFilter], asking: Asking) -> list[CaseCount]:
        """The same of several filters, as of one moment."""
        with self._alone(self._forgotten):
            columns, known = self._current(connection), [absolute(each, asking) for each in wanted]
            if columns is None:
                return counted(connection, known)
            return [self._count(connection, columns, each) for each in known]

    def _count(self, connection: Connection, columns: CaseColumns, known: CaseFilter) -> CaseCount:
        if not known.words.strip():
            return CaseCount(self._number(columns, known.conditions))
        kept = self._listed(connection, columns, CaseQuery(known, CaseSort(CaseColumn.NUMBER, descending=True)))
        return CaseCount(len(kept.listed), kept.more)

    def _current(self, connection: Connection) -> CaseColumns | None:
        if self._columns is not None and not self._columns.refresh(connection):
            self._columns = load(connection)
            self._kept.clear()
            self._numbers.clear()
        return self._columns

    def _number(self, columns: CaseColumns, conditions: tuple[Condition, ...]) -> int:
        """How many cases conditions leave: counted without laying out a list, and remembered until a case changes."""
        if self._counted_at != columns.stamp or len(self._numbers) >= _COUNTS:
            self._numbers.clear()
            self._counted_at = columns.stamp
        number = self._numbers.get(conditions)
        if number is None:
            marks = marks_of(columns, columns.arrival, conditions)
            number = self._numbers[conditions] = columns.size if marks is None else marks.bit_count()
        return number

    def _part(self, connection: Connection, columns: CaseColumns, query: CaseQuery, start: int, end: int) -> list[int]:
        """A page; the first of what words find, newest first, are found without the others."""
        known = self._kept.get(query)
        if query.filter.words.strip() and query.sort in _NEWEST and end <= _FIRST and known is None:
            listed, _ = found(connection, columns, query, end)
            return listed.part(start, end)
        return self._listed(connection, columns, query).listed.part(start, end)

    def _listed(self, connection: Connection, columns: CaseColumns, query: CaseQuery) -> _Kept:
        lists = self._kept  # a lock puts another in its place
        kept = lists.get(query)
        if kept is None or kept.stamp != columns.stamp:
            words = bool(query.filter.words.strip())
            listed, more = found(connection, columns, query) if words else (selected(columns, query), False)
            kept = _Kept(columns.stamp, listed, more)
            lists[query] = kept
            while len(lists) > _KEPT:
                lists.popitem(last=False)
        lists.move_to_end(query)
        return kept
