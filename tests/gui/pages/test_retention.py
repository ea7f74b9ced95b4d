"""The page *Conservation*: what it says above its cards."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.retention import RetentionPage
from backoffice_gui.gui.theme import Tone


def test_what_is_due_stands_first_and_a_failure_above_it(qtbot: QtBot) -> None:
    """Four cards in order; a failure with its code."""
    page = RetentionPage()
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    inside = page.widget()
    assert inside is not None
    tops = [card.mapTo(inside, card.rect().topLeft()).y() for card in page.cards]
    assert tops == sorted(tops)
    with qtbot.waitSignal(page.refresh_asked):
        page.again.click()
    page.show_failure(Failure("USE-001", "purge-other"))
    assert page.news.tone is Tone.WARNING
    assert "USE-001" in page.news.text
