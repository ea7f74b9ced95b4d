"""The list of cases against an oracle that knows each of them: every filter, every order, words, and changes."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from backoffice_gui.caseload import case_list
from backoffice_gui.caseload.case_columns import CaseColumns, load
from backoffice_gui.caseload.case_list import CaseList, sortable
from backoffice_gui.caseload.case_orders import Listed, selected
from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.domain.case_conditions import DATES
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseSort, Condition, Field, Operator
from backoffice_gui.domain.cases import Answer, Badge, CaseKind, CaseState, Decision, Source
from backoffice_gui.storage.casebook.store import Casebook
from tests.caseload.conftest import Practised
from tests.support.dialects import without_guard
from tests.support.practice import AGENT, ASKING, Known, holds, in_order, known

COUNT = 220
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


@dataclass(slots=True, repr=False)
class Desk:
    """The store, its list by the database and by the columns, and every case as it is known."""

    casebook: Casebook
    cold: CaseList
    warm: CaseList
    cases: list[Known]

    def __repr__(self) -> str:
        return f"Desk({len(self.cases)} cases)"

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

    def agree_on_words(self, wanted: CaseFilter) -> None:
        """Both ways find the same by words, which the index of words may know more of than there are cases."""
        query = CaseQuery(wanted, CaseSort(CaseColumn.RECEIVED, descending=True))
        with self.casebook.reading() as connection:
            by_database, by_columns = (each.page(connection, query, 0, 300, ASKING) for each in (self.cold, self.warm))
            assert by_database == by_columns
            assert {row.case for row in by_columns.rows} <= {one.row.case for one in self.cases if holds(one, wanted)}


@pytest.fixture(scope="module")
def desk(filled: Practised, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Some hundred cases."""
    with filled(tmp_path_factory.mktemp("list") / "s", COUNT) as casebook:
        made = Desk(casebook, CaseList(), CaseList(), [])
        with casebook.reading() as connection:
            made.warm.fill(connection)
        made.look()
        assert made.warm.filled()
        assert not made.cold.filled()
        yield made


@given(CONDITIONS, SORTS)
@settings(max_examples=50)
def test_every_filter_in_every_order(desk: Desk, conditions: tuple[Condition, ...], sort: CaseSort) -> None:
    """The database, the columns and the oracle agree on every page and count."""
    desk.agree(CaseQuery(CaseFilter(conditions), sort))


_WORDS = st.sampled_from(
    [
        "d",
        "démo",
        "mohamed",
        "Мухаммед",
        "fatima",
        "ba",
        "kar demo",
        "exemple-ville",
        "de mo ka",
        "zzzz",
        "é",
        "al hassan",
    ]
)


@given(CONDITIONS, SORTS, _WORDS)
@settings(max_examples=25)
@example((), CaseSort(CaseColumn.RECEIVED, descending=True), "9")
@example((), CaseSort(CaseColumn.NUMBER, descending=True), "démo")
def test_words_inside_a_filter(desk: Desk, conditions: tuple[Condition, ...], sort: CaseSort, words: str) -> None:
    """What words find alone, narrowed and ordered by the oracle, is what both ways find."""
    everything = CaseQuery(CaseFilter((), words))
    with desk.casebook.reading() as connection:
        alone = {row.case for row in desk.warm.page(connection, everything, 0, 10_000, ASKING).rows}
    wanted = CaseFilter(conditions)
    left = in_order([one for one in desk.cases if one.row.case in alone and holds(one, wanted)], sort)
    with desk.casebook.reading() as connection:
        for each in (desk.cold, desk.warm):
            query = CaseQuery(CaseFilter(conditions, words), sort)
            first = each.page(connection, query, 3, 20, ASKING)
            assert [row.case for row in first.rows] == left[3:23]
            page = each.page(connection, query, 0, 10_000, ASKING)
            assert [row.case for row in page.rows] == left
            assert each.count(connection, CaseFilter(conditions, words), ASKING).number == len(left)


_ORDERS = (CaseColumn.NUMBER, CaseColumn.DUE, CaseColumn.APPLICANT, CaseColumn.CLOSED, CaseColumn.AGENT)
"""One that needs nothing, the three that are laid out, and one that is grouped."""


def test_the_columns_follow_every_change(desk: Desk) -> None:
    """Acts, new dates and names, new cases, a case that goes: the next page knows."""
    changes = (
        "UPDATE cases SET state = 'taken', bucket = 0, agent = 'demo.new', version = version + 1 WHERE \"case\" = 219",
        "UPDATE cases SET due_on = '2026-12-24' WHERE \"case\" IN (17, 220)",
        'UPDATE cases SET due_on = NULL WHERE "case" = 18',
        "UPDATE cases SET closed_at = '2026-11-26T13:59:00.000000Z', state = 'closed', bucket = 2 WHERE \"case\" = 218",
        "UPDATE cases SET closed_at = NULL, state = 'taken', bucket = 0 WHERE \"case\" IN (3, 150)",
        "UPDATE cases SET sort_key = 'aaa\tdemo' WHERE \"case\" = 200",
        "UPDATE cases SET unread = false, badges = 6, parts = 0, answer = 'issued no_match' WHERE \"case\" = 5",
        "INSERT INTO cases SELECT * FROM cases WHERE \"case\" = 7 AND number = 'none'",
        (
            'INSERT INTO cases ("case", number, kind, source, state, bucket, received_at, due_on, sort_key) VALUES '
            "(222, 'DEMO-2026-000222', 'contact_change', 'post', 'new', 0, '2026-11-20T10:00:00.000000Z', '2026-11-24', 'm')"
        ),
    )
    for statement in changes:
        with desk.casebook.transaction() as tx:
            tx.execute(text(statement))
        desk.look()
        taken = Condition(Field.STATE, Operator.IS, ("taken",))
        desk.agree_on_words(CaseFilter((taken,), "demo"))
        for column in _ORDERS:
            desk.agree(CaseQuery(CaseFilter(), CaseSort(column)))
            desk.agree(
                CaseQuery(CaseFilter((Condition(Field.STATE, Operator.IS, ("taken", "new")),)), CaseSort(column))
            )
    with desk.casebook.transaction() as tx:
        for table in ("case_form", "certificate", '"change"', "case_event", "note"):
            tx.execute(text(f'DELETE FROM {table} WHERE "case" = 222'))
        without_guard(tx, "guard_cases_delete", "cases")
        tx.execute(text('DELETE FROM cases WHERE "case" = 222'))
    desk.look()
    for column in sorted(sortable(), key=str):
        desk.agree(CaseQuery(CaseFilter(), CaseSort(column, descending=True)))
    with desk.casebook.reading() as connection:
        fresh = CaseList()
        fresh.fill(connection)
        query = CaseQuery(CaseFilter(), CaseSort())
        again = fresh.page(connection, query, 0, 10_000, ASKING)
        assert again == desk.warm.page(connection, query, 0, 10_000, ASKING)


def test_what_is_being_read_while_the_desk_locks_is_not_kept(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither columns that are filled just then, nor a list that is laid out: the lock has waited for none of them."""
    lists, laid = CaseList(), []

    def forgotten(connection: Connection) -> CaseColumns | None:
        columns = load(connection)
        lists.forget()
        return columns

    def listed(columns: CaseColumns, query: CaseQuery) -> Listed:
        made = selected(columns, query)
        lists.forget()
        laid.append(weakref.ref(made))
        return made

    with desk.casebook.reading() as connection:
        with monkeypatch.context() as patched:
            patched.setattr(case_list, "load", forgotten)
            lists.fill(connection)
        assert not lists.filled()
        lists.fill(connection)
        monkeypatch.setattr(case_list, "selected", listed)
        query = CaseQuery(CaseFilter(), CaseSort(CaseColumn.NUMBER, descending=False))
        assert lists.page(connection, query, 0, 10, ASKING).rows
    gc.collect()
    assert not lists.filled()
    assert [each() for each in laid] == [None]


def test_the_tally_is_what_a_count_would_find(desk: Desk) -> None:
    """Whatever was changed, the triggers have counted it."""
    grouped = "SELECT bucket, state, kind, agent, count(*) FROM cases GROUP BY 1, 2, 3, 4"
    with desk.casebook.reading() as connection:
        kept = connection.execute(text("SELECT bucket, state, kind, agent, number FROM tally WHERE number <> 0"))
        assert set(map(tuple, kept)) == set(map(tuple, connection.execute(text(grouped))))


def test_what_cannot_be_sorted_by_is_not_offered() -> None:
    """Badges, parts and numbers of Ofpra have no order that an index carries."""
    assert CaseColumn.BADGES not in sortable()
    assert CaseColumn.OFPRA_NUMBER not in sortable()
    assert {CaseColumn.DUE, CaseColumn.APPLICANT, CaseColumn.CLOSED} <= sortable()
