"""Cases by words and numbers: words in any order, accents and script; numbers lead straight to the case (perf.md §2b).

Hits come newest first, window by window of the cases' numbers, so that a word that half of all cases have costs
no more than a rare one. Within a window they are read in the order they lie in: read backwards, the index lays out
every hit of a beginning that it has no list of, eight at a time, and a second becomes minutes.
Searching persons is audited by whoever offers it (`actions`).
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator

from rapidfuzz import fuzz
from sqlalchemy import Connection, select, text

from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.names import folded
from backoffice_gui.domain.search_terms import Exact, ExactKind, Terms, Word, search_terms
from backoffice_gui.storage.casebook.caseload_schema import cases, contact, person

__all__ = ["exact_cases", "expression", "find", "hits", "newest_first"]

_NUMBERED = ("DL", "DEMO")
_FIRST_YEAR, _LAST_YEAR = 2_024, 2_060
_LONGEST_NUMBER = 40
_FEW, _CANDIDATES, _ALIKE, _BEGINNING = 3, 400, 78.0, 3
_WINDOW, _WIDER = 4_096, 8
"""Cases looked through at first, and how many times more after that where few were found."""
_HITS = text(
    "SELECT rowid FROM case_search WHERE case_search MATCH :words AND rowid > :low AND rowid <= :high ORDER BY rowid"
)
_HITS_MARKED = text(
    "SELECT rowid FROM case_search WHERE case_search MATCH :words AND rowid > :low AND rowid <= :high "
    "AND substr(:mask, rowid, 1) = x'01' ORDER BY rowid"
)
_LAST = text("SELECT coalesce(max(id), 0) FROM case_search_docsize")
_OF_PERSONS = select(cases.c.case).order_by(cases.c.case.desc()).limit(100)


def _token(word: str) -> str:
    return f'"{word}"'


def _word(word: Word) -> str:
    ways = (" AND ".join(f"{_token(part)}*" for part in way) for way in word.ways if way)
    return " OR ".join((*(f"({way})" for way in ways), *map(_token, sorted(word.keys))))


def expression(words: Iterable[Word]) -> str:
    """The full-text query in which every word is found; empty where nothing is asked for."""
    return " AND ".join(f"({each})" for each in map(_word, words) if each)


def newest_first(
    last: int, most: int, between: Callable[[int, int], Iterable[int]], mask: bytes | None = None
) -> array[int]:
    """At most so many cases, newest first, of what `between(low, high)` finds above one number up to another, rising.

    Windows widen where little is found; those without a case that the mask has are left out.
    """
    found, high, window = array("I"), last, _WINDOW
    while len(found) < most:
        if mask is not None:
            high = mask.rfind(1, 0, high) + 1
        if high <= 0:
            break
        low = max(high - window, 0)
        some = array("I", between(low, high))
        found.extend(reversed(some))
        wanted = (most - len(found)) * window * 5 // (4 * len(some) + 1)
        window = max(_WINDOW, min(wanted, window * _WIDER))
        high = low
    return found[:most]


def hits(connection: Connection, words: str, most: int, mask: bytes | None = None) -> array[int]:
    """The cases that a full-text query finds, newest first; `mask`: one octet a case, 1 for those that count."""
    asked: dict[str, object] = {"words": words} if mask is None else {"words": words, "mask": mask}
    statement = _HITS if mask is None else _HITS_MARKED

    def between(low: int, high: int) -> Iterable[int]:
        return connection.execute(statement, {**asked, "low": low, "high": high}).scalars()

    last = connection.execute(_LAST).scalar_one() if mask is None else len(mask)
    return newest_first(last, most, between, mask)


def _exact(connection: Connection, exact: Exact) -> Iterator[int]:
    kind, key = exact.kind, exact.key
    if kind is ExactKind.CASE:
        wanted = [f"{prefix}-{key.partition('-')[2]}" for prefix in _NUMBERED]
        yield from connection.scalars(select(cases.c.case).where(cases.c.number.in_([key, *wanted])))
    elif kind is ExactKind.CASE_SHORT:
        years = range(_FIRST_YEAR, _LAST_YEAR)
        wanted = [f"{prefix}-{year}-{int(key):06}" for prefix in _NUMBERED for year in years]
        newest = select(cases.c.case).where(cases.c.number.in_(wanted)).order_by(cases.c.case.desc())
        yield from connection.scalars(newest)
    elif kind is ExactKind.SUBMISSION:
        begins = (cases.c.submission >= key) & (cases.c.submission < key + "\U0010ffff")
        yield from connection.scalars(select(cases.c.case).where(begins).limit(20))
    elif kind is ExactKind.OFPRA or kind is ExactKind.FOREIGNER:
        column = person.c.ofpra_key if kind is ExactKind.OFPRA else person.c.foreigner_key
        yield from connection.scalars(
            _OF_PERSONS.where(cases.c.person.in_(select(person.c.person).where(column == key)))
        )
    else:
        holders = select(contact.c.person).where(contact.c.field == kind.value, contact.c.key == key).limit(100)
        yield from connection.scalars(_OF_PERSONS.where(cases.c.person.in_(holders)))


def exact_cases(connection: Connection, terms: Terms, typed: str) -> list[int]:
    """The cases whose number, person's number, submission or contact is what was typed; a case's own number first."""
    whole = typed.strip().upper()[:_LONGEST_NUMBER]
    own = list(connection.scalars(select(cases.c.case).where(cases.c.number == whole))) if _storable(whole) else []
    order = list(ExactKind)
    wanted = sorted(terms.exact, key=lambda exact: order.index(exact.kind))
    return list(dict.fromkeys((*own, *(case for exact in wanted for case in _exact(connection, exact)))))


def _storable(text: str) -> bool:
    """Whether it can be bound at all: a lone surrogate can't."""
    return bool(text) and text.isascii()


def _likeness(asked: list[str], applicant: str) -> float:
    """How like the words of a name are to those asked for, each beside its likest: 0 … 100."""
    words = folded(applicant).split()
    if not asked or not words:
        return 0
    return sum(max(fuzz.ratio(word, each) for each in words) for word in asked) / len(asked)


def _alike(connection: Connection, words: str, terms: Terms, known: set[int], most: int) -> list[CaseRow]:
    """Cases whose names are nearly what was typed: by how a word begins, the likest first."""
    beginnings = {part[:_BEGINNING] for word in terms.words for way in word.ways for part in way if len(part) > 3}
    if not beginnings:
        return []
    loose = " OR ".join(f"{_token(part)}*" for part in sorted(beginnings))
    numbers = [case for case in hits(connection, loose, _CANDIDATES) if case not in known]
    asked = folded(words).split()
    scored = ((_likeness(asked, row.applicant), row) for row in case_rows(connection, numbers))
    near = sorted((each for each in scored if each[0] >= _ALIKE), key=lambda each: (-each[0], -each[1].case))
    return [row for _, row in near[:most]]


def find(connection: Connection, words: str, most: int) -> tuple[CaseRow, ...]:
    """At most so many cases: those that an exact number names, then those with all words, newest first.

    Where these are few, cases follow whose names are nearly so.
    """
    terms = search_terms(words)
    numbers = exact_cases(connection, terms, words)[:most]
    asked = expression(terms.words)
    if asked and len(numbers) < most:
        numbers += [case for case in hits(connection, asked, most) if case not in numbers]
    rows = list(case_rows(connection, numbers[:most]))
    if asked and len(rows) < min(_FEW, most):
        rows += _alike(connection, words, terms, {row.case for row in rows}, most - len(rows))
    return tuple(rows)
