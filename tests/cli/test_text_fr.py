from __future__ import annotations

import re

import pytest

from backoffice_gui.cli import text_fr

SENTENCES = [
    *(part for parts in text_fr.CIRCUMSTANCES.values() for part in parts),
    *(part for parts in text_fr.REASONS.values() for part in parts),
    *text_fr.PHRASES.values(),
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_french_typography_is_kept(sentence: str) -> None:
    """A no-break space before high punctuation and inside guillemets, and the typographic apostrophe."""
    assert not re.search(r"[^\s\u00a0\u202f][;!?»]", sentence.replace("{", "").replace("}", ""))
    assert not re.search(r"[ ][;!?»:]", sentence)
    assert not re.search("«[^\u00a0\u202f]", sentence)
    assert "'" not in sentence
