"""*Mode discret*: no name where nobody asked, in list, palette and detail; one key there and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QStackedWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_list import CaseColumn
from backoffice_gui.gui.discreet import COVERED, masked
from backoffice_gui.gui.pages.case_detail import CaseDetailPane
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.preferences import Preferences
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.desk import opened
from tests.support.office import MemoryOffice

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


def _window(desk: Desk) -> MainWindow:
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    return window


def _said(desk: Desk) -> str:
    model = desk.page.model
    cells = ((row, column) for row in range(60) for column in range(model.columnCount()))
    return "\n".join(str(model.data(model.index(*cell), role)) for cell in cells for role in ROLES)


def _names(desk: Desk) -> set[str]:
    rows = (desk.page.model.row_at(n) for n in range(60))
    return {one_line(row.applicant) for row in rows if row is not None and row.applicant}


def _covers(pane: CaseDetailPane) -> QPushButton:
    return next(button for button in pane.findChildren(QPushButton) if button.text() == "Montrer")


def test_what_covers_a_name_says_nothing_of_it() -> None:
    """As many dots for each; nothing stays nothing."""
    assert {masked(name, discreet=True) for name in ("EXEMPLE", "Ex", "نموذج")} == {COVERED}
    assert (masked("", discreet=True), masked("EXEMPLE", discreet=False)) == ("", "EXEMPLE")


def test_one_key_covers_every_name_and_one_case_is_shown_when_asked(
    qtbot: QtBot, desk: Desk, preferences: Preferences
) -> None:
    """List, screen reader, palette and detail; Enter shows one case, the next is covered again."""
    window, names = _window(desk), _names(desk)
    desk.page.list.go(0)
    first = opened(qtbot, desk)
    assert any(name in _said(desk) for name in names)
    window.do_key(Key.DISCREET)
    assert preferences.discreet
    assert window.keys.action(Key.DISCREET).isChecked()
    desk.page.model.set_columns(tuple(CaseColumn))
    assert [name for name in names if name in _said(desk)] == []
    stack = desk.detail.findChild(QStackedWidget)
    assert isinstance(stack, QStackedWidget)
    assert stack.currentIndex() == 0
    _covers(desk.detail).click()
    assert (stack.currentIndex(), desk.detail.detail) == (1, first)
    desk.page.list.go(1)
    assert not any(timer.isActive() for timer in desk.detail.findChildren(QTimer))
    assert (stack.currentIndex(), desk.detail.detail) == (0, None)
    qtbot.keyClick(desk.page.table, Qt.Key.Key_Return)
    second = opened(qtbot, desk)
    assert (second.row.case != first.row.case, stack.currentIndex()) == (True, 1)
    window.do_key(Key.DISCREET)
    assert any(name in _said(desk) for name in names)


def test_the_palette_finds_without_telling(qtbot: QtBot, desk: Desk, preferences: Preferences) -> None:
    """What is found is there by its number, the name covered."""
    window, name = _window(desk), next(iter(_names(desk)))
    window.do_key(Key.DISCREET)
    window.do_key(Key.PALETTE)
    assert window.house is not None
    palette = window.house.palette
    assert palette is not None
    palette.text.setText(name.strip("\u2068\u2069").split()[0])
    qtbot.waitUntil(lambda: any(COVERED in palette.list.item(n).text() for n in range(palette.list.count())))
    assert not any(name in palette.list.item(n).text() for n in range(palette.list.count()))


def test_a_submission_is_covered_too(
    qtbot: QtBot, preferences: Preferences, open_window: Callable[[MemoryOffice], MainWindow], office: MemoryOffice
) -> None:
    """What was left on stays on at the next start; a submission opens when it is asked for."""
    preferences.discreet = True
    window = open_window(office)
    assert window.house is not None
    work = window.house.workplace
    assert work is not None
    qtbot.waitUntil(lambda: work.submissions.table.model().rowCount() > 0)
    work.submissions.list.go(0)
    assert work.detail.row is not None
    assert work.detail.opened is None
    assert not any(timer.isActive() for timer in work.detail.findChildren(QTimer))
    work.detail.open_now()
    qtbot.waitUntil(lambda: work.detail.opened is not None)
    work.set_discreet(True)
    assert work.detail.opened is None
    window.do_key(Key.DISCREET)
    qtbot.waitUntil(lambda: work.detail.opened is not None)


@pytest.mark.parametrize("key", [Key.NOTE, Key.PIECES])
def test_what_is_asked_of_a_covered_case_uncovers_it(qtbot: QtBot, desk: Desk, key: Key) -> None:
    """Who writes a note or looks at the pieces has asked."""
    desk.page.list.go(0)
    opened(qtbot, desk)
    _window(desk).do_key(Key.DISCREET)
    _window(desk).do_key(key)
    stack = desk.detail.findChild(QStackedWidget)
    assert isinstance(stack, QStackedWidget)
    assert stack.currentIndex() == 1
