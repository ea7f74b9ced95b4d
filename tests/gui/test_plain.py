"""Words from outside, made harmless to look at."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.gui.plain import MOST, escaped, isolated, one_line, tooltip


@pytest.mark.parametrize(
    ("untrusted", "shown"),
    [
        ("photo\u202egpj.exe", "photo⟨U+202E⟩gpj.exe"),
        ("a\x00b\x1b[31m", "a⟨U+0000⟩b⟨U+001B⟩[31m"),
        ("a\tb", "a    b"),
        ("a\r\nb\rc", "a\nb⟨U+000D⟩c"),
        ("\ud800", "⟨U+D800⟩"),
        ("DEMO\u3164", "DEMO⟨U+3164⟩"),
        ("\u115fDEMO\u2800", "⟨U+115F⟩DEMO⟨U+2800⟩"),
        ("DE\u034fMO\ufe0f\U000e0101", "DE⟨U+034F⟩MO⟨U+FE0F⟩⟨U+E0101⟩"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("NGUYỄN Văn", "NGUYỄN Văn"),
        ("<b>x</b> & y", "<b>x</b> & y"),
    ],
)
def test_hidden_characters_are_written_out(untrusted: str, shown: str) -> None:
    """What turns, hides or commands is shown as what it is; letters stay."""
    assert escaped(untrusted) == shown


def test_a_long_value_is_cut_and_says_so() -> None:
    """A megabyte can't hold up the window."""
    assert escaped("é" * (MOST + 1)) == "é" * MOST + " […]"


def test_a_tooltip_is_never_guessed_to_be_markup() -> None:
    """Qt would read a picture from wherever it is said to be."""
    assert (
        tooltip('<img src="//exemple/a.png">')
        == "<p style='white-space: pre-wrap'>&lt;img src=&quot;//exemple/a.png&quot;&gt;</p>"
    )
    assert tooltip("") == ""


def test_each_line_has_its_own_direction() -> None:
    """A line's direction can't spill into the next, nor into the sentence round it."""
    assert isolated("فرید\n\nb") == "\u2068فرید\u2069\n\n\u2068b\u2069"
    assert one_line("a\nb") == "\u2068a ⏎ b\u2069"


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_nothing_unseen_is_left(untrusted: str) -> None:
    """No control, format or lone surrogate comes through, but line ends and joiners."""
    left = {c for c in escaped(untrusted) if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}}
    assert left <= set("\n\u200c\u200d")
    escaped(untrusted).encode("utf-8")
