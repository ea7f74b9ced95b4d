"""What one may not do is not offered anywhere in the window, and its keys say so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from tests.gui.conftest import Opener
from tests.support.caseload import MemoryCaseload
from tests.support.desk import at_desk, go_to, press
from tests.support.invented_cases import ME
from tests.support.office import MemoryOffice


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
    assert navigation.withheld == {Place.CASES, Place.RETENTION}
    before = navigation.place
    navigation.go(Place.CASES)
    navigation.go_view("to_do")
    assert navigation.place is before
    window.do_key(Key.PALETTE)
    assert window.house is not None
    assert window.house.palette is not None
    words = {window.house.palette.list.item(n).text() for n in range(window.house.palette.list.count())}
    assert not any("Prendre" in word for word in words)
    window.house.palette.close()
    navigation.withhold(frozenset())
    assert navigation.withheld == frozenset()
    window.keys.withhold(frozenset())
    assert window.keys.action(Key.TAKE).isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
