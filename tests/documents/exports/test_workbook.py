from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from xlsxwriter import Workbook

from backoffice_gui.documents.exports.cells import Cells
from backoffice_gui.documents.exports.workbook import EARLIEST, write_xlsx
from backoffice_gui.domain.sheets import Column, ColumnKind, Table

_AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_KINDS = (ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.DATE, ColumnKind.MOMENT, ColumnKind.FLAG)
_COLUMNS = tuple(Column(f"Colonne {kind}", kind) for kind in _KINDS)
_ROWS: tuple[tuple[Any, ...], ...] = (
    ("EXEMPLE <b> & _x0041_ \n Démo", -1.5, date(1985, 3, 1), _AT, True),
    (" =1+1", 12, date(9999, 12, 31), datetime(1900, 3, 1, tzinfo=UTC), False),
    ("https://exemple.invalid/", 1 / 3, EARLIEST, _AT.replace(second=7), True),
)


def _parts(columns: tuple[Column, ...], *rows: tuple[Any, ...]) -> dict[str, bytes]:
    sink = io.BytesIO()
    table = Table("Essai <1>", columns, rows)
    write_xlsx(sink, table, rows, Cells(columns, typed=True, earliest=EARLIEST), name="Essai", made_at=_AT)
    with zipfile.ZipFile(sink) as read:
        assert read.namelist()[0] == "[Content_Types].xml"
        return {each: read.read(each) for each in read.namelist()}


def _cells(parts: dict[str, bytes]) -> dict[str, tuple[str | None, str]]:
    root = ET.fromstring(parts["xl/worksheets/sheet1.xml"])
    return {str(cell.get("r")): (cell.get("t"), "".join(cell.itertext())) for cell in root.iter(f"{_MAIN}c")}


def test_the_rows_are_what_the_library_itself_would_write(tmp_path: Path) -> None:
    """Cell for cell the XML of XlsxWriter's own streaming, but that every text keeps its spaces."""
    path = tmp_path / "theirs.xlsx"
    with Workbook(path, {"constant_memory": True, "tmpdir": str(tmp_path)}) as book:
        sheet = book.add_worksheet("Essai")
        bold, day, moment = (
            book.add_format(each)
            for each in ({"bold": True}, {"num_format": "dd/mm/yyyy"}, {"num_format": "dd/mm/yyyy hh:mm"})
        )
        for number, column in enumerate(_COLUMNS):
            sheet.write_string(0, number, column.name, bold)
        cells = Cells(_COLUMNS, typed=True)
        for number, row in enumerate(map(cells.row, _ROWS), 1):
            sheet.write_string(number, 0, str(row[0]))
            sheet.write_number(number, 1, row[1])
            sheet.write_datetime(number, 2, row[2], day)
            sheet.write_datetime(number, 3, row[3], moment)
            sheet.write_boolean(number, 4, row[4])
    theirs = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    ours = _parts(_COLUMNS, *_ROWS)["xl/worksheets/sheet1.xml"].decode()

    def cells_of(text: str) -> list[str]:
        return re.findall("<c .*?</c>", text.replace(' xml:space="preserve"', ""), re.DOTALL)

    assert len(cells_of(ours)) == 20
    assert cells_of(ours) == cells_of(theirs)


def test_text_comes_back_and_is_never_anything_else() -> None:
    """Formulas, links and the library's own markup are strings, character for character."""
    texts = (
        "=1+1",
        "<r>EXEMPLE</r>",
        "<r><t>x</t></r>",
        "https://exemple.invalid/",
        "mailto:a@b",
        "\t x \n",
        "'",
        "12",
    )
    parts = _parts((Column("<r>a</r>"),), *((text,) for text in texts))
    assert list(_cells(parts).values()) == [("inlineStr", text) for text in ("<r>a</r>", *texts)]
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_empty_cells_are_left_out() -> None:
    """A row of nothing keeps its number."""
    parts = _parts(_COLUMNS, (None,) * 5, ("x", None, None, None, None))
    assert [place for place in _cells(parts) if not place.endswith("1")] == ["A3"]


def test_the_filter_covers_the_rows_and_the_headings_stay() -> None:
    """The frame around the rows knows how many there were; every part is XML, and the sheet says nothing false."""
    parts = _parts(_COLUMNS, *_ROWS)
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b'<autoFilter ref="A1:E4"/>' in sheet
    assert b'state="frozen"' in sheet
    assert b"<dimension" not in sheet
    assert b"Essai!$A$1:$E$4" in parts["xl/workbook.xml"]
    for octets in parts.values():
        ET.fromstring(octets)


def test_the_metadata_name_nobody_and_nothing_leads_out() -> None:
    """No author, no company, no macro, no link to another file; title and moment only."""
    parts = _parts(_COLUMNS)
    core = ET.fromstring(parts["docProps/core.xml"])
    said = {each.tag.rpartition("}")[2]: each.text for each in core}
    assert said == {
        "title": "Essai <1>",
        "creator": None,
        "lastModifiedBy": None,
        "created": "2026-11-23T13:05:00Z",
        "modified": "2026-11-23T13:05:00Z",
    }
    assert not [name for name in parts if "vba" in name or "external" in name.lower() or "hyperlink" in name]
    assert not any(b'TargetMode="External"' in octets for octets in parts.values())


def test_the_first_day_is_the_first_that_all_count_alike() -> None:
    """Before, a day is written in words, and that is said by the cells."""
    assert _cells(_parts((Column("d", ColumnKind.DATE),), (EARLIEST,)))["A2"] == (None, "61")
    earlier = _cells(_parts((Column("d", ColumnKind.DATE),), (date(1900, 2, 28),)))
    assert earlier["A2"] == ("inlineStr", "28/02/1900")
