"""Locking from wherever the agent is: nothing of anybody is left, and unlocking leads back there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.domain.office import Changes, Condition, OfficeState
from backoffice_gui.errors import StoreBusy
from backoffice_gui.gui import clipboard
from backoffice_gui.gui.bridge import Bridge, Command
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.case_detail import CaseDetailPane
from backoffice_gui.gui.pages.lock import Why
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.export_dialog import ExportAsked, ExportDialog
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.workplace import Workplace
from tests.support.caseload import MemoryCaseload
from tests.support.desk import at_desk, desk_of, go_to, opened, press
from tests.support.invented_cases import ME
from tests.support.left_over import found, held, words_of_case
from tests.support.lock_places import CANARY, PLACES, house_of, note, submission
from tests.support.office import MemoryOffice

Opener = Callable[..., MainWindow]


def words(caseload: MemoryCaseload) -> set[str]:
    """What nobody may read on a locked desk: every word of every case, of every submission, and what was typed."""
    told = {word for detail in caseload.details.values() for word in words_of_case(detail)}
    return {CANARY, "EXEMPLE-AHMADZAI", "passeport", *told}


def lock(qtbot: QtBot, window: MainWindow, why: Why = Why.ASKED) -> None:
    """Lock, and wait until both the window and the office are shut."""
    door = house_of(window).lock
    with qtbot.waitSignals([door.shut, door.closed], timeout=10_000):
        door.shut_now(why)


def lock_by_key(qtbot: QtBot, window: MainWindow) -> None:
    """Strike the key as the system does: to the window that has the keys, whatever lies over it."""
    keys = QGuiApplication.focusWindow()
    assert keys is not None
    door = house_of(window).lock
    with qtbot.waitSignals([door.shut, door.closed], timeout=10_000):
        QTest.keyClick(keys, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def unlock(qtbot: QtBot, window: MainWindow) -> None:
    """Press the button, and wait for the desk."""
    door = house_of(window).lock
    with qtbot.waitSignal(door.opened, timeout=10_000):
        door.page.form.go.click()


@pytest.fixture
def caseload() -> MemoryCaseload:
    """A few cases, and a saved view with a name: what matters is where the focus is."""
    made = MemoryCaseload(40)
    made.saved.append(replace(made.saved[-1], id="view-1", name=CANARY, owner=ME))
    return made


@pytest.fixture
def window(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> MainWindow:
    """A window at the desk, a case of each sort in its list, one open."""
    made = open_window(MemoryOffice(30, caseload=caseload))
    desk = at_desk(qtbot, made)
    go_to(qtbot, desk, lambda row: row.state is CaseState.NEW and bool(row.applicant) and row.parts > 0)
    return made


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # of a menu, where nothing but the test has it
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__.strip("_"))
def test_nothing_of_anybody_is_left_wherever_the_focus_was(
    qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload, place: Callable[[QtBot, MainWindow, Desk], None]
) -> None:
    """Widgets, models, the accessible tree, titles, tips and the clipboard; and the memory holds no pane any more."""
    place(qtbot, window, desk_of(window))
    told = words(caseload)
    clipboard.copy(CANARY)
    QApplication.processEvents()
    lock_by_key(qtbot, window)
    assert found(told) == set()
    assert held() == []
    assert [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not window] == []
    assert "Verrouillé" in window.windowTitle()
    assert not window.panes.isVisible()
    qtbot.waitUntil(house_of(window).lock.page.form.go.hasFocus)


def test_a_pane_that_stays_is_held(qtbot: QtBot, window: MainWindow) -> None:
    """The search for what a locked desk still holds is no formality."""
    opened(qtbot, desk_of(window))
    kept = window.findChild(CaseDetailPane)
    assert kept is not None
    lock(qtbot, window)
    assert "CaseDetailPane" in held()
    del kept


def test_a_word_that_stays_is_found(qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload) -> None:
    """The search is no formality: it finds all there is before, and one label that was forgotten after."""
    told = words(caseload)
    before = {kind for kind, _ in found(told)}
    assert {"accessible", "CasesModel", "PlainLabel"} <= before
    name = opened(qtbot, desk_of(window)).row.applicant
    forgotten = QLabel(f"Demande de {name}", window.status)
    lock(qtbot, window)
    assert found(told) >= {("QLabel", name), ("accessible", name)}
    forgotten.deleteLater()


def test_unlocking_leads_back(qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload) -> None:
    """The same page, view, case, tab and place of writing; the note is there as it was left."""
    note(qtbot, window, desk_of(window))
    case = opened(qtbot, desk_of(window)).row.case
    lock(qtbot, window)
    assert caseload.drafts[case, "note"] == CANARY
    unlock(qtbot, window)
    desk = desk_of(window)
    assert opened(qtbot, desk, case).row.case == case
    qtbot.waitUntil(desk.detail.story.notes.text.hasFocus)
    assert desk.detail.story.notes.text.toPlainText() == CANARY
    assert desk.page.list.current is not None
    assert desk.page.list.current.case == case
    assert window.panes.isVisible()
    assert "Demandes" in window.windowTitle()
    press(qtbot, " encore")
    assert desk.detail.story.notes.text.toPlainText() == f"{CANARY} encore"


def _is_open(work: Workplace, row: int | None) -> bool:
    return work.detail.opened == row


def test_it_can_be_locked_again_and_again(qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload) -> None:
    """By key, from *Dépôts*, twice; each time everything goes, and the drawer answers once to its key afterwards."""
    for _ in range(2):
        submission(qtbot, window, desk_of(window))
        row = house_of(window).workplace.detail.opened  # type: ignore[union-attr]
        door = house_of(window).lock
        with qtbot.waitSignals([door.shut, door.closed]):
            QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert found(words(caseload)) == set()
        unlock(qtbot, window)
        work = house_of(window).workplace
        assert work is not None
        assert window.panes.navigation.place is Place.SUBMISSIONS
        qtbot.waitUntil(partial(_is_open, work, row))
    window.do_key(Key.TASKS)
    drawer = house_of(window).drawer
    assert drawer is not None
    assert drawer.isVisible()


def test_the_system_s_dialog_for_files_is_closed_too(
    qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload, tmp_path: Path
) -> None:
    """It runs a loop of its own, in the middle of which the desk is locked; nothing is exported."""
    window.do_key(Key.EXPORT)
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    seen: list[bool] = []

    def now() -> None:
        seen.append(any(isinstance(top, QFileDialog) and top.isVisible() for top in QApplication.topLevelWidgets()))
        house_of(window).lock.shut_now(Why.SCREEN)

    QTimer.singleShot(150, window, now)
    with qtbot.waitSignals([house_of(window).lock.shut, house_of(window).lock.closed]):
        dialog.asked.emit(ExportAsked("csv", "CANARI"))
    qtbot.waitUntil(lambda: not held())
    assert seen == [True]
    assert found(words(caseload)) == set()
    assert caseload.exports.asked == []


def test_a_long_task_ends_its_item_and_the_rest_is_stopped_and_said(
    qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload
) -> None:
    """The lock waits for nobody to be seen; the act that runs is finished, the others are left, and that is told."""
    desk = desk_of(window)
    caseload.gate = threading.Event()
    rows = tuple(row for n in range(9) if (row := desk.page.model.row_at(n)) is not None and row.state is CaseState.NEW)
    desk.acts.bulk(Asked(CaseAct.TAKE), rows)
    del desk
    qtbot.waitUntil(lambda: "do" in caseload.calls)
    door = house_of(window).lock
    with qtbot.waitSignal(door.shut):
        door.shut_now(Why.IDLE)
    assert found(words(caseload)) == set()
    caseload.gate.set()
    qtbot.waitUntil(lambda: "Le verrouillage" in " ".join(house_of(window).strips._kept))
    done = sum(caseload.row(row.case).state is CaseState.TAKEN for row in rows)
    assert done < len(rows)
    assert held() == []
    unlock(qtbot, window)
    said = house_of(window).strips.stopped
    assert said.isVisible()
    assert f"{len(rows)} demandes" in said.text
    assert said.text.startswith("Le verrouillage a arrêté une action")
    said.acted.emit()
    assert not said.isVisible()


def test_views_that_are_on_their_way_do_not_come_back(
    qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload
) -> None:
    """They were asked for before, and are delivered after the navigation was emptied: it stays so."""
    views = desk_of(window).views
    house_of(window).lock.shut_now(Why.ASKED)
    views._loaded(caseload.views())
    del views
    assert ("QAbstractListModel", CANARY) not in found(words(caseload))
    qtbot.waitUntil(lambda: not held())


def test_a_command_that_does_not_end_holds_nothing_up(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload, bridge: Bridge
) -> None:
    """The casebook is closed under it, and the draft that waited behind it is kept before."""
    office = MemoryOffice(5, caseload=caseload)
    window = open_window(office)
    at_desk(qtbot, window)
    go_to(qtbot, desk_of(window), lambda row: row.state is CaseState.NEW)
    gate, begun = threading.Event(), threading.Event()

    def hold() -> Changes:
        begun.set()
        gate.wait(20)
        return Changes()

    bridge.do(Command(window, hold))
    assert begun.wait(20)
    note(qtbot, window, desk_of(window))
    case = opened(qtbot, desk_of(window)).row.case
    house_of(window).lock.shut_now(Why.SLEEP)
    qtbot.waitUntil(lambda: office.state.state is OfficeState.LOCKED)
    assert caseload.drafts[case, "note"] == CANARY
    assert not gate.is_set()
    with qtbot.waitSignal(house_of(window).lock.closed):
        gate.set()
    assert house_of(window).lock.drafts == ()
    unlock(qtbot, window)


def test_locked_again_while_it_is_being_opened_it_stays_locked(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload, bridge: Bridge
) -> None:
    """The passphrase is being tried when the screen is locked: what it opens afterwards is not shown."""
    office = MemoryOffice(5, caseload=caseload)
    window = open_window(office)
    at_desk(qtbot, window)
    lock(qtbot, window)
    door = house_of(window).lock
    gate, begun = threading.Event(), threading.Event()

    def hold() -> Changes:
        begun.set()
        gate.wait(20)
        return Changes()

    bridge.do(Command(window, hold))
    assert begun.wait(20)
    door.page.form.go.click()
    before = office.calls.count("lock")
    door.shut_now(Why.SCREEN)
    qtbot.waitUntil(lambda: office.calls.count("lock") == before + 1)
    gate.set()
    qtbot.waitUntil(lambda: "unlock" in office.calls)
    qtbot.waitUntil(lambda: office.calls.count("lock") == before + 2)
    assert not door._asking
    assert office.state.state is OfficeState.LOCKED
    house_of(window).session.settled.emit(Condition(OfficeState.OPEN))
    assert door.on
    assert not window.panes.isVisible()
    unlock(qtbot, window)


def test_a_press_before_the_lock_has_run_counts(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload, bridge: Bridge
) -> None:
    """The page is there at once, the casebook is closed a moment later: who is quick need not press again."""
    office = MemoryOffice(5, caseload=caseload)
    window = open_window(office)
    at_desk(qtbot, window)
    door = house_of(window).lock
    for again in (True, False):
        gate, begun = threading.Event(), threading.Event()

        def hold(gate: threading.Event = gate, begun: threading.Event = begun) -> Changes:
            begun.set()
            gate.wait(20)
            return Changes()

        bridge.at_once(Command(window, hold))
        assert begun.wait(20)
        door.shut_now(Why.ASKED)
        door.page.form.go.click()
        assert not door.page.form.go.isEnabled()
        if again:  # what was pressed before that opens nothing
            with qtbot.waitSignal(door.closed, timeout=10_000):
                door.shut_now(Why.SCREEN)
                assert door.page.form.go.isEnabled()
                gate.set()
            assert "unlock" not in office.calls
            unlock(qtbot, window)
            office.calls.clear()
        else:
            with qtbot.waitSignal(door.opened, timeout=10_000):
                gate.set()
    assert office.calls.count("unlock") == 1


def test_what_the_lock_took_is_said_without_a_failure(
    qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload
) -> None:
    """An act that was broken off, words that were searched and what a dialog held: in one calm strip, no error."""
    house = house_of(window)
    desk_of(window).page.filter.focus_text()
    press(qtbot, CANARY)
    lock(qtbot, window)
    house._bridge.failed.emit(Failure("STO-007", "locked"))
    unlock(qtbot, window)
    assert not house.strips.failure.isVisible()
    said = house.strips.stopped.text
    assert "arrêté une action" in said
    assert "mots cherchés" in said
    assert CANARY not in said


def test_a_chain_that_is_being_walked_is_left(qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload) -> None:
    """What the thread speaks to lives until it has ended; nobody is told of it."""
    gate = caseload.journal.gate = threading.Event()
    window.panes.go(Place.JOURNAL)
    work = house_of(window).workplace
    assert work is not None
    assert work.journal is not None
    work.journal.page.verify()
    del work
    lock(qtbot, window)
    gate.set()
    qtbot.waitUntil(lambda: not held())
    assert not house_of(window).strips.failure.isVisible()
    unlock(qtbot, window)


def test_an_answer_that_was_asked_before_opens_nothing(qtbot: QtBot, window: MainWindow) -> None:
    """The office said *open* before it was locked; it is heard after: the lock stays."""
    lock(qtbot, window)
    house_of(window).session.settled.emit(Condition(OfficeState.OPEN))
    assert house_of(window).lock.on
    assert house_of(window).workplace is None
    window.do_key(Key.PALETTE)
    window.status.transfers_asked.emit()
    assert not window.panes.isVisible()


def test_a_casebook_that_can_t_be_closed_is_said_and_tried_again(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload
) -> None:
    """Nothing is shown all the same."""
    office = MemoryOffice(5, caseload=caseload)
    window = open_window(office)
    at_desk(qtbot, window)
    office.failures["lock"] = StoreBusy("locked")
    door = house_of(window).lock
    with qtbot.waitSignal(door.shut):
        door.shut_now(Why.ASKED)
    qtbot.waitUntil(lambda: "n’a pas encore pu être refermé" in door.page.trouble)
    assert found(words(caseload)) == set()
    office.failures.clear()
    with qtbot.waitSignal(door.closed, timeout=20_000):
        pass
    assert door.page.trouble == ""


@pytest.mark.parametrize("state", [OfficeState.SEALED, OfficeState.NO_STORE])
def test_what_was_never_opened_is_not_locked(open_window: Opener, state: OfficeState) -> None:
    """It shows nobody, and could not be opened again."""
    window = open_window(MemoryOffice(3, state=state))
    house_of(window).lock.shut_now(Why.IDLE)
    assert not house_of(window).lock.on
    assert window.panes.isVisible()


def test_a_desk_with_a_passphrase_starts_locked_and_collects(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload
) -> None:
    """A wrong one is refused in words, the right one opens; what arrives meanwhile is counted."""
    office = MemoryOffice(5, caseload=caseload)
    office.passphrase = "phrase d’exemple"
    office.lock()
    window = open_window(office)
    door = house_of(window).lock
    assert door.on
    assert house_of(window).workplace is None
    qtbot.waitUntil(lambda: office.collecting)
    qtbot.waitUntil(door.page.form.phrase.hasFocus)
    form, reached = door.page.form, []
    for _ in range(12):
        reached.append(QApplication.focusWidget())
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert {form.phrase, form.shown, form.go, form.other, window.status.connected} <= set(reached)
    window.do_key(Key.NEXT_PANE)
    form.phrase.setFocus()
    office.arrive(2)
    house_of(window).session.look()
    qtbot.waitUntil(lambda: "2 demandes arrivées" in door.page.text)
    QTest.keyClick(door.page.form.phrase, Qt.Key.Key_X)
    QTest.keyClick(door.page.form.phrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "refusée" in door.page.form.trouble.text)
    door.page.form.phrase.setText(office.passphrase)
    with qtbot.waitSignal(door.opened):
        door.page.form.go.click()
    assert at_desk(qtbot, window).page.isVisible()
    assert door.page.form.phrase.text() == ""
