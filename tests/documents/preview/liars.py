"""Processes that do not do as a worker does: each a program of a few lines, started in a worker's place."""

from __future__ import annotations

import struct
import sys

from backoffice_gui.documents.preview.wire import HEADER, Opened, Say, pack_hello, pack_opened
from backoffice_gui.domain.preview import PageSize, Protections

HELLO = HEADER.pack(Say.HELLO, 3) + pack_hello(Protections(limits=True))
_BODY = pack_opened(Opened(1, (PageSize(10, 10),)))
OPENED = HEADER.pack(Say.OPENED, len(_BODY)) + _BODY


def message(verb: int, payload: bytes, length: int | None = None) -> bytes:
    """A message whose length may be a lie."""
    return HEADER.pack(verb, len(payload) if length is None else length) + payload


def picture(width: int, height: int, pixels: bytes) -> bytes:
    """A picture that may not be what it says."""
    return message(Say.PICTURE, struct.pack("<II", width, height) + pixels)


def liar(*said: bytes, end: str = "time.sleep(60)") -> list[str]:
    """The words that start a process which says all this at once, whatever it is asked, and then does `end`."""
    program = f"import os, resource, signal, sys, time; os.write(1, {b''.join(said)!r}); {end}"
    return [sys.executable, "-c", program]
