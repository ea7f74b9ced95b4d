"""What lists are narrowed and sorted by, of every case, in memory: twelve octets a case and order, no names.

A filter is a table of 256 octets for each column, so a million cases are looked through in a millisecond a
column; an order is the cases' numbers as they follow each other, beside the same columns laid out in that order. So
any page of any filter in any order is found by counting, never by reading or sorting (perf.md §2b). It is read
from `case_fact` in seconds, and follows the store by what `case_moved` says.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import compress

from sqlalchemy import Connection

from backoffice_gui.caseload import case_facts as facts
from backoffice_gui.caseload.case_facts import Fact, Stand
from backoffice_gui.domain.case_list import Condition
from backoffice_gui.domain.paris import paris

__all__ = ["AGENT_LOW", "CLOSED", "DUE", "FLAGS", "RECEIVED", "CaseColumns", "Laid", "day_code", "load"]

FLAGS, AGENT_LOW, DUE, RECEIVED, CLOSED = 0, 4, 6, 8, 10
"""Where in a record: 0 state, kind, source, unread; 1-3 badges, parts, answers; then agent, days, low octet first."""
WIDTH = 12
_HOLE = 7
"""The state of a number that no case has (any longer)."""
_EPOCH = date(1970, 1, 1)
_LAST_DAY = 32_767
_PIECE = 20_000
_FEW = 16
"""So few cases are looked for one by one: more, by one pass over all."""
MOST_MOVED = 2_000
"""More cases than this have changed: everything is read again."""


def day_code(day: date) -> int:
    """A day as the columns have it; 0 is none, days before 1970 are the first and those after 2059 the last."""
    return max(1, min((day - _EPOCH).days, _LAST_DAY))


class _Days(dict[int, int]):
    """The day in Paris of an hour (since 1970, UTC), worked out once for each."""

    def __missing__(self, hour: int) -> int:
        found = 0
        if hour:
            moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(hours=min(hour, 24 * _LAST_DAY))
            found = day_code(paris(moment).date())
        self[hour] = found
        return found


@dataclass(slots=True)
class Laid:
    """One order: the cases' numbers (4 octets each) as they follow, and their columns in that order.

    By arrival there are no numbers to keep: at each place stands the case of the next number.
    """

    numbers: bytearray | None
    columns: list[bytearray] = field(default_factory=list)
    by: int | None = None
    """The first column of the day that it is by; cases that have none stand last."""

    def __len__(self) -> int:
        return len(self.columns[0]) if self.numbers is None else len(self.numbers) // 4

    def case(self, place: int) -> int:
        """The case at a place."""
        if self.numbers is None:
            return place + 1
        return int.from_bytes(self.numbers[4 * place : 4 * place + 4], "little")

    def cases(self, first: int, behind: int) -> Sequence[int]:
        """The cases from one place to another."""
        if self.numbers is None:
            return range(first + 1, behind + 1)
        return memoryview(self.numbers)[4 * first : 4 * behind].cast("I")

    def place(self, case: int) -> int:
        """Where a case stands; -1 where it doesn't. Looked for from the end, where what is new stands."""
        if self.numbers is None:
            return case - 1 if case <= len(self) else -1
        wanted, at = case.to_bytes(4, "little"), len(self.numbers)
        while (at := self.numbers.rfind(wanted, 0, at + 3)) >= 0:
            if at % 4 == 0:
                return at // 4
        return -1

    def insert(self, place: int, case: int, record: bytes) -> None:
        """Put a case at a place."""
        if self.numbers is not None:
            self.numbers[4 * place : 4 * place] = case.to_bytes(4, "little")
        for column, octet in zip(self.columns, record, strict=True):
            column.insert(place, octet)

    def remove(self, place: int) -> None:
        """Take the case at a place out."""
        if self.numbers is not None:
            del self.numbers[4 * place : 4 * place + 4]
        for column in self.columns:
            del column[place]

    def day_of(self, record: bytes) -> int:
        """The day that a case stands by: one behind all others where it has none."""
        at = self.by or 0
        return int.from_bytes(record[at : at + 2], "little") or _LAST_DAY + 1

    def day(self, place: int) -> int:
        """The same for the case at a place."""
        low, high = self.columns[self.by or 0 : (self.by or 0) + 2]
        return low[place] | high[place] << 8 or _LAST_DAY + 1

    def stand(self, place: int) -> tuple[int, int]:
        """The day and the number of the case at a place."""
        return self.day(place), self.case(place)

    def filled(self) -> int:
        """How many cases have what it is by; the others come last, whichever way it is read."""
        if self.by is None:
            return len(self)
        return bisect_left(range(len(self)), _LAST_DAY + 1, key=self.day)

    def record(self, place: int) -> bytes:
        """The columns of one case."""
        return bytes(column[place] for column in self.columns)

    def write(self, place: int, record: bytes) -> None:
        """Overwrite the columns of one case."""
        for column, octet in zip(self.columns, record, strict=True):
            column[place] = octet


def _places(order: Laid, cases: Collection[int]) -> dict[int, int]:
    """Where each of some cases stands, of those that do: looked for one by one where they are few, else in one pass."""
    if len(cases) <= _FEW:
        return {case: place for case in cases if (place := order.place(case)) >= 0}
    wanted = frozenset(cases)
    return {case: place for place, case in enumerate(order.cases(0, len(order))) if case in wanted}


def _follow(order: Laid, records: Mapping[int, bytes | None], stands: Sequence[Stand]) -> None:
    """Put cases that changed where they belong: those that stand no more are all out before the first is put in.

    `stands`: where they belong, as far as only the store knows that, in order; the others stand by their days. Whoever
    belongs where they stand stays.
    """
    places, loose = _places(order, records), set(records)
    for case, before in stands:
        place, record = places.get(case, -1), records[case]
        stood = order.case(place - 1) if place > 0 else None
        if record is not None and place >= 0 and stood == before and before not in loose:
            order.write(place, record)
            loose.remove(case)
    by_day = records.keys() - {case for case, _ in stands}
    for case in by_day & places.keys():
        record = records[case]
        if record is not None and order.day(places[case]) == order.day_of(record):
            order.write(places[case], record)
            loose.remove(case)
    for place in sorted((places[case] for case in loose & places.keys()), reverse=True):
        order.remove(place)
    _put_behind(order, {case: before for case, before in stands if case in loose}, records)
    for case in sorted(by_day & loose):
        if (record := records[case]) is not None:
            order.insert(bisect_left(range(len(order)), (order.day_of(record), case), key=order.stand), case, record)


def _put_behind(order: Laid, stands: Mapping[int, int | None], records: Mapping[int, bytes | None]) -> None:
    """Put cases, in their order, each behind the one that it is to stand behind."""
    places = _places(order, {before for before in stands.values() if before is not None and before not in stands})
    fresh: dict[int, int] = {}
    for case, before in stands.items():
        if (record := records[case]) is not None:
            at = fresh.get(before or 0)
            place = (places.get(before or 0, -1) + len(fresh) if at is None else at) + 1
            order.insert(place, case, record)
            fresh[case] = place


def _laid(numbers: Sequence[int], what: array[int], days: array[int], by: int | None = None) -> Laid:
    """The columns in an order, from the records as they arrived; piece by piece, so that little is held twice."""
    columns = [bytearray(len(numbers)) for _ in range(WIDTH)]
    for first in range(0, len(numbers), _PIECE):
        places = [number - 1 for number in numbers[first : first + _PIECE]]
        facts = array("q", map(what.__getitem__, places)).tobytes()
        dates = array("I", map(days.__getitem__, places)).tobytes()
        for at in range(8):
            columns[at][first : first + _PIECE] = facts[at::8]
        for at in range(4):
            columns[8 + at][first : first + _PIECE] = dates[at::4]
    return Laid(bytearray(numbers) if isinstance(numbers, array) else None, columns, by)


@dataclass(slots=True)
class CaseColumns:
    """The orders by name, each of all cases; `stamp` rises with every change, `moved` is the last one known."""

    arrival: Laid
    due: Laid
    name: Laid
    closing: Laid
    agents: dict[str, int]
    moved: int
    holes: int
    stamp: int = 0
    remembered: tuple[int, tuple[Condition, ...], bytes | None] | None = None
    """A stamp, conditions, and which cases they left then: words are typed letter by letter inside one filter."""
    _days: _Days = field(default_factory=_Days)
    _unplaced: set[int] = field(default_factory=set)
    """What an interrupted look had begun to put in place: new cases stand in no list of what moved."""

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return len(self.arrival)

    def octets(self) -> int:
        """What all of it takes, in octets."""
        orders = (self.arrival, self.due, self.name, self.closing)
        return sum(len(order.numbers or b"") + sum(map(len, order.columns)) for order in orders)

    def refresh(self, connection: Connection) -> bool:
        """Follow the store; false where so much has changed that everything is to be read again."""
        last, moved = facts.moved(connection, self.moved, MOST_MOVED + 1)
        if len(moved) + max(0, last - self.size) > MOST_MOVED or last > self.size + MOST_MOVED:
            return False
        self._unplaced |= {case for _, case in moved} | set(range(self.size + 1, last + 1))
        if self._unplaced:
            self.stamp += 1  # first: what was remembered holds no more, however far this comes
            self.put_in_place(connection, sorted(self._unplaced))
            self._unplaced.clear()
        if moved:
            self.moved = moved[-1][0]
        return True

    def put_in_place(self, connection: Connection, cases: Sequence[int]) -> None:
        """Look at these cases again, whatever is known of them."""
        changed = facts.changed(connection, cases)
        if {what >> 32 & 0xFFFF for _, what, *_ in changed.facts.values()} - set(self.agents.values()):
            self.agents = facts.agents(connection)
        records = {case: self._arrived(case, changed.facts.get(case)) for case in sorted(cases)}
        for order, stands in ((self.due, ()), (self.name, changed.by_name), (self.closing, changed.by_closing)):
            _follow(order, records, stands)

    def _arrived(self, case: int, known: Fact | None) -> bytes | None:
        """Write a case down in the order of arrival, and return what was written; nothing where it is gone."""
        record = None if known is None else self._record(known)
        while self.size < case:
            self.arrival.insert(self.size, self.size + 1, bytes([_HOLE]) + bytes(WIDTH - 1))
            self.holes += 1
        self.holes += (record is None) - (self.arrival.columns[FLAGS][case - 1] & 7 == _HOLE)
        self.arrival.write(case - 1, record or bytes([_HOLE]) + bytes(WIDTH - 1))
        return record

    def _record(self, known: Fact) -> bytes:
        _, what, received, closed = known
        return what.to_bytes(8, "little") + (self._days[received] | self._days[closed] << 16).to_bytes(4, "little")


def load(connection: Connection, most: int = 4_000_000) -> CaseColumns | None:
    """Read all of it, in one transaction; nothing where numbers are so sparse, or so many, that it would not pay."""
    last, moved = facts.last(connection)
    if last > most:
        return None
    agents = facts.agents(connection)
    what, days, known = array("q", [0]) * last, array("I", [0]) * last, _Days()
    heaps: defaultdict[int, array[int]] = defaultdict(partial(array, "I"))
    exist = bytearray(last)
    for some in facts.every(connection, last):
        for case, fact, received, closed in some:
            what[case - 1] = fact
            days[case - 1] = known[received] | known[closed] << 16
            heaps[fact >> 48 or _LAST_DAY + 1].append(case)
            exist[case - 1] = 1
    numbers = range(1, last + 1)
    for missing in compress(numbers, exist.translate(bytes([1, *bytes(255)]))):
        what[missing - 1] = _HOLE
    due = array("I")
    for day in sorted(heaps):
        due += heaps.pop(day)
    columns = CaseColumns(
        arrival=_laid(numbers, what, days),
        due=_laid(due, what, days, DUE),
        name=_laid(facts.by_name(connection), what, days),
        closing=_laid(_closing(facts.by_closing(connection), exist), what, days, CLOSED),
        agents=agents,
        moved=moved,
        holes=exist.count(0),
        _days=known,
    )
    if oddly := facts.oddly_closed(connection):
        columns.put_in_place(connection, oddly)
    return columns


def _closing(closed: array[int], exist: bytearray) -> array[int]:
    """Those that are closed, in the order of their closing, then the others."""
    left = bytearray(exist)
    for case in closed:
        left[case - 1] = 0
    closed.extend(compress(range(1, len(left) + 1), left))
    return closed
