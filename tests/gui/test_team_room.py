"""A team's states in the whole window: nothing is cut at twice the text, in a longer language, and all has a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked, Mark
from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import CaseAct, CaseState, Decision
from backoffice_gui.domain.colleagues import Hearing, Way
from backoffice_gui.domain.outbox import Fate, Line, Marked, Pending
from backoffice_gui.domain.presence import Company, Editing
from backoffice_gui.gui import formats
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.members_place import MembersPlace
from tests.gui.conftest import Opener
from tests.gui.test_accessibility import nameless
from tests.gui.test_room import cut, stretched
from tests.support.caseload import MemoryCaseload
from tests.support.desk import at_desk, index_of
from tests.support.invented_cases import ME
from tests.support.office import NOW, MemoryOffice

__all__ = ["stretched"]


def ours(row: CaseRow) -> bool:
    """A change of an address and more that is ours."""
    return (row.state, row.agent) == (CaseState.TAKEN, ME) and "address phone" in row.about


def everything(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload, zoom: int
) -> tuple[MainWindow, Desk, CaseDetail]:
    """The server is away, a colleague asks for the case on the screen, and what waits is marked."""
    caseload.colleagues.now_hearing = Hearing(Way.LISTENING)
    window = open_window(MemoryOffice(20, caseload=caseload), zoom=zoom)
    desk = at_desk(qtbot, window)
    desk.page.list.go(index_of(desk, ours))
    desk.page.table.activated.emit(desk.page.table.currentIndex())
    qtbot.waitUntil(lambda: desk.detail.detail is not None)
    detail = desk.detail.detail
    assert detail is not None
    row, now = detail.row, formats.now()
    editing = Editing(row.case, ME, "POSTE-2", now - timedelta(minutes=2), now, "d.demo", now, here=True)
    caseload.colleagues.now_company = Company(now, (), (editing,))
    desk.company.look()
    caseload.outbox.now_line = replace(caseload.outbox.now_line, set_aside=True)
    caseload.outbox.away(NOW, Pending("aa", row.case, row.number, Marked(Mark.RECEIPT), 1, 2, NOW, Fate.CLASHED))
    desk.detail.tell("d.demo : Note ajoutée.")
    return window, desk, detail


def painted(window: MainWindow) -> None:
    """Layouts are done."""
    for _ in range(5):
        QApplication.processEvents()
    assert window.width() <= 1_366


@pytest.mark.parametrize("zoom", [100, 200])
def test_all_that_a_team_says_fits(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload, zoom: int) -> None:
    """Strips, marks and badges, all at once."""
    window, _, _ = everything(qtbot, open_window, caseload, zoom)
    assert window.house is not None
    qtbot.waitUntil(window.house.strips.server.isVisible)
    painted(window)
    assert cut(window) == []
    assert nameless(window) == []


@pytest.mark.parametrize("zoom", [100, 200])
def test_two_changes_fit_beside_each_other(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload, zoom: int
) -> None:
    """Each field to be chosen; what has no room scrolls."""
    window, desk, detail = everything(qtbot, open_window, caseload, zoom)
    caseload.outbox.away(None)
    caseload.outbox.say(Line())
    caseload.colleagues.now_company = Company(formats.now())
    desk.company.look()
    desk.detail.said.hide()
    mine = tuple((one.field, Decision.REFUSED, "illisible") for one in detail.changes)
    theirs = tuple(replace(one, decision=Decision.ACCEPTED) for one in detail.changes)
    now = replace(detail, changes=theirs, possible=frozenset(CaseAct))
    desk.detail.conflict.show_clash(detail, now, Asked(CaseAct.ANSWER, decisions=mine), ME)
    assert window.house is not None
    qtbot.waitUntil(lambda: window.house is not None and not window.house.strips.server.isVisible())
    painted(window)
    assert cut(window) == []
    assert nameless(window) == []


def members_of(window: MainWindow) -> MembersPlace:
    """The page of the team, gone to by key."""
    window.do_key(Key.GO_TEAM)
    assert window.house is not None
    assert window.house.workplace is not None
    assert window.house.workplace.members is not None
    return window.house.workplace.members


@pytest.mark.usefixtures("stretched")
def test_a_longer_language_fits_too(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> None:
    """The desk, the team's page, the list of what waits."""
    window, _, _ = everything(qtbot, open_window, caseload, 100)
    painted(window)
    assert cut(window) == []
    place = members_of(window)
    qtbot.waitUntil(lambda: bool(place.page.asking.buttons))
    painted(window)
    assert cut(window) == []


def test_the_team_fits_at_twice_the_text(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> None:
    """Each control has a name; nothing is cut."""
    window, _, _ = everything(qtbot, open_window, caseload, 200)
    place = members_of(window)
    qtbot.waitUntil(lambda: bool(place.page.asking.buttons))
    place.page.table.selectRow(1)
    place.page.rights.end.click()
    painted(window)
    assert cut(window) == []
    assert nameless(window) == []
