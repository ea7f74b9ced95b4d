"""The newest cases that words find: window by window of the cases' numbers, each looked through the cheapest way.

A word that half of all cases have costs no more than a rare one while there is enough to find. Within a window, hits
are read in the order they lie in: read backwards, the index lays out every hit of a beginning that it has no list of,
eight at a time, and a second becomes minutes. Where little is found, words that most cases have are looked for among
the cases that the others, and the mask, have left: to walk through a million hits so as to keep five is what takes
long. Which words these are, a sample of the newest cases says.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, column, select, table, text

from backoffice_gui.caseload import team_hits
from backoffice_gui.domain.search_terms import Word
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.dialect import is_postgresql, listed

__all__ = ["Between", "expression", "hits", "narrowed", "newest_first"]

Between = Callable[[int, int, int], Iterable[int]]
"""The cases above one number up to another, rising; of more than so many, the newest are enough."""
_WINDOW, _WIDER, _SAMPLE = 4_096, 8, 1_024
"""Cases looked through at first, how many times more after that where few were found, and those words are known by."""
_WIDE = _WINDOW * _WIDER
"""In a window of so many cases it is not worth it to look for another way."""
_MARK, _STEP, _PROBE = 0.002, 0.04, 150.0
"""Microseconds: to hand over a case's mark, to pass by one hit of a word, to look for one word in one case."""
_EVERY = 16
"""Of so many marks of a mask one is counted, to know how many there are."""
_HITS = text(
    "SELECT rowid FROM case_search WHERE case_search MATCH :words AND rowid > :low AND rowid <= :high ORDER BY rowid"
)
_HITS_MARKED = text(
    "SELECT rowid FROM case_search WHERE case_search MATCH :words AND rowid > :low AND rowid <= :high "
    "AND substr(:mask, rowid - :low, 1) = x'01' ORDER BY rowid"
)
_COUNTED = text("SELECT count(*) FROM case_search WHERE case_search MATCH :words AND rowid > :low AND rowid <= :high")
_AMONG = text(
    "SELECT wanted.value FROM json_each(:cases) AS wanted CROSS JOIN case_search "
    "WHERE case_search.rowid = wanted.value AND case_search MATCH :words"
)
_LAST = text("SELECT coalesce(max(id), 0) FROM case_search_docsize")


_SEARCH = table("case_search", column("rowid", Integer))
_FROM_THE_WORDS = cases.c.case == _SEARCH.c.rowid + 0
"""The sum keeps SQLite from looking each case up among the words, instead of each hit among the cases."""
_NARROWED = (
    select(_SEARCH.c.rowid)
    .select_from(_SEARCH, cases)
    .where(text("case_search MATCH :asked"), _SEARCH.c.rowid > bindparam("low"))
    .where(_SEARCH.c.rowid <= bindparam("high"), _FROM_THE_WORDS)
    .order_by(_SEARCH.c.rowid)
)


def _token(word: str) -> str:
    return f'"{word}"'


def _ways(word: Word) -> list[str]:
    return [" AND ".join(f"{_token(part)}*" for part in way) for way in word.ways if way]


def _word(word: Word) -> str:
    return " OR ".join((*(f"({way})" for way in _ways(word)), *map(_token, sorted(word.keys))))


def _every(words: Iterable[str]) -> str:
    return " AND ".join(f"({each})" for each in words)


def expression(words: Iterable[Word]) -> str:
    """The full-text query in which every word is found; empty where nothing is asked for."""
    return _every(filter(None, map(_word, words)))


def newest_first(last: int, most: int, between: Between, mask: bytes | None = None) -> array[int]:
    """At most so many cases, newest first, of what `between` finds.

    Windows widen where little is found; those without a case that the mask has are left out.
    """
    found, high, window = array("I"), last, _WINDOW
    while len(found) < most:
        if mask is not None:
            high = mask.rfind(1, 0, high) + 1
        if high <= 0:
            break
        low = max(high - window, 0)
        some = array("I", between(low, high, most - len(found)))
        found.extend(reversed(some))
        wanted = (most - len(found)) * window * 5 // (4 * len(some) + 1)
        window = max(_WINDOW, min(wanted, window * _WIDER))
        high = low
    return found[:most]


class _Walk:
    """One search: its words, and once a window is wide, what share of all cases each of them has."""

    def __init__(self, connection: Connection, words: Sequence[Word], mask: bytes | None) -> None:
        self._connection = connection
        self._words = list(words)
        self._mask = mask
        self._shares: list[float] = []

    def between(self, low: int, high: int, wanted: int) -> Iterable[int]:
        """The cases of a window that have every word and a mark: all, or the newest of them, at least `wanted`."""
        if high - low <= _WIDE or (self._mask is None and len(self._words) == 1):
            return self._matching(self._words, low, high)
        if not self._shares:
            self._know(high)
        walked = self._cheapest(low, high, wanted)
        if walked == len(self._words):
            return self._matching(self._words, low, high)
        left = [*self._matching(self._words[:walked], low, high)] if walked else self._marked(low, high)
        if self._probing(walked, len(left), wanted) > self._walking(self._shares, high - low):
            return self._matching(self._words, low, high)
        return reversed(self._having(self._words[walked:], left[::-1], wanted))

    def _know(self, high: int) -> None:
        """Put the words in order, the rarest first, by what share of the newest cases has each."""
        low, shares = max(high - _SAMPLE, 0), []
        for word in self._words:
            asked = {"words": _word(word), "low": low, "high": high}
            shares.append((self._connection.execute(_COUNTED, asked).scalar_one() + 1) / (high - low + 1))
        order = sorted(range(len(shares)), key=shares.__getitem__)
        self._shares = [shares[n] for n in order]
        self._words = [self._words[n] for n in order]

    def _marks(self, low: int, high: int) -> float:
        """The share of a window's cases that is marked, nearly."""
        if self._mask is None:
            return 1.0
        some = self._mask[low:high:_EVERY]
        return (some.count(1) + 1) / (len(some) + 1)

    def _cheapest(self, low: int, high: int, wanted: int) -> int:
        """How many words to walk through; the others are looked for in what these leave."""
        size, marked = high - low, self._marks(low, high)

        def cost(walked: int) -> float:
            left = size * marked * math.prod(self._shares[:walked])
            return self._walking(self._shares[:walked], size) + self._probing(walked, left, wanted)

        return min(range(int(self._mask is None), len(self._words) + 1), key=cost)

    def _walking(self, shares: Sequence[float], size: int) -> float:
        """Microseconds to walk through words together."""
        handed = _MARK if self._mask is not None and shares else 0
        return size * (handed + _STEP * sum(shares))

    def _probing(self, walked: int, left: float, wanted: int) -> float:
        """Microseconds to look for the other words in so many cases, until enough are found."""
        shares = self._shares[walked:]
        return min(left, wanted / math.prod(shares)) * len(shares) * _PROBE

    def _matching(self, words: Sequence[Word], low: int, high: int) -> Iterable[int]:
        asked: dict[str, object] = {"words": expression(words), "low": low, "high": high}
        if self._mask is None:
            return self._connection.execute(_HITS, asked).scalars()
        return self._connection.execute(_HITS_MARKED, {**asked, "mask": self._mask[low:high]}).scalars()

    def _marked(self, low: int, high: int) -> list[int]:
        """Every marked case of a window."""
        mask, found = self._mask or b"", []
        place = mask.find(1, low, high)
        while place >= 0:
            found.append(place + 1)
            place = mask.find(1, place + 1, high)
        return found

    def _having(self, words: Sequence[Word], cases: Sequence[int], wanted: int) -> list[int]:
        """Those of some cases that have every word, at least `wanted` where there are.

        As they were typed at first, of which there is one list each; in their other spellings where they are not there.
        """
        typed, spelled = _every(_ways(word)[0] for word in words), expression(words)
        found: list[int] = []
        for at in range(0, len(cases), wanted):
            some = cases[at : at + wanted]
            have = self._among(some, typed)
            have |= self._among([case for case in some if case not in have], spelled)
            found += filter(have.__contains__, some)
            if len(found) >= wanted:
                break
        return found

    def _among(self, cases: Sequence[int], words: str) -> set[int]:
        if not cases:
            return set()
        return set(self._connection.execute(_AMONG, {"cases": listed(cases), "words": words}).scalars())


def narrowed(connection: Connection, words: Iterable[Word], clauses: Sequence[ColumnElement[bool]]) -> Between | None:
    """What finds the cases that have every word and for which clauses hold, window by window; nothing to find: none."""
    asked = [word for word in words if _ways(word)]
    if not asked:
        return None
    team = is_postgresql(connection)
    query = (team_hits.NARROWED if team else _NARROWED).where(*clauses)
    put = team_hits.asked(asked) if team else expression(asked)

    def between(low: int, high: int, _wanted: int) -> Iterable[int]:
        return connection.scalars(query, {"asked": put, "low": low, "high": high})

    return between


def hits(connection: Connection, words: Iterable[Word], most: int, mask: bytes | None = None) -> array[int]:
    """The cases that have every word, newest first; `mask`: one octet a case, 1 for those that count."""
    asked = [word for word in words if _ways(word)]
    if not asked:
        return array("I")
    if is_postgresql(connection):
        return team_hits.hits(connection, asked, most, mask)
    last = connection.execute(_LAST).scalar_one() if mask is None else len(mask)
    return newest_first(last, most, _Walk(connection, asked, mask).between, mask)
