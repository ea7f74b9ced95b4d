"""What covers a pane says how to look below it, and goes when that is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QStackedWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.covering import Covering
from backoffice_gui.gui.widgets.state_panel import StatePanel


def test_it_covers_and_is_lifted_once(qtbot: QtBot) -> None:
    """The panel is in front, with its word to press; who lifts it hears that it was there."""
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    panel = StatePanel(stack)
    stack.addWidget(panel)
    stack.addWidget(QLabel("EXEMPLE", stack))
    stack.setCurrentIndex(1)
    covering = Covering(stack, panel)
    with qtbot.waitSignal(covering.turned):
        covering.turn(True)
    covering.cover()
    assert (covering.on, covering.covered, stack.currentIndex()) == (True, True, 0)
    assert "Mode discret" in panel.text
    assert (covering.lift(), covering.lift()) == (True, False)
