"""Notes, timeline, contact history."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.cases import CaseKind
from backoffice_gui.gui.pages.case_story import CaseStory
from tests.support.caseload import MemoryCaseload


@pytest.fixture
def story(qtbot: QtBot, caseload: MemoryCaseload) -> CaseStory:
    """The story of a case with a note and a contact history."""
    case = next(
        n for n, one in caseload.details.items() if n % 5 == 0 and one.row.kind is CaseKind.CONTACT and one.contacts
    )
    page = CaseStory()
    qtbot.addWidget(page)
    page.resize(500, 700)
    page.show()
    page.show_detail(caseload.case(case))
    return page


def test_the_newest_stands_first(story: CaseStory) -> None:
    """From the site on, down to the first moment."""
    model = story._moments
    assert model.index(model.rowCount() - 1, 1).data() == "Déposée sur le site"
    assert story._reached.rowCount() >= 1
    assert "Appelée" in " ".join(label.text() for label in story.notes.findChildren(QLabel))


def test_of_several_addresses_one_counts(story: CaseStory, caseload: MemoryCaseload) -> None:
    """One that ended says when, and one that gives way to another says so."""
    one = replace(next(one for one in caseload.details.values() if one.contacts).contacts[0], value="EXEMPLE")
    told = (one, replace(one, now=False), replace(one, now=False, ended_at=one.received_at))
    story.show_detail(replace(next(iter(caseload.details.values())), contacts=told))
    counts, gives_way, ended = (story._reached.index(n, 2).data() for n in range(3))
    assert gives_way == counts + " (une autre fait foi)"
    assert ended.startswith(counts + " (jusqu’au ")


def test_what_happened_is_read_whole(qtbot: QtBot, story: CaseStory) -> None:
    """In a narrow pane a sentence wraps in a higher row; no column is out of sight."""
    table = story.timeline
    usual = table.verticalHeader().defaultSectionSize()
    story.resize(430, 700)
    qtbot.waitUntil(lambda: max(table.rowHeight(n) for n in range(story._moments.rowCount())) > usual)
    assert table.horizontalHeader().length() <= table.viewport().width()
    rows = range(story._moments.rowCount())
    qtbot.waitUntil(lambda: sum(map(table.rowHeight, rows)) <= table.viewport().height())
    story.resize(1_300, 700)
    qtbot.waitUntil(lambda: {table.rowHeight(n) for n in range(story._moments.rowCount())} == {usual})


def test_a_note_is_written_kept_and_added(qtbot: QtBot, story: CaseStory) -> None:
    """What is typed is told for the draft; an empty note is none."""
    written: list[str] = []
    noted: list[str] = []
    story.written.connect(written.append)
    story.noted.connect(noted.append)
    story.notes.send()
    assert not story.notes.add.isEnabled()
    story.notes.text.setPlainText("  à rappeler ")
    assert written == ["  à rappeler "]
    story.notes.add.click()
    assert noted == ["à rappeler"]


def test_a_draft_comes_back_without_being_told(story: CaseStory) -> None:
    """And says that it is one."""
    written: list[str] = []
    story.written.connect(written.append)
    story.notes.put("d’avant")
    assert story.notes.add.isEnabled()
    assert "retrouvé" in story.notes._kept.text()
    assert written == []


def test_while_a_note_is_sent_none_is_written(qtbot: QtBot, story: CaseStory) -> None:
    """The field says so, keeps its words, and lets no key of writing through to the window."""
    noted: list[str] = []
    story.noted.connect(noted.append)
    notes = story.notes
    notes.text.setPlainText("à rappeler")
    notes.hold(True)
    notes.send()
    assert "en cours" in notes._kept.text()
    notes.put("à rappeler demain")
    assert (noted, notes.add.isEnabled(), notes.text.toPlainText()) == ([], False, "à rappeler demain")
    key = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    key.ignore()
    QApplication.sendEvent(notes.text, key)
    assert key.isAccepted()
    notes.hold(False)
    assert notes.add.isEnabled()
    notes.send()
    assert noted == ["à rappeler demain"]
