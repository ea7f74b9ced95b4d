"""XLSX: XlsxWriter makes the workbook (styles, headings' format, metadata), its rows are streamed into it.

The library either holds every cell in memory or lays rows down in temporary files, where personal data
would lie; and it takes text that looks like its own XML for XML. So it is asked for a workbook without
text, and the rows stand where it left off: inline strings, numbers, no formula, no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import IO
from zipfile import ZipFile

from backoffice_gui.documents.exports.cells import Cells, Typed
from backoffice_gui.documents.exports.package import Package, escaped
from backoffice_gui.domain.sheets import Cell, Column, ColumnKind, Table

__all__ = ["EARLIEST", "write_xlsx"]

EARLIEST = date(1900, 3, 1)
"""The first day that every spreadsheet counts alike (there is a 29 February 1900 in some)."""

_FORMATS = ("dd/mm/yyyy", "dd/mm/yyyy hh:mm")
_SHEET = "xl/worksheets/sheet1.xml"
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # wall clocks, as the cells are
_DAY = timedelta(days=1)
_LITERAL = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_WIDTHS = {
    ColumnKind.TEXT: 26,
    ColumnKind.NUMBER: 12,
    ColumnKind.DATE: 13,
    ColumnKind.MOMENT: 17,
    ColumnKind.FLAG: 10,
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """A workbook without rows: its parts, and the XML of its sheet before and after them."""

    parts: dict[str, bytes]
    before: str
    after: str
    heading: str
    day: str
    moment: str


def _frame(columns: Sequence[Column], *, name: str, title: str, rows: int, made_at: datetime) -> _Frame:
    """What XlsxWriter makes of a sheet of so many rows, headings included."""
    from xlsxwriter import Workbook

    octets = BytesIO()
    with Workbook(octets, {"in_memory": True}) as book:
        stamp = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        book.set_properties({"title": title, "created": stamp})
        sheet = book.add_worksheet(name)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, _WIDTHS[column.kind])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, rows - 1, len(columns) - 1)
        formats = [book.add_format({"bold": True})]
        formats += [book.add_format({"num_format": each}) for each in _FORMATS]
        for number, each in enumerate(formats):
            sheet.write_number(0, number, 0, each)
    with ZipFile(octets) as made:
        parts = {each: made.read(each) for each in made.namelist()}
    before, _, rest = parts.pop(_SHEET).decode().partition("<sheetData>")
    sample, _, after = rest.partition("</sheetData>")
    styles = re.findall(r' s="([0-9]+)"', sample)
    before = re.sub(r"<dimension [^>]*/>", "", before)
    return _Frame(parts, before + "<sheetData>", "</sheetData>" + after, *styles)


class _Rows:
    """The XML of rows, one after the other."""

    def __init__(self, frame: _Frame, columns: int) -> None:
        from xlsxwriter.utility import xl_col_to_name

        self._frame = frame
        self._names = [xl_col_to_name(number) for number in range(columns)]
        self.count = 0

    def row(self, values: Sequence[Typed], style: str = "") -> str:
        """One row; empty cells are left out."""
        self.count += 1
        number = self.count
        each = (
            self._cell(f'{name}{number}"{style}', value)
            for name, value in zip(self._names, values, strict=True)
            if value is not None
        )
        return f'<row r="{number}">{"".join(each)}</row>'

    def _cell(self, place: str, value: Typed) -> str:
        match value:
            case str():
                text = escaped(value)
                if "_x" in text:
                    text = _LITERAL.sub("_x005F_", text)
                return f'<c r="{place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
            case bool():
                return f'<c r="{place} t="b"><v>{int(value)}</v></c>'
            case datetime():
                return f'<c r="{place} s="{self._frame.moment}"><v>{(value - _EPOCH) / _DAY:.16G}</v></c>'
            case date():
                return f'<c r="{place} s="{self._frame.day}"><v>{(value - _EPOCH.date()).days}</v></c>'
            case _:
                return f'<c r="{place}><v>{value:.16G}</v></c>'


def write_xlsx(
    sink: IO[bytes], table: Table, rows: Iterable[Sequence[Cell]], cells: Cells, *, name: str, made_at: datetime
) -> None:
    """Write one sheet called `name`, headings in bold, frozen and with filters above typed rows."""
    title = cells.text(table.title)

    def framed(count: int) -> _Frame:
        return _frame(table.columns, name=name, title=title, rows=count, made_at=made_at)

    first = framed(1)
    writing = _Rows(first, len(table.columns))

    def sheet() -> Iterator[str]:
        yield first.before
        yield writing.row([cells.text(column.name) or None for column in table.columns], f' s="{first.heading}"')
        for row in rows:
            yield writing.row(cells.row(row))
        yield framed(writing.count).after

    leading = ("[Content_Types].xml", "_rels/.rels")
    with Package(sink, made_at) as package:
        for part in leading:
            package.part(part, first.parts[part])
        package.streamed(_SHEET, sheet())
        for part, octets in framed(writing.count).parts.items():
            if part not in leading:
                package.part(part, octets)
