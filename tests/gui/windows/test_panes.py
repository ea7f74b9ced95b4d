"""Three panes, two, or one with *Retour*."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.measure import em
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.panes import Arrangement, Panes


class Filled(Panes):
    """Panes with two pages and a detail."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second, self.third = QLabel("liste"), QLabel("transferts"), QPushButton("détail")
        self.add_place(Place.SUBMISSIONS, self.first, self.third)
        self.add_place(Place.TRANSFERS, self.second)
        self.go(Place.SUBMISSIONS)

    def seen(self) -> set[str]:
        """Which panes are visible."""
        panes = {"nav": self.navigation, "liste": self.first, "transferts": self.second, "détail": self.third}
        return {name for name, pane in panes.items() if pane.isVisible()}


@pytest.fixture
def panes(qtbot: QtBot) -> Filled:
    """Panes on screen."""
    made = Filled()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("ems", "arrangement", "seen"),
    [
        (112, Arrangement.THREE, {"nav", "liste", "détail"}),
        (90, Arrangement.TWO, {"nav", "liste", "détail"}),
        (57, Arrangement.ONE, {"liste"}),
    ],
)
def test_room_decides(qtbot: QtBot, panes: Filled, ems: int, arrangement: Arrangement, seen: set[str]) -> None:
    """From 110 em three panes, from 75 a rail, below one."""
    panes.resize(ems * em(panes), 500)
    qtbot.waitUntil(lambda: panes.arrangement is arrangement and panes.seen() == seen)
    assert (panes.navigation.width() < 5 * em(panes)) is (arrangement is Arrangement.TWO)


def test_who_is_in_the_detail_stays_there(qtbot: QtBot, panes: Filled) -> None:
    """A larger text, a narrower window: what one is at is what is seen, and the focus is where it was."""
    panes.resize(112 * em(panes), 500)
    qtbot.waitUntil(lambda: panes.arrangement is Arrangement.THREE)
    panes.activateWindow()
    panes.third.setFocus()
    qtbot.waitUntil(panes.third.hasFocus)
    panes.resize(50 * em(panes), 500)
    qtbot.waitUntil(lambda: panes.seen() == {"détail"})
    assert panes.third.hasFocus()
    panes.resize(112 * em(panes), 500)
    qtbot.waitUntil(lambda: panes.seen() == {"nav", "liste", "détail"})
    assert panes.third.hasFocus()


def test_one_pane_goes_in_and_back(qtbot: QtBot, panes: Filled) -> None:
    """List, detail, back to the list, back to the navigation, and in again."""
    panes.resize(50 * em(panes), 500)
    qtbot.waitUntil(lambda: panes.seen() == {"liste"})
    panes.show_detail()
    assert panes.seen() == {"détail"}
    qtbot.mouseClick(panes.back_button, Qt.MouseButton.LeftButton)
    assert panes.seen() == {"liste"}
    panes.back()
    assert panes.seen() == {"nav"}
    panes.back()
    assert panes.seen() == {"nav"}
    panes.go(Place.TRANSFERS)
    assert panes.seen() == {"transferts"}


def test_what_stands_alone_locks_the_way(panes: Filled) -> None:
    """A page that is no place disables the navigation until a place is gone to."""
    alone = QLabel("bloqué")
    panes.show_alone(alone)
    assert alone.isVisible()
    assert not panes.navigation.isEnabled()
    panes.go(Place.TRANSFERS)
    assert panes.second.isVisible()
    assert panes.navigation.isEnabled()


def test_where_one_went_is_told(panes: Filled) -> None:
    """Each change of place is emitted once."""
    told: list[Place] = []
    panes.went.connect(told.append)
    panes.go(Place.TRANSFERS)
    panes.go(Place.SUBMISSIONS)
    assert told == [Place.TRANSFERS, Place.SUBMISSIONS]
