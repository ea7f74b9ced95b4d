from __future__ import annotations

import pytest

from backoffice_gui.system.memory import give_back, overwrite


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


def test_free_pages_can_be_given_back_again_and_again() -> None:
    """It never fails, whatever there is to give."""
    held = [bytes(100_000) for _ in range(100)]
    held.clear()
    assert give_back() in {True, False}
    assert give_back() in {True, False}
