from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.documents.exports.cells import Cells
from backoffice_gui.documents.exports.delimited import write_csv
from backoffice_gui.domain.sheets import Column, ColumnKind, Table


def _written(columns: tuple[Column, ...], *rows: tuple[Any, ...]) -> bytes:
    sink = io.BytesIO()
    write_csv(sink, Table("Essai", columns, rows), rows, Cells(columns, typed=False))
    return sink.getvalue()


def test_the_file_is_what_a_french_spreadsheet_opens() -> None:
    """A byte order mark, semicolons, quotes around every cell, CRLF, numbers and days as in French."""
    kinds = (ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.DATE, ColumnKind.MOMENT, ColumnKind.FLAG)
    at = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
    octets = _written(
        tuple(Column(kind.value, kind) for kind in kinds),
        ('EXEMPLE "Démo"; x', -1234.5, date(1985, 3, 1), at, True),
        (None, None, None, None, None),
    )
    assert (
        octets
        == (
            '\ufeff"text";"number";"date";"moment";"flag"\r\n'
            '"EXEMPLE ""Démo""; x";"-1234,5";"01/03/1985";"23/11/2026 14:05";"oui"\r\n'
            '"";"";"";"";""\r\n'
        ).encode()
    )


def test_headings_are_guarded_too() -> None:
    """A heading may come from a form's own field names."""
    assert _written((Column("=cmd"),)) == '\ufeff"\'=cmd"\r\n'.encode()


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=12))
def test_any_text_comes_back_as_cells_and_none_begins_a_formula(rows: list[tuple[str, str]]) -> None:
    """A reader of CSV finds the same rows and columns, whatever was typed, and nothing it would run."""
    columns = (Column("a"), Column("b"))
    octets = _written(columns, *rows)
    read = list(csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=";"))[1:]
    expected = Cells(columns, typed=False)
    assert read == [[cell or "" for cell in expected.row(row)] for row in rows]
    assert not [cell for row in read for cell in row if cell.strip()[:1] in tuple("=+-@＝＋－＠")]
