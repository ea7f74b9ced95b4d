"""ODS (OpenDocument 1.3, ISO/IEC 26300), typed cells, streamed: the libraries that write it hold it all in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO
from xml.sax.saxutils import quoteattr

from backoffice_gui.documents.exports.cells import Cells, Typed, in_words
from backoffice_gui.documents.exports.package import Package, escaped
from backoffice_gui.domain.sheets import Cell, Column, ColumnKind, Table

__all__ = ["write_ods"]

_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = " ".join(
    (
        f'xmlns:office="{_ODF}office:1.0"',
        f'xmlns:table="{_ODF}table:1.0"',
        f'xmlns:text="{_ODF}text:1.0"',
        f'xmlns:style="{_ODF}style:1.0"',
        f'xmlns:number="{_ODF}datastyle:1.0"',
        f'xmlns:fo="{_ODF}xsl-fo-compatible:1.0"',
        f'xmlns:meta="{_ODF}meta:1.0"',
        f'xmlns:config="{_ODF}config:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'xmlns:ooo="http://openoffice.org/2004/office"',
        'office:version="1.3"',
    )
)
_MANIFEST = f"""{_HEAD}<manifest:manifest xmlns:manifest="{_ODF}manifest:1.0" manifest:version="1.3">\
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_KIND.decode()}"/>\
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>\
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>\
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>\
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>\
</manifest:manifest>"""
_STYLES = f"""{_HEAD}<office:document-styles {_NAMES}><office:styles>\
<style:default-style style:family="table-cell"><style:text-properties fo:language="fr" fo:country="FR"/>\
</style:default-style></office:styles></office:document-styles>"""
_FREEZE = "".join(
    f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
    for name, kind, value in (
        ("HorizontalSplitMode", "short", "0"),
        ("VerticalSplitMode", "short", "2"),
        ("HorizontalSplitPosition", "int", "0"),
        ("VerticalSplitPosition", "int", "1"),
        ("ActiveSplitRange", "short", "2"),
        ("PositionLeft", "int", "0"),
        ("PositionRight", "int", "0"),
        ("PositionTop", "int", "0"),
        ("PositionBottom", "int", "1"),
    )
)
_DAY = (
    '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/>'
)
_TIME = (
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/>'
)
_WIDTHS = {
    ColumnKind.TEXT: "5.5cm",
    ColumnKind.NUMBER: "2.6cm",
    ColumnKind.DATE: "2.8cm",
    ColumnKind.MOMENT: "3.8cm",
    ColumnKind.FLAG: "2.2cm",
}


def _styles() -> str:
    columns = "".join(
        f'<style:style style:name="c-{kind}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}"/></style:style>'
        for kind, width in _WIDTHS.items()
    )
    return (
        "<office:automatic-styles>"
        f'<number:date-style style:name="n-day" number:language="fr" number:country="FR">{_DAY}</number:date-style>'
        f'<number:date-style style:name="n-moment" number:language="fr" number:country="FR">{_DAY}{_TIME}'
        "</number:date-style>"
        '<style:style style:name="day" style:family="table-cell" style:data-style-name="n-day"/>'
        '<style:style style:name="moment" style:family="table-cell" style:data-style-name="n-moment"/>'
        '<style:style style:name="heading" style:family="table-cell">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        f"{columns}</office:automatic-styles>"
    )


def _paragraphs(text: str) -> str:
    """Lines as paragraphs; runs of spaces and tabs are elements, or a reader would make one space of them."""
    text = escaped(text).replace("\t", "<text:tab/>")
    if "  " in text or text[:1] == " " or text[-1:] == " " or "\n " in text or " \n" in text:
        text = text.replace(" ", "<text:s/>")
    return "<text:p>" + text.replace("\n", "</text:p><text:p>") + "</text:p>"


def _cell(value: Typed) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case str():
            return f'<table:table-cell office:value-type="string">{_paragraphs(value)}</table:table-cell>'
        case bool():
            said = "true" if value else "false"
            kind = f'office:value-type="boolean" office:boolean-value="{said}"'
            return f"<table:table-cell {kind}><text:p>{'VRAI' if value else 'FAUX'}</text:p></table:table-cell>"
        case datetime():
            kind, said = 'table:style-name="moment"', value.isoformat(timespec="seconds")
        case date():
            kind, said = 'table:style-name="day"', value.isoformat()
        case _:
            kind = f'office:value-type="float" office:value="{value}"'
            return f"<table:table-cell {kind}><text:p>{in_words(value)}</text:p></table:table-cell>"
    kind += f' office:value-type="date" office:date-value="{said}"'
    return f"<table:table-cell {kind}><text:p>{in_words(value)}</text:p></table:table-cell>"


def _headings(columns: Sequence[Column], cells: Cells) -> str:
    each = (
        '<table:table-cell table:style-name="heading" office:value-type="string">'
        f"{_paragraphs(cells.text(column.name))}</table:table-cell>"
        for column in columns
    )
    return f"<table:table-header-rows><table:table-row>{''.join(each)}</table:table-row></table:table-header-rows>"


def _content(table: Table, rows: Iterable[Sequence[Cell]], cells: Cells, name: str) -> Iterator[str]:
    yield f"{_HEAD}<office:document-content {_NAMES}>{_styles()}<office:body><office:spreadsheet>"
    yield f"<table:table table:name={quoteattr(name)}>"
    yield "".join(f'<table:table-column table:style-name="c-{column.kind}"/>' for column in table.columns)
    yield _headings(table.columns, cells)
    for row in rows:
        yield f"<table:table-row>{''.join(map(_cell, cells.row(row)))}</table:table-row>"
    yield "</table:table></office:spreadsheet></office:body></office:document-content>"


def _settings(name: str) -> str:
    """The headings stay in sight."""
    named = f"<config:config-item-map-entry config:name={quoteattr(name)}>{_FREEZE}</config:config-item-map-entry>"
    return (
        f"{_HEAD}<office:document-settings {_NAMES}><office:settings>"
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{named}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )


def write_ods(
    sink: IO[bytes], table: Table, rows: Iterable[Sequence[Cell]], cells: Cells, *, name: str, made_at: datetime
) -> None:
    """Write one sheet called `name`, headings in bold above typed rows; the metadata are a title and a moment."""
    meta = f"<dc:title>{escaped(cells.text(table.title))}</dc:title><dc:language>fr-FR</dc:language>"
    stamp = made_at.isoformat(timespec="seconds")
    meta += f"<meta:creation-date>{stamp}</meta:creation-date>"
    meta = f"{_HEAD}<office:document-meta {_NAMES}><office:meta>{meta}</office:meta></office:document-meta>"
    with Package(sink, made_at) as package:
        package.stored("mimetype", _KIND)
        package.part("META-INF/manifest.xml", _MANIFEST.encode())
        package.part("styles.xml", _STYLES.encode())
        package.part("settings.xml", _settings(name).encode())
        package.part("meta.xml", meta.encode())
        package.streamed("content.xml", _content(table, rows, cells, name))
