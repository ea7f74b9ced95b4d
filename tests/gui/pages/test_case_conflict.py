"""Two acts met: the agent chooses, and nothing is written over unseen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.gui.windows.desk import Desk
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to, press
from tests.support.invented_cases import ME


def mine(row: CaseRow) -> bool:
    """A change of a phone number that is ours."""
    return (row.state, row.agent, row.about) == (CaseState.TAKEN, ME, "phone")


def meet(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, agent: str) -> int:
    """Our answer comes after a colleague's act; the case's number."""
    row = go_to(qtbot, desk, mine)
    desk.detail.request.answers._lines[0].put("refused", "illisible")
    desk.detail.request.answers._write()
    caseload.touch(row.case, agent)
    desk.detail.request.answers.send()
    qtbot.waitUntil(desk.detail.conflict.isVisible)
    return row.case


def test_what_met_is_shown_three_times_and_mine_can_be_done(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The focus is on keeping theirs; by key to mine, which goes over the version that is there now."""
    case = meet(qtbot, desk, caseload, ME)
    conflict = desk.detail.conflict
    assert "écrasé" in conflict.text
    cells = [conflict._model.index(row, 3).data() for row in range(conflict._model.rowCount())]
    assert "Refusé (\u2068illisible\u2069)" in cells
    qtbot.waitUntil(conflict.theirs.hasFocus)
    conflict.copy.click()
    assert "illisible" in QGuiApplication.clipboard().text()
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: caseload.row(case).state is CaseState.ANSWERED)
    assert not conflict.isVisible()


def test_theirs_is_kept_and_the_draft_goes(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """A colleague holds it now: mine can't be done, with its reason; theirs is shown as it is."""
    case = meet(qtbot, desk, caseload, "d.demo")
    conflict = desk.detail.conflict
    assert "d.demo" in conflict.text
    assert not conflict.mine.isEnabled()
    assert "qui la tient" in conflict.mine.toolTip()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: (case, "answer") not in caseload.drafts)
    qtbot.waitUntil(lambda: desk.detail.request.answers.draft() == "")
    assert not conflict.isVisible()


def test_it_is_left_and_the_draft_stays(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Escape; and a case without an act of somebody else says so in other words."""
    meet(qtbot, desk, caseload, ME)
    assert desk.detail.leave()
    assert not desk.detail.conflict.isVisible()
    assert "illisible" in desk.detail.request.answers.draft()
    detail = desk.detail.detail
    assert detail is not None
    desk.detail.conflict.show_clash(detail, detail, Asked(CaseAct.GIVE_BACK), ME)
    assert "a changé" in desk.detail.conflict.text
