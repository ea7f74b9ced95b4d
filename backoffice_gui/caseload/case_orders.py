"""The lists that columns make: places of an order, groups of the order of arrival, or the cases that words found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Protocol

from sqlalchemy import Connection

from backoffice_gui.caseload.case_columns import AGENT_LOW, DUE, FLAGS, CaseColumns, Laid
from backoffice_gui.caseload.case_hits import hits
from backoffice_gui.caseload.case_mask import Marks, as_octets, joined, marks_of, mask_of
from backoffice_gui.caseload.case_reading import MOST_FOUND
from backoffice_gui.caseload.case_search import exact_cases
from backoffice_gui.caseload.case_selection import Picked, Resolved, Selection, grouped, number_of, picked
from backoffice_gui.domain.case_list import CaseColumn, CaseQuery, CaseSort, Condition
from backoffice_gui.domain.cases import CaseKind, CaseState, Source
from backoffice_gui.domain.search_terms import search_terms

__all__ = ["Listed", "found", "selected"]

_CODED = {
    CaseColumn.STATE: (0, 7, len(CaseState) + 1),
    CaseColumn.KIND: (3, 3, len(CaseKind) + 1),
    CaseColumn.SOURCE: (5, 3, len(Source)),
}
"""Where in the first column the codes lie that a list is grouped by: shift, bits, how many codes."""
_MOST_CODES, _HEAP, _FEW = 255, 16, 10_000


class Listed(Protocol):
    """A list whose parts can be had."""

    def __len__(self) -> int:
        """How many cases it has."""
        ...

    def part(self, start: int, end: int) -> list[int]:
        """The cases from one place to another."""
        ...


def selected(columns: CaseColumns, query: CaseQuery) -> Listed:
    """A list without words; conditions are absolute."""
    conditions, sort = query.filter.conditions, query.sort
    if sort.column in _CODED or sort.column is CaseColumn.AGENT:
        marks = marks_of(columns, columns.arrival, conditions)
        if sort.column in _CODED:
            return _by_code(columns, sort, marks)
        return _by_agent(columns, sort, marks)
    orders = {CaseColumn.DUE: columns.due, CaseColumn.APPLICANT: columns.name, CaseColumn.CLOSED: columns.closing}
    order = orders.get(sort.column, columns.arrival)
    mask, filled = mask_of(columns, order, conditions), order.filled()
    return picked([Picked(order, mask, 0, filled), Picked(order, mask, filled)], descending=sort.descending)


def _marked(coded: bytes | bytearray, marks: Marks | None) -> bytes:
    """The codes of the places that are marked, 0 for the others."""
    return bytes(coded) if marks is None else as_octets(joined(coded) & marks * 255, len(coded))


def _by_code(columns: CaseColumns, sort: CaseSort, marks: Marks | None) -> Listed:
    shift, bits, many = _CODED[sort.column]
    table = bytes((octet >> shift & bits) + 1 for octet in range(256))
    coded = _marked(columns.arrival.columns[FLAGS].translate(table), marks)
    codes = range(1, many + 1)
    total = columns.size if marks is None else marks.bit_count()
    return grouped(columns.arrival, coded, codes[::-1] if sort.descending else codes, total, descending=sort.descending)


def _by_agent(columns: CaseColumns, sort: CaseSort, marks: Marks | None) -> Listed:
    """By login; cases that nobody holds come last. Heaps of sixteen agents are counted, then one heap's agents."""
    logins = sorted(login for login in columns.agents if login)
    total = columns.size if marks is None else marks.bit_count()
    many = max(columns.agents.values(), default=0) > _MOST_CODES or len(logins) >= _MOST_CODES
    if many or total <= _FEW:
        everything = Picked(columns.arrival, None if marks is None else as_octets(marks, columns.size))
        return Resolved(_sorted(columns, everything.part(0, total), sort))
    ranks = {columns.agents[login]: rank for rank, login in enumerate([*logins, ""], 1) if login in columns.agents}
    table = bytes(ranks.get(code, 0) for code in range(256))
    ranked = _marked(columns.arrival.columns[AGENT_LOW].translate(table), marks)
    heaps = [range(first, min(first + _HEAP, len(logins) + 1)) for first in range(1, len(logins) + 1, _HEAP)]
    heaps = [*(reversed(heaps) if sort.descending else heaps), range(len(logins) + 1, len(logins) + 2)]
    place = {rank: n for n, heap in enumerate(heaps, 1) for rank in heap}
    heaped = ranked.translate(bytes(place.get(rank, 0) for rank in range(256)))
    runs = [(partial(number_of, heaped, n), partial(_heap, columns, ranked, heap)) for n, heap in enumerate(heaps, 1)]
    return Selection(runs, total, descending=sort.descending)


def _heap(columns: CaseColumns, ranked: bytes, heap: range) -> Selection:
    """Cases of some agents, by login."""
    kept = ranked.translate(bytes(rank if rank in heap else 0 for rank in range(256)))
    return grouped(columns.arrival, kept, heap, len(kept) - number_of(kept, 0), descending=False)


def _pair(columns: CaseColumns, at: int) -> Callable[[int], int]:
    """What two columns have for a case, as one number."""
    low, high = columns.arrival.columns[at : at + 2]
    return lambda case: low[case - 1] | high[case - 1] << 8


def _runs(numbers: Iterable[int], key: Callable[[int], int], *, descending: bool) -> list[int]:
    """By a number, what has none (0) last; then by arrival."""
    known = sorted(numbers, reverse=descending)
    empty = [case for case in known if not key(case)]
    return sorted((case for case in known if key(case)), key=key, reverse=descending) + empty


def _sorted(columns: CaseColumns, numbers: Sequence[int], sort: CaseSort) -> list[int]:
    """Cases that were found one by one, in the order of a list."""
    if sort.column in (CaseColumn.APPLICANT, CaseColumn.CLOSED):
        return _as_laid(columns, numbers, sort)
    if sort.column is CaseColumn.DUE:
        return _runs(numbers, _pair(columns, DUE), descending=sort.descending)
    if sort.column is CaseColumn.AGENT:
        logins = sorted(login for login in columns.agents if login)
        rank, agent = {columns.agents[login]: at for at, login in enumerate(logins, 1)}, _pair(columns, AGENT_LOW)
        return _runs(numbers, lambda case: rank.get(agent(case), 0), descending=sort.descending)
    known = sorted(numbers, reverse=sort.descending)
    if sort.column in _CODED:
        shift, bits, _ = _CODED[sort.column]
        flags = columns.arrival.columns[FLAGS]
        known.sort(key=lambda case: flags[case - 1] >> shift & bits, reverse=sort.descending)
    return known


def _as_laid(columns: CaseColumns, numbers: Sequence[int], sort: CaseSort) -> list[int]:
    """In an order that is laid out: one pass over it."""
    order: Laid = columns.name if sort.column is CaseColumn.APPLICANT else columns.closing
    filled, wanted = order.filled(), frozenset(numbers)
    parts = (order.cases(0, filled), order.cases(filled, len(order)))
    runs = (list(filter(wanted.__contains__, part)) for part in parts)
    return [case for run in runs for case in (reversed(run) if sort.descending else run)]


def _left(columns: CaseColumns, conditions: tuple[Condition, ...]) -> bytes | None:
    """Which cases conditions leave, by arrival; the last ones asked for are remembered until a case changes."""
    kept = columns.remembered
    if kept is None or kept[:2] != (columns.stamp, conditions):
        kept = (columns.stamp, conditions, mask_of(columns, columns.arrival, conditions))
        columns.remembered = kept
    return kept[2]


def found(
    connection: Connection, columns: CaseColumns, query: CaseQuery, most: int = MOST_FOUND
) -> tuple[Listed, bool]:
    """The list of the newest cases that words find among what the conditions leave, and whether there are more."""
    terms = search_terms(query.filter.words)
    mask = _left(columns, query.filter.conditions)
    numbers = {
        case
        for case in exact_cases(connection, terms, query.filter.words)
        if mask is None or mask[case - 1 : case] == b"\x01"
    }
    numbers.update(hits(connection, terms.words, most + 1, mask))
    newest = sorted(numbers, reverse=True)
    return Resolved(_sorted(columns, newest[:most], query.sort)), len(newest) > most
