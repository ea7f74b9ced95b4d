from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.dates import parse_edtf, shown


@pytest.mark.parametrize(
    ("text", "expected", "partial"),
    [
        ("1985-03-12", "12/03/1985", False),
        ("1985-03-XX", "??/03/1985", True),
        ("1985-XX-XX", "??/??/1985", True),
        ("1985-XX-12", "12/??/1985", True),
        ("1985-03", "??/03/1985", True),
        ("1985", "??/??/1985", True),
        ("198X", "??/??/198?", True),
        ("19XX-02-29", "29/02/19??", True),
        ("2000-02-29", "29/02/2000", False),
        ("1985-03-12~", "12/03/1985", False),
    ],
)
def test_unknown_parts_stay_unknown(text: str, expected: str, partial: bool) -> None:
    """A day or month that wasn't given is shown as `??`, never as 01."""
    date = parse_edtf(text)
    assert date is not None
    assert shown(date) == expected
    assert date.partial is partial


@pytest.mark.parametrize(
    "text",
    ["", "1985-02-30", "1900-02-29", "1985-13-01", "1985-00-00", "00/00/1985", "né en 1985", "1985-3-12", "0000",
     "X985", "1X85", "XXXX", "1985-03-12T00:00", "١٩٨٥-٠٣-١٢", "1985-03-1X", "1985-03-32", "1985-XX-32", " 1985", "1985\n"],
)  # fmt: skip
def test_what_is_no_date_is_nothing(text: str) -> None:
    """A day that never was, another notation, digits of another script: shown raw by the caller."""
    assert parse_edtf(text) is None


def test_a_doubted_date_says_so() -> None:
    """`?`, `~` and `%` mark a date as uncertain or approximate."""
    for mark in "?~%":
        date = parse_edtf("1985-03-12" + mark)
        assert date is not None
        assert date.doubtful


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Any text is a date or nothing."""
    date = parse_edtf(text)
    assert date is None or shown(date)


@given(st.dates())
def test_every_full_date_is_read_as_it_is(day: object) -> None:
    """Each civil date comes back in the order day, month, year."""
    date = parse_edtf(str(day))
    assert date is not None
    year, month, number = str(day).split("-")
    assert shown(date) == f"{number}/{month}/{year}"
