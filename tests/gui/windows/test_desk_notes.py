"""A note is added once, and nothing that is written is lost for it."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from backoffice_gui.domain.cases import CaseState
from backoffice_gui.errors import StoreBusy
from backoffice_gui.gui.failure import DEFECT, Failure
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to


def test_a_note_is_added_and_its_draft_forgotten(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """It shows among the notes; the field is empty again."""
    row = go_to(qtbot, desk, lambda row: row.case % 5 != 0)
    desk.detail.write_note()
    desk.detail.story.notes.text.setPlainText("Vue (DÉMO)")
    desk.drafts.flush()
    qtbot.waitUntil(lambda: caseload.drafts.get((row.case, "note")) == "Vue (DÉMO)")
    desk.detail.send()
    qtbot.waitUntil(lambda: [note.text for note in caseload.details[row.case].notes] == ["Vue (DÉMO)"])
    qtbot.waitUntil(lambda: desk.detail.story.notes.text.toPlainText() == "")
    qtbot.waitUntil(lambda: (row.case, "note") not in caseload.drafts)


def test_a_note_on_its_way_is_not_sent_twice_and_takes_no_words_with_it(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """Its field is shut until it is answered: what is typed there is no command; another case's is open meanwhile."""
    gate = caseload.gate = threading.Event()
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    field, window = desk.detail.story.notes.text, desk.page.window()
    assert isinstance(window, MainWindow)
    desk.detail.write_note()
    qtbot.keyClicks(field, "Vue (DEMO)")
    for _ in range(2):
        window.do_key(Key.SEND)
    desk.detail.story.notes.add.click()
    qtbot.keyClicks(field, "a")
    assert field.toPlainText() == "Vue (DEMO)"
    go_to(qtbot, desk, lambda other: other.state is CaseState.NEW and other.case != row.case)
    desk.detail.write_note()
    qtbot.keyClicks(field, "autre")
    gate.set()
    qtbot.waitUntil(lambda: "Note ajoutée" in desk.page.undo.text)
    qtbot.waitUntil(lambda: (row.case, "note") not in caseload.drafts)
    assert field.toPlainText() == "autre"
    assert [note.text for note in caseload.details[row.case].notes[-2:]].count("Vue (DEMO)") == 1
    assert "do" not in caseload.calls


def test_words_that_were_written_since_are_kept(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """What was sent is forgotten, not what stands in its place by then; the field is open again."""
    gate = caseload.gate = threading.Event()
    row = go_to(qtbot, desk, lambda row: row.case % 5 != 0)
    desk.detail.write_note()
    desk.detail.story.notes.text.setPlainText("Vue (DÉMO)")
    desk.detail.send()
    desk.drafts.write(row.case, "note", "Vue (DÉMO), puis rappelée")
    gate.set()
    qtbot.waitUntil(lambda: desk.detail.story.notes.text.toPlainText() == "Vue (DÉMO), puis rappelée")
    qtbot.waitUntil(lambda: not desk.detail.story.notes.text.isReadOnly())
    desk.drafts.flush()
    qtbot.waitUntil(lambda: caseload.drafts.get((row.case, "note")) == "Vue (DÉMO), puis rappelée")


def test_a_note_that_fails_can_be_sent_again(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Its words stand where they were; so they do where the fault is ours."""
    caseload.failures["write_note"] = StoreBusy("locked")
    go_to(qtbot, desk, lambda row: row.case % 5 != 0)
    notes = desk.detail.story.notes
    notes.text.setPlainText("Vue (DÉMO)")
    desk.detail.write_note()
    desk.detail.send()
    assert notes.text.isReadOnly()
    qtbot.waitUntil(lambda: "Base occupée" in desk.detail.said.text)
    assert (notes.text.toPlainText(), notes.add.isEnabled()) == ("Vue (DÉMO)", True)
    caseload.failures["write_note"] = KeyError("EXEMPLE")
    desk.detail.send()
    qtbot.waitUntil(lambda: not notes.text.isReadOnly())
    caseload.failures = {}
    gate = caseload.gate = threading.Event()
    desk.detail.send()
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    window._bridge.failed.emit(Failure(DEFECT))
    assert notes.text.isReadOnly(), "a fault elsewhere says nothing of what is on its way: sent again it would be twice"
    gate.set()
    qtbot.waitUntil(lambda: not notes.text.toPlainText())
