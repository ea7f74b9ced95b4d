"""How tests use the desk: its parts in a window, keys as an agent strikes them, cases by what they are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow

__all__ = ["at_desk", "desk_of", "go_to", "index_of", "one_person", "opened", "press"]


def desk_of(window: MainWindow) -> Desk:
    """The desk in the window."""
    assert window.house is not None
    assert window.house.workplace is not None
    desk = window.house.workplace.desk
    assert desk is not None
    return desk


def at_desk(qtbot: QtBot, window: MainWindow) -> Desk:
    """The desk with its first view shown, the focus in its list."""
    desk = desk_of(window)
    qtbot.waitUntil(lambda: desk.page.model.rowCount() > 0)
    window.activateWindow()
    desk.page.table.setFocus()
    return desk


def press(qtbot: QtBot, *keys: Qt.Key | str) -> None:
    """Keys, one after the other, to whatever has the focus."""
    for key in keys:
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        if isinstance(key, str):
            qtbot.keyClicks(focus, key)
        else:
            qtbot.keyClick(focus, key)


def index_of(desk: Desk, wanted: Callable[[CaseRow], bool]) -> int:
    """Where the first case of this sort stands in the list."""
    rows = (desk.page.model.row_at(n) for n in range(desk.page.model.rowCount()))
    return next(n for n, row in enumerate(rows) if row is not None and wanted(row))


def opened(qtbot: QtBot, desk: Desk, case: int | None = None) -> CaseDetail:
    """The case that is open, waited for."""
    qtbot.waitUntil(
        lambda: desk.detail.detail is not None and (case is None or desk.detail.detail.row.case == case), timeout=30_000
    )
    assert desk.detail.detail is not None
    return desk.detail.detail


def one_person(desk: Desk) -> bool:
    """Whether the lit row is the case shown beside it; no row is lit where that one is not of the list.

    What several selected rows say is theirs: there, the current one is asked.
    """
    cases, table = desk.page.list, desk.page.table
    lit = [index.row() for index in table.selectionModel().selectedRows()]
    if cases.many_selected:
        lit = [table.currentIndex().row()]
    shown, read = desk.detail._row, desk.detail.detail
    assert len(lit) <= 1
    assert shown is None or read is None or read.row.case == shown.case
    if not lit:
        return cases.current is None or (shown is not None and shown.case == cases.current.case)
    row = desk.page.model.row_at(lit[0])
    return (
        row is not None
        and shown is not None
        and row.case == shown.case
        and cases.current is not None
        and cases.current.case == row.case
    )


def go_to(qtbot: QtBot, desk: Desk, wanted: Callable[[CaseRow], bool]) -> CaseRow:
    """Be on the first case of this sort, and have it open."""
    at = index_of(desk, wanted)
    desk.page.list.go(at)
    row = desk.page.model.row_at(at)
    assert row is not None
    return opened(qtbot, desk, row.case).row
