"""Work while the team's server is away, in the real window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked, CaseKey, Mark, Outcome, Undo
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.domain.colleagues import Hearing, Way
from backoffice_gui.domain.outbox import Act, Fate, Marked, Pending
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.badge import Badge
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.outbox_dialog import OutboxDialog
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to, index_of, opened
from tests.support.invented_cases import ME
from tests.support.office import NOW


@pytest.fixture(autouse=True)
def _team(caseload: MemoryCaseload) -> None:
    """The store is a team's."""
    caseload.colleagues.now_hearing = Hearing(Way.LISTENING)


def mine(row: CaseRow) -> bool:
    """Ours."""
    return (row.state, row.agent) == (CaseState.TAKEN, ME)


def window_of(desk: Desk) -> MainWindow:
    """The window around the desk."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    return window


def dialog_of(window: MainWindow) -> OutboxDialog | None:
    """The list of what waits, where it is open."""
    return next((one for one in window.findChildren(OutboxDialog) if one.isVisible()), None)


def test_an_absent_server_is_said_and_what_waits_is_marked(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Above all pages, at the case, in its row and its sentence; all of it goes when the server is back."""
    row, window = go_to(qtbot, desk, mine), window_of(desk)
    assert window.house is not None
    strip, model, at = window.house.strips.server, desk.page.model, index_of(desk, mine)
    caseload.outbox.away(NOW, Pending("aa", row.case, row.number, Marked(Mark.RECEIPT), 1, 2, NOW))
    qtbot.waitUntil(strip.isVisible)
    assert "1 modification attend." in strip.text
    head = desk.detail.head
    qtbot.waitUntil(
        lambda: "Modification en attente" in [one.text() for one in head.findChildren(Badge) if one.isVisible()]
    )
    assert "modification en attente" in model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    strip._also.click()
    qtbot.waitUntil(lambda: ("retry", "") in caseload.outbox.said)
    caseload.outbox.say(replace(caseload.outbox.now_line, reachable=True, since=None, applied=1, waiting=0))
    caseload.outbox.now_pending = ()
    desk.outbox.look()
    qtbot.waitUntil(lambda: "1 modification appliquée" in strip.text)
    strip._also.click()
    assert not strip.isVisible()


def test_a_clash_is_settled_with_both_beside_each_other(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """From the list of what waits to the case; done over what is there now, it waits no more."""
    window = window_of(desk)
    row = next(row for n in range(60) if (row := desk.page.model.row_at(n)) is not None and row.state is CaseState.NEW)
    asked = Asked(CaseAct.TAKE)
    caseload.outbox.now_pending = (Pending("bb", row.case, row.number, Act(asked), 0, 1, NOW, Fate.CLASHED),)
    window.do_key(Key.PENDING)
    qtbot.waitUntil(lambda: dialog_of(window) is not None)
    dialog = dialog_of(window)
    assert dialog is not None
    dialog.settle.click()
    opened(qtbot, desk, row.case)
    qtbot.waitUntil(desk.detail.conflict.isVisible)
    desk.detail.conflict.mine.click()
    qtbot.waitUntil(lambda: ("discard", "bb") in caseload.outbox.said)
    assert caseload.row(row.case).agent == ME


def test_what_waits_says_so_where_it_was_done(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Kept, with the way back: not said to be done before it is; what met another change can be done all the same."""
    row, window = go_to(qtbot, desk, mine), window_of(desk)
    kept = Outcome((), undo=Undo(waiting=("aa",)), waiting=(CaseKey(row.case, row.version + 1),))
    desk.acts.change(row, lambda: kept, "Fait.")
    qtbot.waitUntil(lambda: "1 modification gardée sur ce poste" in desk.page.undo.text)
    assert desk.page.undo._act.isVisible()
    desk.acts._did(Asked(CaseAct.GIVE_BACK), row, kept)
    assert "gardée" in desk.page.undo.text
    caseload.outbox.now_pending = (Pending("cc", row.case, row.number, Marked(Mark.RECEIPT), 0, 1, NOW, Fate.CLASHED),)
    window.do_key(Key.PENDING)
    dialog = dialog_of(window)
    assert dialog is not None
    dialog.redo.click()
    qtbot.waitUntil(lambda: ("redo", "cc") in caseload.outbox.said)


def test_who_quits_hears_that_it_is_kept(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Once; whoever stays stays."""
    window = window_of(desk)
    assert window.house is not None
    team = window.house.team
    assert team.may_leave()
    caseload.outbox.away(NOW, Pending("aa", 1, "DEMO-1", Marked(Mark.RECEIPT), 1, 2, NOW))
    window.do_key(Key.QUIT)
    asked = team._asked
    assert asked is not None
    assert asked.isVisible()
    asked.stay.click()
    qtbot.waitUntil(lambda: team._asked is None)
    assert window.isVisible()


def test_a_note_that_waits_is_not_said_to_be_added(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Neither is a case that is to be unread: both are on this workstation only, and go when the server is back."""
    row, window = go_to(qtbot, desk, mine), window_of(desk)
    caseload.outbox.away(NOW)
    desk.detail.write_note()
    desk.detail.story.notes.text.setPlainText("Vue (DÉMO)")
    window.do_key(Key.SEND)
    qtbot.waitUntil(lambda: "Note" in desk.page.undo.text)
    assert "gardée sur ce poste" in desk.page.undo.text
    assert "partira dès que le serveur" in desk.page.undo.text
    qtbot.waitUntil(lambda: (row.case, "note") not in caseload.drafts)
    window.do_key(Key.UNREAD)
    qtbot.waitUntil(lambda: "1 modification gardée" in desk.page.undo.text)
