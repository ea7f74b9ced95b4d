"""Proposals settled, cases linked, acknowledgements noted, cases unread again: by the keys of an agent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Mark
from backoffice_gui.domain.case_detail import Proposal
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import Badge, CaseKind, CaseState
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to, index_of, opened, press


def window_of(desk: Desk) -> MainWindow:
    """The window round the desk."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    return window


def doubled(row: CaseRow) -> bool:
    """One that may be a duplicate."""
    return bool(row.badges & Badge.DUPLICATE)


def test_a_duplicate_is_accepted_by_key_and_taken_back(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """M asks, with the reasons; Enter does it; Ctrl+Z brings the proposal back."""
    row = go_to(qtbot, desk, doubled)
    press(qtbot, "m")
    question = desk.detail.linking.question
    qtbot.waitUntil(question.go.hasFocus)
    assert "mêmes noms" in question.text
    assert "accept" not in caseload.calls
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not caseload.row(row.case).badges & Badge.DUPLICATE)
    qtbot.waitUntil(lambda: "c’est la même demande" in desk.page.undo.text)
    window_of(desk).do_key(Key.UNDO)
    qtbot.waitUntil(lambda: bool(caseload.details[row.case].proposals))
    assert caseload.row(row.case).badges & Badge.DUPLICATE


def test_the_question_is_left_by_escape(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """All stays as it was; another case does not inherit it."""
    go_to(qtbot, desk, doubled)
    press(qtbot, "m")
    qtbot.waitUntil(desk.detail.linking.question.isVisible)
    press(qtbot, Qt.Key.Key_Escape)
    assert not desk.detail.linking.question.isVisible()
    window_of(desk).do_key(Key.LINK)
    assert desk.detail.linking.question.isVisible()
    desk.page.list.step(1)
    qtbot.waitUntil(lambda: not desk.detail.linking.question.isVisible())
    assert "accept" not in caseload.calls


def test_of_several_proposals_one_is_chosen(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """M goes to the first; Space on its button asks; a person is said to be one."""
    at = index_of(desk, doubled)
    row = desk.page.model.row_at(at)
    assert row is not None
    known = caseload.details[row.case]
    person = Proposal(None, 7, "EXEMPLE Démo", 92, "same_person", ("same_names=92", "same_birth"))
    caseload.details[row.case] = replace(known, proposals=(person, *known.proposals))
    desk.page.list.go(at)
    opened(qtbot, desk, row.case)
    press(qtbot, "m")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Rattacher…"
    press(qtbot, Qt.Key.Key_Space)
    assert "EXEMPLE Démo" in desk.detail.linking.question.text
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.kind for one in caseload.details[row.case].proposals] == ["duplicate"])
    qtbot.waitUntil(lambda: "rattachée à cette personne" in desk.page.undo.text)


def test_a_case_of_nobody_is_linked_by_a_number(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """M asks for one; what is no case is said; what was typed first is not lost to the list."""
    row = go_to(qtbot, desk, lambda row: row.kind is CaseKind.UNREAD and not row.badges)
    assert caseload.details[row.case].person is None
    window = window_of(desk)
    window.do_key(Key.LINK)
    press(qtbot, "999999", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "introuvable" in desk.detail.said.text)
    other = next(n for n, one in caseload.details.items() if one.person is not None)
    window.do_key(Key.LINK)
    press(qtbot, str(other), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: caseload.details[row.case].person == caseload.details[other].person)
    qtbot.waitUntil(lambda: "Rattachée" in "".join(map(str, desk.detail.story._moments._lines)))


def test_unread_again_stays_unread_until_it_is_opened(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """U; the list shows it at once, the pane does not read it again by itself."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    qtbot.waitUntil(lambda: not caseload.row(row.case).unread)
    opened_before = caseload.calls.count("case")
    press(qtbot, "u")
    qtbot.waitUntil(lambda: caseload.row(row.case).unread)
    index = desk.page.model.index(desk.page.model.find(row.case) or 0, 0)
    qtbot.waitUntil(lambda: bool(desk.page.model.data(index, Qt.ItemDataRole.FontRole)))
    assert caseload.calls.count("case") == opened_before
    assert desk.page.table.hasFocus()


def test_the_acknowledgement_is_noted_by_key(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Maj+R; its clock goes from the head, the menu says it is done, an undo brings it back."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    qtbot.keyClick(desk.page.table, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: caseload.details[row.case].receipt_due_on is None)
    qtbot.waitUntil(lambda: desk.detail.detail is not None and desk.detail.detail.receipt_due_on is None)
    entry = next(one for one in desk.detail.head._menu.actions() if "accusé" in one.text())
    assert (entry.isEnabled(), entry.toolTip()) == (False, "Déjà noté comme envoyé")
    window_of(desk).do_key(Key.UNDO)
    qtbot.waitUntil(lambda: caseload.details[row.case].receipt_due_on is not None)


@pytest.mark.parametrize(("mark", "key"), [(Mark.RECEIPT, Key.RECEIPT), (Mark.UNREAD, Key.UNREAD)])
def test_many_are_marked_as_a_task(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, mark: Mark, key: Key) -> None:
    """The key and the button are the same; the task says what came of it."""
    for number in list(caseload.details)[:40]:
        caseload.case(number)
    desk.page.list.refresh()
    desk.page.list.go(0)
    for _ in range(7):
        qtbot.keyClick(desk.page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(desk.page.selection.button(mark).isVisible)
    window_of(desk).do_key(key)
    qtbot.waitUntil(lambda: bool(desk.acts.tasks.all) and not desk.acts.tasks.running)
    task = desk.acts.tasks.all[0]
    assert task.what is mark
    assert task.outcome is not None
    assert not task.failed
    qtbot.waitUntil(desk.page.undo.isVisible)


def test_what_was_undone_is_done_again(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Ctrl+Y, or the strip's button; another act in between, and there is nothing to redo."""
    window = window_of(desk)
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    press(qtbot, "a")
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.TAKEN)
    qtbot.waitUntil(lambda: "prise" in desk.page.undo.text)
    window.do_key(Key.UNDO)
    qtbot.waitUntil(lambda: "Action annulée" in desk.page.undo.text)
    window.do_key(Key.REDO)
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.TAKEN)
    qtbot.waitUntil(lambda: "Action rétablie" in desk.page.undo.text)
    window.do_key(Key.UNDO)
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.NEW)
    qtbot.waitUntil(lambda: "Action annulée" in desk.page.undo.text)
    desk.page.undo.acted.emit()
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.TAKEN)
    qtbot.waitUntil(lambda: "Action rétablie" in desk.page.undo.text)
    window.do_key(Key.REDO)
    qtbot.waitUntil(lambda: "Rien à rétablir" in desk.page.undo.text)
