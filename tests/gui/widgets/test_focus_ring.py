"""The ring follows the focus."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.focus_ring import FocusRing


def test_the_ring_lies_round_what_has_the_focus(qtbot: QtBot) -> None:
    """It goes from one control to the next, and away with it."""
    window = QWidget()
    qtbot.addWidget(window)
    body = QVBoxLayout(window)
    first, second = QPushButton("un", window), QPushButton("deux", window)
    body.addWidget(first)
    body.addWidget(second)
    ring = FocusRing(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(lambda: ring.isVisible() and ring.geometry().contains(first.geometry()))
    second.setFocus()
    qtbot.waitUntil(
        lambda: ring.geometry().contains(second.geometry()) and not ring.geometry().contains(first.geometry())
    )
    window.resize(window.width() + 60, window.height() + 60)
    qtbot.waitUntil(lambda: ring.geometry().contains(second.geometry()))
    second.hide()
    first.hide()
    qtbot.waitUntil(lambda: not ring.isVisible())


def test_the_ring_follows_what_lies_round_the_control(qtbot: QtBot) -> None:
    """A card that moves takes the ring of its button along; a button that is gone leaves none."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 300)
    card = QWidget(window)
    button = QPushButton("clore", card)
    ring = FocusRing(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(ring.isVisible)
    before = ring.pos()
    card.move(40, 60)
    qtbot.waitUntil(lambda: ring.pos() - before == QPoint(40, 60) or ring.pos().y() - before.y() >= 58)
    button.deleteLater()
    qtbot.waitUntil(lambda: not ring.isVisible())
