"""What was just done, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets import undo_strip
from backoffice_gui.gui.widgets.undo_strip import UndoStrip


def test_it_is_said_undone_and_goes_by_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A button for ten seconds; a screen reader hears it too."""
    said: list[str] = []
    monkeypatch.setattr(undo_strip, "announce", lambda _widget, text: said.append(text))
    strip = UndoStrip()
    qtbot.addWidget(strip)
    strip.tell("Demande prise.")
    assert said == ["Demande prise."]
    assert strip._gone.interval() == 10_000
    button = next(button for button in strip.findChildren(QPushButton) if button.text() == "Annuler")
    with qtbot.waitSignal(strip.undone):
        button.click()
    assert not strip.isVisible()
    strip.tell("Note ajoutée.", undo=False)
    assert not button.isVisible()
    strip._gone.timeout.emit()
    assert not strip.isVisible()
