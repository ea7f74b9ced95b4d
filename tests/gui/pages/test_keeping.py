"""What is filled anew has its scroll and its focus back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.keeping import Kept


class _Pane(QWidget):
    """A long column with a line to type in, that can be made again."""

    def __init__(self) -> None:
        super().__init__()
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        QVBoxLayout(self).addWidget(self.area)
        self.fill("Motif")
        self.resize(300, 200)

    def fill(self, name: str) -> None:
        """Make it anew."""
        inside = QWidget()
        inside.setFixedHeight(2_000)
        self.line = QLineEdit("déjà écrit", inside)
        self.line.setAccessibleName(name)
        self.line.show()
        self.area.setWidget(inside)


@pytest.fixture
def pane(qtbot: QtBot) -> _Pane:
    """One in which somebody writes, scrolled down."""
    made = _Pane()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.line.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    made.line.setCursorPosition(3)
    made.area.verticalScrollBar().setValue(400)
    return made


def test_scroll_focus_and_caret_are_where_they_were(qtbot: QtBot, pane: _Pane) -> None:
    """What was made again is known by its name."""
    kept = Kept(pane, (pane.area,))
    pane.fill("Motif")
    pane.area.verticalScrollBar().setValue(0)
    assert kept.restore()
    qtbot.waitUntil(pane.line.hasFocus)
    assert pane.line.cursorPosition() == 3
    qtbot.waitUntil(lambda: pane.area.verticalScrollBar().value() == 400)


def test_what_is_no_longer_there_can_not_have_the_focus(pane: _Pane) -> None:
    """Whoever asks puts it elsewhere; where nothing had it, nothing is to be done."""
    kept = Kept(pane, (pane.area,))
    pane.fill("autre")
    assert not kept.restore()
    pane.line.clearFocus()
    assert Kept(pane, (pane.area,)).restore()
