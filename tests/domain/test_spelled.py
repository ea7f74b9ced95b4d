"""What no database takes is spelled out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.spelled import spelled


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_kept(text: str) -> None:
    """It can be written as UTF-8, has no NUL, is its own spelling, and usual text is as it was."""
    kept = spelled(text)
    assert "\0" not in kept
    assert spelled(kept) == kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    if "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text):
        assert kept == text


def test_nothing_of_it_is_lost() -> None:
    """Whoever reads it sees what was there."""
    assert spelled("EXEMPLE\0\udcffé") == "EXEMPLE\\x00\\udcffé"
