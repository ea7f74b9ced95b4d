"""What lies over a window is taken away; the whole is tried from every place in `windows/test_lock.py`."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPlainTextEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.clearing import clear_screen


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_dialog_menu_and_tip_go_and_the_window_stays(qtbot: QtBot) -> None:
    """A dialog within a dialog, and a menu on top."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    outer = QDialog(window)
    inner = QDialog(outer)
    outer.open()
    inner.open()
    QMenu(window).popup(QPoint(1, 1))
    QToolTip.showText(QPoint(1, 1), "EXEMPLE", window)
    clear_screen(window)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: [top for top in QApplication.topLevelWidgets() if top.isVisible()] == [window])
    qtbot.waitUntil(lambda: not [top for top in QApplication.topLevelWidgets() if top.inherits("QTipLabel")])


def test_what_was_typed_in_a_dialog_is_told(qtbot: QtBot) -> None:
    """A word of somebody's, not what the program wrote there."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    for edit in (QLineEdit, QPlainTextEdit):
        for typed in (False, True):
            dialog = QDialog(window)
            words = edit("d’avance", dialog)
            dialog.open()
            if typed:
                qtbot.keyClicks(words, "EXEMPLE")
            assert clear_screen(window) is typed
            QApplication.processEvents()
