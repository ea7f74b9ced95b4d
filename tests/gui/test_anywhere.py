"""A key that counts wherever the focus is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMainWindow, QMenu, QVBoxLayout
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.anywhere import Anywhere

_CTRL = Qt.KeyboardModifier.ControlModifier


def strike(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """As the system does: to the window that has the keys, whatever lies over it."""
    window = QGuiApplication.focusWindow()
    assert window is not None
    QTest.keyClick(window, key, modifier)


def opened(qtbot: QtBot) -> tuple[QMainWindow, list[bool], Anywhere]:
    """A window with a line, and what is heard."""
    window, heard = QMainWindow(), list[bool]()
    qtbot.addWidget(window)
    line = QLineEdit(window)
    window.setCentralWidget(line)
    sequences = [QKeySequence("Ctrl+L"), QKeySequence("Ctrl+T, L")]
    anywhere = Anywhere(lambda: sequences, window)
    anywhere.pressed.connect(lambda: heard.append(True))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    line.setFocus()
    return window, heard, anywhere


def test_a_key_of_two_strokes_counts_too_and_others_are_typed(qtbot: QtBot) -> None:
    """What begins a sequence and goes on otherwise is none; the letters get to the line."""
    window, heard, _ = opened(qtbot)
    line = window.centralWidget()
    assert isinstance(line, QLineEdit)
    strike(Qt.Key.Key_L)
    strike(Qt.Key.Key_T, _CTRL)
    strike(Qt.Key.Key_X)
    strike(Qt.Key.Key_L)
    assert heard == []
    assert line.text() == "lxl"
    strike(Qt.Key.Key_T, _CTRL)
    strike(Qt.Key.Key_Control, _CTRL)
    strike(Qt.Key.Key_L)
    assert heard == [True]
    strike(Qt.Key.Key_T, _CTRL)
    strike(Qt.Key.Key_L, _CTRL)
    assert heard == [True, True]
    assert line.text() == "lxl"


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # of a menu, where nothing but the test has it
def test_over_a_dialog_and_its_menu_it_counts_once(qtbot: QtBot) -> None:
    """A shortcut of the window's would not act in either."""
    window, heard, _ = opened(qtbot)
    dialog = QDialog(window)
    body = QVBoxLayout(dialog)
    line = QLineEdit(dialog)
    body.addWidget(line)
    dialog.open()
    dialog.activateWindow()
    line.setFocus()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    strike(Qt.Key.Key_L, _CTRL)
    assert heard == [True]
    menu = QMenu(dialog)
    menu.addAction("EXEMPLE")
    menu.popup(dialog.pos())
    strike(Qt.Key.Key_L, _CTRL)
    assert heard == [True, True]
    menu.close()
    dialog.close()
