from __future__ import annotations

import re

import pytest

from backoffice_gui.cli import checks_fr


@pytest.mark.parametrize("sentence", checks_fr.PHRASES.values())
def test_french_typography_is_kept(sentence: str) -> None:
    """A no-break space before high punctuation and inside guillemets, and the typographic apostrophe."""
    bare = sentence.replace("{", "").replace("}", "")
    assert not re.search(r"[^\s\u00a0\u202f][;!?»]", bare)
    assert not re.search(r"[ ][;!?»:]", sentence)
    assert not re.search("«[^\u00a0\u202f]", sentence)
    assert "'" not in sentence
