"""The em."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.measure import em, fit, room


def test_a_larger_text_makes_less_room(qtbot: QtBot, qapp: QApplication) -> None:
    """Twice the text is half the room."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(1_200, 100)
    before, unit = room(widget), em(widget)
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    qapp.processEvents()
    assert em(widget) == 2 * unit
    assert room(widget) == pytest.approx(before / 2)


def test_a_dialog_is_never_larger_than_its_screen(qtbot: QtBot) -> None:
    """With a text of 200 % its buttons would be below the screen's edge."""
    dialog = QWidget()
    qtbot.addWidget(dialog)
    fit(dialog, 20, 10)
    assert (dialog.width(), dialog.height()) == (20 * em(dialog), 10 * em(dialog))
    fit(dialog, 500, 500)
    free = dialog.screen().availableGeometry()
    assert dialog.width() == free.width()
    assert dialog.height() < free.height()
