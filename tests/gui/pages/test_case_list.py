"""The case the agent is on, and the cases that are selected."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_list import (
    CaseColumn,
    CaseFilter,
    CaseQuery,
    CaseRow,
    CaseSort,
    Condition,
    Field,
    Operator,
)
from backoffice_gui.domain.cases import CaseState
from backoffice_gui.gui.bridge import Bridge, Query
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.models.cases import CasesModel
from backoffice_gui.gui.pages.case_list import CaseList
from backoffice_gui.gui.widgets.table import Table
from tests.support.caseload import MemoryCaseload

ALL = CaseQuery()
NEW = CaseQuery(CaseFilter((Condition(Field.STATE, Operator.IS, ("new",)),)))


class Shown:
    """A list with its view and model, on screen."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, caseload: MemoryCaseload) -> None:
        self.view = Table("Demandes")
        qtbot.addWidget(self.view)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.model = CasesModel(lambda _tone, _shape: QIcon(), lambda: date(2026, 11, 23), self.view)
        self.view.setModel(self.model)
        self.view.resize(700, 400)
        self.view.show()
        self.list = CaseList(bridge, caseload, self.model, self.view)
        self.list.sortable = caseload.columns()
        self.chosen: list[CaseRow | None] = []
        self.many: list[int] = []
        self.list.chosen.connect(self.chosen.append)
        self.list.selected.connect(self.many.append)


def not_read(failure: Failure) -> None:
    """Nothing fails here."""
    pytest.fail(failure.code)


@pytest.fixture
def shown(qtbot: QtBot, bridge: Bridge, caseload: MemoryCaseload) -> Shown:
    """All cases, shown."""
    made = Shown(qtbot, bridge, caseload)
    made.list.ask(ALL)
    qtbot.waitUntil(lambda: made.model.rowCount() == 300)
    return made


def cases_of(shown: Shown) -> list[int]:
    """The cases that are here, in their order."""
    rows = (shown.model.row_at(n) for n in range(shown.model.rowCount()))
    return [row.case for row in rows if row is not None]


def test_only_what_an_index_carries_is_sorted_by(shown: Shown) -> None:
    """A press on another header changes nothing; one that may is told."""
    told: list[CaseSort] = []
    shown.list.sorted.connect(told.append)
    header = shown.view.horizontalHeader()
    header.setSortIndicator(shown.model.columns.index(CaseColumn.KIND), Qt.SortOrder.AscendingOrder)
    assert told == []
    assert header.sortIndicatorSection() == shown.model.columns.index(CaseColumn.DUE)
    header.setSortIndicator(shown.model.columns.index(CaseColumn.APPLICANT), Qt.SortOrder.DescendingOrder)
    assert told == [CaseSort(CaseColumn.APPLICANT, descending=True)]


def test_the_current_case_is_told_once(shown: Shown) -> None:
    """However often it is gone to; where the list begins is the focus's to say."""
    shown.list.go(0)
    shown.chosen.clear()
    shown.list.step(0)
    shown.list.step(1)
    shown.list.step(0)
    second = shown.model.row_at(1)
    assert second is not None
    assert [row.case for row in shown.chosen if row is not None] == [second.case]
    assert shown.list.position == (2, 300)


def test_x_selects_and_j_leaves_the_selection(shown: Shown) -> None:
    """Row by row, not beside each other; Escape keeps the current one alone."""
    shown.list.go(0)
    shown.list.toggle()
    shown.list.step(2)
    shown.list.toggle()
    assert shown.many[-1] == 2
    rows: list[CaseRow] = []
    shown.list.read_selection(rows.extend, not_read)
    wanted = (shown.model.row_at(0), shown.model.row_at(2))
    assert sorted(row.case for row in rows) == sorted(row.case for row in wanted if row is not None)
    shown.list.toggle()
    assert shown.many[-1] == 1
    assert shown.list.clear_selection()
    assert shown.many[-1] == 0
    assert not shown.list.clear_selection()


def test_the_whole_view_is_selected_beyond_the_page(qtbot: QtBot, shown: Shown, caseload: MemoryCaseload) -> None:
    """Rows that were never on the screen are read when they are needed."""
    shown.list.select_all()
    assert shown.many[-1] == 300
    rows: list[CaseRow] = []
    shown.list.read_selection(rows.extend, not_read)
    qtbot.waitUntil(lambda: len(rows) == 300)
    assert len({row.case for row in rows}) == 300


def held(qtbot: QtBot, caseload: MemoryCaseload, ask: Callable[[], object]) -> threading.Event:
    """What is asked has begun to be read, and comes once the gate is opened."""
    begun, gate = caseload.calls.count("page"), threading.Event()
    caseload.list_gate = gate
    ask()
    qtbot.waitUntil(lambda: caseload.calls.count("page") > begun)
    return gate


def let_go(qtbot: QtBot, shown: Shown, gate: threading.Event) -> None:
    """What was held comes, and whatever was asked after it."""
    came: list[int] = []
    shown.list._bridge.ask(Query(shown.list, lambda: 1, came.append))
    gate.set()
    qtbot.waitUntil(lambda: came == [1])


def test_a_reading_of_another_selection_is_not_heard(qtbot: QtBot, shown: Shown, caseload: MemoryCaseload) -> None:
    """All were marked, then one: the rows of all, which come later, would be acted on where one is said to be."""
    heard: list[int] = []
    shown.list.select_all()
    gate = held(qtbot, caseload, lambda: shown.list.read_selection(lambda rows: heard.append(len(rows)), not_read))
    third = shown.view.visualRect(shown.model.index(3, 0)).center()
    qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert shown.many[-1] == 1
    shown.list.read_selection(lambda rows: heard.append(len(rows)), not_read)
    let_go(qtbot, shown, gate)
    assert heard == [1]


def test_shift_and_arrows_select_a_range(qtbot: QtBot, shown: Shown) -> None:
    """As in every table of the system."""
    shown.list.go(3)
    for _ in range(3):
        qtbot.keyClick(shown.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert shown.many[-1] == 4


def test_what_left_the_view_gives_its_place_to_the_next(qtbot: QtBot, shown: Shown, caseload: MemoryCaseload) -> None:
    """No jump: the next case stands where the finished one stood."""
    shown.list.ask(NEW)
    qtbot.waitUntil(lambda: 0 < shown.model.rowCount() < 300)
    count = shown.model.rowCount()
    shown.list.go(5)
    here, below = shown.model.row_at(5), shown.model.row_at(6)
    assert here is not None
    assert below is not None
    known = caseload.details[here.case]
    caseload.details[here.case] = replace(known, row=replace(here, state=CaseState.CLOSED))
    done: list[int] = []
    shown.list.look_anew(lambda: done.append(1))
    qtbot.waitUntil(lambda: done == [1])
    assert shown.model.rowCount() == count - 1
    assert shown.list.position[0] == 6
    assert shown.list.current is not None
    assert shown.list.current.case == below.case


def test_the_next_is_the_one_that_was_seen_and_arrivals_wait(
    qtbot: QtBot, shown: Shown, caseload: MemoryCaseload
) -> None:
    """Whatever came in above, between or below; they are told, and enter when the agent looks again."""
    shown.list.ask(NEW)
    qtbot.waitUntil(lambda: 0 < shown.model.rowCount() < 200)
    seen = cases_of(shown)
    shown.list.go(5)
    told: list[int] = []
    shown.list.arrived.connect(told.append)
    for case in (seen[5], seen[6]):
        known = caseload.details[case]
        caseload.details[case] = replace(known, row=replace(known.row, state=CaseState.CLOSED))
    caseload.arrive(30)
    ranks = [row.case for row in caseload.page(NEW, 0, 400).rows]
    assert ranks[5] != seen[7]
    done: list[int] = []
    shown.list.look_anew(lambda: done.append(1))
    qtbot.waitUntil(lambda: done == [1])
    assert cases_of(shown) == [case for case in seen if case not in seen[5:7]]
    assert shown.list.current is not None
    assert shown.list.current.case == seen[7]
    assert told[-1] == 30
    shown.list.refresh()
    qtbot.waitUntil(lambda: shown.model.find(ranks[0]) == 0 and shown.model.rowCount() == len(seen) + 28)


def test_a_long_list_keeps_its_order_too(qtbot: QtBot, shown: Shown, caseload: MemoryCaseload) -> None:
    """Across its pages: what became free at the end of one is filled from the next."""
    seen = [row.case for row in caseload.page(ALL, 0, 400).rows]
    shown.list.go(3)
    here = seen[3]
    del caseload.details[here]
    done: list[int] = []
    shown.list.look_anew(lambda: done.append(1))
    qtbot.waitUntil(lambda: done == [1])
    assert shown.model.rowCount() == 299
    assert cases_of(shown)[:200] == [case for case in seen[:201] if case != here]


def test_an_emptied_view_has_no_current_case(qtbot: QtBot, shown: Shown, caseload: MemoryCaseload) -> None:
    """Nothing is shown beside it."""
    shown.list.go(0)
    caseload.details.clear()
    shown.list.look_anew()
    qtbot.waitUntil(lambda: shown.model.rowCount() == 0)
    assert shown.list.current is None


def test_one_is_back_on_the_case_one_was_on(qtbot: QtBot, shown: Shown) -> None:
    """`remember` says on which one to be when the list is here."""
    row = shown.model.row_at(40)
    assert row is not None
    shown.list.forget()
    shown.list.remember(row)
    shown.list.refresh()
    qtbot.waitUntil(lambda: shown.view.currentIndex().row() == 40)
