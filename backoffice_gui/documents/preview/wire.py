"""What the two sides of a preview say to each other: a verb, a length, and members of fixed size; no text is parsed.

Up: `DATA`* `OPEN`, then `PAGE` and `TEXT` in any order. Down: `HELLO` once, then one answer to each `OPEN`, `PAGE`
and `TEXT`. The reading side trusts no number of the other: whatever is out of bounds is `Malformed`.
"""

from __future__ import annotations

import enum
import math
import struct
from dataclasses import dataclass

from backoffice_gui.domain.preview import PAGES_SHOWN, SIDE, Flag, Kind, PageSize, Protections

__all__ = [
    "CHUNK_OCTETS",
    "HEADER",
    "INPUT_OCTETS",
    "KINDS",
    "PAGE",
    "SIZE",
    "TEXT_CHARACTERS",
    "VERSION",
    "Ask",
    "Malformed",
    "Opened",
    "Say",
    "Trouble",
    "limit_of",
    "pack_hello",
    "pack_opened",
    "picture_size",
    "unpack_hello",
    "unpack_opened",
    "unpack_text",
]

VERSION = 1
INPUT_OCTETS = 64 * 2**20
"""Octets of one document; the site takes less."""
CHUNK_OCTETS = 2**20
TEXT_CHARACTERS = 100_000
"""Characters of one page's text; what follows is left out."""
_PAGES_COUNTED = 10_000_000
_LONGEST_SIDE = 1e7

HEADER = struct.Struct("<BI")
PAGE = struct.Struct("<IfH")
"""Page (from 0), zoom, degrees."""
SIZE = struct.Struct("<II")
_HELLO = struct.Struct("<BBB")
_OPENED = struct.Struct("<IIH")
_PAGE_SIZE = struct.Struct("<ff")

KINDS = tuple(Kind)
_FLAGS = tuple(Flag)


class Ask(enum.IntEnum):
    """What is asked of the process that decodes."""

    DATA = 1
    OPEN = 2
    PAGE = 3
    TEXT = 4


class Say(enum.IntEnum):
    """What it answers."""

    HELLO = 1
    OPENED = 2
    PICTURE = 3
    TEXT = 4
    TROUBLE = 5


class Trouble(enum.IntEnum):
    """Why it does not answer as asked."""

    UNSUPPORTED = 1
    ENCRYPTED = 2
    BROKEN = 3
    MEMORY = 4


class Malformed(ValueError):
    """What came is not a message of this protocol; whoever sent it is trusted with nothing more."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as the decoding side sees it: how many pages it has, the sizes of those shown, its flags."""

    total: int
    pages: tuple[PageSize, ...]
    flags: frozenset[Flag] = frozenset()


_LIMITS = {
    Say.HELLO: _HELLO.size,
    Say.OPENED: _OPENED.size + PAGES_SHOWN * _PAGE_SIZE.size,
    Say.PICTURE: SIZE.size + SIDE * SIDE * 4,
    Say.TEXT: TEXT_CHARACTERS * 4,
    Say.TROUBLE: 1,
}


def limit_of(said: Say) -> int:
    """The octets that a message may have at most, after its header."""
    return _LIMITS[said]


def pack_hello(stands: Protections) -> bytes:
    """The first message: this protocol's version, and which walls stand."""
    walls = (stands.limits, stands.no_new_privileges, stands.seccomp, stands.low_integrity)
    return _HELLO.pack(VERSION, stands.landlock, sum(1 << n for n, held in enumerate(walls) if held))


def unpack_hello(payload: bytes | bytearray, *, job: bool) -> Protections:
    """The walls that stand; `job` is what the caller itself has put up. Raises `Malformed`."""
    try:
        version, landlock, bits = _HELLO.unpack(payload)
    except struct.error as error:
        raise Malformed("hello") from error
    if version != VERSION or bits >= 1 << 4:
        raise Malformed("version")
    return Protections(bool(bits & 1), bool(bits & 2), landlock, bool(bits & 4), job, bool(bits & 8))


def pack_opened(opened: Opened) -> bytes:
    """An opened document."""
    bits = sum(1 << n for n, flag in enumerate(_FLAGS) if flag in opened.flags)
    sizes = b"".join(_PAGE_SIZE.pack(page.width, page.height) for page in opened.pages)
    return _OPENED.pack(opened.total, bits, len(opened.pages)) + sizes


def unpack_opened(payload: bytes | bytearray) -> Opened:
    """Read an opened document: at most `PAGES_SHOWN` pages, finite sizes. Raises `Malformed`."""
    try:
        total, bits, shown = _OPENED.unpack_from(payload)
        sizes = [PageSize(*size) for size in _PAGE_SIZE.iter_unpack(payload[_OPENED.size :])]
    except struct.error as error:
        raise Malformed("opened") from error
    if not 1 <= shown == len(sizes) <= PAGES_SHOWN or not shown <= total <= _PAGES_COUNTED or bits >= 1 << len(_FLAGS):
        raise Malformed("opened")
    for size in sizes:
        if not all(math.isfinite(side) and 0 <= side <= _LONGEST_SIDE for side in (size.width, size.height)):
            raise Malformed("page size")
    return Opened(total, tuple(sizes), frozenset(flag for n, flag in enumerate(_FLAGS) if bits & 1 << n))


def picture_size(head: bytes | bytearray, octets: int) -> tuple[int, int]:
    """Width and height of a picture, by its head and by how many octets of pixels follow. Raises `Malformed`."""
    try:
        width, height = SIZE.unpack(head)
    except struct.error as error:
        raise Malformed("picture") from error
    if not (1 <= width <= SIDE and 1 <= height <= SIDE) or octets != width * height * 4:
        raise Malformed("picture")
    return width, height


_CONTROLS = {n: None for n in (*range(32), *range(127, 160)) if n not in (9, 10)}


def unpack_text(payload: bytes | bytearray) -> str:
    """A page's text, without control characters but for line feeds and tabs. Raises `Malformed`."""
    try:
        return payload.decode("utf-8").translate(_CONTROLS)
    except UnicodeDecodeError as error:
        raise Malformed("text") from error
