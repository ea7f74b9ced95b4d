from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from backoffice_gui.documents.exports import tables
from backoffice_gui.documents.exports.tables import MOST_COLUMNS, write_table
from backoffice_gui.domain.sheets import Altered, Column, ColumnKind, Table, TableFormat
from backoffice_gui.errors import UsageError

_AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
_every_format = pytest.mark.parametrize("kind", list(TableFormat))
_COLUMNS = (Column("Référence"), Column("Copies", ColumnKind.NUMBER))


def _rows(count: int) -> Iterator[tuple[Any, ...]]:
    return ((f"C-{number}", number) for number in range(count))


@_every_format
def test_rows_are_counted_and_alterations_told(kind: TableFormat) -> None:
    """What is written is told to whoever asked for it."""
    sink = io.BytesIO()
    written = write_table(sink, Table("Essai", _COLUMNS, [("a\x00", 1), ("b", 2)]), kind, made_at=_AT)
    assert (written.rows, written.altered) == (2, (Altered("control_characters", 1),))
    assert sink.getvalue()


@_every_format
def test_an_empty_table_is_a_file_of_headings(kind: TableFormat) -> None:
    """No rows are no error."""
    assert write_table(io.BytesIO(), Table("", _COLUMNS, ()), kind, made_at=_AT).rows == 0


@_every_format
def test_progress_is_told_and_ends_with_all_rows(kind: TableFormat) -> None:
    """Every 250 rows, then the whole."""
    told: list[int] = []
    write_table(io.BytesIO(), Table("Essai", _COLUMNS, _rows(600)), kind, made_at=_AT, progress=told.append)
    assert told == [0, 250, 500, 600]


@_every_format
def test_a_cancellation_is_heard_within_250_rows(kind: TableFormat) -> None:
    """And at the end, so that one who cancelled never gets a file."""
    taken: list[int] = []

    def rows() -> Iterator[tuple[Any, ...]]:
        for row in _rows(5_000):
            taken.append(row[1])
            yield row

    with pytest.raises(UsageError, match="export-cancelled"):
        write_table(
            io.BytesIO(), Table("Essai", _COLUMNS, rows()), kind, made_at=_AT, cancelled=lambda: len(taken) > 300
        )
    assert len(taken) <= 551
    with pytest.raises(UsageError, match="export-cancelled"):
        write_table(io.BytesIO(), Table("Essai", _COLUMNS, ()), kind, made_at=_AT, cancelled=lambda: True)


@pytest.mark.parametrize("kind", [TableFormat.ODS, TableFormat.XLSX])
def test_one_row_over_what_a_sheet_has_is_refused(kind: TableFormat, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never cut: as many as there is place for are written, one more is refused; CSV has no end."""
    monkeypatch.setattr(tables, "MOST_ROWS", 300)
    assert write_table(io.BytesIO(), Table("E", _COLUMNS, _rows(300)), kind, made_at=_AT).rows == 300
    with pytest.raises(UsageError, match="export-too-many-rows") as caught:
        write_table(io.BytesIO(), Table("E", _COLUMNS, _rows(301)), kind, made_at=_AT)
    assert caught.value.facts == {"most": 300}
    assert write_table(io.BytesIO(), Table("E", _COLUMNS, _rows(301)), TableFormat.CSV, made_at=_AT).rows == 301


@_every_format
def test_columns_are_needed_and_have_an_end(kind: TableFormat) -> None:
    """None, and more than every spreadsheet has, are refused before a row is read."""
    for columns, code in (((), "export-no-columns"), ((Column("x"),) * (MOST_COLUMNS + 1), "export-too-many-columns")):
        with pytest.raises(UsageError, match=code):
            write_table(io.BytesIO(), Table("E", columns, iter(())), kind, made_at=_AT)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Mes demandes [2026] : *tout*?", "Mes demandes 2026 tout"),
        ("x" * 40, "x" * 31),
        ("''", "Export"),
        ("\ud800\x00/\\", "Export"),
        ("'a'", "a"),
    ],
)
@pytest.mark.parametrize("kind", [TableFormat.ODS, TableFormat.XLSX])
def test_any_title_makes_a_name_that_a_sheet_may_have(title: str, name: str, kind: TableFormat) -> None:
    """Characters that spreadsheets refuse are spaces; 31 characters; never nothing."""
    sink = io.BytesIO()
    write_table(sink, Table(title, _COLUMNS, ()), kind, made_at=_AT)
    where = {TableFormat.ODS: "content.xml", TableFormat.XLSX: "xl/workbook.xml"}[kind]
    assert f'name="{name}"' in zipfile.ZipFile(sink).read(where).decode()


@_every_format
def test_memory_does_not_grow_with_the_rows(kind: TableFormat) -> None:
    """Five times the rows take at most a fifth more memory at their peak."""

    class Nowhere(io.RawIOBase):
        """A file that forgets what it is given, and knows where it is."""

        def __init__(self) -> None:
            self.at = 0

        def writable(self) -> bool:
            return True

        def seekable(self) -> bool:
            return True

        def tell(self) -> int:
            return self.at

        def seek(self, offset: int, whence: int = 0) -> int:
            self.at = offset
            return offset

        def write(self, octets: Any) -> int:
            self.at += len(octets)
            return len(octets)

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            write_table(Nowhere(), Table("E", _COLUMNS, _rows(count)), kind, made_at=_AT)  # type: ignore[arg-type]
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(6_000) < 1.2 * peak(1_200) + 50_000


@_every_format
def test_what_reading_the_rows_raises_comes_through(kind: TableFormat) -> None:
    """The failure of the store is the news, not a broken file."""

    def rows() -> Iterator[tuple[Any, ...]]:
        yield ("C-1", 1)
        raise LookupError

    with pytest.raises(LookupError):
        write_table(io.BytesIO(), Table("E", _COLUMNS, rows()), kind, made_at=_AT)
