"""What a value becomes in a cell: of its column's kind where it can be, else text, and what was altered counted.

A sheet is opened by programs that guess. So text that would be taken for a formula is guarded where the
file has no types (CSV; ASVS 1.2.10, CWE-1236), and characters that XML 1.0 has no place for, or that turn
the direction of writing, are written out (`⟨U+202E⟩`), never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite

from backoffice_gui.domain.paris import paris, shown_date, shown_moment
from backoffice_gui.domain.sheets import Altered, Cell, Column, ColumnKind
from backoffice_gui.errors import Defect

__all__ = ["LONGEST", "Cells", "Typed", "in_words"]

Typed = str | int | float | Decimal | date | datetime | bool | None
"""A cell as it is written: a `datetime` here is the wall clock in Paris, without a zone; no text is empty."""

LONGEST = 32_767
"""UTF-16 units that one cell of a spreadsheet holds."""

_CUT_MARK = " […]"
_DIGITS = 15
"""What a spreadsheet's numbers (IEEE 754 doubles) keep."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_BREAK = re.compile("\r\n?|\u0085|\u2028|\u2029")
_INVISIBLE = "\\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2064\ufeff"
_FORMULA = re.compile(f"[\t\r\n]|[{_INVISIBLE}]*[=+\\-@＝＋－＠]")
_NUMBER_LIKE = re.compile(r"0[0-9 .\-]+|[0-9]{16,}")
"""Phones and identifiers that a program which guesses would take for numbers: a zero or a digit would be lost."""


def _written_out(found: re.Match[str]) -> str:
    return f"⟨U+{ord(found[0]):04X}⟩"


def in_words(value: Cell) -> str:
    """A value as a French reader writes it: `1234,5`, `23/11/2026`, `23/11/2026 14:05`, `oui`."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "oui" if value else "non"
        case datetime():
            return shown_moment(value)
        case date():
            return shown_date(value)
        case int():
            return str(value)
        case float() | Decimal():
            return f"{Decimal(str(value)):f}".replace(".", ",")
        case _:
            raise Defect(type(value).__name__)


def _fits(number: float | Decimal, digits: int | None) -> bool:
    """Whether a number stays what it is in a file that keeps so many digits (nothing: any)."""
    if isinstance(number, float):
        return isfinite(number)
    if isinstance(number, Decimal) and not number.is_finite():
        return False
    if digits is None:
        return True
    return abs(number) < 10**digits and len(Decimal(number).normalize().as_tuple().digits) <= digits


class Cells:
    """The cells of one file, row by row, and the account of what could not be written as it was.

    `typed` files (ODS, XLSX) shorten at `LONGEST` and hold no number of more than 15 digits; `earliest` is
    the first day their calendar has. A file without types (CSV) is guarded instead.
    """

    def __init__(self, columns: Sequence[Column], *, typed: bool, earliest: date = date.min) -> None:
        self._kinds = tuple(column.kind for column in columns)
        self._typed = typed
        self._earliest = earliest
        self._counts: dict[str, int] = dict.fromkeys(
            ("guarded", "control_characters", "surrogates", "shortened", "wrong_kind"), 0
        )

    def row(self, values: Sequence[Cell]) -> list[Typed]:
        """One row as it is written; raises `Defect` where it has not one value for each column."""
        if len(values) != len(self._kinds):
            raise Defect(f"{len(values)} cells for {len(self._kinds)} columns")
        return [
            None
            if value is None or value == ""
            else self.text(value)
            if isinstance(value, str)
            else self._of_kind(kind, value)
            for kind, value in zip(self._kinds, values, strict=True)
        ]

    def text(self, value: str) -> str:
        """Text as it is written: line ends made one, what has no place written out, guarded or shortened."""
        if _ODD.search(value):
            value = self._made_visible(value)
        if self._typed:
            return value if len(value) <= LONGEST // 2 else self._shortened(value)
        if _FORMULA.match(value) or _NUMBER_LIKE.fullmatch(value):
            self._counts["guarded"] += 1
            return "'" + value
        return value

    def altered(self) -> tuple[Altered, ...]:
        """What was altered so far, by reason."""
        return tuple(Altered(reason, count) for reason, count in self._counts.items() if count)

    def _made_visible(self, value: str) -> str:
        value = _BREAK.sub("\n", value)
        found = set(_ODD.findall(value))
        if found:
            torn = any(_SURROGATE.match(each) for each in found)
            self._counts["surrogates" if torn else "control_characters"] += 1
        return _ODD.sub(_written_out, value)

    def _shortened(self, value: str) -> str:
        room = LONGEST - len(_CUT_MARK)
        units = value.encode("utf-16-le")
        if len(units) <= 2 * LONGEST:
            return value
        self._counts["shortened"] += 1
        return units[: 2 * room].decode("utf-16-le", "ignore") + _CUT_MARK

    def _of_kind(self, kind: ColumnKind, value: Cell) -> Typed:
        """A value that is no text: as it is where the column and the file can hold it, else in words."""
        match kind, value:
            case ColumnKind.FLAG, bool():
                return value
            case ColumnKind.NUMBER, int() | float() | Decimal() if not isinstance(value, bool):
                if _fits(value, _DIGITS if self._typed else None):
                    return value
            case ColumnKind.MOMENT, datetime():
                local = paris(value)
                if local.date() >= self._earliest:
                    return local
            case ColumnKind.DATE, date() if not isinstance(value, datetime):
                if value >= self._earliest:
                    return value
            case _:
                return self.text(in_words(value))
        self._counts["wrong_kind"] += 1
        return self.text(in_words(value))
