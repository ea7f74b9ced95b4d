"""What stands where a list would be."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.state_panel import Skeleton, StatePanel


def test_it_says_a_state_and_offers_one_thing(qtbot: QtBot) -> None:
    """Heading, sentence, a button where there is something to do."""
    panel = StatePanel()
    qtbot.addWidget(panel)
    panel.show()
    button = panel.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    panel.say("Aucun résultat", "Aucune demande.", "Effacer")
    assert panel.text == "Aucun résultat\nAucune demande."
    assert panel.accessibleName() == "Aucun résultat Aucune demande."
    with qtbot.waitSignal(panel.acted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    panel.say("Rien à traiter", "")
    assert not button.isVisible()


def test_a_skeleton_is_still_and_named(qtbot: QtBot) -> None:
    """Grey bars, the same at each look, with a name for a screen reader."""
    bars = Skeleton()
    qtbot.addWidget(bars)
    bars.resize(300, 200)
    assert bars.grab().toImage() == bars.grab().toImage()
    assert bars.accessibleName() == "Lecture de la liste…"
