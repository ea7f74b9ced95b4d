"""The rows of the selection that is."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_list import CaseQuery, CaseRow
from backoffice_gui.gui.bridge import Bridge, Query
from backoffice_gui.gui.models.cases import CasesModel
from backoffice_gui.gui.models.pages import PAGE
from backoffice_gui.gui.pages.selected_rows import SelectedRows
from tests.support.caseload import MemoryCaseload


class Selected:
    """A list of three hundred cases, the first page of it here."""

    def __init__(self, bridge: Bridge, caseload: MemoryCaseload) -> None:
        self.bridge, self.caseload = bridge, caseload
        self.model = CasesModel(lambda _tone, _shape: QIcon(), lambda: date(2026, 11, 23))
        self.model.start(self.read(0, PAGE), 300)
        self.rows = SelectedRows(bridge, self.model, self.model)
        self.heard: list[tuple[str, list[int]]] = []

    def read(self, start: int, size: int) -> tuple[CaseRow, ...]:
        return self.caseload.page(CaseQuery(), start, size).rows

    def ask(self, who: str, *places: int) -> None:
        def then(rows: tuple[CaseRow, ...]) -> None:
            self.heard.append((who, [row.case for row in rows]))

        self.rows.ask(places, self.read, then, lambda failure: pytest.fail(failure.code))

    def hold(self, qtbot: QtBot) -> threading.Event:
        """Another reading takes its time."""
        begun, gate = threading.Event(), threading.Event()

        def wait() -> None:
            begun.set()
            gate.wait(20)

        self.bridge.ask(Query(self.model, wait, lambda _: None))
        qtbot.waitUntil(begun.is_set)
        return gate


@pytest.fixture
def selected(qapp: object, bridge: Bridge, caseload: MemoryCaseload) -> Selected:
    """Nothing is asked yet."""
    return Selected(bridge, caseload)


def test_all_who_ask_for_one_selection_are_answered(qtbot: QtBot, selected: Selected) -> None:
    """The bar, and a key struck at once after it: neither takes the answer from the other, read once for both."""
    wanted = [row.case for row in (*selected.read(0, 2), *selected.read(250, 2))]
    gate, before = selected.hold(qtbot), selected.caseload.calls.count("page")
    for who in ("bar", "key"):
        selected.ask(who, 0, 1, 250, 251)
    assert selected.heard == []
    gate.set()
    qtbot.waitUntil(lambda: selected.heard == [("bar", wanted), ("key", wanted)])
    assert selected.caseload.calls.count("page") == before + 1


def test_what_was_selected_before_is_not_heard(qtbot: QtBot, selected: Selected) -> None:
    """Nor does it keep what is selected now from being read."""
    gate = selected.hold(qtbot)
    selected.ask("before", *range(300))
    selected.rows.forget()
    selected.ask("now", 0)
    selected.ask("late", 299)
    gate.set()
    qtbot.waitUntil(lambda: len(selected.heard) == 2)
    assert [(who, len(rows)) for who, rows in selected.heard] == [("now", 1), ("late", 1)]


def test_a_fault_of_ours_ends_one_reading_and_no_other(qtbot: QtBot, selected: Selected) -> None:
    """Whoever waits for it is told; whoever asks again for the same selection is answered."""

    def fails(_start: int, _size: int) -> tuple[CaseRow, ...]:
        raise LookupError

    told: list[bool] = []
    with qtbot.waitSignal(selected.bridge.failed):
        selected.rows.ask((250,), fails, lambda _: None, lambda failure: told.append(failure.defect))
    assert told == [True]
    selected.ask("key", 250)
    qtbot.waitUntil(lambda: [who for who, _ in selected.heard] == ["key"])


def test_what_was_marked_is_what_is_read(qtbot: QtBot, selected: Selected) -> None:
    """Where cases have left the list above, others stand at the places of those that are not here."""
    seen = [row.case for row in selected.read(0, 300)]
    for case in seen[:5]:
        del selected.caseload.details[case]
    selected.ask("bar", 250, *range(150, 245))
    qtbot.waitUntil(lambda: bool(selected.heard))
    assert selected.heard == [("bar", [seen[250], *seen[150:245]])]


def test_a_case_that_stands_at_two_places_is_one(qtbot: QtBot, selected: Selected) -> None:
    """It went from page to page while they were read: an act on all that is marked meets it once."""
    rows = selected.read(0, 300)
    selected.model.take(1, (rows[199], *rows[200:299]))
    selected.ask("here", 199, 200, 201)
    assert selected.heard == [("here", [rows[199].case, rows[200].case])]
    selected.model.start(rows[:PAGE], 3 * PAGE)
    selected.model.take(2, (rows[0], *rows[1:50]))
    selected.ask("read", 0, 250, 400)
    qtbot.waitUntil(lambda: len(selected.heard) == 2)
    assert selected.heard[1] == ("read", [rows[0].case, rows[250].case])
