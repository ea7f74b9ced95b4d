from __future__ import annotations

import re

import pytest

from backoffice_gui.cli import text_fr, text_members_en
from backoffice_gui.cli.text_members_fr import PHRASES, REASONS


def test_both_languages_say_the_same_things() -> None:
    """The same words by the same names, and no sentence that stands elsewhere is hidden."""
    assert PHRASES.keys() == text_members_en.PHRASES.keys()
    assert REASONS.keys() == text_members_en.REASONS.keys()
    assert not REASONS.keys() & text_fr.REASONS.keys()
    assert not PHRASES.keys() & text_fr.PHRASES.keys()


@pytest.mark.parametrize("sentence", [*PHRASES.values(), *(part for parts in REASONS.values() for part in parts)])
def test_french_typography_is_kept(sentence: str) -> None:
    """A no-break space before high punctuation and inside guillemets, and the typographic apostrophe."""
    assert not re.search(r"[^\s\u00a0\u202f][;!?»]", sentence)
    assert not re.search(r"[ ][;!?»:]", sentence)
    assert not re.search("«[^\u00a0\u202f]", sentence)
    assert "'" not in sentence
