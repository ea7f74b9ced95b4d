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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, partial
from itertools import compress, count

from sqlalchemy import Connection

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
_ALL = 'SELECT "case", what, (days & 1073741823) / 60, (days >> 30) / 60 FROM case_fact'
_BY_NAME = 'SELECT "case" FROM cases INDEXED BY ix_cases_sort_key ORDER BY sort_key, "case"'
_BY_CLOSING = 'SELECT "case" FROM cases WHERE bucket = 2 AND closed_at IS NOT NULL ORDER BY closed_at, "case"'
_ODDLY_CLOSED = 'SELECT "case" FROM cases WHERE bucket < 2 AND closed_at IS NOT NULL'
_NAME_OF = 'SELECT sort_key FROM cases WHERE "case" = ?'
_CLOSING_OF = 'SELECT closed_at FROM cases WHERE "case" = ?'
_MOVED = 'SELECT n, "case" FROM case_moved WHERE n > ? ORDER BY n LIMIT ?'
_LAST_MOVED = "SELECT coalesce(max(n), 0) FROM case_moved"
_LAST = 'SELECT coalesce(max("case"), 0) FROM case_fact'
_AGENTS = "SELECT code, agent FROM agent_code"
_PIECE = 20_000
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

    def record(self, place: int) -> bytes:
        """The columns of one case."""
        return bytes(column[place] for column in self.columns)

    def write(self, place: int, record: bytes) -> None:
        """Overwrite the columns of one case."""
        for column, octet in zip(self.columns, record, strict=True):
            column[place] = octet


def _stand(order: Laid, case: int, key: Callable[[int], tuple[object, ...]]) -> int:
    """Where a case belongs."""
    return bisect_left(range(len(order)), key(case), key=lambda place: key(order.case(place)))


def _place(order: Laid, case: int, key: Callable[[int], tuple[object, ...]]) -> int:
    """Where a case stands: where it belongs, as long as it was not moved; else it is looked for everywhere."""
    stand = _stand(order, case, key)
    return stand if stand < len(order) and order.case(stand) == case else order.place(case)


def _reorder(order: Laid, records: Mapping[int, bytes | None], key: Callable[[int], tuple[object, ...]]) -> None:
    """Put cases that changed where they belong: those that stand no more are all out before the first is put in.

    One that waits for its turn must not be in the way of another that looks for its place.
    """
    places = {place: case for case in records if (place := _place(order, case, key)) >= 0}
    loose = records.keys() - places.values()
    low: tuple[object, ...] = ()
    high: tuple[object, ...] | None = None
    for place, case in sorted(places.items()):
        if place - 1 not in places:
            low = key(order.case(place - 1)) if place else ()
            end = next(at for at in count(place + 1) if at not in places)
            high = key(order.case(end)) if end < len(order) else None
        record, mine = records[case], key(case)
        if record is not None and low < mine and (high is None or mine < high):
            order.write(place, record)
            low = mine
        else:
            loose.add(case)
    for place in sorted((place for place, case in places.items() if case in loose), reverse=True):
        order.remove(place)
    for case in sorted(loose):
        if (record := records[case]) is not None:
            order.insert(_stand(order, case, key), case, record)


def _laid(numbers: Sequence[int], what: array[int], days: array[int]) -> Laid:
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
    return Laid(bytearray(numbers) if isinstance(numbers, array) else None, columns)


def _ints(connection: Connection, words: str) -> array[int]:
    return array("I", connection.exec_driver_sql(words).scalars())


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
        moved = connection.exec_driver_sql(_MOVED, (self.moved, MOST_MOVED + 1)).all()
        last = connection.exec_driver_sql(_LAST).scalar_one()
        if len(moved) + max(0, last - self.size) > MOST_MOVED or last > self.size + MOST_MOVED:
            return False
        self._unplaced |= {case for _, case in moved} | set(range(self.size + 1, last + 1))
        if self._unplaced:
            self.stamp += 1  # first: what was remembered holds no more, however far this comes
            self.agents = {agent: code for code, agent in connection.exec_driver_sql(_AGENTS)}
            self.put_in_place(connection, sorted(self._unplaced))
            self._unplaced.clear()
        if moved:
            self.moved = moved[-1][0]
        return True

    def put_in_place(self, connection: Connection, cases: Sequence[int]) -> None:
        """Look at these cases again, whatever is known of them."""
        records = {case: self._arrived(connection, case) for case in sorted(cases)}
        for order, key in self._sorted(connection):
            _reorder(order, records, lru_cache(maxsize=None)(key))

    def _record(self, connection: Connection, case: int) -> bytes | None:
        row = connection.exec_driver_sql(f'{_ALL} WHERE "case" = ?', (case,)).first()
        if row is None:
            return None
        packed = self._days[row[2]] | self._days[row[3]] << 16
        what: int = row[1]
        return what.to_bytes(8, "little") + packed.to_bytes(4, "little")

    def _arrived(self, connection: Connection, case: int) -> bytes | None:
        """Write a case down in the order of arrival, and return what was written; nothing where it is gone."""
        record = self._record(connection, case)
        while self.size < case:
            self.arrival.insert(self.size, self.size + 1, bytes([_HOLE]) + bytes(WIDTH - 1))
            self.holes += 1
        self.holes += (record is None) - (self.arrival.columns[FLAGS][case - 1] & 7 == _HOLE)
        self.arrival.write(case - 1, record or bytes([_HOLE]) + bytes(WIDTH - 1))
        return record

    def _sorted(self, connection: Connection) -> list[tuple[Laid, Callable[[int], tuple[object, ...]]]]:
        """The orders that are not by arrival, each with what it is by."""

        def due(case: int) -> tuple[object, ...]:
            day = int.from_bytes(bytes(column[case - 1] for column in self.arrival.columns[DUE : DUE + 2]), "little")
            return (day or _LAST_DAY + 1, case)

        def name(case: int) -> tuple[object, ...]:
            return (connection.exec_driver_sql(_NAME_OF, (case,)).scalar() or "", case)

        def closing(case: int) -> tuple[object, ...]:
            return (connection.exec_driver_sql(_CLOSING_OF, (case,)).scalar() or "~", case)

        return [(self.due, due), (self.name, name), (self.closing, closing)]

    def filled(self, order: Laid) -> int:
        """How many cases of an order have what it is by; the others come last, whichever way it is read."""
        at = {id(self.due): DUE, id(self.closing): CLOSED}.get(id(order))
        if at is None:
            return len(order)
        low, high = order.columns[at : at + 2]
        return bisect_left(range(len(low)), 1, key=lambda n: int(not (low[n] or high[n])))


def load(connection: Connection, most: int = 4_000_000) -> CaseColumns | None:
    """Read all of it, in one transaction; nothing where numbers are so sparse, or so many, that it would not pay."""
    last = connection.exec_driver_sql(_LAST).scalar_one()
    if last > most:
        return None
    moved = connection.exec_driver_sql(_LAST_MOVED).scalar_one()
    agents = {agent: code for code, agent in connection.exec_driver_sql(_AGENTS)}
    what, days, known = array("q", [0]) * last, array("I", [0]) * last, _Days()
    heaps: defaultdict[int, array[int]] = defaultdict(partial(array, "I"))
    exist = bytearray(last)
    rows = connection.exec_driver_sql(_ALL).cursor
    while rows is not None and (some := rows.fetchmany(1_000)):
        for case, facts, received, closed in some:
            what[case - 1] = facts
            days[case - 1] = known[received] | known[closed] << 16
            heaps[facts >> 48 or _LAST_DAY + 1].append(case)
            exist[case - 1] = 1
    numbers = range(1, last + 1)
    for missing in compress(numbers, exist.translate(bytes([1, *bytes(255)]))):
        what[missing - 1] = _HOLE
    due = array("I")
    for day in sorted(heaps):
        due += heaps.pop(day)
    columns = CaseColumns(
        arrival=_laid(numbers, what, days),
        due=_laid(due, what, days),
        name=_laid(_ints(connection, _BY_NAME), what, days),
        closing=_laid(_closing(connection, exist), what, days),
        agents=agents,
        moved=moved,
        holes=exist.count(0),
        _days=known,
    )
    columns.put_in_place(connection, _ints(connection, _ODDLY_CLOSED))
    return columns


def _closing(connection: Connection, exist: bytearray) -> array[int]:
    """Those that are closed, in the order of their closing, then the others."""
    closed = _ints(connection, _BY_CLOSING)
    left = bytearray(exist)
    for case in closed:
        left[case - 1] = 0
    closed.extend(compress(range(1, len(left) + 1), left))
    return closed
