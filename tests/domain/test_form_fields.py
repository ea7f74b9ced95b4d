from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain import form_fields as fields
from backoffice_gui.domain.form_fields import WARNINGS, Check
from backoffice_gui.domain.lenient_json import read_json

CHECKS: tuple[Check, ...] = (
    fields.plain,
    fields.long_text,
    fields.name,
    fields.names,
    fields.country,
    fields.countries,
    fields.date,
    fields.flag,
    fields.ofpra_number,
    fields.foreigner_number,
    fields.phone,
    fields.email,
    fields.language,
    fields.count,
    fields.numbers,
    fields.one_of(("a", "b")),
    fields.address_lines,
)


@pytest.mark.parametrize(
    ("check", "value", "shown", "warning"),
    [
        (fields.name, "EXEMPLE", "EXEMPLE", None),
        (fields.name, " o’brien-ŞAHİN ", " o’brien-ŞAHİN ", None),
        (fields.name, "sans prénom", "sans prénom", "name_absent"),
        (fields.name, "XXX", "XXX", "name_absent"),
        (fields.name, "A" * 201, "A" * 201, "too_long"),
        (fields.name, "a\u202eb", "a\u202eb", "control_characters"),
        (fields.name, "a\x00b", "a\\x00b", "control_characters"),
        (fields.name, "می\u200cخواهم", "می\u200cخواهم", None),
        (fields.names, ["Jean-Paul", "Ali"], "Jean-Paul, Ali", None),
        (fields.names, ["A" * 201, "b"], "A" * 201 + ", b", "too_long"),
        (fields.names, "Ali", "Ali", "wrong_type"),
        (fields.country, "AF", "AF", None),
        (fields.country, "Afghanistan", "Afghanistan", "country_unknown"),
        (fields.countries, ["AF", "IR"], "AF, IR", None),
        (fields.date, "1985-03-12", "12/03/1985 (1985-03-12)", None),
        (fields.date, "1985-03-XX", "??/03/1985 (1985-03-XX)", "date_partial"),
        (fields.date, "1985-03-12?", "12/03/1985 (1985-03-12?)", "date_doubtful"),
        (fields.date, "00/00/1985", "00/00/1985", "date_invalid"),
        (fields.date, "1985-02-30", "1985-02-30", "date_invalid"),
        (fields.flag, True, "true", None),
        (fields.flag, "yes", "yes", "wrong_type"),
        (fields.ofpra_number, "20 05 12345", "20 05 12345", None),
        (fields.ofpra_number, "١٢٣٤٥٦٧٨٩", "١٢٣٤٥٦٧٨٩", None),
        (fields.ofpra_number, "1234567890", "1234567890", "number_format"),
        (fields.foreigner_number, "99.03.123456", "99.03.123456", None),
        (fields.foreigner_number, "０１２３４５６７８９", "０１２３４５６７８９", None),
        (fields.foreigner_number, "12345", "12345", "number_format"),
        (fields.foreigner_number, "", "", None),
        (fields.ofpra_number, "", "", None),
        (fields.phone, "", "", None),
        (fields.email, "", "", None),
        (fields.phone, "06 12 34 56 78", "06 12 34 56 78", None),
        (fields.phone, "+33(0)6.12.34.56.78", "+33(0)6.12.34.56.78", None),
        (fields.phone, "chez mon frère", "chez mon frère", "phone_odd"),
        (fields.email, "Prénom.Exemple@exämple.test", "Prénom.Exemple@exämple.test", None),
        (fields.email, "exemple@localhost", "exemple@localhost", "email_odd"),
        (fields.email, "a b@exemple.test", "a b@exemple.test", "email_odd"),
        (fields.language, "fr", "fr", None),
        (fields.language, "zh-Hans-CN", "zh-Hans-CN", None),
        (fields.language, "français", "français", "language_odd"),
        (fields.one_of(("F", "M")), "F", "F", None),
        (fields.one_of(("F", "M")), "Z", "Z", "value_unknown"),
        (fields.long_text, "un\ndeux", "un\ndeux", None),
        (fields.plain, "un\ndeux", "un\ndeux", "control_characters"),
        (fields.plain, ["a"], '["a"]', "wrong_type"),
        (fields.plain, True, "true", "wrong_type"),
        (fields.address_lines, ["DÉMO", "1 rue"], "DÉMO\n1 rue", None),
        (fields.address_lines, ["x" * 39], "x" * 39, "too_long"),
        (fields.address_lines, ["x"] * 7, "\n".join("x" * 7), "too_many"),
        (fields.address_lines, "DÉMO\n1 rue", "DÉMO\n1 rue", "wrong_type"),
    ],
)  # fmt: skip
def test_each_answer_is_shown_as_typed_with_its_warning(
    check: Check, value: object, shown: str, warning: str | None
) -> None:
    """Nothing is corrected, nothing refused: the text stays, a code word says what is odd."""
    assert check(value) == (shown, warning)


@pytest.mark.parametrize(
    ("octets", "shown", "warning"),
    [
        (b"1", "1", None),
        (b"5", "5", None),
        (b"6", "6", "number_format"),
        (b"1.0", "1.0", "number_format"),
        (b'"1"', "1", "wrong_type"),
    ],
)
def test_a_number_of_copies_is_one_to_five(octets: bytes, shown: str, warning: str | None) -> None:
    """Anything else is shown with a warning."""
    assert fields.count(read_json(octets).value) == (shown, warning)


def test_numbers_of_parts_are_listed() -> None:
    """Part numbers are numbers; a text among them is marked."""
    assert fields.numbers(read_json(b"[1, 2]").value) == ("1, 2", None)
    assert fields.numbers(read_json(b'[1, "x"]').value) == ("1, x", "wrong_type")


@given(
    st.sampled_from(CHECKS),
    st.recursive(
        st.none() | st.booleans() | st.text(st.characters()) | st.text(st.characters(categories=["Cs", "Cc", "Nd"])),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    ),
)
def test_no_value_breaks_a_check(check: Check, value: object) -> None:
    """Every check takes every value; what it shows can be written, and its warning is on the list."""
    shown, warning = check(value)
    shown.encode("utf-8")
    assert warning is None or warning in WARNINGS


def test_odd_characters_are_controls_and_marks_of_direction() -> None:
    """Of the first 73,000 code points: category Cc, and those that turn the writing round; breaks where a text may have lines."""
    turns = set(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
    odd = {code for code in range(0x12000) if fields.odd_characters(chr(code))}
    assert odd == turns | {code for code in range(0x12000) if unicodedata.category(chr(code)) == "Cc"}
    assert odd - {code for code in odd if fields.odd_characters(chr(code), breaks=True)} == set(map(ord, "\n\r\t"))
