"""Strips."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.theme import DARK, LIGHT, Tone, palette_of
from backoffice_gui.gui.widgets.strip import Strip


def test_it_is_hidden_until_it_speaks(qtbot: QtBot) -> None:
    """A sentence and at most two buttons; those without a word stay hidden."""
    strip = Strip(Tone.WARNING)
    qtbot.addWidget(strip)
    assert strip.isHidden()
    strip.say("Hors ligne", "Essayer")
    act, also = strip.findChildren(QPushButton)
    assert (act.text(), act.isVisible(), also.isVisible()) == ("Essayer", True, False)
    assert strip.text == strip.accessibleName() == "Hors ligne"
    with qtbot.waitSignal(strip.acted):
        qtbot.mouseClick(act, Qt.MouseButton.LeftButton)
    strip.say("Refusé", "Réessayer", "Détail…", tone=Tone.ERROR)
    with qtbot.waitSignal(strip.acted_also):
        qtbot.mouseClick(also, Qt.MouseButton.LeftButton)
    assert strip.tone is Tone.ERROR


def test_its_words_follow_tone_and_theme(qtbot: QtBot, qapp: QApplication) -> None:
    """The words have the tone's colour in each theme."""
    strip = Strip(Tone.WARNING)
    qtbot.addWidget(strip)
    strip.say("Hors ligne")
    label = strip.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == LIGHT.warning.fg
    qapp.setPalette(palette_of(DARK))
    qapp.processEvents()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == DARK.warning.fg
    assert not strip.grab().isNull()
