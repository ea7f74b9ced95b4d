from __future__ import annotations

import re

import pytest

from backoffice_gui.documents.report_words_fr import PHRASES


@pytest.mark.parametrize("sentence", PHRASES.values())
def test_french_typography_is_kept(sentence: str) -> None:
    """A no-break space before high punctuation and inside guillemets, and the typographic apostrophe."""
    assert not re.search(r"[^\s\u00a0\u202f][;!?»]", sentence)
    assert not re.search(r"[ ][;!?»:%]", sentence)
    assert not re.search("«[^\u00a0\u202f]", sentence)
    assert "'" not in sentence
