from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from backoffice_gui.documents.exports.cells import LONGEST, Cells, in_words
from backoffice_gui.domain.sheets import Altered, Column, ColumnKind
from backoffice_gui.errors import Defect

_AT = datetime(2026, 7, 14, 22, 30, tzinfo=UTC)


def _one(kind: ColumnKind, value: Any, *, typed: bool = True, earliest: date = date.min) -> tuple[Any, list[str]]:
    cells = Cells((Column("x", kind),), typed=typed, earliest=earliest)
    (cell,) = cells.row((value,))
    return cell, [each.reason for each in cells.altered()]


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠"))
@pytest.mark.parametrize(
    "before", ["", " ", "  ", "\u00a0", "\u200b", "\u2060 ", "\u00ad", "\u200e", "\u3000", "\t", "\n"]
)
def test_what_a_spreadsheet_would_run_is_guarded(sign: str, before: str) -> None:
    """Each sign that begins a formula, also behind spaces and characters that nobody sees."""
    text = f"{before}{sign}1+1"
    assert _one(ColumnKind.TEXT, text, typed=False) == ("'" + text, ["guarded"])


@pytest.mark.parametrize("text", ["\tx", "\nx", "\rx", "\r\nx"])
def test_a_leading_break_is_guarded(text: str) -> None:
    """A tab or a line end at the start is what imports stumble on."""
    cell, said = _one(ColumnKind.TEXT, text, typed=False)
    assert cell.startswith("'")
    assert said == ["guarded"]


@pytest.mark.parametrize("text", ["0612345678", "06 12 34 56 78", "00-12", "1234567890123456"])
def test_phones_and_identifiers_stay_text(text: str) -> None:
    """No leading zero and no sixteenth digit is lost to a program that guesses."""
    assert _one(ColumnKind.TEXT, text, typed=False)[0] == "'" + text
    assert _one(ColumnKind.TEXT, text, typed=True) == (text, [])


@pytest.mark.parametrize("text", ["EXEMPLE", "a=b", "12 rue A", "é", "'=x", "0", "850312001", "a-b", "عبد الله"])
def test_other_text_is_left_alone(text: str) -> None:
    """Nothing is altered that need not be."""
    assert _one(ColumnKind.TEXT, text, typed=False) == (text, [])


def test_a_typed_file_needs_no_guard() -> None:
    """A string cell is a string."""
    assert _one(ColumnKind.TEXT, "=1+1") == ("=1+1", [])


@pytest.mark.parametrize(
    ("text", "shown", "reason"),
    [
        ("a\x00b", "a⟨U+0000⟩b", "control_characters"),
        ("a\x0bb\x1f", "a⟨U+000B⟩b⟨U+001F⟩", "control_characters"),
        ("\u202etxt.exe\u2066", "⟨U+202E⟩txt.exe⟨U+2066⟩", "control_characters"),
        ("a\uffff\ufeff", "a⟨U+FFFF⟩⟨U+FEFF⟩", "control_characters"),
        ("\ud83da\udc00", "⟨U+D83D⟩a⟨U+DC00⟩", "surrogates"),
    ],
)
def test_what_has_no_place_is_written_out(text: str, shown: str, reason: str) -> None:
    """Controls, marks that turn a line, halves of characters: seen, counted, never dropped."""
    assert _one(ColumnKind.TEXT, text) == (shown, [reason])


def test_line_ends_are_one_and_joiners_stay() -> None:
    """A line end is a line end; what Persian and Bengali need is not odd."""
    assert _one(ColumnKind.TEXT, "a\r\nb\rc\u2028d\u0085e") == ("a\nb\nc\nd\ne", [])
    assert _one(ColumnKind.TEXT, "a\u200cb\u200dc\U0001f600") == ("a\u200cb\u200dc\U0001f600", [])


def test_a_cell_holds_32767_units_and_says_when_it_is_cut() -> None:
    """One over is cut with a mark, and no character is halved; a file without types is not cut."""
    assert _one(ColumnKind.TEXT, "é" * LONGEST) == ("é" * LONGEST, [])
    cell, said = _one(ColumnKind.TEXT, "é" * (LONGEST + 1))
    assert (len(cell), cell[-4:], said) == (LONGEST, " […]"[-4:], ["shortened"])
    wide, _ = _one(ColumnKind.TEXT, "\U0001f600" * 20_000)
    assert len(wide.encode("utf-16-le")) // 2 in (LONGEST - 1, LONGEST)
    assert wide.encode()
    assert _one(ColumnKind.TEXT, "é" * 40_000, typed=False)[1] == []


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (ColumnKind.NUMBER, 5, 5),
        (ColumnKind.NUMBER, -1.5, -1.5),
        (ColumnKind.NUMBER, Decimal("2.50"), Decimal("2.50")),
        (ColumnKind.DATE, date(1, 1, 1), date(1, 1, 1)),
        (ColumnKind.DATE, date(9999, 12, 31), date(9999, 12, 31)),
        (ColumnKind.MOMENT, _AT, datetime(2026, 7, 15, 0, 30)),
        (ColumnKind.FLAG, False, False),
        (ColumnKind.TEXT, None, None),
        (ColumnKind.TEXT, "", None),
        (ColumnKind.DATE, "??/03/1985", "??/03/1985"),
        (ColumnKind.TEXT, 12, "12"),
        (ColumnKind.TEXT, date(2026, 1, 2), "02/01/2026"),
        (ColumnKind.NUMBER, True, "oui"),
        (ColumnKind.DATE, _AT, "15/07/2026 00:30"),
    ],
)
def test_a_value_of_its_kind_is_typed_and_any_other_is_text(kind: ColumnKind, value: Any, cell: Any) -> None:
    """Nothing is lost either way, so nothing is said."""
    found, said = _one(kind, value)
    assert (found, type(found), said) == (cell, type(cell), [])


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (ColumnKind.NUMBER, 1234567890123456, "1234567890123456"),
        (ColumnKind.NUMBER, 10**400, "1" + "0" * 400),
        (ColumnKind.NUMBER, float("nan"), "NaN"),
        (ColumnKind.NUMBER, float("-inf"), "-Infinity"),
        (ColumnKind.NUMBER, Decimal("sNaN"), "sNaN"),
        (ColumnKind.NUMBER, Decimal("0.12345678901234567"), "0,12345678901234567"),
        (ColumnKind.DATE, date(1899, 12, 31), "31/12/1899"),
        (ColumnKind.MOMENT, datetime(1, 1, 1, tzinfo=UTC), "01/01/0001 01:00"),
    ],
)
def test_what_the_file_cannot_hold_is_text_and_is_said(kind: ColumnKind, value: Any, text: str) -> None:
    """Digits that a double would lose, days before the calendar: in words, and counted."""
    assert _one(kind, value, earliest=date(1900, 3, 1)) == (text, ["wrong_kind"])


def test_alterations_are_counted_in_cells() -> None:
    """Two cells of a row are two."""
    cells = Cells((Column("a"), Column("b")), typed=False)
    cells.row(("=1", "+2\x00"))
    cells.row(("x", "@"))
    assert cells.altered() == (Altered("guarded", 3), Altered("control_characters", 1))


def test_a_row_of_another_length_is_a_defect() -> None:
    """Cells would slide under other headings."""
    with pytest.raises(Defect):
        Cells((Column("a"),), typed=True).row(("x", "y"))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (1234.5, "1234,5"),
        (1e-7, "0,0000001"),
        (1e22, "10000000000000000000000"),
        (True, "oui"),
        (False, "non"),
    ],
)
def test_words_are_french(value: Any, words: str) -> None:
    """A comma, no exponent, oui and non."""
    assert in_words(value) == words


def test_what_is_no_cell_is_a_defect() -> None:
    """An object that nobody thought of is not guessed at."""
    with pytest.raises(Defect):
        in_words(object())  # type: ignore[arg-type]
