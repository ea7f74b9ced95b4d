"""Idle time by a clock that is turned, and what counts as somebody being there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.idle import Idle


class Hand:
    """A clock that a test turns."""

    now = 1_000.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


@pytest.fixture
def hand() -> Hand:
    """A clock of this test."""
    return Hand()


def test_a_minute_before_it_warns_and_then_it_ends_once(qtbot: QtBot, hand: Hand) -> None:
    """Nine minutes of nothing, a minute of warning, the end; a second look adds nothing."""
    line = QLineEdit()
    qtbot.addWidget(line)
    idle = Idle(hand, line)
    told: list[object] = []
    idle.warned.connect(told.append)
    idle.expired.connect(lambda: told.append("expired"))
    idle.calmed.connect(lambda: told.append("calm"))
    idle.watch(10)
    hand.now += 539
    idle.look()
    assert told == []
    hand.now += 1
    idle.look()
    hand.now += 45
    idle.look()
    assert told == [60, 15]
    hand.now += 15
    idle.look()
    idle.look()
    assert told == [60, 15, "calm", "expired"]
    assert not idle.watching


def test_who_comes_back_after_a_night_finds_it_locked(qtbot: QtBot, hand: Hand) -> None:
    """The clock went on while the machine slept: no warning is due any more."""
    line = QLineEdit()
    qtbot.addWidget(line)
    idle = Idle(hand, line)
    idle.watch(1)
    hand.now += 9 * 3_600
    with qtbot.waitSignal(idle.expired):
        pass


def test_any_key_or_pointer_keeps_it_open_and_a_still_pointer_does_not(qtbot: QtBot, hand: Hand) -> None:
    """What reaches a window counts, for whatever it is; a window that moves under the pointer is nobody."""
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    idle = Idle(hand, line)
    calmed: list[bool] = []
    idle.calmed.connect(lambda: calmed.append(True))
    handle = line.windowHandle()
    idle.watch(5)
    idle.watch(5)

    def move(at: QPointF) -> QMouseEvent:
        buttons = Qt.MouseButton.NoButton
        return QMouseEvent(QEvent.Type.MouseMove, at, at, buttons, buttons, Qt.KeyboardModifier.NoModifier)

    def warned() -> None:
        hand.now += 290
        idle.look()

    warned()
    QTest.keyClick(handle, Qt.Key.Key_A)
    assert calmed == [True]
    warned()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, 3))
    assert calmed == [True] * 2
    warned()
    idle.eventFilter(handle, move(QPointF(50, 50)))
    assert calmed == [True] * 3
    warned()
    idle.eventFilter(handle, move(QPointF(50, 50)))
    assert calmed == [True] * 3
    idle.touch()
    assert calmed == [True] * 4
    idle.rest()
