"""The status line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.looks import DANGER_LOOKS
from backoffice_gui.gui.risk import assess
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.status_line import ElidedButton, StatusLine
from tests.support.office import busy_monitor


@pytest.fixture
def line(qtbot: QtBot) -> StatusLine:
    """A line with all it can say."""
    made = StatusLine()
    qtbot.addWidget(made)
    risk = assess(busy_monitor(), 0.0)
    made.show_connection("Hors ligne depuis 09:42 · relève dans 25 s", Tone.WARNING, Shape.TRIANGLE)
    made.show_risk(risk.short, risk.headline, risk.detail, DANGER_LOOKS[risk.danger])
    made.show_holder("Relève par backoffice sur serveur-avec-un-très-long-nom")
    made.demo.show()
    made.show()
    return made


@pytest.mark.parametrize("width", [1_366, 700, 420])
def test_others_give_way_and_the_countdown_never(qtbot: QtBot, line: StatusLine, width: int) -> None:
    """However narrow, the countdown is whole; what is cut keeps its whole text for a screen reader."""
    line.resize(width, line.sizeHint().height())
    qtbot.waitUntil(lambda: line.width() == width)
    assert line.risk.text().endswith("7 min 50 s")
    assert line.risk.width() >= line.fontMetrics().horizontalAdvance(line.risk.text())
    assert line.connected.accessibleName().startswith("Hors ligne depuis 09:42")
    assert "serveur-avec-un-très-long-nom" in line.holder.toolTip()


def test_it_can_be_pressed(qtbot: QtBot, line: StatusLine) -> None:
    """The connection polls, the countdown leads to *Transferts*."""
    with qtbot.waitSignal(line.poll_asked):
        qtbot.mouseClick(line.connected, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(line.transfers_asked):
        qtbot.mouseClick(line.risk, Qt.MouseButton.LeftButton)


def test_an_elided_button_shows_as_much_as_fits(qtbot: QtBot) -> None:
    """Cut at its width, whole when there is room again."""
    button = ElidedButton()
    qtbot.addWidget(button)
    button.say("Connecté · relève en continu", "Relever")
    button.show()
    button.resize(60, 24)
    assert button.text() != button.full
    button.resize(400, 24)
    assert button.text() == button.full
