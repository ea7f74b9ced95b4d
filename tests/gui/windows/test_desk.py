"""*Demandes* in the window, by the keys of an agent's morning."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.authority import Authority
from backoffice_gui.domain.cases import CaseKind, CaseState
from backoffice_gui.errors import StoreBusy, StoreUnreachable, WrongKey
from backoffice_gui.gui.bridge import Bridge, Query
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.desk import desk_of, go_to, index_of, one_person, opened, press
from tests.support.invented_cases import ME
from tests.support.office import MemoryOffice

Opener = Callable[..., MainWindow]


def window_of(desk: Desk) -> MainWindow:
    """The window round the desk."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    return window


def test_take_read_finish_in_six_keys(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """On a new request: A, E, D, Enter: taken, answered, and the next one is open. Four keys of six."""
    at = index_of(desk, lambda row: row.state is CaseState.NEW and row.about == "birth")
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW and row.about == "birth")
    press(qtbot, "a")
    qtbot.waitUntil(lambda: caseload.row(row.case).agent == ME)
    qtbot.waitUntil(lambda: desk.detail.detail is not None and desk.detail.detail.row.state is CaseState.TAKEN)
    press(qtbot, "e", "d", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.ANSWERED)
    qtbot.waitUntil(lambda: desk.detail.detail is not None and desk.detail.detail.row.case != row.case)
    assert desk.page.list.position[0] == at + 1
    assert desk.page.table.hasFocus()


def test_two_certificates_in_six_keys_too(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """A, E, D, Enter goes to what is missing, D, Enter sends."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW and row.about == "birth marriage")
    press(qtbot, "a")
    qtbot.waitUntil(lambda: desk.detail.detail is not None and desk.detail.detail.row.state is CaseState.TAKEN)
    press(qtbot, "e", "d", Qt.Key.Key_Return, "d", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.ANSWERED)
    assert [one.reason for one in caseload.details[row.case].certificates] == ["", ""]


def test_a_contact_change_is_accepted_by_key(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """A, E, Space on *Accepter*, Ctrl+Enter."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW and row.about == "phone")
    press(qtbot, "a")
    qtbot.waitUntil(lambda: desk.detail.detail is not None and desk.detail.detail.row.state is CaseState.TAKEN)
    press(qtbot, "e", Qt.Key.Key_Space)
    window_of(desk).do_key(Key.SEND)
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.ANSWERED)


def test_a_morning_without_a_mouse(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Views, filter, reading, pieces, note, a missing piece, undo, palette: nothing but keys."""
    window = window_of(desk)
    press(qtbot, "g", "m")
    qtbot.waitUntil(lambda: desk.views.id == "mine" and desk.page.model.rowCount() > 0)
    desk.page.table.setFocus()
    press(qtbot, "g", "a")
    qtbot.waitUntil(lambda: desk.views.id == "to_do")
    desk.page.focus_list()
    press(qtbot, "j", "j")
    row = opened(qtbot, desk).row
    desk.page.focus_list()
    press(qtbot, "p")
    assert desk.detail.tabs.currentIndex() == 1
    press(qtbot, "n")
    qtbot.keyClicks(desk.detail.story.notes.text, "Vue (DEMO)")
    window.do_key(Key.SEND)
    qtbot.waitUntil(lambda: bool(caseload.details[row.case].notes))
    window.do_key(Key.BACK)
    qtbot.waitUntil(desk.page.table.hasFocus)
    press(qtbot, "a")
    qtbot.waitUntil(lambda: caseload.row(row.case).agent == ME)
    qtbot.waitUntil(desk.detail.head.main[2].isEnabled)
    press(qtbot, "r")
    qtbot.waitUntil(desk.detail.prompt.isVisible)
    press(qtbot, "photo", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.WAITING_PIECE)
    window.do_key(Key.UNDO)
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.TAKEN)


def test_next_and_previous_stay_inside_the_filter(qtbot: QtBot, desk: Desk) -> None:
    """J, K and the arrows beside the position go through what the list shows."""
    desk.page.filter.choose(desk.page.filter.filter.__class__((), "mariama"))
    qtbot.waitUntil(lambda: 0 < desk.page.model.rowCount() < 40)
    press(qtbot, "j")
    first = opened(qtbot, desk).row
    qtbot.mouseClick(desk.detail.head.next, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.detail.detail is not None and desk.detail.detail.row.case != first.case)
    assert "Mariama" in opened(qtbot, desk).row.applicant
    assert desk.detail.head._place.text().startswith("2/")
    press(qtbot, "k")
    assert opened(qtbot, desk, first.case).row.case == first.case


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_from_the_filter_one_goes_to_the_first_that_is_found(qtbot: QtBot, desk: Desk, key: Qt.Key) -> None:
    """At once, or once it is here; whom the filter doesn't find doesn't stay beside the list."""
    before = go_to(qtbot, desk, lambda row: "Mariama" not in row.applicant)
    window_of(desk).do_key(Key.FILTER)
    press(qtbot, "mariama")
    qtbot.waitUntil(lambda: desk.detail._row is None)
    assert desk.page.filter._text.hasFocus()
    assert one_person(desk)
    press(qtbot, Qt.Key.Key_Backspace, key)
    row = opened(qtbot, desk).row
    assert row.case != before.case
    assert "Mariama" in row.applicant
    assert desk.page.list.position[0] == 1
    assert desk.page.table.hasFocus()
    assert one_person(desk)


def test_reading_takes_the_bold_away(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Unread is bold in the list until the case was open."""
    at = index_of(desk, lambda row: row.unread)
    assert desk.page.model.data(desk.page.model.index(at, 0), Qt.ItemDataRole.FontRole).bold()
    desk.page.list.go(at)
    opened(qtbot, desk)
    qtbot.waitUntil(lambda: desk.page.model.data(desk.page.model.index(at, 0), Qt.ItemDataRole.FontRole) is None)


def test_rows_passed_quickly_are_not_opened(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Opening is audited: who runs through the list opens only where they stay."""
    press(qtbot, "j", "j", "j", "j", "j", "j")
    opened(qtbot, desk)
    assert caseload.calls.count("case") == 1


def test_a_letter_in_the_filter_is_a_letter(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """A, E, S and J typed into the filter do nothing else."""
    go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    window_of(desk).do_key(Key.FILTER)
    press(qtbot, "aesj")
    assert desk.page.filter._text.text() == "aesj"
    assert "do" not in caseload.calls


def test_the_number_is_copied_whole(qtbot: QtBot, desk: Desk) -> None:
    """The list shows its end; C copies all of it."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    press(qtbot, "c")
    assert QGuiApplication.clipboard().text() == row.number
    assert desk.page.model.data(desk.page.model.index(0, 1)).startswith("…")


def test_what_a_colleague_changed_is_refused_and_read_again(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """*Modifiée entre-temps*: the case is read again, and what was typed stays."""
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.TAKEN and row.agent == ME and row.about == "phone")
    desk.detail.act(next(iter({act for act in opened(qtbot, desk).possible if act.value == "ask_piece"})))
    press(qtbot, "il manque la photo")
    caseload.touch(row.case)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "a agi sur cette demande" in desk.detail.conflict.text)
    qtbot.waitUntil(lambda: opened(qtbot, desk).row.agent == "d.demo")
    assert desk.drafts.text(opened(qtbot, desk), "reason") == "il manque la photo"


def test_what_cannot_be_done_says_why(qtbot: QtBot, desk: Desk) -> None:
    """E on a new case: not without taking it; the tooltip and the strip say so."""
    go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    assert "Nouvelle" in desk.detail.head.main[1].toolTip()
    press(qtbot, "e")
    assert "Nouvelle" in desk.detail.said.text
    qtbot.keyClick(desk.page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert "réservé" in desk.detail.said.text


def test_escape_leaves_what_is_open_innermost_first(qtbot: QtBot, desk: Desk) -> None:
    """The question, then the selection, then the detail."""
    window = window_of(desk)
    go_to(qtbot, desk, lambda row: row.state is CaseState.TAKEN and row.agent == ME)
    press(qtbot, "x")
    desk.detail.act(next(act for act in opened(qtbot, desk).possible if act.value == "ask_piece"))
    window.do_key(Key.BACK)
    assert not desk.detail.prompt.isVisible()
    assert desk.page.selection.isVisible()
    desk.page.table.setFocus()
    window.do_key(Key.BACK)
    assert not desk.page.selection.isVisible()


def test_the_filter_is_emptied_and_left_by_escape(qtbot: QtBot, desk: Desk) -> None:
    """Ctrl+F, words, Escape: the whole view again, the focus in the list."""
    whole = desk.page.model.rowCount()
    window_of(desk).do_key(Key.FILTER)
    press(qtbot, "mariama")
    qtbot.waitUntil(lambda: desk.page.model.rowCount() < whole)
    window_of(desk).do_key(Key.BACK)
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == whole)
    assert desk.page.table.hasFocus()


def test_a_caseload_that_fails_is_said_with_a_retry(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload
) -> None:
    """The place says why, and the button tries again."""
    caseload.failures["page"] = StoreBusy("locked")
    desk = desk_of(open_window(MemoryOffice(20, caseload=caseload)))
    qtbot.waitUntil(lambda: "STO-010" in desk.page.stack.text)
    del caseload.failures["page"]
    desk.page.stack.acted.emit()
    qtbot.waitUntil(lambda: desk.page.model.rowCount() > 0)


def test_who_asked_for_a_case_is_led_there_though_an_act_leads_on_meanwhile(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """What was done before lands while the case is on its way: it is the program that goes on, not the agent."""
    go_to(qtbot, desk, lambda row: (row.state, row.agent, row.about) == (CaseState.TAKEN, ME, "phone"))
    wanted = next(n for n, one in caseload.details.items() if one.row.state is CaseState.CLOSED)
    begun, gate = threading.Event(), threading.Event()

    def wait() -> None:
        begun.set()
        gate.wait(20)

    desk._bridge.ask(Query(desk, wait, lambda _: None))
    qtbot.waitUntil(begun.is_set)
    desk.bring(wanted)
    desk.detail.request.answers._lines[0].put("accepted", "")
    with qtbot.waitSignal(desk.acts.did):
        desk.detail.request.answers.send()
    with qtbot.waitSignal(desk.page.list.chosen):
        gate.set()
    qtbot.waitUntil(lambda: desk.detail.detail is not None and desk.detail.detail.row.case == wanted, timeout=5_000)


def test_a_selection_that_cannot_be_read_is_said_in_its_bar(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """What is here stays to be read; whoever needs the rows all the same is told why there are none."""
    window_of(desk).panes.navigation.go_view("all")
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == 300)
    caseload.failures["page"] = StoreUnreachable("offline")
    window_of(desk).do_key(Key.SELECT_ALL)
    qtbot.waitUntil(lambda: "Indisponible hors ligne" in desk.page.selection.text)
    assert "300 sélectionnées" in desk.page.selection.text
    assert desk.page.table.isVisible()
    window_of(desk).do_key(Key.EXPORT)
    qtbot.waitUntil(lambda: "Indisponible hors ligne" in desk.page.undo.text)
    desk.page.undo.tell("", undo=False)
    desk.handing.ask()
    qtbot.waitUntil(lambda: "Indisponible hors ligne" in desk.page.undo.text)
    assert desk.exports.dialog is None
    del caseload.failures["page"]
    desk.page.list.renew()  # the list is looked at again, as it is once the server is back
    qtbot.waitUntil(desk.page.selection.export_button.isVisible)
    assert "hors ligne" not in desk.page.selection.text
    desk.page.table.selectRow(3)
    qtbot.waitUntil(desk.page.selection.export_button.isVisible)  # its page may still be on its way


def test_without_a_caseload_the_place_is_calm(open_window: Opener) -> None:
    """Nothing fails: the place says why there is nothing, the other places work."""
    window = open_window(MemoryOffice(20))
    assert window.house is not None
    work = window.house.workplace
    assert work is not None
    assert work.desk is None
    window.panes.go(Place.CASES)
    assert "Pas de demandes à montrer" in work.no_cases.text
    window.do_key(Key.FILTER)
    window.do_key(Key.UNDO)


def test_a_case_that_resembles_is_one_press_away(qtbot: QtBot, desk: Desk) -> None:
    """The proposal says why, and shows the other case; nothing is merged."""
    go_to(qtbot, desk, lambda row: row.badges.value & 2 > 0 and row.case > 8)
    other = opened(qtbot, desk).proposals[0].case
    assert other is not None
    desk.detail.request.case_asked.emit(other)
    assert opened(qtbot, desk, other).row.case == other


def test_who_has_gone_on_is_not_led_to_a_case_that_comes_late(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, bridge: Bridge
) -> None:
    """Asked for, and slow to come: it would take the place of the one that is being read by now."""
    first = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    other = next(n for n, one in caseload.details.items() if desk.page.model.find(n) is None)
    begun, gate = threading.Event(), threading.Event()

    def hold() -> None:
        begun.set()
        gate.wait(20)

    bridge.ask(Query(desk, hold, lambda _: None))
    qtbot.waitUntil(begun.is_set)
    came: list[object] = []
    desk.find("", came.append)
    desk.show_case(other)
    press(qtbot, "j")
    gate.set()
    qtbot.waitUntil(lambda: came != [])
    assert opened(qtbot, desk).row.case not in {first.case, other}
    assert one_person(desk)
    desk.show_case(other)
    opened(qtbot, desk, other)


def test_a_proposal_is_put_aside_and_comes_back(qtbot: QtBot, desk: Desk) -> None:
    """The agent decides, the strip says so, and Ctrl+Z takes it back."""
    go_to(qtbot, desk, lambda row: row.badges.value & 2 > 0 and row.case > 8)
    case = opened(qtbot, desk).row.case
    desk.detail.request.dismissed.emit(opened(qtbot, desk).proposals[0])
    qtbot.waitUntil(lambda: "Proposition écartée." in desk.page.undo.text)
    qtbot.waitUntil(lambda: opened(qtbot, desk, case).proposals == ())
    window_of(desk).do_key(Key.UNDO)
    qtbot.waitUntil(lambda: len(opened(qtbot, desk, case).proposals) == 1)


def test_what_came_in_is_told_and_enters_when_asked(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """New cases are announced above the list; the rows stay where they are until the agent looks again."""
    count = desk.page.model.rowCount()
    caseload.arrive(3)
    desk.page.list.renew_soon()
    qtbot.waitUntil(lambda: "3 nouvelles demandes" in desk.page.news.text, timeout=4_000)
    assert desk.page.model.rowCount() == count
    window_of(desk).do_key(Key.REFRESH)
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == count + 3)


def test_an_unread_form_is_closed_with_a_reason(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """There is nothing to answer: E asks why it is closed."""
    row = go_to(qtbot, desk, lambda row: row.kind is CaseKind.UNREAD and row.state is CaseState.NEW)
    press(qtbot, "a")
    qtbot.waitUntil(lambda: desk.detail.detail is not None and desk.detail.detail.row.state is CaseState.TAKEN)
    press(qtbot, "e")
    qtbot.waitUntil(desk.detail.prompt.isVisible)
    press(qtbot, "illisible", Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: caseload.row(row.case).state is CaseState.CLOSED)


def test_one_pane_opens_the_case_and_comes_back(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> None:
    """On a narrow window Enter shows the case in full, *Retour* the list, and again the views."""
    window = open_window(MemoryOffice(20, caseload=caseload), width=640)
    desk = desk_of(window)
    qtbot.waitUntil(lambda: desk.page.model.rowCount() > 0)
    window.activateWindow()
    desk.page.table.setFocus()
    desk.page.list.go(2)
    press(qtbot, Qt.Key.Key_Return)
    opened(qtbot, desk)
    assert desk.detail.isVisible()
    assert not desk.page.isVisible()
    window.do_key(Key.BACK)
    assert desk.page.isVisible()
    window.do_key(Key.BACK)
    assert window.panes.navigation.isVisible()
    window.panes.navigation.go_view("mine")
    qtbot.waitUntil(desk.page.isVisible)


@pytest.mark.parametrize("place", [Place.SUBMISSIONS, Place.TRANSFERS])
def test_the_desks_letters_do_nothing_elsewhere(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, place: Place
) -> None:
    """A on another page takes nothing."""
    go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    window_of(desk).panes.go(place)
    window_of(desk).do_key(Key.TAKE)
    QApplication.processEvents()
    assert "do" not in caseload.calls


def test_what_one_may_do_is_read_with_the_rest(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock that comes in between takes the authority away: nothing asks for it on the window's thread then."""
    known, asked = caseload.authority, list[str]()

    def authority(_self: object) -> Authority:
        asked.append(threading.current_thread().name)
        if threading.current_thread() is threading.main_thread():
            raise WrongKey("locked")
        return known

    loaded = caseload.calls.count("views")
    monkeypatch.setattr(MemoryCaseload, "authority", property(authority, lambda *_: None), raising=False)
    desk.start()
    qtbot.waitUntil(lambda: caseload.calls.count("views") > loaded)
    assert set(asked) == {"reading"}
