"""The two pages and the detail, joined."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.preferences import Preferences
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.workplace import Workplace
from tests.support.office import MemoryOffice

Opener = Callable[..., MainWindow]


def work_of(qtbot: QtBot, window: MainWindow) -> Workplace:
    """The workplace, with its list shown."""
    assert window.house is not None
    work = window.house.workplace
    assert work is not None
    qtbot.waitUntil(lambda: work.submissions.model.rowCount() > 0)
    return work


def test_the_detail_follows_the_list(qtbot: QtBot, open_window: Opener) -> None:
    """The row the agent is on is the one that is opened; previous and next go through the list."""
    work = work_of(qtbot, open_window(MemoryOffice(30)))
    work.do_key(Key.NEXT)
    qtbot.waitUntil(lambda: work.detail.row == work.submissions.model.row_at(0))
    work.detail.step_asked.emit(1)
    qtbot.waitUntil(lambda: work.detail.row == work.submissions.model.row_at(1))
    work.do_key(Key.PREVIOUS)
    qtbot.waitUntil(lambda: work.detail.row == work.submissions.model.row_at(0))


def test_the_number_of_the_row_can_be_copied(qtbot: QtBot, open_window: Opener) -> None:
    """C copies the number, and nothing else."""
    work = work_of(qtbot, open_window(MemoryOffice(30)))
    QGuiApplication.clipboard().clear()
    work.do_key(Key.COPY)
    assert QGuiApplication.clipboard().text() == ""
    work.do_key(Key.NEXT)
    work.do_key(Key.COPY)
    assert QGuiApplication.clipboard().text() == "103999"


def test_the_filter_is_reached_and_left_by_key(qtbot: QtBot, open_window: Opener) -> None:
    """Ctrl+F from any page leads into the filter; Escape empties it and goes back to the list."""
    window = open_window(MemoryOffice(30))
    work = work_of(qtbot, window)
    window.activateWindow()
    window.panes.go(Place.TRANSFERS)
    assert not work.leave_filter()
    work.do_key(Key.FILTER)

    def in_filter() -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and work.submissions.filter.isAncestorOf(focus)

    qtbot.waitUntil(in_filter)
    assert work.leave_filter()
    qtbot.waitUntil(work.submissions.table.hasFocus)


def test_columns_are_kept_in_em(qtbot: QtBot, open_window: Opener, preferences: Preferences) -> None:
    """How the columns were left is there at the next start."""
    work = work_of(qtbot, open_window(MemoryOffice(30)))
    work.submissions.table.horizontalHeader().resizeSection(0, 300)
    work.stop()
    kept = preferences.widths("columns")
    assert kept[0] == round(300 / work.submissions.table.em(), 2)


def test_refresh_by_key_asks_again(qtbot: QtBot, open_window: Opener) -> None:
    """Ctrl+R looks again."""
    office = MemoryOffice(30)
    work = work_of(qtbot, open_window(office))
    office.arrive(1)
    work.do_key(Key.REFRESH)
    qtbot.waitUntil(lambda: work.submissions.model.rowCount() == 31)
