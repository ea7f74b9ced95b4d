"""The reserve: 32 MiB beside the inbox, let go when the disk is full, for receipts and audit.

It is written octet by octet (a sparse file reserves nothing) and made again once there is room.
"""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from backoffice_gui.errors import DiskFull, StoreError
from backoffice_gui.system.files import open_kept

__all__ = ["RESERVE_FILE", "RESERVE_OCTETS", "held", "make", "release"]

RESERVE_FILE = "reserve.bin"
RESERVE_OCTETS = 32 * 1024 * 1024
_PIECE = 1024 * 1024


def held(folder: Path, size: int = RESERVE_OCTETS) -> bool:
    """Whether the whole reserve is there."""
    file = folder / RESERVE_FILE
    return file.is_file() and file.stat().st_size >= size


def _write(file: Path, size: int) -> None:
    descriptor = open_kept(file, os.O_WRONLY | os.O_TRUNC)
    try:
        piece = os.urandom(_PIECE)  # not zeros: a file system that compresses would reserve nothing
        left = size
        while left > 0:
            left -= os.write(descriptor, piece[: min(left, _PIECE)])
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make(folder: Path, size: int = RESERVE_OCTETS) -> None:
    """Make the reserve, or make it again; raises `DiskFull` (and leaves none) where there is no room."""
    if held(folder, size):
        return
    file = folder / RESERVE_FILE
    try:
        _write(file, size)
    except OSError as error:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise DiskFull("reserve", folder=str(folder)) from error
        raise StoreError("reserve", folder=str(folder)) from error


def release(folder: Path) -> bool:
    """Let the reserve go; whether there was one, and the disk let it go."""
    file = folder / RESERVE_FILE
    there = file.is_file()
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return there
