"""Numbers that should not stand in a free text."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.note_check import NOTE_WARNINGS, note_warnings


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Rien à signaler", ()),
        ("Dossier 850312001, AGDREF 9900000001, tél. 06 00 00 00 01", ()),
        ("2 85 03 99 999 999 07", ("nir_like",)),
        ("sécu 285039999999907.", ("nir_like",)),
        ("2850399999999", ("nir_like",)),
        ("1 85 03 2A 999 999", ("nir_like",)),
        ("4242 4242 4242 4242", ("card_like",)),
        ("4242 4242 4242 4243", ()),
        ("285039999999907 puis 4242-4242-4242-4242", ("nir_like", "card_like")),
        ("9" * 40, ()),
    ],
)
def test_what_looks_like_one_is_told_apart(text: str, codes: tuple[str, ...]) -> None:
    """From the office's own numbers, phones and longer rows of digits."""
    assert note_warnings(text) == codes
    assert set(codes) <= set(NOTE_WARNINGS)
