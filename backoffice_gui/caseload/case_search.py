"""Cases by words and numbers: words in any order, accents and script; numbers lead straight to the case (perf.md §2b).

Searching persons is audited by whoever offers it (`actions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz
from sqlalchemy import Connection, Select, bindparam, select

from backoffice_gui.caseload.case_hits import hits
from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.names import folded
from backoffice_gui.domain.search_terms import Exact, ExactKind, Terms, Word, search_terms
from backoffice_gui.storage.casebook.caseload_schema import cases, contact, person
from backoffice_gui.storage.dialect import among, listed

__all__ = ["exact_cases", "find"]

_NUMBERED = ("DL", "DEMO")
_FIRST_YEAR, _LAST_YEAR = 2_024, 2_060
_LONGEST_NUMBER = 40
_FEW, _CANDIDATES, _ALIKE, _BEGINNING = 3, 400, 78.0, 3
_NEWEST = select(cases.c.case).order_by(cases.c.case.desc())
_BY_NUMBERS = _NEWEST.where(among(cases.c.number, "numbers"))
_BY_SUBMISSION = (
    select(cases.c.case)
    .where(cases.c.submission >= bindparam("key"), cases.c.submission < bindparam("behind"))
    .limit(20)
)


def _of_persons(persons: Select[tuple[int]]) -> Select[tuple[int]]:
    return _NEWEST.where(cases.c.person.in_(persons)).limit(100)


_BY_OFPRA = _of_persons(select(person.c.person).where(person.c.ofpra_key == bindparam("key")))
_BY_FOREIGNER = _of_persons(select(person.c.person).where(person.c.foreigner_key == bindparam("key")))
_BY_CONTACT = _of_persons(
    select(contact.c.person).where(contact.c.field == bindparam("field"), contact.c.key == bindparam("key")).limit(100)
)


def _exact(connection: Connection, exact: Exact) -> Iterable[int]:
    kind, key = exact.kind, exact.key
    if kind is ExactKind.CASE:
        return _numbered(connection, [key, *(f"{prefix}-{key.partition('-')[2]}" for prefix in _NUMBERED)])
    if kind is ExactKind.CASE_SHORT:
        years = range(_FIRST_YEAR, _LAST_YEAR)
        return _numbered(connection, [f"{prefix}-{year}-{int(key):06}" for prefix in _NUMBERED for year in years])
    if kind is ExactKind.SUBMISSION:
        return connection.scalars(_BY_SUBMISSION, {"key": key, "behind": f"{key}\U0010ffff"})
    if kind is ExactKind.OFPRA or kind is ExactKind.FOREIGNER:
        return connection.scalars(_BY_OFPRA if kind is ExactKind.OFPRA else _BY_FOREIGNER, {"key": key})
    return connection.scalars(_BY_CONTACT, {"field": kind.value, "key": key})


def _numbered(connection: Connection, numbers: Sequence[str]) -> Iterable[int]:
    return connection.scalars(_BY_NUMBERS, {"numbers": listed(numbers)})


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
    loose = Word(tuple((part,) for part in sorted(beginnings)))
    numbers = [case for case in hits(connection, [loose], _CANDIDATES) if case not in known]
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
    if len(numbers) < most:
        numbers += [case for case in hits(connection, terms.words, most) if case not in numbers]
    rows = list(case_rows(connection, numbers[:most]))
    if len(rows) < min(_FEW, most):
        rows += _alike(connection, words, terms, {row.case for row in rows}, most - len(rows))
    return tuple(rows)
