"""A file of XML parts in one ZIP, as ODS and XLSX are: written in order, nothing of the machine in it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Self
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from backoffice_gui.domain.paris import paris
from backoffice_gui.errors import UsageError

__all__ = ["MOST_OCTETS", "Package", "escaped"]

MOST_OCTETS = 2**31 - 2**20
"""Octets of one part: beyond, the ZIP would be of a kind (ZIP64) that not every spreadsheet opens."""

_LEVEL = 4
"""Half the time of the usual level, files of about a tenth more."""
_PIECE = 1 << 16
_EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001  # the first moment a ZIP can say, without a zone


def escaped(text: str) -> str:
    """Text for the content of an element; line ends and quotes stay."""
    return escape(text) if "&" in text or "<" in text or ">" in text else text


class Package:
    """A ZIP being written into a stream that can be moved in; the parts bear the moment `made_at` (in Paris)."""

    def __init__(self, sink: IO[bytes], made_at: datetime) -> None:
        self._zip = ZipFile(sink, "w", ZIP_DEFLATED, allowZip64=False)
        self._stamp = max(paris(made_at), _EARLIEST).timetuple()[:6]

    def _entry(self, name: str, method: int = ZIP_DEFLATED) -> ZipInfo:
        entry = ZipInfo(name, self._stamp)
        entry.create_system = 0
        entry.compress_type = method
        entry._compresslevel = _LEVEL  # type: ignore[attr-defined]  # noqa: SLF001  # no other way before 3.13
        return entry

    def stored(self, name: str, octets: bytes) -> None:
        """A small part that is not compressed: ODF wants its first so."""
        self._zip.writestr(self._entry(name, ZIP_STORED), octets)

    def part(self, name: str, octets: bytes) -> None:
        """A small part."""
        self._zip.writestr(self._entry(name), octets)

    def streamed(self, name: str, pieces: Iterable[str]) -> None:
        """A large part, as its pieces come; raises `UsageError` (`export-too-large`) at `MOST_OCTETS`."""
        size, waiting, length = 0, list[str](), 0
        with self._zip.open(self._entry(name), "w") as part:
            for piece in pieces:
                waiting.append(piece)
                length += len(piece)
                if length < _PIECE:
                    continue
                octets = "".join(waiting).encode()
                size += len(octets)
                if size > MOST_OCTETS:
                    raise UsageError("export-too-large", most=MOST_OCTETS)
                part.write(octets)
                waiting, length = [], 0
            part.write("".join(waiting).encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write the directory; where something failed, whatever the stream says to that is no news."""
        with contextlib.suppress(*(() if kind is None else (OSError, ValueError))):
            self._zip.close()
