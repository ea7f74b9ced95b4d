from __future__ import annotations

from backoffice_gui.cli import text_en, text_members_fr
from backoffice_gui.cli.text_members_en import PHRASES, REASONS


def test_both_languages_say_the_same_things() -> None:
    """The same words by the same names, and no sentence that stands elsewhere is hidden."""
    assert PHRASES.keys() == text_members_fr.PHRASES.keys()
    assert REASONS.keys() == text_members_fr.REASONS.keys()
    assert not REASONS.keys() & text_en.REASONS.keys()
    assert not PHRASES.keys() & text_en.PHRASES.keys()
