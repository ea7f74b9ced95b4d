"""Every copy is marked, goes by itself, and takes nothing of another program with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.clipboard import HINTS, Copies, clear_if_ours, copies, copy
from tests.support.proof import ROOT

WORDS = "EXEMPLE à copier"


_ON_X11 = """
import subprocess, sys
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from backoffice_gui.gui.clipboard import clear_if_ours, copy

OTHER = '''
import sys
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
app = QGuiApplication(sys.argv)
app.clipboard().setText("AUTRE")
QTest.qWait(50)
print("ready", flush=True)
while not select.select([sys.stdin], [], [], 0)[0]:
    QTest.qWait(10)
'''
app = QGuiApplication(sys.argv)
copy("EXEMPLE")
assert app.clipboard().ownsClipboard()
app.clipboard().setText("EXEMPLE marked", QClipboard.Mode.Selection)
assert not app.clipboard().ownsSelection(), "the selection's buffer"
other = subprocess.Popen([sys.executable, "-c", "import select" + OTHER], stdin=-1, stdout=-1, text=True)
assert other.stdout.readline() == "ready\\n"
QTest.qWait(50)
assert not clear_if_ours(), "not ours"
assert app.clipboard().text() == "AUTRE", app.clipboard().text()
other.communicate("")
copy("EXEMPLE")
assert clear_if_ours() and not app.clipboard().ownsClipboard()
"""


def _formats() -> set[str]:
    there = QGuiApplication.clipboard().mimeData()
    return set() if there is None else set(there.formats())


@pytest.fixture(autouse=True)
def _empty(qapp: QGuiApplication) -> None:
    copies().keep_for(10)
    QGuiApplication.clipboard().clear()


def test_a_copy_is_marked_for_every_history() -> None:
    """KDE's hint, and the three that Windows knows."""
    copy(WORDS)
    assert QGuiApplication.clipboard().text() == WORDS
    assert set(HINTS) < _formats()
    assert len(HINTS) == 4


def test_a_copy_goes_by_itself(qtbot: QtBot) -> None:
    """After its seconds there is nothing left, not even an empty text."""
    copies().keep_for(0)
    copy(WORDS)
    qtbot.waitUntil(lambda: not _formats())


def test_a_new_copy_has_its_own_time() -> None:
    """The first one's seconds don't end the second."""
    copies().keep_for(0)
    copy("un")
    copies().keep_for(10)
    copy("deux")
    timer = copies().findChild(QTimer)
    assert isinstance(timer, QTimer)
    assert timer.remainingTime() > 9_000


def test_what_another_program_put_there_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ours is cleared once; nothing else ever."""
    copy(WORDS)
    assert clear_if_ours()
    assert not clear_if_ours()
    copy(WORDS)
    monkeypatch.setattr(Copies, "ours", False)
    assert not clear_if_ours()
    assert QGuiApplication.clipboard().text() == WORDS


def _line() -> QWidget:
    made = QLineEdit(WORDS)
    made.selectAll()
    return made


def _text() -> QWidget:
    made = QPlainTextEdit(WORDS)
    made.selectAll()
    return made


def _table() -> QWidget:
    made = QTableView()
    model = QStandardItemModel(1, 1, made)
    model.setItem(0, 0, QStandardItem(WORDS))
    made.setModel(model)
    made.setCurrentIndex(model.index(0, 0))
    return made


@pytest.mark.parametrize("make", [_line, _text, _table])
def test_what_qt_copies_by_itself_is_marked_too(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    """Ctrl+C, wherever it is pressed."""
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    QTest.keyClick(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == WORDS
    assert set(HINTS) < _formats()


@pytest.mark.skipif(shutil.which("xvfb-run") is None, reason="no X server to try it on")
def test_on_a_real_clipboard_it_knows_whose_it_is() -> None:
    """With another program: its text stays, ours goes, and what is marked by mouse is no copy."""
    script = ["xvfb-run", "-a", "-s", "-screen 0 640x480x24", sys.executable, "-c", _ON_X11]
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
    said = subprocess.run(script, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")


def test_there_is_one_for_the_application() -> None:
    """Asked twice, it is the same."""
    assert copies() is copies()
