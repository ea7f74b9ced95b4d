"""Plain text: decoded, without control characters, cut into pages of `TEXT_CHARACTERS`; it has no pixels."""

from __future__ import annotations

import codecs

from backoffice_gui.documents.preview.readers import Pixels
from backoffice_gui.documents.preview.wire import TEXT_CHARACTERS, Opened
from backoffice_gui.domain.preview import PAGES_SHOWN, Kind, PageSize, sniff
from backoffice_gui.errors import PreviewRefused

__all__ = ["Plain", "warm_up"]

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ELSE = "cp1252"
"""What Windows wrote before UTF-8; its five holes become U+FFFD."""


class Plain:
    """One text in memory. Raises `PreviewRefused("preview-unsupported")` where it is none after all."""

    def __init__(self, data: bytes) -> None:
        if sniff(data) is not Kind.TEXT:
            raise PreviewRefused("preview-unsupported")
        self._text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
        total = max(1, -(-len(self._text) // TEXT_CHARACTERS))
        self.opened = Opened(total, (PageSize(0, 0),) * min(total, PAGES_SHOWN))

    def page(self, number: int, zoom: float, turn: int) -> Pixels:
        """A text is read, not painted."""
        raise PreviewRefused("preview-unsupported")

    def text(self, number: int) -> str:
        """The characters of one page."""
        return self._text[number * TEXT_CHARACTERS : (number + 1) * TEXT_CHARACTERS]


def _decoded(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_ELSE, "replace")


def warm_up() -> None:
    """Load every codec before the doors are shut."""
    for name in (*(name for _, name in _MARKS), _ELSE):
        codecs.lookup(name)
