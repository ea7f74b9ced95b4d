"""The office's condition, turned into what the agent sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.errors import StoreBusy
from backoffice_gui.gui.bridge import Bridge, Query
from backoffice_gui.gui.failure import DEFECT, Failure
from backoffice_gui.gui.pages.blocking import Blocking
from backoffice_gui.gui.pages.first_run import MakeStore
from backoffice_gui.gui.pages.lock import Why
from backoffice_gui.gui.pages.setup_steps import WelcomeStep
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.dialogs import CloseIncident, FailureDialog, HelpDialog
from backoffice_gui.gui.windows.house import House
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.office import MemoryOffice, incident, quiet_monitor

Opener = Callable[..., MainWindow]


def house_of(window: MainWindow) -> House:
    """What stands behind the window."""
    assert window.house is not None
    return window.house


def defects_shown(window: MainWindow) -> list[FailureDialog]:
    """The dialogs of failures that are open."""
    return [dialog for dialog in window.findChildren(FailureDialog) if dialog.isVisible()]


def said(window: MainWindow) -> str:
    """All visible words."""
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize(
    ("condition", "page"),
    [
        (Condition(OfficeState.NOT_CONFIGURED), WelcomeStep),
        (Condition(OfficeState.NO_STORE), MakeStore),
        (Condition(OfficeState.UNAVAILABLE, code="STO-009", facts={"folder": "base"}), Blocking),
    ],
)
def test_each_condition_has_its_page_and_the_next_try_may_open(
    qtbot: QtBot, open_window: Opener, condition: Condition, page: type[QWidget]
) -> None:
    """What stands before the work gives way to it once the office is open."""
    office = MemoryOffice(20)
    office.state = condition
    window = open_window(office)
    assert [shown.isVisible() for shown in window.findChildren(page)] == [True]
    assert house_of(window).workplace is None
    office.state = Condition(OfficeState.OPEN)
    house_of(window).doors.retried.emit()
    qtbot.waitUntil(lambda: house_of(window).workplace is not None)
    assert window.panes.navigation.isEnabled()


def test_a_sealed_office_works_but_for_its_contents(qtbot: QtBot, open_window: Opener) -> None:
    """The list is there, the strip says why, the detail says what is sealed."""
    office = MemoryOffice(20)
    office.state = Condition(OfficeState.SEALED, code="STO-007")
    window = open_window(office)
    work = house_of(window).workplace
    assert work is not None
    qtbot.waitUntil(lambda: work.submissions.model.rowCount() == 20)
    assert "Coffre fermé" in house_of(window).strips.sealed.text
    work.submissions.list.step(0)
    qtbot.waitUntil(lambda: "Contenu scellé" in said(window), timeout=4_000)
    qtbot.waitUntil(lambda: office.collecting)


def test_a_store_that_goes_away_blocks_and_comes_back(qtbot: QtBot, open_window: Opener, bridge: Bridge) -> None:
    """A store error makes the office looked at; its page stands until it is well, then the work is there again."""
    office = MemoryOffice(20)
    window = open_window(office)
    house = house_of(window)
    office.state = Condition(OfficeState.UNAVAILABLE, code="STO-011")
    bridge.failed.emit(Failure("STO-011"))
    qtbot.waitUntil(lambda: any(b.isVisible() for b in window.findChildren(Blocking)))
    office.state = Condition(OfficeState.OPEN)
    house.doors.retried.emit()
    qtbot.waitUntil(lambda: house.workplace is not None and house.workplace.submissions.isVisible())


def test_a_passing_failure_is_a_strip_and_a_defect_one_dialog(
    qtbot: QtBot, open_window: Opener, bridge: Bridge
) -> None:
    """Circumstances are calm; a fault of ours is shown once, however often it happens."""
    window = open_window(MemoryOffice(5))

    def busy() -> None:
        raise StoreBusy("locked")

    bridge.ask(Query(window, busy, lambda _: None))
    qtbot.waitUntil(lambda: "STO-010" in house_of(window).strips.failure.text)
    for _ in range(3):
        bridge.failed.emit(Failure(DEFECT, error="KeyError"))
    (dialog,) = defects_shown(window)
    dialog.accept()


def test_a_defect_that_stays_takes_the_focus_once(qtbot: QtBot, open_window: Opener, bridge: Bridge) -> None:
    """The monitor meets it every half minute: after its dialog it is a line; on a locked desk it is never more."""
    window = open_window(MemoryOffice(5))
    house, stays = house_of(window), Failure(DEFECT, error="KeyError", places=("exemple.py:9 show",))
    bridge.failed.emit(stays)
    (dialog,) = defects_shown(window)
    dialog.accept()
    bridge.failed.emit(stays)
    assert defects_shown(window) == []
    assert DEFECT in house.strips.failure.text
    with qtbot.waitSignals([house.lock.shut, house.lock.closed]):
        house.lock.shut_now(Why.ASKED)
    bridge.failed.emit(Failure(DEFECT, error="ValueError"))
    assert defects_shown(window) == []
    assert house.strips.failure.isVisible()
    house.strips.detail_asked.emit(stays)
    (dialog,) = defects_shown(window)  # who asks sees it in full
    dialog.accept()


def test_an_incident_is_closed_from_the_page(qtbot: QtBot, open_window: Opener) -> None:
    """Asked for on *Transferts*, reasoned in the dialog, done by the office, gone from the page."""
    office = MemoryOffice(5)
    office.now_monitor = replace(quiet_monitor(), incidents=(incident(3, "lost"),))
    window = open_window(office)
    work = house_of(window).workplace
    assert work is not None
    qtbot.waitUntil(lambda: work.watch.latest is not None)
    work.transfers.close_asked.emit(office.now_monitor.incidents[0])
    dialog = window.findChild(CloseIncident)
    assert isinstance(dialog, CloseIncident)
    edit = dialog.findChild(QPlainTextEdit)
    assert isinstance(edit, QPlainTextEdit)
    edit.setPlainText("vérifié")
    dialog.close_it.click()
    qtbot.waitUntil(lambda: work.watch.latest is not None and work.watch.latest.incidents == (), timeout=4_000)
    assert "close_incident" in office.calls


def test_the_status_line_answers_on_every_page(qtbot: QtBot, open_window: Opener) -> None:
    """Connection, countdown and holder are there wherever one is."""
    window = open_window(MemoryOffice(5))
    qtbot.waitUntil(window.status.risk.isVisible)
    for place in Place:
        window.panes.go(place)
        assert window.status.connected.full == "Connecté · relève en continu"
        assert window.status.holder.full == "Relève par cette fenêtre"


def test_a_demonstration_is_marked_and_opens_on_the_loop(qtbot: QtBot, open_window: Opener) -> None:
    """The yellow band, the badge, and *Transferts* first."""
    window = open_window(MemoryOffice(5), demo=True)
    assert "DONNÉES FICTIVES" in said(window)
    assert window.status.demo.isVisible()
    assert window.panes.navigation.place is Place.TRANSFERS


@pytest.mark.parametrize("key", [Key.HELP, Key.SHEET])
def test_help_opens_by_key(open_window: Opener, key: Key) -> None:
    """F1 and Shift+F1."""
    window = open_window(MemoryOffice(5))
    window.do_key(key)
    dialog = window.findChild(HelpDialog)
    assert isinstance(dialog, HelpDialog)
    assert dialog.isVisible()
    dialog.accept()


def test_polling_by_key_wakes_the_collector(qtbot: QtBot, open_window: Opener) -> None:
    """F5 reaches the office."""
    office = MemoryOffice(5)
    window = open_window(office)
    window.do_key(Key.POLL)
    qtbot.waitUntil(lambda: "poll_now" in office.calls)


def test_every_page_is_left_by_key(
    qtbot: QtBot, open_window: Opener, office: MemoryOffice, caseload: MemoryCaseload
) -> None:
    """G and a letter lead from each page to the next, wherever on it the focus is."""
    office.caseload = caseload
    window = open_window(office)
    window.activateWindow()
    places = (
        ("r", Place.RETENTION), ("j", Place.JOURNAL), ("c", Place.CONFORMITY), ("d", Place.SUBMISSIONS),
        ("t", Place.TRANSFERS), ("a", Place.CASES), ("c", Place.CONFORMITY), ("r", Place.RETENTION),
    )  # fmt: skip
    for letter, place in places:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClicks(focus, f"g{letter}")
        assert window.panes.navigation.place is place
