from __future__ import annotations

from backoffice_gui.cli import text_unlock_fr
from backoffice_gui.cli.text_unlock_en import CIRCUMSTANCES, PHRASES, REASONS


def test_both_languages_say_the_same_things() -> None:
    """No sentence is missing in one of them."""
    assert CIRCUMSTANCES.keys() == text_unlock_fr.CIRCUMSTANCES.keys()
    assert REASONS.keys() == text_unlock_fr.REASONS.keys()
    assert PHRASES.keys() == text_unlock_fr.PHRASES.keys()
