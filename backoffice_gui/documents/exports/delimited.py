"""CSV as French spreadsheets open it: a byte order mark, semicolons, every cell quoted, CRLF (RFC 4180)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from backoffice_gui.documents.exports.cells import Cells, in_words
from backoffice_gui.domain.sheets import Cell, Table

__all__ = ["write_csv"]

_BATCH = 500


def _line(texts: Iterable[str]) -> str:
    return ";".join('"' + text.replace('"', '""') + '"' for text in texts) + "\r\n"


def write_csv(sink: IO[bytes], table: Table, rows: Iterable[Sequence[Cell]], cells: Cells) -> None:
    """Write headings and rows in UTF-8; numbers with a comma, days as `23/11/2026`, flags as `oui` and `non`."""
    sink.write(b"\xef\xbb\xbf" + _line(cells.text(column.name) for column in table.columns).encode())
    waiting: list[str] = []
    for row in rows:
        waiting.append(_line(map(in_words, cells.row(row))))
        if len(waiting) >= _BATCH:
            sink.write("".join(waiting).encode())
            waiting.clear()
    sink.write("".join(waiting).encode())
