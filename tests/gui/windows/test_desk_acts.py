"""What is done to cases from the window, and the way back."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.errors import StoreBusy
from backoffice_gui.gui.preferences import Advance, Preferences
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.selection_bar import fitting
from backoffice_gui.gui.windows import desk_acts
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to, index_of, one_person, opened, press
from tests.support.invented_cases import ME


def mine(row: object) -> bool:
    """A change of a phone number that is ours."""
    return (
        getattr(row, "state", None) is CaseState.TAKEN
        and getattr(row, "agent", "") == ME
        and getattr(row, "about", "") == "phone"
    )


def finish(qtbot: QtBot, desk: Desk) -> int:
    """Answer a case of ours; its number."""
    row = go_to(qtbot, desk, mine)
    desk.detail.request.answers._lines[0].put("accepted", "")
    desk.detail.request.answers.send()
    return row.case


def held(caseload: MemoryCaseload) -> threading.Event:
    """What is changed from now on takes its time, until this is set."""
    caseload.gate = threading.Event()
    return caseload.gate


@pytest.mark.parametrize("advance", list(Advance))
def test_where_one_is_after_finishing_is_ones_choice(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, preferences: Preferences, advance: Advance
) -> None:
    """On the next, at the list, or still on the finished one."""
    preferences.advance = advance
    at = index_of(desk, mine)
    case = finish(qtbot, desk)
    qtbot.waitUntil(lambda: caseload.row(case).state is CaseState.ANSWERED)
    if advance is Advance.STAY:
        qtbot.waitUntil(lambda: opened(qtbot, desk).row.state is CaseState.ANSWERED)
        assert opened(qtbot, desk).row.case == case
    else:
        qtbot.waitUntil(lambda: desk.page.list.current is not None and desk.page.list.current.case != case)
        assert desk.page.list.position[0] == at + 1
        assert desk.page.table.hasFocus()


def test_closed_for_a_reason_one_goes_on_too(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """From the line where the reason was typed to the list: nothing else is being written."""
    row = go_to(qtbot, desk, mine)
    desk.detail.act(CaseAct.CLOSE)
    press(qtbot, "doublon", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.CLOSED)
    qtbot.waitUntil(lambda: desk.page.list.current is not None and desk.page.list.current.case != row.case)
    qtbot.waitUntil(desk.page.table.hasFocus)


def test_in_a_view_that_keeps_it_one_goes_on_below(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Where the finished case stays in the list, the next one is the one below it."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    window.panes.navigation.go_view("all")
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == 300)
    at = index_of(desk, mine)
    case = finish(qtbot, desk)
    qtbot.waitUntil(lambda: caseload.row(case).state is CaseState.ANSWERED)
    qtbot.waitUntil(lambda: desk.page.list.position[0] == at + 2)


def test_undo_brings_the_case_back_and_one_is_on_it(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The strip's button and Ctrl+Z are the same; each undo is of the last act."""
    case = finish(qtbot, desk)
    qtbot.waitUntil(lambda: "Réponse enregistrée" in desk.page.undo.text)
    desk.page.undo.acted.emit()
    qtbot.waitUntil(lambda: caseload.row(case).state is CaseState.TAKEN)
    qtbot.waitUntil(lambda: "Action annulée" in desk.page.undo.text)
    qtbot.waitUntil(lambda: desk.page.list.current is not None and desk.page.list.current.case == case)
    desk.acts.undo()
    qtbot.waitUntil(lambda: "Rien à annuler" in desk.page.undo.text)


def test_an_answer_taken_back_is_the_one_in_light_and_the_one_shown(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """Answered, on to the next, arrivals meanwhile, Ctrl+Z: list and detail show the same person, and A is of that one."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW and row.about == "birth")
    below = desk.page.model.row_at(desk.page.list.position[0])
    press(qtbot, "a")
    qtbot.waitUntil(lambda: opened(qtbot, desk).row.state is CaseState.TAKEN)
    caseload.arrive(2)
    press(qtbot, "e", "d", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened(qtbot, desk).row.case != row.case)
    assert one_person(desk)
    following = opened(qtbot, desk).row.case
    assert below is not None
    assert following == below.case
    caseload.arrive(1)
    desk.page.list._look_again()
    desk.acts.undo()
    qtbot.waitUntil(lambda: "annulée" in desk.page.undo.text)
    assert opened(qtbot, desk, row.case).row.state is CaseState.TAKEN
    assert one_person(desk)
    desk.page.list.step(1)
    assert opened(qtbot, desk, following).row.case == following
    assert one_person(desk)


def test_an_answer_that_was_taken_back_is_there_to_be_corrected(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """As it was written; done again it is no draft any more."""
    row = go_to(qtbot, desk, mine)
    answers = desk.detail.request.answers
    answers._lines[0].put("refused", "illisible")
    answers._write()
    answers.send()
    qtbot.waitUntil(lambda: "Réponse enregistrée" in desk.page.undo.text)
    qtbot.waitUntil(lambda: (row.case, "answer") not in caseload.drafts)
    desk.acts.undo()
    qtbot.waitUntil(lambda: "Action annulée" in desk.page.undo.text)
    qtbot.waitUntil(lambda: opened(qtbot, desk, row.case).row.state is CaseState.TAKEN)
    assert answers.draft() == '{"phone": ["refused", "illisible"]}'
    desk.drafts.flush()
    qtbot.waitUntil(lambda: (row.case, "answer") in caseload.drafts)
    desk.acts.redo()
    qtbot.waitUntil(lambda: "Action rétablie" in desk.page.undo.text)
    qtbot.waitUntil(lambda: (row.case, "answer") not in caseload.drafts)


def test_taken_back_from_another_view_it_is_shown_beside_the_list(qtbot: QtBot, desk: Desk) -> None:
    """No row is lit for it; the row one was on, pressed again, is shown again."""
    case = finish(qtbot, desk)
    qtbot.waitUntil(lambda: "Réponse enregistrée" in desk.page.undo.text)
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    window.panes.navigation.go_view("done")
    qtbot.waitUntil(lambda: desk.views.id == "done" and not desk.page.stack._slow.isActive())
    assert one_person(desk)
    at = index_of(desk, lambda row: row.case != case)
    desk.page.list.go(at)
    here = opened(qtbot, desk).row.case
    desk.acts.undo()
    opened(qtbot, desk, case)
    assert one_person(desk)
    assert desk.page.list.current is None
    spot = desk.page.table.visualRect(desk.page.model.index(at, 1)).center()
    qtbot.mouseClick(desk.page.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    opened(qtbot, desk, here)
    assert one_person(desk)


def test_too_late_to_undo_is_said(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Somebody acted since: nothing is changed."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    desk.detail.act(CaseAct.TAKE)
    qtbot.waitUntil(lambda: caseload.row(row.case).agent == ME)
    caseload.touch(row.case)
    desk.acts.undo()
    qtbot.waitUntil(lambda: "Trop tard" in desk.page.undo.text)
    assert caseload.row(row.case).agent == "d.demo"


def selected(qtbot: QtBot, desk: Desk, many: int) -> None:
    """Select the first so many, from the keyboard."""
    desk.page.list.go(0)
    for _ in range(many - 1):
        qtbot.keyClick(desk.page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: desk.page.selection.button(CaseAct.TAKE).isVisible())


def test_many_are_taken_as_a_task_and_undone(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only those that fit, with the end called out; one undo takes all of it back."""
    said: list[str] = []
    monkeypatch.setattr(desk_acts, "announce", lambda _widget, text, **_: said.append(text))
    selected(qtbot, desk, 12)
    fit = len(desk.page.selection._fits[CaseAct.TAKE])
    press(qtbot, "a")
    qtbot.waitUntil(lambda: said == [f"{fit} demandes prises."])
    assert not desk.page.selection.isVisible()
    assert sum(one.row.agent == ME and one.row.version == 2 for one in caseload.details.values()) == fit
    desk.acts.undo()
    qtbot.waitUntil(lambda: f"annulée pour {fit}" in desk.page.undo.text)
    assert not any(one.row.agent == ME and one.row.version == 2 for one in caseload.details.values())


def test_the_whole_view_is_taken_beyond_the_screen(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Ctrl+A, then the button: every case of the view that fits."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    new = sum(one.row.state is CaseState.NEW for one in caseload.details.values())
    window.do_key(Key.SELECT_ALL)
    qtbot.waitUntil(lambda: desk.page.selection.button(CaseAct.TAKE).isVisible())
    assert not desk.page.selection.all_button.isVisible()
    desk.page.selection.button(CaseAct.TAKE).click()
    qtbot.waitUntil(lambda: not any(one.row.state is CaseState.NEW for one in caseload.details.values()))
    assert desk.acts.tasks.all[0].total >= new


def test_failures_are_listed_and_tried_again(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Those changed meanwhile are left as they are, and taken the second time as they are now."""
    rows = tuple(
        row for n in range(60) if (row := desk.page.model.row_at(n)) is not None and row.state is CaseState.NEW
    )
    caseload.refuse = {row.case: "case-changed" for row in rows[:2]}
    task = desk.acts.bulk(Asked(CaseAct.TAKE), rows)
    qtbot.waitUntil(lambda: not task.running)
    assert {one.code for one in task.failed} == {"case-changed"}
    caseload.refuse = {}
    desk.acts.retry(task)
    qtbot.waitUntil(lambda: all(caseload.row(row.case).agent == ME for row in rows))
    assert desk.acts.tasks.all[0].total == 2
    desk.acts.undo_task(task)
    qtbot.waitUntil(lambda: sum(caseload.row(row.case).agent == ME for row in rows) == 2)


def test_a_fault_of_ours_ends_a_task_and_the_way_back_goes_on(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """Neither runs for ever, nor does what was asked for keep an undo waiting."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    caseload.failures["do"] = KeyError("EXEMPLE")
    task = desk.acts.bulk(Asked(CaseAct.TAKE), (row,))
    desk.detail.acted.emit(CaseAct.TAKE, "")

    def nothing_to_undo() -> bool:
        desk.acts.undo()
        return "Rien à annuler" in desk.page.undo.text

    qtbot.waitUntil(lambda: task.failure is not None)
    qtbot.waitUntil(nothing_to_undo)


def test_the_window_lives_while_many_are_worked_on(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The list can be walked, the task stopped; what was done stays done."""
    caseload.gate = threading.Event()
    rows = tuple(
        row for n in range(60) if (row := desk.page.model.row_at(n)) is not None and row.state is CaseState.NEW
    )
    task = desk.acts.bulk(Asked(CaseAct.TAKE), rows)
    desk.page.list.go(0)
    desk.page.list.step(1)
    opened(qtbot, desk)
    assert task.running
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    qtbot.waitUntil(lambda: "1 tâche en cours" in window.status.tasks.full)
    task.cancel()
    caseload.gate.set()
    qtbot.waitUntil(lambda: not task.running)
    assert task.outcome is not None
    assert task.outcome.cancelled
    assert len(task.outcome.done) < len(rows)


def test_many_are_asked_for_one_reason(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """In the page, the same for all."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    window.panes.navigation.go_view("done")
    qtbot.waitUntil(lambda: desk.page.model.rowCount() < 100)
    window.do_key(Key.SELECT_ALL)
    qtbot.waitUntil(lambda: desk.page.selection.button(CaseAct.REOPEN).isVisible())
    desk.page.selection.button(CaseAct.REOPEN).click()
    desk._prompt._text.setText("erreur de tri")
    desk._prompt.go.click()
    qtbot.waitUntil(lambda: bool(desk.acts.tasks.all) and not desk.acts.tasks.running)
    assert desk.acts.tasks.all[0].asked == Asked(CaseAct.REOPEN, reason="erreur de tri")


def test_a_question_about_several_is_of_those_it_was_asked_for(qtbot: QtBot, desk: Desk) -> None:
    """It names how many; whoever marks others meanwhile is asked anew: those before would be acted on unseen."""
    cases, here = desk.page.list, [row for n in range(100) if (row := desk.page.model.row_at(n)) is not None]
    at = [n for n, row in enumerate(here) if CaseAct.ASK_PIECE in fitting((row,), ME, lead=False)][:3]

    def mark(*which: int) -> None:
        for one in which:
            cases.go(at[one])
            cases.toggle()

    mark(0, 1)
    desk.page.selection.button(CaseAct.ASK_PIECE).click()
    assert "2 demandes" in desk._prompt._label.text()
    mark(0)
    assert "1 sélectionnée" in desk.page.selection.text
    assert not desk._prompt.isVisible()
    desk._prompt.answered.emit("une photo")
    assert not desk.acts.tasks.all
    mark(2)
    desk.page.selection.button(CaseAct.ASK_PIECE).click()
    desk._prompt._text.setText("une photo")
    desk._prompt.go.click()
    qtbot.waitUntil(lambda: bool(desk.acts.tasks.all) and not desk.acts.tasks.running)
    assert [row.case for row in desk.acts.tasks.all[0].rows] == [here[n].case for n in at[1:]]


def test_a_task_that_fails_as_a_whole_is_said(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The store's sentence, and nothing is undone by it."""
    caseload.failures["do"] = StoreBusy("locked")
    rows = tuple(row for n in range(9) if (row := desk.page.model.row_at(n)) is not None)
    task = desk.acts.bulk(Asked(CaseAct.TAKE), rows)
    qtbot.waitUntil(lambda: task.failure is not None)
    assert "Base occupée" in desk.page.undo.text
    caseload.failures.clear()
    desk.acts.undo_task(task)
    QApplication.processEvents()


def test_the_drawer_is_shown_and_hidden_by_key(qtbot: QtBot, desk: Desk) -> None:
    """F8, or a press on the status line."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    assert window.house is not None
    drawer = window.house.drawer
    assert drawer is not None
    window.do_key(Key.TASKS)
    assert drawer.isVisible()
    window.status.tasks_asked.emit()
    assert not drawer.isVisible()


def test_what_met_at_one_case_is_not_settled_at_another(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The outcome comes once the agent has gone on: said with the number, the draft kept, the other case untouched."""
    gate = held(caseload)
    case = finish(qtbot, desk)
    desk.detail.request.answers._write()
    caseload.touch(case, ME)
    other = go_to(qtbot, desk, lambda row: mine(row) and row.case != case)
    gate.set()
    qtbot.waitUntil(lambda: desk.detail.conflict.isVisible() or desk.page.undo.isVisible())
    assert not desk.detail.conflict.isVisible()
    assert caseload.row(case).number in desk.page.undo.text
    assert caseload.row(other.case).version == other.version
    qtbot.waitUntil(lambda: (case, "answer") in caseload.drafts)
    desk.page.list.go(index_of(desk, lambda row: row.case == case))
    opened(qtbot, desk, case)
    assert desk.detail.request.answers.draft() == '{"phone": ["accepted", ""]}'


def test_a_refusal_is_said_of_the_case_it_is_about(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """By its number where another one is open by then; that one is not read again for it."""
    gate = held(caseload)
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    caseload.refuse = {row.case: "case-not-yours"}
    desk.detail.act(CaseAct.TAKE)
    go_to(qtbot, desk, lambda other: other.state is CaseState.NEW and other.case != row.case)
    gate.set()
    qtbot.waitUntil(lambda: desk.detail.said.isVisible() or desk.page.undo.isVisible())
    assert not desk.detail.said.isVisible()
    assert row.number in desk.page.undo.text
    assert "tenue par" in desk.page.undo.text


def test_all_the_same_is_done_to_what_was_shown(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The case moved on once more beneath a conflict that is shown: it meets again, and is not written over unseen."""
    row = go_to(qtbot, desk, mine)
    desk.detail.request.answers._lines[0].put("refused", "illisible")
    caseload.touch(row.case, ME)
    desk.detail.request.answers.send()
    conflict = desk.detail.conflict
    qtbot.waitUntil(conflict.isVisible)
    caseload.touch(row.case, ME)
    desk.detail.reload()
    qtbot.waitUntil(lambda: opened(qtbot, desk).row.version == caseload.row(row.case).version)
    calls = caseload.calls.count("do")
    conflict.mine.click()
    qtbot.waitUntil(lambda: caseload.calls.count("do") > calls)
    qtbot.waitUntil(lambda: conflict.isVisible() or desk.page.undo.isVisible())
    assert conflict.isVisible()
    assert caseload.row(row.case).state is CaseState.TAKEN


def test_a_second_press_while_the_first_is_on_its_way_asks_nothing(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """It would meet the first, one's own; another act on the same case is told to wait, and its reason is kept."""
    gate = held(caseload)
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    for _ in range(2):
        desk.detail.act(CaseAct.TAKE)
    assert not desk.detail.said.isVisible()
    desk.detail.act(CaseAct.CLOSE)
    desk.detail.prompt._text.setText("doublon")
    desk.detail.prompt.typed.emit("doublon")
    desk.detail.prompt.go.click()
    assert "en cours" in desk.detail.said.text
    gate.set()
    qtbot.waitUntil(lambda: caseload.row(row.case).agent == ME)
    qtbot.waitUntil(lambda: caseload.drafts.get((row.case, "reason")) == "doublon")
    assert caseload.calls.count("do") == 1
    assert not desk.detail.conflict.isVisible()


def test_of_several_what_moved_on_stays_and_the_others_are_taken_back(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """Both is said, with the way to do it again; the list shows those that are back."""
    rows = tuple(
        row for n in range(60) if (row := desk.page.model.row_at(n)) is not None and row.state is CaseState.NEW
    )[:4]
    task = desk.acts.bulk(Asked(CaseAct.TAKE), rows)
    qtbot.waitUntil(lambda: not task.running)
    caseload.touch(rows[0].case)
    desk.acts.undo()
    qtbot.waitUntil(lambda: [caseload.row(row.case).agent for row in rows] == ["d.demo", "", "", ""])
    qtbot.waitUntil(lambda: "pour 3 demandes" in desk.page.undo.text)
    assert "Trop tard pour 1 demande" in desk.page.undo.text
    at = desk.page.model.find(rows[1].case)
    assert at is not None
    qtbot.waitUntil(lambda: getattr(desk.page.model.row_at(at), "state", None) is CaseState.NEW)
    desk.acts.redo()
    qtbot.waitUntil(lambda: [caseload.row(row.case).agent for row in rows] == ["d.demo", ME, ME, ME])


@pytest.mark.parametrize("advance", [Advance.NEXT, Advance.LIST])
def test_who_has_gone_on_is_not_led_away(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, preferences: Preferences, advance: Advance
) -> None:
    """The answer lands while a note is written elsewhere: what is typed then would be commands in the list."""
    preferences.advance = advance
    back: list[None] = []
    desk.went_back.connect(lambda: back.append(None))
    gate = held(caseload)
    case = finish(qtbot, desk)
    other = go_to(qtbot, desk, lambda row: mine(row) and row.case != case)
    desk.detail.write_note()
    gate.set()
    qtbot.waitUntil(lambda: desk.page.model.find(case) is None)
    qtbot.keyClicks(QApplication.focusWidget(), "appel")
    assert desk.detail.story.notes.text.toPlainText() == "appel"
    assert (opened(qtbot, desk).row.case, back) == (other.case, [])


def test_who_writes_a_note_about_it_stays(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """On the answered case, with its state of now; the next one comes when it is asked for."""
    gate = held(caseload)
    case = finish(qtbot, desk)
    desk.detail.write_note()
    gate.set()
    qtbot.waitUntil(lambda: opened(qtbot, desk).row.state is CaseState.ANSWERED)
    assert opened(qtbot, desk).row.case == case
    assert desk.detail.story.notes.text.hasFocus()


@pytest.mark.parametrize("lost", [False, True])
def test_what_is_written_on_after_sending_is_kept(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, *, lost: bool
) -> None:
    """The answer goes, or a colleague was first: neither the draft nor the caret goes with it."""
    row, gate = go_to(qtbot, desk, mine), held(caseload)
    answers = desk.detail.request.answers
    answers._lines[0].put("refused", "illisible")
    answers._write()
    answers._lines[0]._reason.setFocus()
    answers.send()
    press(qtbot, Qt.Key.Key_End, " bis")
    if lost:
        caseload.touch(row.case)
    gate.set()
    qtbot.waitUntil(lambda: desk.detail.conflict.isVisible() if lost else "Réponse" in desk.page.undo.text)
    desk.drafts.flush()
    qtbot.waitUntil(lambda: "illisible bis" in caseload.drafts.get((row.case, "answer"), ""))
    if lost:
        qtbot.waitUntil(desk.detail.conflict._area.hasFocus)


def test_what_met_in_a_pane_that_is_not_shown_is_said(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """By its number, where one is back at the list with room for one pane; both stand beside each other when it comes."""
    gate = held(caseload)
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    caseload.touch(row.case)
    desk.detail.act(CaseAct.TAKE)
    desk.detail.hide()
    gate.set()
    qtbot.waitUntil(lambda: row.number in desk.page.undo.text)
    desk.detail.show()
    qtbot.waitUntil(desk.detail.conflict.isVisible)
