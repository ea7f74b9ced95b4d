"""Which places of an order a filter leaves, one octet each: a column is looked through by a table of 256 octets.

What conditions say of one column is one table, however many they are; columns are joined as long numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache, reduce
from itertools import starmap
from operator import and_, or_

from backoffice_gui.caseload.case_columns import AGENT_LOW, CLOSED, DUE, FLAGS, RECEIVED, CaseColumns, Laid, day_code
from backoffice_gui.domain.case_conditions import ANSWERS, DATES, DayRange, badges_of, days_of, yes
from backoffice_gui.domain.case_list import Condition, Field, Operator
from backoffice_gui.domain.cases import CaseKind, CaseState, Source

__all__ = ["HOLE", "Marks", "as_octets", "joined", "marks_of", "mask_of"]

HOLE = 7
Marks = int
"""A mask as one number, whose octets, the first the highest, are the places': so masks are joined at once."""
_WORDS: Mapping[Field, tuple[int, int, list[str]]] = {
    Field.STATE: (0, 7, [each.value for each in CaseState]),
    Field.KIND: (3, 3, [each.value for each in CaseKind]),
    Field.SOURCE: (5, 3, [each.value for each in Source]),
}
"""Where in the first column a field's code lies: bits to the right of it, bits of it, its words in order."""
_DAYS = {Field.DUE: DUE, Field.RECEIVED: RECEIVED, Field.CLOSED: CLOSED}
_LAST_DAY = 32_767
_NOT = bytes([1, 0])
_Tables = dict[int, bytes]
"""By column, which of its octets hold: in any of the columns, where a place is looked for."""


def joined(octets: bytes | bytearray) -> Marks:
    """Octets as one number; the highest first is what Python reads fastest."""
    return int.from_bytes(octets, "big")


def as_octets(marks: Marks, size: int) -> bytes:
    """And back."""
    return marks.to_bytes(size, "big")


@lru_cache(maxsize=2)
def _every(size: int) -> Marks:
    return joined(b"\x01" * size)


def _table(holds: Callable[[int], object]) -> bytes:
    return bytes(bool(holds(octet)) for octet in range(256))


def _code(day: date) -> int:
    """As `day_code`, but days beyond what columns hold are behind all of them."""
    return min(day_code(day), _LAST_DAY) if day.year < 2059 else _LAST_DAY + 1


def _codes(days: DayRange) -> tuple[int, int]:
    """A range as columns have it, the second number not in it; what has no day (0) lies in none."""
    first = 1 if days.first is None else _code(days.first)
    return first, _LAST_DAY + 1 if days.behind is None else _code(days.behind)


def _words(condition: Condition) -> _Tables:
    shift, width, words = _WORDS[condition.field]
    codes = {words.index(value) for value in condition.values if value in words}
    return {FLAGS: _table(lambda octet: (octet >> shift & width) in codes)}


def _bits(first: int, wanted: int) -> _Tables:
    """Where any of some bits is set, counted from the first bit of a column on."""
    parts = [(first + n, wanted >> 8 * n & 255) for n in range(3)]
    return {column: _table(part.__and__) for column, part in parts if part}


def _flagged(bit: int, said: frozenset[bool]) -> _Tables:
    """Where a bit of the record is one of what was said."""
    column, place = divmod(bit, 8)
    return {column: _table(lambda octet: bool(octet >> place & 1) in said)}


def _holds(agents: Mapping[str, int], condition: Condition) -> _Tables:
    """Where the condition holds, as if it said `is`; of agents, by the low octets of their codes."""
    field, values = condition.field, condition.values
    if condition.operator in (Operator.BEFORE, Operator.AFTER):
        return {}
    if field in _WORDS:
        return _words(condition)
    if field is Field.AGENT:
        codes = {agents[login] for login in values if login in agents}
        return {AGENT_LOW: _table(codes.__contains__)}
    if field is Field.BADGE:
        return _bits(1, int(badges_of(values)))
    if field is Field.ANSWER:
        return _bits(2, sum(1 << 3 + ANSWERS.index(value) for value in set(values) if value in ANSWERS))
    return _flagged(18 if field is Field.PARTS else 7, yes(values))


class _Places:
    """One order's places: what is asked of single columns is gathered, and looked for at the end."""

    def __init__(self, columns: CaseColumns, order: Laid) -> None:
        self._agents = columns.agents
        self._columns = order.columns
        self._size = len(order.columns[0])
        self._tables: _Tables = {}
        self._days: dict[int, tuple[int, int]] = {}
        self._marks: list[Marks] = []

    def narrow(self, column: int, table: bytes) -> None:
        """Only places whose octet in a column holds."""
        known = self._tables.get(column)
        self._tables[column] = table if known is None else bytes(map(int.__and__, known, table))

    def add(self, condition: Condition) -> None:
        """Only places for which the condition holds."""
        negated = condition.operator is Operator.IS_NOT
        if condition.field in DATES:
            column, ranges = _DAYS[condition.field], [_codes(days) for days in days_of(condition)]
            if len(ranges) == 1 and not negated:
                first, behind = self._days.get(column, ranges[0])
                self._days[column] = max(first, ranges[0][0]), min(behind, ranges[0][1])
                return
            found = reduce(or_, (self._between(column, *codes) for codes in ranges), 0)
        elif condition.field is Field.AGENT and max(self._agents.values(), default=0) > 255:
            found = self._by_many_agents(condition)
        else:
            tables = _holds(self._agents, condition)
            if negated or len(tables) == 1:
                for column, table in tables.items():
                    self.narrow(column, table.translate(_NOT.ljust(256, b"\0")) if negated else table)
                return
            found = self._any(tables)
        self._marks.append(_every(self._size) ^ found if negated else found)

    def _at(self, column: int, table: bytes) -> Marks:
        return joined(self._columns[column].translate(table))

    def _any(self, tables: _Tables) -> Marks:
        found = 0
        for column, table in tables.items():
            found |= self._at(column, table)
        return found

    def _by_many_agents(self, condition: Condition) -> Marks:
        found = 0
        if condition.operator in (Operator.BEFORE, Operator.AFTER):
            return found
        for code in {self._agents[login] for login in condition.values if login in self._agents}:
            low, high = _table((code & 255).__eq__), _table((code >> 8).__eq__)
            found |= self._at(AGENT_LOW, low) & self._at(AGENT_LOW + 1, high)
        return found

    def _between(self, column: int, first: int, behind: int) -> Marks:
        """Where a day's number is at least one number and below another.

        The high octet says 2 for above and 1 for the same, the low one 1 where it is not below: from 2 on, the number
        is reached. For both numbers at once, four bits apart.
        """
        if first >= behind:
            return 0

        def high(octet: int) -> int:
            return sum(((octet >= each >> 8) + (octet > each >> 8)) << 4 * n for n, each in enumerate((first, behind)))

        def low(octet: int) -> int:
            return sum((octet >= each & 255) << 4 * n for n, each in enumerate((first, behind)))

        reached = self._at(column + 1, bytes(map(high, range(256)))) + self._at(column, bytes(map(low, range(256))))
        return (reached >> 1 ^ reached >> 5) & _every(self._size)

    def marks(self) -> Marks:
        """Where everything holds."""
        days = (self._between(column, *codes) for column, codes in self._days.items())
        every = (*self._marks, *days, *starmap(self._at, self._tables.items()))
        return reduce(and_, every) if every else _every(self._size)


def marks_of(columns: CaseColumns, order: Laid, conditions: Sequence[Condition]) -> Marks | None:
    """A mark of 1 for each place of the order that is left; nothing where every place is. Conditions are absolute."""
    if not conditions and not columns.holes:
        return None
    places = _Places(columns, order)
    if columns.holes:
        places.narrow(FLAGS, _table(lambda octet: octet & 7 != HOLE))
    for condition in conditions:
        places.add(condition)
    return places.marks()


def mask_of(columns: CaseColumns, order: Laid, conditions: Sequence[Condition]) -> bytes | None:
    """The same, one octet for each place."""
    found = marks_of(columns, order, conditions)
    return None if found is None else as_octets(found, len(order.columns[0]))
