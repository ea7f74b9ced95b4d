"""Cases by words and numbers: words in any order, accents and script; numbers lead straight to the case (perf.md §2b).

Searching persons is audited by whoever offers it (`actions`).
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz
from sqlalchemy import Connection, Select, literal, select, union_all

from backoffice_gui.caseload.case_hits import hits
from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.names import folded
from backoffice_gui.domain.search_terms import Exact, ExactKind, Terms, Word, search_terms
from backoffice_gui.domain.spelled import spelled
from backoffice_gui.storage.casebook.caseload_schema import cases, contact, person

__all__ = ["exact_cases", "find"]

_NUMBERED = ("DL", "DEMO")
_FIRST_YEAR, _LAST_YEAR = 2_024, 2_060
_LONGEST_NUMBER = 40
_FEW, _CANDIDATES, _ALIKE, _BEGINNING = 3, 400, 78.0, 3
_NEWEST = select(cases.c.case).order_by(cases.c.case.desc())
_BY_SUBMISSION = select(cases.c.case).limit(20)


def _of_persons(persons: Select[tuple[int]]) -> Select[tuple[int]]:
    return _NEWEST.where(cases.c.person.in_(persons)).limit(100)


def _exact(exact: Exact) -> Select[tuple[int]]:
    """The cases that it may mean."""
    kind, key = exact.kind, spelled(exact.key)
    if kind is ExactKind.CASE:
        return _numbered([key, *(f"{prefix}-{key.partition('-')[2]}" for prefix in _NUMBERED)])
    if kind is ExactKind.CASE_SHORT:
        years = range(_FIRST_YEAR, _LAST_YEAR)
        return _numbered([f"{prefix}-{year}-{int(key):06}" for prefix in _NUMBERED for year in years])
    if kind is ExactKind.SUBMISSION:
        return _BY_SUBMISSION.where(cases.c.submission >= key, cases.c.submission < f"{key}\U0010ffff")
    if kind is ExactKind.OFPRA or kind is ExactKind.FOREIGNER:
        column = person.c.ofpra_key if kind is ExactKind.OFPRA else person.c.foreigner_key
        return _of_persons(select(person.c.person).where(column == key))
    sharing = select(contact.c.person).where(contact.c.field == kind.value, contact.c.key == key)
    return _of_persons(sharing.limit(100))


def _numbered(numbers: Sequence[str]) -> Select[tuple[int]]:
    return _NEWEST.where(cases.c.number.in_(numbers))


def exact_cases(connection: Connection, terms: Terms, typed: str) -> list[int]:
    """The cases whose number, person's number, submission or contact is what was typed; a case's own number first.

    All that it may be is asked for at once.
    """
    whole = typed.strip().upper()[:_LONGEST_NUMBER]
    order = list(ExactKind)
    asked = [_exact(exact) for exact in sorted(terms.exact, key=lambda exact: order.index(exact.kind))]
    if _storable(whole):
        asked.insert(0, _numbered([whole]))
    if not asked:
        return []
    found = (each.subquery(f"exact_{rank}") for rank, each in enumerate(asked))
    every = union_all(*(select(literal(rank), each.c.case) for rank, each in enumerate(found)))
    ranked = sorted(connection.execute(every).all(), key=lambda row: (row[0], -row[1]))
    return list(dict.fromkeys(case for _, case in ranked))


def _storable(text: str) -> bool:
    """Whether it can be bound at all: a lone surrogate can't, nor NUL."""
    return bool(text) and text.isascii() and "\0" not in text


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
