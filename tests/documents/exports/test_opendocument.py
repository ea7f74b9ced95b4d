from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

from backoffice_gui.documents.exports.cells import Cells
from backoffice_gui.documents.exports.opendocument import write_ods
from backoffice_gui.domain.sheets import Column, ColumnKind, Table

_AT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT = _ODF + "office:1.0}", _ODF + "table:1.0}", _ODF + "text:1.0}"


def _parts(columns: tuple[Column, ...], *rows: tuple[Any, ...], name: str = "Essai & co") -> dict[str, bytes]:
    sink = io.BytesIO()
    table = Table("Essai <1>", columns, rows)
    write_ods(sink, table, rows, Cells(columns, typed=True), name=name, made_at=_AT)
    with zipfile.ZipFile(sink) as read:
        return {each: read.read(each) for each in read.namelist()}


def _text(cell: ET.Element) -> str:
    """A cell's text as a reader of ODF has it: runs of white space are one space, none at a paragraph's ends."""
    said = []
    for paragraph in cell.findall(f"{_TEXT}p"):
        words = paragraph.text or ""
        for inner in paragraph:
            words += {f"{_TEXT}s": "\0", f"{_TEXT}tab": "\1"}[inner.tag] + (inner.tail or "")
        said.append(re.sub("[ \t\n]+", " ", words).strip(" "))
    return "\n".join(said).replace("\0", " ").replace("\1", "\t")


def _rows(parts: dict[str, bytes]) -> list[list[ET.Element]]:
    root = ET.fromstring(parts["content.xml"])
    return [row.findall(f"{_TABLE}table-cell") for row in root.iter(f"{_TABLE}table-row")]


def test_the_package_says_what_it_is_and_every_part_is_listed() -> None:
    """The kind first; the manifest names each part; all of them are XML."""
    parts = _parts((Column("a"),), ("x",))
    assert next(iter(parts)) == "mimetype"
    assert parts["mimetype"] == b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = ET.fromstring(parts["META-INF/manifest.xml"])
    listed = {each.get(f"{_ODF}manifest:1.0}}full-path") for each in manifest}
    assert listed == {"/", *parts} - {"mimetype", "META-INF/manifest.xml"}
    for name in listed - {"/"}:
        ET.fromstring(parts[str(name)])


def test_cells_are_typed() -> None:
    """Numbers, days, moments in Paris and flags are what they are, with French words beside."""
    kinds = (ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.NUMBER, ColumnKind.DATE, ColumnKind.MOMENT, ColumnKind.FLAG)
    columns = tuple(Column(kind.value, kind) for kind in kinds)
    headings, first, second = _rows(
        _parts(columns, ("=1+1", -2, Decimal("1.50"), date(985, 3, 1), _AT, True), (None,) * 6)
    )
    assert [_text(cell) for cell in headings] == [kind.value for kind in kinds]
    assert [
        (cell.get(f"{_OFFICE}value-type"), cell.get(f"{_OFFICE}value"), cell.get(f"{_OFFICE}date-value"), _text(cell))
        for cell in first
    ] == [
        ("string", None, None, "=1+1"),
        ("float", "-2", None, "-2"),
        ("float", "1.50", None, "1,50"),
        ("date", None, "0985-03-01", "01/03/0985"),
        ("date", None, "2026-11-23T14:05:00", "23/11/2026 14:05"),
        ("boolean", None, None, "VRAI"),
    ]
    assert first[5].get(f"{_OFFICE}boolean-value") == "true"
    assert [dict(cell.attrib) for cell in second] == [{}] * 6


def test_text_comes_back_character_for_character() -> None:
    """Markup, lines, tabs and runs of spaces are what was typed."""
    texts = ("<b>&amp;</b>", "a\nb\n\nc", " a  b ", "a\tb", "a\n b", "\U0001f600 עברית")
    parts = _parts((Column("a"),), *((text,) for text in texts))
    assert [_text(row[0]) for row in _rows(parts)[1:]] == list(texts)


def test_nothing_in_it_runs_or_leads_away_or_names_anybody() -> None:
    """No formula, no link, no script; the metadata are title, language and moment."""
    parts = _parts((Column("=cmd|' /C x'!A0"),), ("https://exemple.invalid/",), ("=HYPERLINK(1)",))
    content = parts["content.xml"]
    assert b"formula" not in content
    assert b"xlink" not in content
    assert b"text:a" not in content
    meta = ET.fromstring(parts["meta.xml"])[0]
    assert [(each.tag.rpartition("}")[2], each.text) for each in meta] == [
        ("title", "Essai <1>"),
        ("language", "fr-FR"),
        ("creation-date", "2026-11-23T13:05:00+00:00"),
    ]


def test_the_headings_stay_in_sight() -> None:
    """The view of the sheet, by its name, is split below the first row."""
    parts = _parts((Column("a"),), ("x",), name='L’"essai" & <co>')
    content = ET.fromstring(parts["content.xml"])
    (sheet,) = content.iter(f"{_TABLE}table")
    config = _ODF + "config:1.0}"
    settings = ET.fromstring(parts["settings.xml"])
    (view,) = (each for each in settings.iter(f"{config}config-item-map-entry") if each.get(f"{config}name"))
    assert view.get(f"{config}name") == sheet.get(f"{_TABLE}name") == 'L’"essai" & <co>'
    items = {each.get(f"{config}name"): each.text for each in view}
    assert (items["VerticalSplitMode"], items["VerticalSplitPosition"], items["PositionBottom"]) == ("2", "1", "1")
