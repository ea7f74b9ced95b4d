from __future__ import annotations

import re

import pytest

from backoffice_gui.cli import text_fr, text_preview_fr
from backoffice_gui.gui.text_preview import PREVIEW

_SENTENCES = [
    *(part for parts in text_preview_fr.CIRCUMSTANCES.values() for part in parts),
    *(part for parts in text_preview_fr.REASONS.values() for part in parts),
    *text_preview_fr.PHRASES.values(),
]


def test_the_console_knows_the_reasons_that_the_window_knows() -> None:
    """And hides no sentence that stands elsewhere."""
    known = {*text_preview_fr.CIRCUMSTANCES, *text_preview_fr.REASONS}
    assert {key.replace("/", ":") for key in known} == PREVIEW.keys()
    assert not known & (text_fr.CIRCUMSTANCES.keys() | text_fr.REASONS.keys())
    assert not text_preview_fr.PHRASES.keys() & text_fr.PHRASES.keys()


@pytest.mark.parametrize("sentence", _SENTENCES)
def test_french_typography_is_kept(sentence: str) -> None:
    """A no-break space before high punctuation and inside guillemets, and the typographic apostrophe."""
    assert not re.search(r"[^\s\u00a0\u202f][;!?»]", sentence)
    assert not re.search(r"[ ][;!?»:]", sentence)
    assert not re.search("«[^\u00a0\u202f]", sentence)
    assert "'" not in sentence
