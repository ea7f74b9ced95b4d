"""The list of cases against an oracle that knows each of them: every filter, every order, words, and changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from backoffice_gui.caseload.case_list import CaseList, sortable
from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.domain.case_conditions import DATES
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseSort, Condition, Field, Operator
from backoffice_gui.domain.cases import Answer, Badge, CaseKind, CaseState, Decision, Source
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.practice import AGENT, ASKING, Known, holds, in_order, known, practised

COUNT = 400
_DAYS = st.sampled_from(["+0", "+2", "-30", "-3", "2026-11-01", "2026-09-15", "2026-11-30", "1999-01-01", "9999-12-31"])
_VALUES: dict[Field, list[str]] = {
    Field.STATE: [each.value for each in CaseState],
    Field.KIND: [each.value for each in CaseKind],
    Field.SOURCE: [each.value for each in Source],
    Field.AGENT: ["me", "", AGENT, "demo.agent001", "nobody.there"],
    Field.BADGE: [badge.name.lower() for badge in Badge if badge.name and badge],
    Field.PARTS: ["yes", "no"],
    Field.UNREAD: ["yes", "no"],
    Field.ANSWER: [each.value for each in (*Answer, *Decision)],
}


def _condition(field: Field) -> st.SearchStrategy[Condition]:
    values = _DAYS if field in DATES else st.sampled_from(_VALUES[field])
    operators = st.sampled_from(Operator if field in DATES else [Operator.IS, Operator.IS_NOT])
    return st.builds(Condition, st.just(field), operators, st.lists(values, min_size=1, max_size=3).map(tuple))


CONDITIONS = st.lists(st.sampled_from(Field).flatmap(_condition), max_size=3).map(tuple)
SORTS = st.builds(CaseSort, st.sampled_from(sorted(sortable(), key=str)), st.booleans())


@dataclass(slots=True)
class Desk:
    """The store, its list by the database and by the columns, and every case as it is known."""

    casebook: Casebook
    cold: CaseList
    warm: CaseList
    cases: list[Known]

    def look(self) -> None:
        """Know every case as it is now."""
        with self.casebook.reading() as connection:
            numbers = list(connection.execute(text('SELECT "case" FROM cases ORDER BY "case"')).scalars())
            self.cases = known(connection, case_rows(connection, numbers))

    def agree(self, query: CaseQuery) -> None:
        """Both ways find what the oracle says."""
        left = in_order([one for one in self.cases if holds(one, query.filter)], query.sort)
        with self.casebook.reading() as connection:
            for each in (self.cold, self.warm):
                page = each.page(connection, query, 0, 10_000, ASKING)
                assert [row.case for row in page.rows] == left
                middle = each.page(connection, query, len(left) // 2, 7, ASKING)
                assert [row.case for row in middle.rows] == left[len(left) // 2 :][:7]
                assert each.count(connection, query.filter, ASKING).number == len(left)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Some hundred cases."""
    with practised(tmp_path_factory.mktemp("list") / "s", COUNT) as casebook:
        made = Desk(casebook, CaseList(), CaseList(), [])
        with casebook.reading() as connection:
            made.warm.fill(connection)
        made.look()
        assert made.warm.filled()
        assert not made.cold.filled()
        yield made


@given(CONDITIONS, SORTS)
@settings(max_examples=120)
def test_every_filter_in_every_order(desk: Desk, conditions: tuple[Condition, ...], sort: CaseSort) -> None:
    """The database, the columns and the oracle agree on every page and count."""
    desk.agree(CaseQuery(CaseFilter(conditions), sort))
