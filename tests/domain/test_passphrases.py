from __future__ import annotations

import unicodedata

import pytest

from backoffice_gui.domain.passphrases import LEAST_BITS, MOST_CHARACTERS, bits, normalised, weakness


def test_the_same_characters_typed_otherwise_are_one_passphrase() -> None:
    """Composed or decomposed accents, full-width letters, the line's end of a pipe."""
    said = "été à l’île EXEMPLE"
    assert normalised(unicodedata.normalize("NFD", said) + "\r\n") == normalised(said)
    assert normalised("\uff25xemple") == "Exemple"
    assert normalised(" EXEMPLE ") == " EXEMPLE "


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "passphrase-short"),
        ("Ab3$efgh!kl", "passphrase-short"),
        ("aaaaaaaaaaaaaaaaaaaa", "passphrase-simple"),
        ("abcdefghijklmnopqrst", "passphrase-simple"),
        ("azertyuiopqsdfghjklm", "passphrase-simple"),
        ("1234567890123456", "passphrase-simple"),
        ("184729561038", "passphrase-simple"),
        ("motdepasse123", "passphrase-simple"),
        ("Bienvenue2026!", "passphrase-simple"),
        ("exempleexempleexempleexemple", "passphrase-simple"),
        ("x" * (MOST_CHARACTERS + 1), "passphrase-long"),
        ("trois rivières EXEMPLE", ""),
        ("f7Kq2mZx9LbT", ""),
        ("колодец и три реки", ""),
    ],
)
def test_what_is_guessed_first_is_refused(typed: str, why: str) -> None:
    """Short, of one piece repeated, along the keyboard, digits alone, words that everybody takes."""
    assert weakness(typed) == why


def test_bits_grow_with_what_is_chosen_and_not_with_what_is_repeated() -> None:
    """A piece twice is worth a piece; a random word of twelve is beyond the limit."""
    assert bits("f7Kq2mZx9LbT") > LEAST_BITS
    assert bits("f7Kq2mf7Kq2m") == pytest.approx(bits("f7Kq2m"))
    assert bits("") == 0.0
