"""Colleagues at the desk: what is told to them, and what they do on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_detail import Happening, NoteView
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import CaseState
from backoffice_gui.domain.colleagues import CaseChange, Heard
from backoffice_gui.domain.presence import Company, Editing, Presence
from backoffice_gui.gui import formats
from backoffice_gui.gui.windows.desk import Desk
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to, index_of
from tests.support.invented_cases import ME


def mine(row: CaseRow) -> bool:
    """A change of an address and more that is ours."""
    return (row.state, row.agent) == (CaseState.TAKEN, ME) and "address" in row.about


def hear(desk: Desk, heard: Heard) -> None:
    """The server says it."""
    desk._bridge.hear(heard)


def note(caseload: MemoryCaseload, case: int) -> None:
    """A colleague adds a note, and it is a new version of the case."""
    with caseload._lock:
        known = caseload.details[case]
        row = replace(known.row, version=known.row.version + 1)
        added = NoteView(99, caseload.now, "d.demo", "Vue avec elle (DÉMO).")
        told = (*known.timeline, Happening("note", caseload.now, "d.demo"))
        caseload.details[case] = replace(known, row=row, notes=(*known.notes, added), timeline=told)


def company_of(desk: Desk, caseload: MemoryCaseload, company: Company) -> None:
    """So is the company from now on, and it is said."""
    caseload.colleagues.now_company = company
    hear(desk, Heard(company=True))


def test_what_is_shown_and_written_here_is_told(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The case, each key of an answer, its end; and that nobody is there any more."""
    row = go_to(qtbot, desk, mine)
    said = caseload.colleagues.said
    assert said[-1:] == [("show", row.case)]
    desk.detail.request.answers._lines[0].put("refused", "illisible")
    desk.detail.request.answers._write()
    assert said[-1:] == [("write", row.case)]
    desk.drafts.forget(row.case, "answer")
    assert said[-1:] == [("stop_writing", row.case)]
    before = len(said)
    desk.drafts.write(row.case, "note", "une note")
    assert len(said) == before
    desk.stop()
    assert said[-1:] == [("show", None)]


def test_who_is_there_is_said_in_the_pane_and_in_the_row(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Nothing moves: the mark is in the row, in its sentence, and goes with the colleague."""
    row = go_to(qtbot, desk, mine)
    model, at = desk.page.model, index_of(desk, mine)
    column = [name.value for name in model.columns].index("agent")
    icon, words = Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.AccessibleTextRole
    assert model.index(at, column).data(icon) is None
    now = formats.now()
    there = Presence(row.case, "d.demo", "POSTE-2", now - timedelta(minutes=4, seconds=5), now)
    company_of(desk, caseload, Company(now, (there,)))
    qtbot.waitUntil(desk.detail.company.isVisible)
    assert "d.demo" in desk.detail.company.text
    assert model.index(at, column).data(icon) is not None
    assert "Ouverte par \u2068d.demo\u2069 depuis 4\u00a0min" in model.index(at, 0).data(words)
    assert "Ouverte par" in model.index(at, column).data(Qt.ItemDataRole.ToolTipRole)
    company_of(desk, caseload, Company(now))
    qtbot.waitUntil(lambda: not desk.detail.company.isVisible())
    assert model.index(at, column).data(icon) is None


def test_while_a_colleague_writes_the_answer_is_read_only(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """What was written here stays; taken over, it goes on."""
    row = go_to(qtbot, desk, mine)
    answers, now = desk.detail.request.answers, formats.now()
    answers._lines[0].put("refused", "illisible")
    writes = Editing(row.case, "d.demo", "POSTE-2", now - timedelta(minutes=9), now - timedelta(minutes=5))
    company_of(desk, caseload, Company(now, (), (writes,)))
    qtbot.waitUntil(lambda: not answers.send_button.isVisible())
    assert "d.demo" in answers._why.text()
    assert "illisible" in answers.draft()
    caseload.colleagues._now = now
    desk.detail.company._act.click()
    assert ("ask_for", row.case) in caseload.colleagues.said
    qtbot.waitUntil(answers.send_button.isVisible)
    assert "illisible" in answers.draft()


def test_a_colleagues_change_is_shown_in_place(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Focus, caret, what is typed and the row one is on stay; a strip says who did what."""
    row = go_to(qtbot, desk, mine)
    answers = desk.detail.request.answers
    answers._lines[0].put("refused", "illisible")
    answers._write()
    line = next(edit for edit in answers.findChildren(QLineEdit) if edit.text() == "illisible")
    line.setFocus()
    line.setCursorPosition(3)
    where = desk.page.table.currentIndex().row()
    note(caseload, row.case)
    change = CaseChange(1, row.case, "d.demo", "note", row.version + 1)
    hear(desk, Heard((change,), frozenset({row.case})))
    qtbot.waitUntil(lambda: desk.detail.detail is not None and desk.detail.detail.row.version == row.version + 1)
    assert line.hasFocus()
    assert line.cursorPosition() == 3
    assert "illisible" in answers.draft()
    assert "d.demo" in desk.detail.said.text
    assert "Note ajoutée" in desk.detail.said.text
    assert desk.page.table.currentIndex().row() == where


def test_a_row_that_left_the_view_stays_greyed_and_says_why(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Nothing moves under the pointer: the row has what became of it; it comes back in place, or goes when read anew."""
    at = index_of(desk, lambda one: one.state is CaseState.NEW)
    model, index = desk.page.model, desk.page.model.index(at, 0)
    before = [row.case for n in range(20) if (row := model.row_at(n)) is not None]
    row = model.row_at(at)
    assert row is not None
    ink, words = Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.AccessibleTextRole

    def become(version: int, state: CaseState) -> None:
        known = caseload.details[row.case]
        newer = replace(known.row, version=version, state=state, agent="d.demo")
        caseload.details[row.case] = replace(known, row=newer)
        hear(desk, Heard((CaseChange(version, row.case, "d.demo", "close", version),), frozenset({row.case})))

    assert index.data(ink) is None
    become(row.version + 1, CaseState.CLOSED)
    qtbot.waitUntil(lambda: index.data(ink) is not None)
    assert "n’est plus dans cette vue" in index.data(words)
    assert "Close" in index.data(words)
    assert "d.demo" in index.data(words)
    assert [each.case for n in range(20) if (each := model.row_at(n)) is not None] == before
    become(row.version + 2, CaseState.TAKEN)
    qtbot.waitUntil(lambda: index.data(ink) is None)
    become(row.version + 3, CaseState.CLOSED)
    qtbot.waitUntil(lambda: index.data(ink) is not None)
    desk.page.list.refresh()
    qtbot.waitUntil(lambda: model.find(row.case) is None)
    assert index.data(ink) is None


def test_another_row_takes_its_newer_facts(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Within a moment, without a reset; one's own acts are no news."""
    row = go_to(qtbot, desk, mine)
    at = index_of(desk, lambda one: one.state is CaseState.NEW)
    other = desk.page.model.row_at(at)
    assert other is not None
    caseload.touch(other.case)
    resets: list[object] = []
    desk.page.model.modelReset.connect(lambda: resets.append(None))
    changes = (CaseChange(1, other.case, "d.demo", "take", 2), CaseChange(2, row.case, ME, "note", row.version + 1))
    hear(desk, Heard(changes, frozenset({other.case})))
    qtbot.waitUntil(lambda: getattr(desk.page.model.row_at(at), "agent", "") == "d.demo")
    assert not resets
    assert not desk.detail.said.isVisible()


def test_what_one_did_at_another_post_is_shown_and_not_told(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The console's, or a second workstation's: the pane follows, and nobody is told what he did himself."""
    row = go_to(qtbot, desk, mine)
    note(caseload, row.case)
    change = CaseChange(1, row.case, ME, "note", row.version + 1)
    hear(desk, Heard((change,), frozenset({row.case})))
    qtbot.waitUntil(lambda: desk.detail.detail is not None and desk.detail.detail.row.version == row.version + 1)
    assert not desk.detail.said.isVisible()
