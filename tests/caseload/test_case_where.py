"""Filters as the database's words; what they find is held by the oracle of test_case_list.py."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, Select, select, text

from backoffice_gui.caseload.case_where import ordering, where
from backoffice_gui.domain.case_list import CaseColumn, CaseSort, Condition, Field, Operator
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.store import Casebook

_OPEN = Condition(Field.STATE, Operator.IS, ("new", "taken"))
_DONE = Condition(Field.STATE, Operator.IS, ("closed",))


def _literal(query: Select[Any], connection: Connection) -> str:
    return str(query.compile(connection.engine, compile_kwargs={"literal_binds": True})).replace(":", "\\:")


@pytest.mark.parametrize(
    ("conditions", "sort", "index"),
    [
        ((_OPEN,), CaseSort(), "ix_cases_bucket_due_on"),
        ((_OPEN, Condition(Field.DUE, Operator.BEFORE, ("2026-11-30",))), CaseSort(), "ix_cases_bucket_due_on"),
        ((Condition(Field.AGENT, Operator.IS, ("demo",)), _OPEN), CaseSort(), "ix_cases_agent_bucket_due_on"),
        ((_DONE,), CaseSort(CaseColumn.CLOSED, descending=True), "ix_cases_bucket_closed_at"),
        ((), CaseSort(CaseColumn.APPLICANT), "ix_cases_sort_key"),
        ((), CaseSort(CaseColumn.APPLICANT, descending=True), "ix_cases_sort_key"),
    ],
)
def test_the_first_pages_of_the_views_come_from_an_index(
    disk_book: Casebook, team_book: Casebook, conditions: tuple[Condition, ...], sort: CaseSort, index: str
) -> None:
    """A store that was opened a moment ago shows them at once, however many cases it has."""
    query = select(cases.c.case).where(*where(conditions)).order_by(*ordering(sort)).limit(50)
    with disk_book.reading() as connection:
        plan = " ".join(row[3] for row in connection.execute(text("EXPLAIN QUERY PLAN " + _literal(query, connection))))
    assert index in plan
    with team_book.reading() as connection:
        for way in ("seqscan", "sort", "bitmapscan"):  # what a store of so few cases is read by
            connection.execute(text(f"SET LOCAL enable_{way} = off"))
        plan = " ".join(connection.scalars(text("EXPLAIN " + _literal(query, connection))))
    assert " using ix_cases_" in plan
    assert "Sort" not in plan
