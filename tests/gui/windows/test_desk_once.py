"""What is asked of a case that is on its way."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.cases import CaseState
from backoffice_gui.errors import StoreBusy
from backoffice_gui.gui.preferences import Advance, Preferences
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to, index_of, opened, press
from tests.support.invented_cases import ME


def test_a_quick_hand_does_not_strike_twice(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """N before the case is here: what is typed after it is in its note, and none of it was a command."""
    notes, linking, popped = desk.detail.story.notes.text, desk.detail.linking, list[object]()
    monkeypatch.setattr(desk.detail.head._menu, "popup", popped.append)  # the platform without a screen has no menus
    desk.page.list.go(index_of(desk, lambda row: row.state is CaseState.NEW and row.parts > 0))
    press(qtbot, "n", "appeler mxidp", Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    qtbot.waitUntil(notes.hasFocus)
    assert desk.detail.tabs.currentIndex() == 2
    assert notes.toPlainText() == "appeler mxi"
    desk.page.focus_list()
    press(qtbot, "j", "m", "s")
    qtbot.waitUntil(lambda: linking.number.isVisible() or linking.question.isVisible())
    assert linking.leave()
    desk.page.focus_list()
    press(qtbot, "j", "s")
    qtbot.waitUntil(lambda: len(popped) == 1)
    assert "do" not in caseload.calls
    assert not desk.page.list.many_selected


def test_who_went_elsewhere_meanwhile_is_not_led_back(qtbot: QtBot, desk: Desk) -> None:
    """Neither to the note nor out of what is typed there; Escape leads back to the list."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    press(qtbot, "j", "n")
    window.do_key(Key.FILTER)
    opened(qtbot, desk)
    assert desk.page.filter._text.hasFocus()
    assert desk.detail.tabs.currentIndex() == 0
    desk.page.focus_list()
    press(qtbot, "j", "n")
    window.do_key(Key.BACK)
    assert desk.page.table.hasFocus()
    opened(qtbot, desk)
    assert desk.page.table.hasFocus()


@pytest.mark.parametrize("advance", [Advance.NEXT, Advance.LIST])
def test_an_answer_that_lands_meanwhile_takes_nothing_out_of_what_is_typed(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, preferences: Preferences, advance: Advance
) -> None:
    """The list is read anew, one goes on and types ahead: in the list the rest of the word would be commands."""
    preferences.advance = advance
    back: list[None] = []
    desk.went_back.connect(lambda: back.append(None))
    row = go_to(qtbot, desk, lambda row: (row.state, row.agent, row.about) == (CaseState.TAKEN, ME, "phone"))
    desk.detail.request.answers._lines[0].put("accepted", "")
    gate = caseload.list_gate = threading.Event()
    desk.detail.request.answers.send()
    qtbot.waitUntil(lambda: "Réponse enregistrée" in desk.page.undo.text)
    desk.page.focus_list()
    press(qtbot, "j", "n", "app")
    gate.set()
    qtbot.waitUntil(lambda: desk.page.model.find(row.case) is None)
    press(qtbot, "el")
    qtbot.waitUntil(desk.detail.story.notes.text.hasFocus)
    assert opened(qtbot, desk).row.case != row.case
    assert desk.detail.story.notes.text.toPlainText() == "appel"
    assert (caseload.calls.count("do"), back) == (1, [])


def test_a_case_that_cannot_be_read_leaves_nobody_where_nothing_answers(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """The focus is on trying again; where another case is shown meanwhile it is in the list."""
    caseload.failures["case"] = StoreBusy("locked")
    press(qtbot, "j", "n", "app")
    qtbot.waitUntil(lambda: "Base occupée" in desk.detail._empty.text)
    qtbot.waitUntil(desk.detail._empty._button.hasFocus)
    caseload.failures = {}
    press(qtbot, Qt.Key.Key_Space)
    opened(qtbot, desk)
    assert desk.detail.tabs.currentIndex() == 0
    desk.page.focus_list()
    press(qtbot, "j", "n", "app")
    desk.page.list.step(1)
    assert desk.page.table.hasFocus()
    opened(qtbot, desk)
    assert desk.detail.tabs.currentIndex() == 0


def test_what_is_typed_ahead_goes_behind_what_was_begun(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """With its lines; a note that is on its way stays as it was sent."""
    at = index_of(desk, lambda row: row.state is CaseState.NEW)
    row, field = desk.page.model.row_at(at), desk.detail.story.notes.text
    assert row is not None
    caseload.drafts[row.case, "note"] = "Vue (DEMO)"
    desk.page.list.go(at)
    press(qtbot, "n", ", puis", Qt.Key.Key_Return, "appel")
    qtbot.waitUntil(field.hasFocus)
    assert field.toPlainText() == "Vue (DEMO), puis\nappel"
    gate = caseload.gate = threading.Event()
    desk.detail.send()
    desk.page.focus_list()
    press(qtbot, "j", "k", "n", "autre")
    qtbot.waitUntil(field.hasFocus)
    assert (field.isReadOnly(), field.toPlainText()) == (True, "Vue (DEMO), puis\nappel")
    gate.set()
    qtbot.waitUntil(lambda: not field.toPlainText())
