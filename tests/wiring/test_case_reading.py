from __future__ import annotations

import pytest

from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseQuery, CaseSort, Condition, Field, Operator
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.case_reading import CaseReading
from tests.support.caseloads import Served

BY_NUMBER = CaseQuery(sort=CaseSort(CaseColumn.NUMBER))
UNREAD = CaseFilter((Condition(Field.KIND, Operator.IS, ("unread",)),))


@pytest.mark.parametrize("filled", [False, True])
def test_pages_and_counts_are_the_same_before_and_after_the_columns_are_filled(desk: Served, filled: bool) -> None:
    """By the database, or in memory."""
    if filled:
        desk.caseload.settle()
    reading = CaseReading(desk.caseload)
    assert [row.case for row in reading.page(BY_NUMBER, 1, 5).rows] == [2, 3]
    assert reading.count(CaseFilter()).number == 3
    assert [row.case for row in reading.page(CaseQuery(UNREAD), 0, 5).rows] == [3]
    assert CaseColumn.DUE in reading.columns()


def test_the_views_come_with_their_counts(desk: Served) -> None:
    """Those of the program first."""
    counts = {view.id: count.number for view, count in desk.cases.views()}
    assert (counts["to_do"], counts["mine"], counts["all"]) == (3, 0, 3)
    assert desk.logged("searched") == []


def test_a_search_is_logged_whether_it_is_typed_above_the_list_or_in_the_palette(desk: Served) -> None:
    """A case's number jumps; a filter without words is no search."""
    assert [row.case for row in desk.cases.find("DL-2026-000002", 5)] == [2]
    desk.clock.advance(60)
    assert desk.cases.count(CaseFilter(words="demo")).number == 2
    desk.cases.count(UNREAD)
    assert [dict(line.details)["found"] for line in desk.logged("searched")] == [1, 2]


def test_a_list_that_is_read_is_logged_once_by_its_conditions(desk: Served) -> None:
    """However often it is read anew while it stays on the screen; pages of it that follow are no other reading."""
    for start in (0, 0, 1):
        desk.cases.page(CaseQuery(UNREAD), start, 5)
    desk.cases.page(BY_NUMBER, 0, 5)
    listed = [dict(line.details) for line in desk.logged("cases_listed")]
    assert [(each["agent"], each["filter"], each["rows"]) for each in listed] == [
        ("agent-exemple", "type:illisible", 1), ("agent-exemple", "", 3)
    ]  # fmt: skip
    desk.clock.advance(1_000)
    desk.cases.page(CaseQuery(UNREAD), 0, 5)
    assert len(desk.logged("cases_listed")) == 3


def test_a_search_that_finds_few_is_logged_by_its_first_page(desk: Served) -> None:
    """The window counts only what is longer than a page; what stays on the screen is one search."""
    wanted = CaseQuery(CaseFilter(words="exemple"))
    for _ in range(3):
        desk.cases.page(wanted, 0, 5)
        desk.clock.advance(60)
    assert [dict(line.details)["found"] for line in desk.logged("searched")] == [2]
    assert desk.logged("cases_listed") == []


def test_what_was_declared_is_found_by_name_town_and_number(desk: Served) -> None:
    """Taken in is found at once, in any order and script."""
    for words in ("Démo exemple", "AUTREVILLE", "99998", "850312001", "850 312 001"):
        found = desk.cases.find(words, 5)
        assert {row.case for row in found} <= {1, 2}, words
    assert {row.case for row in desk.cases.find("exemple demo", 5)} == {1, 2}
    assert {row.case for row in desk.cases.find("autreville", 5)} == {2}
    assert {row.case for row in desk.cases.find("850312001", 5)} == {1, 2}


def test_a_case_that_is_not_there_is_said(desk: Served) -> None:
    """Nothing is guessed."""
    with pytest.raises(UsageError, match="not-found"):
        desk.cases.case(99)
