"""Heads of chains on another machine: a file a store and chain in a shared folder, a line a head, only ever added to.

The folder is never made: where a share is not there, a folder of its name on our own disk would be no anchor at all.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.audit.heads import SignedHead, head_line, read_head
from backoffice_gui.system.files import BINARY, NO_FOLLOW

__all__ = ["AnchorFile", "anchor_file", "append", "read"]

_NAME = re.compile(r"[0-9A-Za-z_-]{1,128}")
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | NO_FOLLOW | BINARY
_MODE = 0o640
_LONGEST = 4_096


@dataclass(frozen=True, slots=True)
class AnchorFile:
    """What lies there of one chain: its heads in the order written, and how many lines are none."""

    there: bool
    heads: tuple[SignedHead, ...] = ()
    unreadable: int = 0


def anchor_file(folder: Path, store: str, chain: str) -> Path:
    """The file of one chain of a store; raises `ValueError` for a name that is none."""
    if not _NAME.fullmatch(store):
        raise ValueError("a store's name")
    return folder / f"{store}.{chain}.jsonl"


def append(folder: Path, heads: Iterable[SignedHead]) -> None:
    """Add lines, durable when this returns; a line that was cut before is ended first. Raises `OSError`."""
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    for signed in heads:
        handle = os.open(anchor_file(folder, signed.head.store, signed.head.chain), _FLAGS, _MODE)
        try:
            size = os.fstat(handle).st_size
            cut = size > 0 and _last(handle, size) != b"\n"
            line = (b"\n" if cut else b"") + head_line(signed).encode("ascii") + b"\n"
            while line:  # at once, so that two who write mix nothing; what a full disk took of it is ended by the next
                line = line[os.write(handle, line) :]
            with contextlib.suppress(OSError):  # a share that can't sync has its own promises; the line is written
                os.fsync(handle)
        finally:
            os.close(handle)


def _last(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def read(folder: Path, store: str, chain: str) -> AnchorFile:
    """Every head of one chain that lies there. Raises `OSError` for what can't be read."""
    heads: list[SignedHead] = []
    unreadable = 0
    try:
        with anchor_file(folder, store, chain).open("r", encoding="ascii", errors="replace") as file:
            while line := file.readline(_LONGEST):
                found = read_head(line)
                if found is not None and (found.head.store, found.head.chain) == (store, chain):
                    heads.append(found)
                elif line.strip():
                    unreadable += 1
    except FileNotFoundError:
        return AnchorFile(there=False)
    return AnchorFile(True, tuple(heads), unreadable)
