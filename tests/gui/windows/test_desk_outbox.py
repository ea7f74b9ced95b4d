"""Work while the team's server is away, in the real window."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked, CaseKey, Mark, Outcome, Undo
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.domain.colleagues import Hearing, Way
from backoffice_gui.domain.outbox import Act, Fate, Line, Marked, Pending
from backoffice_gui.errors import StoreUnreachable
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.badge import Badge
from backoffice_gui.gui.widgets.labels import Heading
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.outbox_dialog import OutboxDialog
from tests.gui.conftest import Opener
from tests.support.caseload import MemoryCaseload
from tests.support.desk import at_desk, go_to, index_of, one_person, opened, press
from tests.support.invented_cases import ME
from tests.support.office import NOW, MemoryOffice


@pytest.fixture(autouse=True)
def _team(caseload: MemoryCaseload) -> None:
    """The store is a team's."""
    caseload.colleagues.now_hearing = Hearing(Way.LISTENING)


def mine(row: CaseRow) -> bool:
    """Ours."""
    return (row.state, row.agent) == (CaseState.TAKEN, ME)


def window_of(desk: Desk) -> MainWindow:
    """The window around the desk."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    return window


def dialog_of(window: MainWindow) -> OutboxDialog | None:
    """The list of what waits, where it is open."""
    return next((one for one in window.findChildren(OutboxDialog) if one.isVisible()), None)


def test_an_absent_server_is_said_and_what_waits_is_marked(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Above all pages, at the case, in its row and its sentence; all of it goes when the server is back."""
    row, window = go_to(qtbot, desk, mine), window_of(desk)
    assert window.house is not None
    strip, model, at = window.house.strips.server, desk.page.model, index_of(desk, mine)
    caseload.outbox.away(NOW, Pending("aa", row.case, row.number, Marked(Mark.RECEIPT), 1, 2, NOW))
    qtbot.waitUntil(strip.isVisible)
    assert "1 modification en attente." in strip.text
    head = desk.detail.head
    qtbot.waitUntil(
        lambda: "Modification en attente" in [one.text() for one in head.findChildren(Badge) if one.isVisible()]
    )
    assert "modification en attente" in model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    strip._also.click()
    qtbot.waitUntil(lambda: ("retry", "") in caseload.outbox.said)
    caseload.outbox.say(replace(caseload.outbox.now_line, reachable=True, since=None, applied=1, waiting=0))
    caseload.outbox.now_pending = ()
    desk.outbox.look()
    qtbot.waitUntil(lambda: "1 modification appliquée" in strip.text)
    strip._also.click()
    assert not strip.isVisible()


def test_a_clash_is_settled_with_both_beside_each_other(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """From the list of what waits to the case; done over what is there now, it waits no more."""
    window = window_of(desk)
    row = next(row for n in range(60) if (row := desk.page.model.row_at(n)) is not None and row.state is CaseState.NEW)
    asked = Asked(CaseAct.TAKE)
    caseload.outbox.now_pending = (Pending("bb", row.case, row.number, Act(asked), 0, 1, NOW, Fate.CLASHED),)
    window.do_key(Key.PENDING)
    qtbot.waitUntil(lambda: dialog_of(window) is not None)
    dialog = dialog_of(window)
    assert dialog is not None
    dialog.settle.click()
    opened(qtbot, desk, row.case)
    qtbot.waitUntil(desk.detail.conflict.isVisible)
    desk.detail.conflict.mine.click()
    qtbot.waitUntil(lambda: ("discard", "bb") in caseload.outbox.said)
    assert caseload.row(row.case).agent == ME


def test_a_clash_that_is_left_does_not_come_back_by_itself(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Escape leaves it undecided, whatever is done to the case then; what else meets there discards nothing of it."""
    window, conflict = window_of(desk), desk.detail.conflict
    row = next(row for n in range(60) if (row := desk.page.model.row_at(n)) is not None and row.state is CaseState.NEW)
    change = Act(Asked(CaseAct.CLOSE, reason="doublon"))
    caseload.outbox.now_pending = (Pending("bb", row.case, row.number, change, 0, 1, NOW, Fate.CLASHED),)
    window.do_key(Key.PENDING)
    dialog = dialog_of(window)
    assert dialog is not None
    dialog.settle.click()
    opened(qtbot, desk, row.case)
    qtbot.waitUntil(conflict.isVisible)
    desk.detail.act(CaseAct.TAKE)
    qtbot.waitUntil(lambda: caseload.row(row.case).agent == ME)
    qtbot.waitUntil(lambda: opened(qtbot, desk).row.agent == ME)
    caseload.touch(row.case, ME)
    desk.detail.act(CaseAct.GIVE_BACK)
    qtbot.waitUntil(lambda: conflict.asked == Asked(CaseAct.GIVE_BACK))
    conflict.theirs.click()
    qtbot.waitUntil(lambda: opened(qtbot, desk).row.version == caseload.row(row.case).version)
    assert ("discard", "bb") not in caseload.outbox.said
    desk.outbox._settle(caseload.outbox.now_pending[0])
    qtbot.waitUntil(conflict.isVisible)
    assert desk.detail.leave()
    with qtbot.waitSignal(desk.detail.opened):
        desk.detail.reload()
    assert not conflict.isVisible()


def test_what_is_being_decided_stays_so_whatever_lands_elsewhere(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """An act on another case; nor is the choice lost where it met something once more on its way."""
    conflict = desk.detail.conflict
    gate = caseload.gate = threading.Event()
    other = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    desk.detail.act(CaseAct.TAKE)
    case = next(n for n in caseload.details if caseload.row(n).state is CaseState.NEW and n != other.case)
    change = Act(Asked(CaseAct.CLOSE, reason="doublon"))
    one = Pending("bb", case, caseload.row(case).number, change, 0, 1, NOW, Fate.CLASHED)
    caseload.outbox.now_pending = (one,)
    desk.outbox._settle(one)
    qtbot.waitUntil(conflict.isVisible)
    gate.set()
    qtbot.waitUntil(lambda: "prise" in desk.page.undo.text)
    chosen = Asked(CaseAct.CLOSE, reason="autre motif")
    seen = opened(qtbot, desk, case)
    caseload.touch(case, ME)
    conflict.hide()
    conflict.mine_chosen.emit(chosen, seen)
    qtbot.waitUntil(lambda: conflict.asked == chosen)
    conflict.theirs.click()
    qtbot.waitUntil(lambda: ("discard", "bb") in caseload.outbox.said)


def test_what_waits_says_so_where_it_was_done(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept, with the way back: not said to be done before it is; what met another change can be done all the same."""
    row, window = go_to(qtbot, desk, mine), window_of(desk)
    kept = Outcome((), undo=Undo(waiting=("aa",)), waiting=(CaseKey(row.case, row.version + 1),))
    desk.acts.change(row, lambda: kept, "Fait.")
    qtbot.waitUntil(lambda: "1 modification gardée sur ce poste" in desk.page.undo.text)
    assert desk.page.undo._act.isVisible()
    monkeypatch.setattr(caseload, "do", lambda *_: kept)
    desk.page.undo.hide()
    desk.detail.act(CaseAct.GIVE_BACK)
    qtbot.waitUntil(lambda: desk.page.undo.isVisible() and "gardée" in desk.page.undo.text)
    caseload.outbox.now_pending = (Pending("cc", row.case, row.number, Marked(Mark.RECEIPT), 0, 1, NOW, Fate.CLASHED),)
    window.do_key(Key.PENDING)
    dialog = dialog_of(window)
    assert dialog is not None
    dialog.redo.click()
    qtbot.waitUntil(lambda: ("redo", "cc") in caseload.outbox.said)


def test_what_had_left_already_is_not_said_to_be_taken_back(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two that waited one was sent meanwhile: the way back takes the other alone, and says so."""
    rows = tuple(row for n in range(2) if (row := desk.page.model.row_at(n)) is not None)
    keys = tuple(CaseKey(row.case, row.version + 1) for row in rows)
    monkeypatch.setattr(caseload, "do", lambda *_: Outcome((), undo=Undo(waiting=("aa", "bb")), waiting=keys))
    monkeypatch.setattr(caseload, "undo", lambda _undo: Outcome(keys[1:]))
    task = desk.acts.bulk(Asked(CaseAct.TAKE), rows)
    qtbot.waitUntil(lambda: not task.running)
    desk.acts.undo()
    qtbot.waitUntil(lambda: "Action annulée. Trop tard pour 1 demande" in desk.page.undo.text)


def test_who_quits_while_something_is_on_its_way_hears_so_once_its_answer_is_late(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload
) -> None:
    """A moment is waited; then it is said that it was sent and not answered, and that it is kept."""
    window = window_of(desk)
    assert window.house is not None
    team = window.house.team
    caseload.outbox.say(replace(caseload.outbox.now_line, sending=1))
    window.do_key(Key.QUIT)
    assert not team.may_leave()
    qtbot.waitUntil(lambda: team._asked is not None)
    asked = team._asked
    assert asked is not None
    assert "1 modification envoyée, sans réponse du serveur." in [each.text() for each in asked.findChildren(Heading)]
    asked.stay.click()
    qtbot.waitUntil(lambda: team._asked is None)
    caseload.outbox.say(replace(caseload.outbox.now_line, sending=0))
    assert team.may_leave()


def test_who_quits_while_something_is_answered_at_once_hears_nothing(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window closes by itself."""
    codes: list[int] = []
    monkeypatch.setattr(QApplication, "exit", codes.append)
    window = window_of(desk)
    assert window.house is not None
    caseload.outbox.say(replace(caseload.outbox.now_line, sending=1))
    window.do_key(Key.QUIT)
    caseload.outbox.say(replace(caseload.outbox.now_line, sending=0))
    qtbot.waitUntil(lambda: codes == [window.exit_code])
    assert window.house.team._asked is None


def test_who_quits_hears_that_it_is_kept(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Once; whoever stays stays."""
    window = window_of(desk)
    assert window.house is not None
    team = window.house.team
    assert team.may_leave()
    caseload.outbox.away(NOW, Pending("aa", 1, "DEMO-1", Marked(Mark.RECEIPT), 1, 2, NOW))
    window.do_key(Key.QUIT)
    asked = team._asked
    assert asked is not None
    assert asked.isVisible()
    asked.stay.click()
    qtbot.waitUntil(lambda: team._asked is None)
    assert window.isVisible()


def test_a_note_that_waits_is_not_said_to_be_added(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Neither is a case that is to be unread: both are on this workstation only, and go when the server is back."""
    row, window = go_to(qtbot, desk, mine), window_of(desk)
    caseload.outbox.away(NOW)
    desk.detail.write_note()
    desk.detail.story.notes.text.setPlainText("Vue (DÉMO)")
    window.do_key(Key.SEND)
    qtbot.waitUntil(lambda: "Note" in desk.page.undo.text)
    assert "gardée sur ce poste" in desk.page.undo.text
    assert "partira dès que le serveur" in desk.page.undo.text
    qtbot.waitUntil(lambda: (row.case, "note") not in caseload.drafts)
    window.do_key(Key.UNREAD)
    qtbot.waitUntil(lambda: "1 modification gardée" in desk.page.undo.text)


def test_what_is_to_be_decided_is_said_where_one_looks(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Above every page with the case's number, in its row, in the status line; a key leads to both beside each other."""
    window, house = window_of(desk), window_of(desk).house
    assert house is not None
    row = next(row for n in range(60) if (row := desk.page.model.row_at(n)) is not None and row.state is CaseState.NEW)
    at = index_of(desk, lambda one: one.case == row.case)
    window.panes.go(Place.TRANSFERS)
    caseload.outbox.away(NOW)
    caseload.outbox.now_pending = (
        Pending("bb", row.case, row.number, Act(Asked(CaseAct.TAKE)), 0, 1, NOW, Fate.CLASHED),
    )
    caseload.outbox.say(Line(clashed=1, applied=2))
    strip, status = house.strips.server, window.status
    qtbot.waitUntil(lambda: strip.isVisible() and "À trancher" in strip.text)
    for words in ("2 modifications appliquées", row.number, "a changé entre-temps", "Rien n’est écrasé"):
        assert words in strip.text
    assert "F7" in strip._act.text()
    assert status.pending.full == "1 modification à trancher"
    assert "modification à trancher" in desk.page.model.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    strip._also.click()
    assert not strip.isVisible()
    assert status.pending.isVisible()
    status.pending.click()
    dialog = dialog_of(window)
    assert dialog is not None
    dialog.close()
    caseload.outbox.say(Line(clashed=1))
    qtbot.waitUntil(strip.isVisible)
    strip._act.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    opened(qtbot, desk, row.case)
    qtbot.waitUntil(desk.detail.conflict.isVisible)
    assert not strip.isVisible(), "one is at it"
    assert desk.page.table.currentIndex().row() == at
    assert one_person(desk)
    assert status.pending.isVisible()


def test_an_opened_case_says_what_is_to_be_decided_on_it(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Whoever comes upon it by himself is not left to guess; a mark has nothing to be put beside, and leads to the list."""
    first = next(
        row for n in range(60) if (row := desk.page.model.row_at(n)) is not None and row.state is CaseState.NEW
    )
    caseload.outbox.now_pending = (
        Pending("bb", first.case, first.number, Act(Asked(CaseAct.TAKE)), 0, 1, NOW, Fate.CLASHED),
    )
    go_to(qtbot, desk, lambda row: row.case == first.case)
    said = desk.detail.said
    caseload.outbox.say(Line(clashed=1))  # found while it is open, it is said there too
    qtbot.waitUntil(said.isVisible)
    assert "« Prendre »" in said.text.replace("\u00a0", " ")
    assert "À trancher" in said.text
    head = desk.detail.head
    qtbot.waitUntil(
        lambda: "Modification à trancher" in [one.text() for one in head.findChildren(Badge) if one.isVisible()]
    )
    said._act.click()
    opened(qtbot, desk, first.case)
    qtbot.waitUntil(desk.detail.conflict.isVisible)
    window = window_of(desk)
    second = next(row for n in range(60) if (row := desk.page.model.row_at(n)) is not None and row.case != first.case)
    refused = Pending("cc", second.case, second.number, Marked(Mark.RECEIPT), 0, 1, NOW, Fate.REFUSED, "case-not-yours")
    caseload.outbox.now_pending = (refused,)
    go_to(qtbot, desk, lambda row: row.case == second.case)
    qtbot.waitUntil(lambda: said.isVisible() and "Refusée" in said.text)
    said._act.click()
    qtbot.waitUntil(lambda: dialog_of(window) is not None)
    third = next(
        row for n in range(60) if (row := desk.page.model.row_at(n)) and row.case not in {first.case, second.case}
    )
    caseload.outbox.now_pending = (replace(refused, case=third.case, number=third.number),)
    go_to(qtbot, desk, lambda row: row.case == third.case)
    caseload.outbox.say(Line(refused=1))
    qtbot.waitUntil(said.isVisible)
    caseload.outbox.now_pending = ()
    caseload.outbox.say(Line())
    qtbot.waitUntil(lambda: not said.isVisible())


def test_an_outage_is_said_once_and_the_status_line_says_the_same(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload
) -> None:
    """One strip, whatever else fails for the same reason; nothing is said to be connected, and F5 looks for the server."""
    office = MemoryOffice(20, caseload=caseload)
    window = open_window(office)
    at_desk(qtbot, window)
    house = window.house
    assert house is not None
    strips, status = house.strips, window.status
    qtbot.waitUntil(lambda: status.connected.full.startswith("Connecté"))
    office.failures = dict.fromkeys(("monitor", "page", "count"), StoreUnreachable("lost"))
    window._bridge.failed.emit(Failure("STO-015", "lost"))
    qtbot.waitUntil(strips.failure.isVisible)
    caseload.outbox.away(NOW)
    gone = "Serveur de l’équipe injoignable depuis 10:00"
    qtbot.waitUntil(lambda: status.connected.full == gone)
    window._bridge.failed.emit(Failure("STO-015", "connect"))
    assert house.workplace is not None
    with qtbot.waitSignal(house.workplace.submissions.failed):
        house.workplace.submissions.refresh()
    assert [one for one in strips.findChildren(Strip) if one.isVisible()] == [strips.server]
    assert strips.server.text.startswith(gone)
    assert not status.holder.isVisible()
    assert not status.risk.isVisible()
    assert "vide à" in status.connected.toolTip()
    window.panes.go(Place.TRANSFERS)
    assert house.workplace.transfers._connected.text().startswith(gone)
    window.do_key(Key.POLL)
    qtbot.waitUntil(lambda: ("retry", "") in caseload.outbox.said)
    office.failures = {}
    caseload.outbox.away(None)
    qtbot.waitUntil(lambda: status.connected.full.startswith("Connecté"))
    assert not [one for one in strips.findChildren(Strip) if one.isVisible()]
    assert status.holder.isVisible()
    assert status.risk.isVisible()
