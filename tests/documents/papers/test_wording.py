from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.documents.papers.wording import (
    MOST_CHARACTERS,
    MOST_LINES,
    begins_right,
    breakable,
    made_visible,
    shortened,
)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("EXEMPLE", "EXEMPLE"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a    b"),
        ("abc\u202edef", "abc⟨U+202E⟩def"),
        ("\ud800\x00\ufeff\u200b\ue000", "⟨U+D800⟩⟨U+0000⟩⟨U+FEFF⟩⟨U+200B⟩⟨U+E000⟩"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_has_no_shape_is_written_out(text: str, seen: str) -> None:
    """Directions, controls, halves and what nobody has assigned; joiners that a script needs stay."""
    assert made_visible(text) == seen


@given(st.text())
def test_nothing_without_a_shape_is_left(text: str) -> None:
    """Whatever comes, only line ends and joiners remain of what can't be seen."""
    left = {c for c in made_visible(text) if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}}
    assert left <= set("\n\u200c\u200d")


def test_what_is_too_long_ends_with_a_mark_that_says_so() -> None:
    """10,000 characters or 100 lines are cut where the place ends, and the whole length is told."""
    text, cut = shortened("é" * 10_000)
    assert cut
    assert text == "é" * MOST_CHARACTERS + " […]\n[abrégé ici\u00a0: 10\u202f000 caractères au total]"
    text, cut = shortened("\n".join(["a"] * 100))
    assert cut
    assert text.count("\na") == MOST_LINES - 1
    assert text.endswith("[abrégé ici\u00a0: 199 caractères, 100 lignes au total]")
    assert shortened("a\nb") == ("a\nb", False)


@pytest.mark.parametrize("text", ["a.exemple@demo.invalid", "12 rue de l’Exemple", "i" * 50])
def test_a_run_that_surely_fits_stays_whole(text: str) -> None:
    """An address that is copied out of the paper has no hidden character in it."""
    assert breakable(text, 30) == text


def test_a_run_that_may_not_fit_can_be_broken_anywhere() -> None:
    """Capitals count for more; the characters are those of the text."""
    broken = breakable("court " + "M" * 40, 30)
    assert broken.startswith("court MMMMMM\u200bM")
    assert broken.replace("\u200b", "") == "court " + "M" * 40
    assert "\u200b" in breakable("M" * 12, 9)


@pytest.mark.parametrize(
    ("text", "right"), [("عبد", True), ("12 שלום", True), ("EXEMPLE عبد", False), ("12 34", False), ("", False)]
)
def test_a_text_begins_at_the_side_of_its_first_letter(text: str, right: bool) -> None:
    """Numbers have no side of their own."""
    assert begins_right(text) is right
