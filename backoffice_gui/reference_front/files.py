"""Writing small files whole or not at all, and private ones without a moment of being public."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backoffice_gui.errors import DiskFull, StoreError

__all__ = ["write_private", "write_whole", "writing"]


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Around whatever writes in this folder: the system's errors become `DiskFull` or `StoreError`."""
    try:
        yield
    except OSError as error:
        kind = DiskFull if error.errno in {errno.ENOSPC, errno.EDQUOT} else StoreError
        raise kind("front-end", folder=str(folder)) from error


def _write(file: Path, octets: bytes, mode: int) -> None:
    beside = file.with_name(f".{file.name}.new")
    with writing(file.parent):
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(octets)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(file)


def write_whole(file: Path, octets: bytes) -> None:
    """Replace a file in one step, synced before it takes its name; raises `DiskFull`, `StoreError`."""
    _write(file, octets, 0o644)


def write_private(file: Path, octets: bytes) -> None:
    """The same for a secret: its owner alone may ever read it (0600 from the first moment)."""
    _write(file, octets, 0o600)
