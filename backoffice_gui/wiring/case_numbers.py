"""The case that people call by a number: in full (`DL-2026-000412`) or short (`412`)."""

from __future__ import annotations

from backoffice_gui.actions.desk import Desk
from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.caseload.case_search import exact_cases
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.search_terms import ExactKind, Terms, search_terms
from backoffice_gui.errors import UsageError

__all__ = ["called"]

_NUMBERS = frozenset({ExactKind.CASE, ExactKind.CASE_SHORT})


def called(desk: Desk, number: str) -> CaseRow:
    """The case of a number; no search, and not logged as one.

    Raises `UsageError`: `case-unknown`, or `several-cases` with their full numbers in the fact `matches`.
    """
    exact = tuple(each for each in search_terms(number).exact if each.kind in _NUMBERS)
    with desk.casebook.reading() as connection:
        rows = case_rows(connection, exact_cases(connection, Terms(exact=exact), number))
    if not rows:
        raise UsageError("case-unknown")
    if len(rows) > 1:
        raise UsageError("several-cases", matches=" ".join(row.number for row in rows))
    return rows[0]
