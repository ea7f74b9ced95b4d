from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.identifiers import Number, foreigner_number, ofpra_number, plain_digits


@pytest.mark.parametrize(
    ("raw", "key", "warning"),
    [
        ("200512345", "200512345", None),
        (" 20 05-12345 ", "200512345", None),
        ("٢٠٠٥١٢٣٤٥", "200512345", None),
        ("ab12", "AB12", None),
        ("2005123456", "2005123456", "number_format"),
        ("20*05", "20*05", "number_format"),
        ("", "", None),
        (" - ", "", None),
    ],
)
def test_an_ofpra_number_is_compared_without_what_separates(raw: str, key: str, warning: str | None) -> None:
    """What was typed is kept, and an odd form is a warning."""
    assert ofpra_number(raw) == Number(raw, key, warning)


@pytest.mark.parametrize(
    ("raw", "key", "warning"),
    [
        ("9903123456", "9903123456", None),
        ("99.03.123456", "9903123456", None),
        ("０１２３４５６７８９", "0123456789", None),
        ("123456789", "0123456789", None),
        ("12345678", "12345678", "number_format"),
        ("99031234567", "99031234567", "number_format"),
        ("", "", None),
    ],
)
def test_a_lost_leading_zero_does_not_part_a_foreigners_number(raw: str, key: str, warning: str | None) -> None:
    """Nine digits and ten are both written, and are one number."""
    assert foreigner_number(raw) == Number(raw, key, warning)


@given(st.text(st.characters()))
def test_any_text_has_a_key_that_can_be_stored(raw: str) -> None:
    """Total over lone surrogates, controls and any length; the key of a key is itself."""
    for read in (ofpra_number, foreigner_number):
        number = read(raw)
        assert number.raw == raw
        assert len(number.key) <= 200
        number.key.encode("utf-8")
        assert plain_digits(plain_digits(raw)) == plain_digits(raw)
    assert foreigner_number("1" * 10_000).warning == "number_format"
