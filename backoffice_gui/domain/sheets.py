"""Tables and sheets as they leave the house: what is written, and nothing of what it is about.

Whoever fills them has put everything into words; nothing here knows cases.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

__all__ = [
    "Altered",
    "Cell",
    "Column",
    "ColumnKind",
    "Entry",
    "Line",
    "Manifest",
    "Sheet",
    "SheetSection",
    "Table",
    "TableFormat",
]

Cell = str | int | float | Decimal | date | datetime | bool | None
"""What a cell may hold; a moment has its zone. A value that is not of its column's kind is written as text."""


class ColumnKind(enum.StrEnum):
    """What the cells of a column are: a sheet sorts and adds by it."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `name` is its heading, in the reader's language; identifiers and phones are TEXT."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """What is exported; `rows` are read once, in order, one at a time: a million need not be in memory."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


class TableFormat(enum.StrEnum):
    """The kinds of files a table can be; the value is the ending of the file's name."""

    CSV = "csv"
    ODS = "ods"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Altered:
    """What in how many cells is not written as it was.

    `reason` is `guarded` (an apostrophe stands before what a spreadsheet would take for a formula),
    `control_characters` (written out, `⟨U+0007⟩`: XML has no place for them), `surrogates` (the same),
    `shortened` (a cell holds 32,767 characters; a mark stands at its end) or `wrong_kind` (not of its
    column's kind, or a number, a date before 1900 that the file's kind can't hold: written as text).
    """

    reason: str
    cells: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was written, without a word of its content: for the file beside it, and for the audit."""

    file: str
    format: str
    columns: tuple[str, ...]
    rows: int
    size: int
    sha256: str
    made_at: datetime
    purpose: str
    program: str
    altered: tuple[Altered, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One answer on a sheet; `warning` is a sentence that stands below it."""

    label: str
    value: str
    warning: str = ""


@dataclass(frozen=True, slots=True)
class SheetSection:
    """Lines that belong together, under their heading."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened, or was noted: when (with its zone), who (a name at the desk, or nobody), what."""

    at: datetime
    words: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One case on paper; `title` and `reference` become the document's title: nothing personal in them."""

    title: str
    reference: str
    sections: tuple[SheetSection, ...] = ()
    timeline: tuple[Entry, ...] = ()
    notes: tuple[Entry, ...] = ()
    summary: tuple[Line, ...] = ()
    """What is looked for first (state, deadline, who has it), set beside each other at the top."""
