"""Deadlines in words."""

from __future__ import annotations

from datetime import date

import pytest

from backoffice_gui.gui.due import Due
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.theme import Tone

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, "—"),
        (date(2026, 11, 23), "aujourd’hui"),
        (date(2026, 11, 24), "demain"),
        (date(2026, 11, 25), "dans 2 j ouvrés"),
        (date(2026, 11, 30), "dans 5 j ouvrés"),
        (date(2026, 11, 20), "retard 1 j"),
        (date(2026, 11, 21), "retard 1 j"),
        (date(2026, 11, 10), "retard 8 j"),
        (date(2026, 12, 28), "dans 24 j ouvrés"),
    ],
)
def test_a_day_is_said_as_an_agent_would(qapp: object, due: date | None, words: str) -> None:
    """Week-ends and public holidays don't count; late by a week-end is late by a day."""
    assert Due().text(due, MONDAY) == words


def test_only_what_hurries_has_a_look(qapp: object) -> None:
    """Late is an error, within two working days a warning, the rest plain."""
    assert Due.look(date(2026, 11, 20), MONDAY) == (Tone.ERROR, Shape.TRIANGLE)
    assert Due.look(date(2026, 11, 24), MONDAY) == (Tone.WARNING, Shape.RING)
    assert Due.look(date(2026, 11, 25), MONDAY) is None
    assert Due.look(None, MONDAY) is None
