from __future__ import annotations

import pytest

from backoffice_gui.system.memory import overwrite


def test_a_text_that_held_a_key_is_zeros() -> None:
    """Its length stays, its characters are gone; the text beside it is untouched."""
    text, beside = bytes(range(32)).hex(), bytes(range(32)).hex()
    overwrite(text)
    assert text == "\0" * 64
    assert beside == bytes(range(32)).hex()


@pytest.mark.parametrize("text", ["", "é" * 3, "x"])
def test_what_cannot_be_is_left(text: str) -> None:
    """Nothing of it changes: no characters, others than ASCII, one that Python shares."""
    before = text.encode()
    overwrite(text)
    assert text.encode() == before
