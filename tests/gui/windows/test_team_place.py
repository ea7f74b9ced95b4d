"""What one may not do is not offered anywhere in the window, and its keys say so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.domain.office import Condition, LockCause, OfficeState
from backoffice_gui.gui.pages.lock import Why
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from tests.gui.conftest import Opener
from tests.support.caseload import MemoryCaseload
from tests.support.desk import at_desk, go_to, press
from tests.support.invented_cases import ME
from tests.support.office import NOW, MemoryOffice


def test_a_reader_is_offered_reading_alone(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> None:
    """The officer for data protection: no act, no note; a key that is struck all the same is answered in a sentence."""
    caseload.authority = Authority(ME, frozenset({TeamRole.DPO}))
    caseload.duties = caseload.authority.duties
    window = open_window(MemoryOffice(20, caseload=caseload))
    desk = at_desk(qtbot, window)
    go_to(qtbot, desk, lambda _row: True)
    head = desk.detail.head
    assert not any(button.isVisible() for button in head.main)
    assert head.others.isVisible()
    desk.detail.tabs.setCurrentIndex(2)
    assert not desk.detail.story.notes.text.isVisible()
    assert not window.keys.action(Key.TAKE).isVisible()
    assert window.keys.action(Key.GO_JOURNAL).isVisible()
    assert window.house is not None
    told = window.house.strips.told
    assert not told.isVisible()
    desk.page.table.setFocus()
    press(qtbot, "a")
    qtbot.waitUntil(told.isVisible)
    assert "n’est pas parmi vos droits" in told.text
    told._act.click()
    assert not told.isVisible()


def test_an_auditor_begins_at_the_journal_side(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> None:
    """No way leads to a case: neither navigation, nor menu, nor palette."""
    caseload.authority = Authority(ME, frozenset({TeamRole.AUDITOR}))
    window = open_window(MemoryOffice(20, caseload=caseload))
    navigation = window.panes.navigation
    assert navigation.place is not Place.CASES
    assert navigation.withheld == {Place.CASES, Place.RETENTION, Place.TEAM}
    assert window.house is not None
    assert window.house.workplace is not None
    assert window.house.workplace.submissions.isVisible()
    before = navigation.place
    navigation.go(Place.CASES)
    navigation.go_view("to_do")
    assert navigation.place is before
    window.do_key(Key.PALETTE)
    assert window.house.palette is not None
    words = {window.house.palette.list.item(n).text() for n in range(window.house.palette.list.count())}
    assert not any("Prendre" in word for word in words)
    window.house.palette.close()
    navigation.withhold(frozenset())
    assert navigation.withheld == frozenset()
    window.keys.withhold(frozenset())
    assert window.keys.action(Key.TAKE).isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)


def test_a_workstation_that_waits_to_be_admitted_shows_its_fingerprint(qtbot: QtBot, open_window: Opener) -> None:
    """In the place of the cases; once admitted, they are there."""
    office = MemoryOffice(20, caseload=MemoryCaseload(20))
    caseload, office.caseload = office.caseload, None
    facts: dict[str, str | int | float] = {"fingerprint": "0123456789abcdef" * 4}
    office.state = Condition(OfficeState.SEALED, code="STO-007", reason="not-admitted", facts=facts)
    window = open_window(office)
    assert window.house is not None
    work = window.house.workplace
    assert work is not None
    page = work.admission
    assert page is not None
    qtbot.waitUntil(page.isVisible)
    assert "0123 4567" in page.text
    assert "admis dans l’équipe" in window.house.strips.sealed.text
    office.caseload, office.state = caseload, Condition(OfficeState.OPEN)
    page.again.click()
    qtbot.waitUntil(lambda: work.desk is not None and work.desk.page.isVisible())
    assert not window.house.strips.sealed.isVisible()


def test_a_window_whose_login_is_refused_locks_itself_and_says_so(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload
) -> None:
    """Nothing is shown any more of anybody; what was being written goes with the lock, and why is a sentence."""
    office = MemoryOffice(20, caseload=caseload)
    window = open_window(office)
    desk = at_desk(qtbot, window)
    go_to(qtbot, desk, lambda _row: True)
    assert window.house is not None
    door = window.house.lock
    with qtbot.waitSignals([door.shut, door.closed], timeout=10_000):
        caseload.outbox.ended(NOW)
    assert window.house.workplace is None
    assert "n’admet plus votre compte" in door.page.text
    assert "reste scellé" in door.page.text
    assert office.causes == [LockCause.ENDED]
    qtbot.waitUntil(lambda: office.state.state is OfficeState.LOCKED)
    shown = [each.text() for each in door.page.findChildren(QLabel) if each.isVisible()]
    assert not [words for words in shown if "relève" in words or "arrivée" in words], "nothing is known of that now"
    door.shut_now(Why.ASKED)
    assert "n’admet plus votre compte" in door.page.text
