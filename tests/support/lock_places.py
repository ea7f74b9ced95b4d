"""Where the focus can be when the desk is locked: a list, an editor, each dialog, menu and popup, a preview, a tip."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.gui.failure import DEFECT, Failure
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.house import House
from backoffice_gui.gui.windows.keyboard import KeyboardDialog
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.purge_dialog import PurgeDialog
from tests.support.desk import desk_of, opened, press
from tests.support.office import incident

CANARY = "CANARI-DEMO tape a la main"


def house_of(window: MainWindow) -> House:
    """What stands behind the window."""
    assert window.house is not None
    return window.house


# where the focus can be


def _list(_qtbot: QtBot, _window: MainWindow, desk: Desk) -> None:
    desk.page.table.setFocus()


def _filter(qtbot: QtBot, _window: MainWindow, desk: Desk) -> None:
    desk.page.filter.focus_text()
    press(qtbot, CANARY)


def _filter_menu(_qtbot: QtBot, _window: MainWindow, desk: Desk) -> None:
    menu = desk.page.filter.add.menu()
    menu.popup(QPoint(40, 40))


def note(qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    """Write an internal note."""
    window.do_key(Key.NOTE)
    press(qtbot, CANARY)


def _answer(_qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    window.do_key(Key.FINISH)


def _question(qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    window.do_key(Key.TAKE)
    desk = desk_of(window)
    qtbot.waitUntil(lambda: CaseAct.ASK_PIECE in opened(qtbot, desk).possible)
    window.do_key(Key.ASK_PIECE)
    press(qtbot, CANARY)


def _preview(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.do_key(Key.PIECES)
    desk.detail.pieces.list.table.selectRow(0)
    qtbot.waitUntil(lambda: not desk.detail.pieces.preview.view.image.isNull())


def _palette(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.do_key(Key.PALETTE)
    palette = house_of(window).palette
    assert palette is not None
    name = opened(qtbot, desk).row.applicant
    palette.text.setText(name.split()[0])
    qtbot.waitUntil(lambda: any(name in (palette.list.item(n).text()) for n in range(palette.list.count())))


def _header(_qtbot: QtBot, _window: MainWindow, desk: Desk) -> None:
    desk.page.table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    assert QApplication.activePopupWidget() is not None


def _menu_bar(_qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    menu = window.menuBar().actions()[1].menu()
    menu.popup(QPoint(20, 20))  # type: ignore[attr-defined]


def _others(_qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    QTimer.singleShot(0, window, lambda: window.do_key(Key.STATE))


def _export(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    window.do_key(Key.EXPORT)
    assert desk.exports.dialog is not None
    desk.exports.dialog.purpose.setFocus()
    press(qtbot, CANARY)


def _box(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    _export(qtbot, window, desk)
    assert desk.exports.dialog is not None
    desk.exports.dialog.kind.showPopup()


def _help(_qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    window.do_key(Key.HELP)


def _settings(qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    """It opens once it is read: a key that is struck just then is struck at a window that hears none any more."""
    window.do_key(Key.SETTINGS)
    qtbot.waitUntil(lambda: (dialog := house_of(window).post.dialog) is not None and dialog.isActiveWindow())


def _keys(_qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    """In the field that takes down whatever is struck."""
    window.do_key(Key.KEYBOARD)
    (dialog,) = window.findChildren(KeyboardDialog)
    dialog.edit.setFocus()


def _purge(qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    work = house_of(window).workplace
    assert work is not None
    place = work.retention
    assert place is not None
    window.panes.go(Place.RETENTION)
    qtbot.waitUntil(lambda: place.plan is not None)
    place.page.due.request.click()
    assert isinstance(place.dialog, PurgeDialog)


def _failure(_qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    house_of(window).strips.detail_asked.emit(Failure(DEFECT, error="KeyError"))


def _incident(_qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    window.panes.go(Place.TRANSFERS)
    work = house_of(window).workplace
    assert work is not None
    work.close_asked.emit(incident(3, "lost"))


def _drawer(qtbot: QtBot, window: MainWindow, desk: Desk) -> None:
    rows = tuple(row for n in range(4) if (row := desk.page.model.row_at(n)) is not None)
    task = desk.acts.bulk(Asked(CaseAct.TAKE), rows)
    qtbot.waitUntil(lambda: not task.running)
    window.do_key(Key.TASKS)
    drawer = house_of(window).drawer
    assert drawer is not None
    drawer._cards[0].each.click()
    drawer._cards[0].setFocus()


def submission(qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    """Read a submission."""
    work = house_of(window).workplace
    assert work is not None
    window.panes.go(Place.SUBMISSIONS)
    qtbot.waitUntil(lambda: work.submissions.model.rowCount() == 30)
    work.submissions.list.step(0)
    qtbot.waitUntil(lambda: work.detail.opened is not None)


def _transfers(_qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    window.panes.go(Place.TRANSFERS)


def _tip(_qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    QToolTip.showText(QPoint(30, 30), f"{CANARY}, DÉMO Nino", window)


def _status(_qtbot: QtBot, window: MainWindow, _desk: Desk) -> None:
    window.status.connected.setFocus()


PLACES = [
    _list, _filter, _filter_menu, note, _answer, _question, _preview, _palette, _header, _menu_bar, _others, _export, _box,
    _keys, _help, _settings, _purge, _failure, _incident, _drawer, submission, _transfers, _tip, _status,
]  # fmt: skip
