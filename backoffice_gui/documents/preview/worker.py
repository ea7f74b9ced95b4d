"""The process that decodes: warm up, shut every door, say so, then read one document and answer about it.

In a checkout `python -m backoffice_gui.documents.preview.worker`, in a bundle `backoffice preview-worker`. Nothing is
taken from its arguments or its environment. It ends with its input; whatever it did not think of ends it too, and the
side that asked says that the document is broken.
"""

from __future__ import annotations

import os
import struct
import warnings
from typing import NoReturn

import pypdfium2
from PIL import Image, UnidentifiedImageError

from backoffice_gui.documents.preview import pdf, pictures, plain
from backoffice_gui.documents.preview.readers import Reader
from backoffice_gui.documents.preview.sandbox import lock_down
from backoffice_gui.documents.preview.wire import (
    CHUNK_OCTETS,
    HEADER,
    INPUT_OCTETS,
    KINDS,
    PAGE,
    SIZE,
    TEXT_CHARACTERS,
    Ask,
    Say,
    Trouble,
    pack_hello,
    pack_opened,
)
from backoffice_gui.domain.preview import TURNS, Kind
from backoffice_gui.errors import PreviewRefused
from backoffice_gui.system.processes import make_binary

__all__ = ["serve"]

_IN, _OUT = 0, 1
_TROUBLES = {"preview-unsupported": Trouble.UNSUPPORTED, "preview-encrypted": Trouble.ENCRYPTED}
_FOREIGN = (
    *(pypdfium2.PdfiumError, UnidentifiedImageError, struct.error),
    *(OSError, ValueError, TypeError, SyntaxError, EOFError, ArithmeticError, LookupError, RuntimeError),
    *(AttributeError, AssertionError),
)
"""What PDFium's helpers and Pillow's plugins are known to end with on a damaged file."""
_KIND_NUMBERS = {bytes((number,)) for number in range(len(KINDS))}
_PAGE_NUMBER = struct.Struct("<I")


def serve() -> NoReturn:
    """Be that process until the input ends."""
    for descriptor in (_IN, _OUT):
        make_binary(descriptor)
    warnings.simplefilter("ignore")
    for decoder in (pdf, pictures, plain):
        decoder.warm_up()
    _say(Say.HELLO, pack_hello(lock_down()))
    received: list[bytes] = []
    reader: Reader | None = None
    while True:
        verb, payload = _heard()
        match verb:
            case Ask.DATA if reader is None and sum(map(len, received)) < INPUT_OCTETS:
                received.append(payload)
            case Ask.OPEN if reader is None and received and payload in _KIND_NUMBERS:
                reader = _open(received, KINDS[payload[0]])
            case Ask.PAGE if reader is not None:
                _paint(reader, payload)
            case Ask.TEXT if reader is not None:
                _read(reader, payload)
            case _:
                os._exit(1)


def _open(received: list[bytes], kind: Kind) -> Reader | None:
    try:
        data = b"".join(received)
        received.clear()
        reader: Reader = (
            pdf.Pdf(data)
            if kind is Kind.PDF
            else plain.Plain(data)
            if kind is Kind.TEXT
            else pictures.Pictures(data, kind)
        )
        said = pack_opened(reader.opened)
    except (MemoryError, Image.DecompressionBombError):
        _trouble(Trouble.MEMORY)
    except PreviewRefused as error:
        _trouble(_TROUBLES[error.reason])
    except _FOREIGN:
        _trouble(Trouble.BROKEN)
    else:
        _say(Say.OPENED, said)
        return reader
    return None


def _paint(reader: Reader, payload: bytes) -> None:
    number, zoom, turn = PAGE.unpack(payload)
    try:
        if number >= len(reader.opened.pages) or turn not in TURNS or not zoom > 0:
            raise ValueError("no such page")
        painted = reader.page(number, zoom, turn)
    except (MemoryError, Image.DecompressionBombError):
        _trouble(Trouble.MEMORY)
    except PreviewRefused as error:
        _trouble(_TROUBLES[error.reason])
    except _FOREIGN:
        _trouble(Trouble.BROKEN)
    else:
        _say(Say.PICTURE, SIZE.pack(painted.width, painted.height), painted.rgba)


def _read(reader: Reader, payload: bytes) -> None:
    (number,) = _PAGE_NUMBER.unpack(payload)
    try:
        if number >= len(reader.opened.pages):
            raise ValueError("no such page")
        said = reader.text(number)[:TEXT_CHARACTERS].encode("utf-8", "replace")
    except MemoryError:
        _trouble(Trouble.MEMORY)
    except _FOREIGN:
        _trouble(Trouble.BROKEN)
    else:
        _say(Say.TEXT, said)


def _trouble(what: Trouble) -> None:
    _say(Say.TROUBLE, bytes((what,)))


def _say(verb: Say, *parts: bytes | memoryview) -> None:
    _write(HEADER.pack(verb, sum(map(len, parts))))
    for part in parts:
        _write(part)


def _write(part: bytes | memoryview) -> None:
    left = memoryview(part)
    while left:
        left = left[os.write(_OUT, left[:CHUNK_OCTETS]) :]


def _heard() -> tuple[int, bytes]:
    verb, length = HEADER.unpack(_exactly(HEADER.size))
    if length > CHUNK_OCTETS:
        os._exit(1)
    return verb, _exactly(length)


def _exactly(count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = os.read(_IN, count - len(parts))
        if not part:
            os._exit(0)
        parts += part
    return bytes(parts)


if __name__ == "__main__":
    serve()
