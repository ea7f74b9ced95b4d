"""Grounds and cards."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.panel import Card, Ground


@pytest.mark.parametrize("square", [False, True])
def test_a_ground_takes_its_tones_colour(qtbot: QtBot, square: bool) -> None:
    """Each tone paints another ground."""
    ground = Ground(Tone.NEUTRAL, square=square)
    qtbot.addWidget(ground)
    ground.resize(80, 40)
    seen = set()
    for tone in Tone:
        ground.show_tone(tone)
        assert ground.tone is tone
        seen.add(ground.grab().toImage().pixelColor(40, 20).name())
    assert len(seen) == len(Tone)


def test_a_card_is_named_by_its_heading(qtbot: QtBot) -> None:
    """Its accessible name is its title."""
    card = Card("Où sont les copies")
    qtbot.addWidget(card)
    assert card.accessibleName() == card.heading.text() == "Où sont les copies"
