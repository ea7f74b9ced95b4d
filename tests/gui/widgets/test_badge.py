"""A word on a ground in a tone."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.badge import Badge


def test_a_badge_is_its_word_and_is_never_cut(qtbot: QtBot) -> None:
    """The word is the label's text, with room for it and its shape."""
    badge = Badge()
    qtbot.addWidget(badge)
    badge.show_word("Rangée ici, expirée sur le site", Tone.WARNING, Shape.HALF)
    assert badge.text() == "Rangée ici, expirée sur le site"
    assert badge.minimumSizeHint().width() > badge.fontMetrics().horizontalAdvance(badge.text())
    badge.resize(badge.sizeHint())
    assert not badge.grab().isNull()
