"""Heads of chains on another machine: a file a store and chain in a shared folder, a line a head, only ever added to.

The folder is never made: where a share is not there, a folder of its name on our own disk would be no anchor at all.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.audit.heads import SignedHead, head_line, read_head
from backoffice_gui.system.files import BINARY, NO_FOLLOW, open_kept
from backoffice_gui.system.names import windows

__all__ = ["AnchorFile", "anchor_file", "append", "read"]

_NAME = re.compile(r"[0-9A-Za-z_-]{1,128}")
_FLAGS = os.O_RDWR | os.O_APPEND | NO_FOLLOW | BINARY
_MODE = 0o640
_LONGEST = 4_096
_TRIES = 3
_CAN_NOT_SYNC = frozenset(
    {errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, *({errno.EBADF} if windows() else ())}
)
"""What a share says that knows no sync, and has promises of its own; another error is one of writing, told late.

Windows says the same of every sync that fails, and is believed that the share knows none.
"""


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
        handle = open_kept(anchor_file(folder, signed.head.store, signed.head.chain), _FLAGS, _MODE)
        try:
            size = os.fstat(handle).st_size
            cut = size > 0 and _last(handle, size) != b"\n"
            _write(handle, head_line(signed).encode("ascii") + b"\n", cut=cut)
            _sync(handle)
        finally:
            os.close(handle)


def _write(handle: int, line: bytes, *, cut: bool) -> None:
    """A whole line by one call, so that two who write mix nothing; one that was taken in part is written again."""
    for _ in range(_TRIES):
        octets = b"\n" + line if cut else line
        if os.write(handle, octets) == len(octets):
            return
        cut = True
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _CAN_NOT_SYNC:
            raise


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
