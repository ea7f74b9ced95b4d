"""Address labels: sheets of them, DL envelopes, and pages whose address shows in a window.

One address that can't be printed stops the whole print and is named with the others: a half-printed
sheet is how an address is forgotten.
"""

from __future__ import annotations

import enum
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backoffice_gui.documents.papers.case_sheet import WATERMARK
from backoffice_gui.documents.papers.typesetting import Paper, Scribe, Typesetter
from backoffice_gui.domain.postal import LINE_LENGTH, MOST_LINES, Label, NotPrintable, Problem
from backoffice_gui.errors import UsageError

__all__ = ["LabelFormat", "NotPrinted", "labels"]

_TITLE = "Étiquettes d’adresses"
_ADVANCE = 0.602
"""Ems that each character of the font (DejaVu Sans Mono) takes."""
_POINT = 25.4 / 72
_LARGEST, _SMALLEST = 11.0, 7.0
"""Points; below 7 a sorting machine reads no longer."""
_LEADING = 1.25


@dataclass(frozen=True, slots=True)
class _Geometry:
    """A page and the places on it, in millimetres; `left` and `top` of the first, `right` and `down` to the next."""

    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    right: float
    down: float
    label_width: float
    label_height: float
    margin: float

    def place(self, number: int) -> tuple[float, float]:
        """Where the writing of the label with this number (from 0) begins."""
        row, column = divmod(number, self.columns)
        return self.left + column * self.right + self.margin, self.top + row * self.down


class LabelFormat(enum.Enum):
    """What addresses are printed on; the value is its code word."""

    SHEET_2X7 = "a4-2x7"
    """A4, 14 labels of 99.1 × 38.1 mm."""
    SHEET_3X8 = "a4-3x8"
    """A4, 24 labels of 70 × 36 mm, edge to edge."""
    ENVELOPE_DL = "dl"
    """An envelope of 220 × 110 mm, the address in the zone that machines read."""
    WINDOW_DL = "a4-window"
    """A4, folded in three, the address in the window (35 × 100 mm, at the right) of a DL envelope."""

    @property
    def places(self) -> int:
        """How many addresses a page has place for."""
        return _GEOMETRIES[self].columns * _GEOMETRIES[self].rows


_GEOMETRIES = {
    LabelFormat.SHEET_2X7: _Geometry(210, 297, 2, 7, 4.65, 15.15, 101.6, 38.1, 99.1, 38.1, 6),
    LabelFormat.SHEET_3X8: _Geometry(210, 297, 3, 8, 0, 4.5, 70, 36, 70, 36, 5),
    LabelFormat.ENVELOPE_DL: _Geometry(220, 110, 1, 1, 105, 50, 0, 0, 105, 40, 2),
    LabelFormat.WINDOW_DL: _Geometry(210, 297, 1, 1, 100, 49, 0, 0, 98, 35, 3),
}


@dataclass(frozen=True, slots=True)
class NotPrinted:
    """The addresses that stop a print, by their place in the order given (from 0)."""

    refused: tuple[tuple[int, NotPrintable], ...]


def labels(
    addresses: Sequence[Label | NotPrintable],
    form: LabelFormat,
    typesetter: Typesetter,
    *,
    made_at: datetime,
    first: int = 1,
    demo: bool = False,
) -> Paper | NotPrinted:
    """Set the labels from place `first` (from 1, row by row) of the first sheet on, or name what can't be printed.

    All in one size, the largest at which the longest line of any fits. Raises `UsageError`: `labels-none`,
    `labels-place` (with `most`) where the first sheet has no such place.
    """
    if not addresses:
        raise UsageError("labels-none")
    if not 1 <= first <= form.places:
        raise UsageError("labels-place", most=form.places)
    refused = tuple((number, each) for number, each in enumerate(addresses) if isinstance(each, NotPrintable))
    ready = [each for each in addresses if isinstance(each, Label)]
    if refused:
        return NotPrinted(refused)
    lacking: dict[int, NotPrintable] = {}

    def data(scribe: Scribe) -> dict[str, Any]:
        lacking.update((n, found) for n, each in enumerate(ready) if (found := _unshown(scribe, each)) is not None)
        shown = [[scribe.shown(line)[0] for line in each.lines] for each in ready]
        return {"document-title": _TITLE, "watermark": WATERMARK if demo else "", **_laid_out(shown, form, first)}

    paper = typesetter.set("labels.typ", data, made_at)
    return NotPrinted(tuple(sorted(lacking.items()))) if lacking else paper


def _unshown(scribe: Scribe, label: Label) -> NotPrintable | None:
    """The label as refused, where no font has all of its characters."""
    problems = [
        Problem("unprintable_characters", number, 1, line)
        for number, line in enumerate(label.lines, 1)
        if not scribe.shows(line)
    ]
    return NotPrintable(tuple(problems), label.lines) if problems else None


def _size(shown: Sequence[Sequence[str]], geometry: _Geometry) -> float:
    """Points at which the longest line and the most lines of any label fit."""
    longest = max(len(line) for lines in shown for line in lines)
    most = max(*map(len, shown), MOST_LINES)
    wide = (geometry.label_width - 2 * geometry.margin) / (max(longest, LINE_LENGTH // 2) * _ADVANCE * _POINT)
    high = (geometry.label_height - 4) / (most * _LEADING * _POINT)
    return max(_SMALLEST, min(_LARGEST, wide, high))


def _is_composed(character: str) -> bool:
    """Whether the fixed-width font has to put it together (Vietnamese, marks that combine): it misplaces the marks."""
    return 0x1E00 <= ord(character) <= 0x1EFF or unicodedata.category(character)[0] == "M"


def _laid_out(shown: Sequence[Sequence[str]], form: LabelFormat, first: int) -> dict[str, Any]:
    geometry = _GEOMETRIES[form]
    sheets: list[list[dict[str, Any]]] = []
    for number, lines in enumerate(shown, first - 1):
        sheet, place = divmod(number, form.places)
        while len(sheets) <= sheet:
            sheets.append([])
        x, y = geometry.place(place)
        composed = any(_is_composed(character) for line in lines for character in line)
        sheets[sheet].append({"x": x, "y": y, "lines": list(lines), "composed": composed})
    return {
        "size": round(_size(shown, geometry), 2),
        "format": {
            "width": geometry.width,
            "height": geometry.height,
            "label-width": geometry.label_width - 2 * geometry.margin,
            "label-height": geometry.label_height,
        },
        "sheets": sheets,
    }
