"""One table into one stream: the kind of file chosen, rows counted, progress told, a cancellation heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, assert_never

from backoffice_gui.documents.exports.cells import Cells
from backoffice_gui.documents.exports.delimited import write_csv
from backoffice_gui.documents.exports.opendocument import write_ods
from backoffice_gui.documents.exports.workbook import EARLIEST, write_xlsx
from backoffice_gui.domain.sheets import Altered, Cell, Table, TableFormat
from backoffice_gui.errors import UsageError

__all__ = ["MOST_COLUMNS", "MOST_ROWS", "Written", "write_table"]

MOST_ROWS = 1_048_575
"""Rows below the headings that a sheet has."""
MOST_COLUMNS = 1_024
"""Columns that every spreadsheet has."""

_EVERY = 250
_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff]")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Written:
    """What one stream was given: rows below the headings, and what could not be written as it was."""

    rows: int
    altered: tuple[Altered, ...]


class _Counted:
    """The rows of a table as they are taken, with the eyes of whoever waits for them."""

    def __init__(
        self, table: Table, most: int | None, cancelled: Callable[[], bool], progress: Callable[[int], None]
    ) -> None:
        self._table, self._most, self._cancelled, self._progress = table, most, cancelled, progress
        self.rows = 0

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        for row in self._table.rows:
            if self.rows % _EVERY == 0:
                if self._cancelled():
                    raise UsageError("export-cancelled")
                self._progress(self.rows)
            if self.rows == self._most:
                raise UsageError("export-too-many-rows", most=self.rows)
            self.rows += 1
            yield row
        if self._cancelled():
            raise UsageError("export-cancelled")
        self._progress(self.rows)


def _sheet_name(title: str) -> str:
    """A title as the name of a sheet: 31 characters, none that a spreadsheet refuses, no apostrophe at an end."""
    return " ".join(_SHEET_NAME.sub(" ", title).split())[:_LONGEST_NAME].strip(" '") or "Export"


def _never() -> bool:
    return False


def _nobody(rows: int) -> None:
    """Progress that nobody looks at."""


def write_table(
    sink: IO[bytes],
    table: Table,
    kind: TableFormat,
    *,
    made_at: datetime,
    cancelled: Callable[[], bool] = _never,
    progress: Callable[[int], None] = _nobody,
) -> Written:
    """Write a table into a binary stream that can be moved in (ODS and XLSX go back to what they wrote).

    `cancelled` is asked, and `progress` told the rows so far, every 250 rows and at the end. Raises
    `UsageError`: `export-cancelled`, `export-too-many-rows` (ODS, XLSX), `export-too-many-columns`,
    `export-no-columns`, `export-too-large`; what `rows` raises, and `OSError`, come through. What the
    stream holds then is of no use.
    """
    if not table.columns:
        raise UsageError("export-no-columns")
    if len(table.columns) > MOST_COLUMNS:
        raise UsageError("export-too-many-columns", most=MOST_COLUMNS)
    rows = _Counted(table, None if kind is TableFormat.CSV else MOST_ROWS, cancelled, progress)
    name = _sheet_name(table.title)
    match kind:
        case TableFormat.CSV:
            cells = Cells(table.columns, typed=False)
            write_csv(sink, table, rows, cells)
        case TableFormat.ODS:
            cells = Cells(table.columns, typed=True)
            write_ods(sink, table, rows, cells, name=name, made_at=made_at)
        case TableFormat.XLSX:
            cells = Cells(table.columns, typed=True, earliest=EARLIEST)
            write_xlsx(sink, table, rows, cells, name=name, made_at=made_at)
        case _:
            assert_never(kind)
    return Written(rows.rows, cells.altered())
