"""Cases go to another service, and come back: by the keys of a lead."""

from __future__ import annotations

import threading

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.domain.colleagues import Hearing, Way
from backoffice_gui.domain.office import Changes
from backoffice_gui.gui.bridge import Command
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from tests.gui.conftest import Opener
from tests.support.caseload import MemoryCaseload
from tests.support.desk import at_desk, go_to, opened, press
from tests.support.invented_cases import ME
from tests.support.office import MemoryOffice

LEAD, AGENT = (Authority(ME, frozenset({role})) for role in (TeamRole.LEAD, TeamRole.AGENT))


def team_of(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload, authority: Authority) -> Desk:
    """The desk of a member of a team."""
    caseload.colleagues.now_hearing = Hearing(Way.LISTENING)
    caseload.authority, caseload.duties = authority, authority.duties
    return at_desk(qtbot, open_window(MemoryOffice(20, caseload=caseload)))


def window_of(desk: Desk) -> MainWindow:
    """The window round the desk."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    return window


def offered(desk: Desk) -> bool:
    """Whether it stands in the menu of the case that is open."""
    return any("Confier" in action.text() for action in desk.detail.head._menu.actions())


def test_a_lead_hands_a_case_over_by_a_key_and_takes_it_back(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload
) -> None:
    """T asks where to; Enter does it; what was done is said with the way back; a service that is none is said to be so."""
    desk = team_of(qtbot, open_window, caseload, LEAD)
    row = go_to(qtbot, desk, lambda _row: True)
    assert offered(desk)
    press(qtbot, "t")
    bar = desk.detail.handing
    qtbot.waitUntil(bar.isVisible)
    assert row.number in bar._label.text()
    assert [bar._agents.itemText(n) for n in range(bar._agents.count())] == ["État civil", "Courrier"]
    press(qtbot, "Courrier", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "confiée à" in desk.page.undo.text)
    assert caseload.team.of_case == {row.case: "Courrier"}
    desk.page.table.setFocus()
    window_of(desk).do_key(Key.UNDO)
    qtbot.waitUntil(lambda: not caseload.team.of_case)
    caseload.team.of_case = {row.case: "Courrier"}
    press(qtbot, "t")
    qtbot.waitUntil(bar.isVisible)
    press(qtbot, "Courrier", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Déjà confiée à ce service" in desk.page.undo.text)
    desk.page.table.setFocus()
    press(qtbot, "t")
    qtbot.waitUntil(bar.isVisible)
    press(qtbot, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_a_hand_over_on_its_way_is_what_is_taken_back(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload
) -> None:
    """Not what was done before it."""
    desk = team_of(qtbot, open_window, caseload, LEAD)
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    desk.detail.act(CaseAct.TAKE)
    qtbot.waitUntil(lambda: opened(qtbot, desk).row.agent == ME)
    gate = threading.Event()

    def hold() -> Changes:
        gate.wait(20)
        return Changes()

    desk._bridge.do(Command(desk, hold))
    desk.page.table.setFocus()
    press(qtbot, "t")
    qtbot.waitUntil(desk.detail.handing.isVisible)
    press(qtbot, "Courrier", Qt.Key.Key_Return)
    window_of(desk).do_key(Key.UNDO)
    gate.set()
    assert "sera annulée" in desk.page.undo.text
    qtbot.waitUntil(lambda: ("hand_over", "Courrier") in caseload.team.said and not caseload.team.of_case)
    assert caseload.row(row.case).agent == ME


def test_several_go_at_once(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> None:
    """Those that are selected, not the one that is open alone; one that has the service already is counted apart."""
    desk = team_of(qtbot, open_window, caseload, LEAD)
    go_to(qtbot, desk, lambda _row: True)
    press(qtbot, "x", "j", "x")
    rows = [row.case for n in range(2) if (row := desk.page.model.row_at(n)) is not None]
    caseload.team.of_case = {rows[0]: "Courrier"}
    press(qtbot, "t")
    qtbot.waitUntil(desk.handing.bar.isVisible)
    assert "2 demandes" in desk.handing.bar._label.text()
    press(qtbot, "Courrier", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "1 demande confiée" in desk.page.undo.text)
    assert "1 échec" in desk.page.undo.text
    assert caseload.team.of_case == dict.fromkeys(rows, "Courrier")
    table = desk.page.table
    table.setFocus()
    caseload.team.now_services = ()
    press(qtbot, "t")
    qtbot.waitUntil(lambda: "aucun service" in desk.page.undo.text)
    assert QApplication.focusWidget() is table


def test_a_question_where_to_is_of_the_cases_it_was_asked_for(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload
) -> None:
    """It is left with the selection it was about; one at the pane takes its place, and one whose case was left is none."""
    desk = team_of(qtbot, open_window, caseload, LEAD)
    row = go_to(qtbot, desk, lambda _row: True)
    below, beside = desk.handing.bar, desk.detail.handing
    press(qtbot, "x", "j", "x", "t")
    qtbot.waitUntil(below.isVisible)
    desk.page.list.clear_selection()
    assert not below.isVisible()
    below.answered.emit("Courrier")
    desk.page.table.setFocus()
    press(qtbot, "k")
    opened(qtbot, desk, row.case)
    press(qtbot, "t")
    qtbot.waitUntil(beside.isVisible)
    desk.page.table.setFocus()
    press(qtbot, "x", "j", "x", "t")
    qtbot.waitUntil(below.isVisible)
    assert not beside.isVisible()
    desk.page.list.clear_selection()
    desk.page.table.setFocus()
    press(qtbot, "t", "k")
    came: list[object] = []
    desk.find("", came.append)
    qtbot.waitUntil(lambda: came != [])
    assert not beside.isVisible()
    assert caseload.team.of_case == {}


def test_it_is_nobody_else_s_to_do(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> None:
    """Neither menu nor palette has it for an agent; its key says so; a desk of one's own has no services at all."""
    desk = team_of(qtbot, open_window, caseload, AGENT)
    window = window_of(desk)
    go_to(qtbot, desk, lambda _row: True)
    assert not offered(desk)
    assert not window.keys.action(Key.HAND_OVER).isVisible()
    assert window.house is not None
    press(qtbot, "t")
    qtbot.waitUntil(window.house.strips.told.isVisible)
    assert "n’est pas parmi vos droits" in window.house.strips.told.text


def test_a_desk_of_one_s_own_has_no_services(qtbot: QtBot, desk: Desk) -> None:
    """It is not offered there."""
    go_to(qtbot, desk, lambda _row: True)
    assert not offered(desk)
    assert not window_of(desk).keys.action(Key.HAND_OVER).isVisible()
