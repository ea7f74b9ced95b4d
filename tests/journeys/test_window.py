"""The window over a real store: what was collected is taken in by itself, opened, read, taken, noted, closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backoffice_gui import settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.case_list import CaseColumn, CaseQuery, CaseSort
from backoffice_gui.domain.cases import Answer, CaseAct, CaseKind, CaseState
from backoffice_gui.gui.appearance import Appearance
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.i18n import Language, install
from backoffice_gui.gui.pages.lock import Why
from backoffice_gui.gui.preferences import Preferences
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.house import House
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.wiring import open_office, parts
from tests.support.front import running_front
from tests.support.left_over import held

COUNT = 6
SECONDS = 60_000
ALL = CaseQuery(sort=CaseSort(CaseColumn.NUMBER))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[MainWindow]:
    """The real window, its real office, a real front end that holds six submissions."""
    install(qapp, Language.FRENCH)
    clock = SystemClock()
    with running_front(tmp_path / "front", count=COUNT) as front:
        configured = settings.load(front.settings_file, {})
        parts.new_store(configured, clock)
        bridge = Bridge()
        kept = Preferences(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))

        def load() -> Callable[[MainWindow], House]:
            return lambda made: House(
                made, bridge, kept, lambda: open_office(configured, clock, demo=True), elapsed=clock.elapsed, demo=True
            )

        made = MainWindow(bridge, Appearance(qapp, kept), kept, load, demo=True)
        made.show()
        yield made
        assert made.house is not None
        with qtbot.waitSignal(made.house.closed, timeout=SECONDS):
            made.house.leave()
        assert bridge.stop(5.0)
        made.deleteLater()
        # the window has said `exit` where no `exec` runs: every later loop of this process would end at once
        QTimer.singleShot(0, qapp.quit)
        qapp.exec()


def _desk(window: MainWindow) -> Desk | None:
    house = window.house
    work = None if house is None else house.workplace
    return None if work is None else work.desk


@pytest.mark.timeout(300)
def test_an_agent_treats_what_comes_in(qtbot: QtBot, window: MainWindow) -> None:
    """Nothing is started by hand: collected, taken in, shown; then one case goes its way to the end."""
    qtbot.waitUntil(lambda: _desk(window) is not None, timeout=SECONDS)
    desk = _desk(window)
    assert desk is not None
    model, detail = desk.page.model, desk.detail
    qtbot.waitUntil(lambda: model.rowCount() == COUNT, timeout=SECONDS)
    qtbot.waitUntil(lambda: all(model.row_at(n) is not None for n in range(COUNT)), timeout=SECONDS)
    rows = [row for n in range(COUNT) if (row := model.row_at(n)) is not None]
    wanted = next(row for row in rows if row.kind is CaseKind.CERTIFICATE)
    at = model.find(wanted.case)
    assert at is not None
    desk.page.list.go(at)
    qtbot.waitUntil(lambda: detail.detail is not None and detail.detail.row.case == wanted.case, timeout=SECONDS)
    assert detail.detail is not None
    assert not detail.detail.row.unread
    detail.acted.emit(CaseAct.TAKE, "")
    qtbot.waitUntil(lambda: _state(desk) is CaseState.TAKEN, timeout=SECONDS)
    detail.noted.emit("Relue par deux personnes (EXEMPLE).")
    qtbot.waitUntil(lambda: detail.detail is not None and len(detail.detail.notes) == 1, timeout=SECONDS)
    answers = tuple((each.n, Answer.ISSUED, "") for each in detail.detail.certificates)
    desk.acts._do(Asked(CaseAct.ANSWER, certificates=answers))
    office = desk._office
    qtbot.waitUntil(lambda: office.case(wanted.case).row.state is CaseState.ANSWERED, timeout=SECONDS)
    done = office.case(wanted.case)
    assert [note.text for note in done.notes] == ["Relue par deux personnes (EXEMPLE)."]
    assert [each.name for each in done.timeline if each.who == office.me()] == ["take", "note", "answer"]
    assert office.page(ALL, 0, 10).rows[0].number.endswith("000001")


@pytest.mark.timeout(300)
def test_a_desk_that_was_locked_is_as_it_was(qtbot: QtBot, window: MainWindow) -> None:
    """The case that was read, and the note that was being written in it."""
    _lock_and_unlock(qtbot, window, _written(qtbot, window))


def _written(qtbot: QtBot, window: MainWindow) -> int:
    qtbot.waitUntil(lambda: _desk(window) is not None, timeout=SECONDS)
    desk = _desk(window)
    assert desk is not None
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == COUNT, timeout=SECONDS)
    qtbot.waitUntil(lambda: desk.page.model.row_at(2) is not None, timeout=SECONDS)
    window.panes.go(Place.CASES)
    desk.page.list.go(2)
    qtbot.waitUntil(lambda: desk.detail.detail is not None, timeout=SECONDS)
    assert desk.detail.detail is not None
    desk.detail.story.notes.text.setPlainText("Un brouillon (EXEMPLE).")
    return desk.detail.detail.row.case


def _lock_and_unlock(qtbot: QtBot, window: MainWindow, case: int) -> None:
    """Nothing is left and nothing can be asked; afterwards the agent is on the same case, the draft is there."""
    house = window.house
    assert house is not None
    assert house.session.office is not None
    with qtbot.waitSignals([house.lock.shut, house.lock.closed], timeout=SECONDS):
        house.lock.shut_now(Why.ASKED)
    assert held() == []
    assert house.session.office.cases() is None
    with qtbot.waitSignal(house.lock.opened, timeout=SECONDS):
        house.lock.page.form.go.click()
    desk = _desk(window)
    assert desk is not None
    detail = desk.detail
    qtbot.waitUntil(lambda: detail.detail is not None and detail.detail.row.case == case, timeout=SECONDS)
    assert detail.story.notes.text.toPlainText() == "Un brouillon (EXEMPLE)."
    assert desk.page.model.rowCount() == COUNT


def _state(desk: Desk) -> CaseState | None:
    return None if desk.detail.detail is None else desk.detail.detail.row.state
