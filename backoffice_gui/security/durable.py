"""Small files that are whole or absent after a power cut: keys, pins, what a person takes out.

No temporary folder is ever used: what is written lies in the folder where it belongs.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["is_full", "new_folder", "replace", "sync_folder", "write_new"]

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY
PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def is_full(error: OSError) -> bool:
    """Whether an operating system's error says that there is no room: disk or quota."""
    return error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the system can (POSIX); raises `OSError`."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _new_file(path: Path) -> Iterator[int]:
    handle = os.open(path, _NEW, PRIVATE_FILE)
    try:
        yield handle
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, octets: bytes) -> None:
    view = memoryview(octets)
    while view:
        view = view[os.write(handle, view) :]


def write_new(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that must not exist yet (0600), synced with its name before this returns.

    Raises `FileExistsError` where anything is there, a link that leads nowhere included, and
    other `OSError`s as they come.
    """
    with _new_file(path) as handle:
        for piece in pieces:
            _write_all(handle, piece)
    sync_folder(path.parent)


def replace(path: Path, octets: bytes) -> None:
    """Write `path` so that a reader, or a power cut, sees the old octets or the new, never less.

    Raises `OSError`; the half-written name beside it is removed then.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with _new_file(beside) as handle:
            _write_all(handle, octets)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def new_folder(folder: Path) -> None:
    """Make a folder that is closed to group and others (0700), with its parents; it may exist."""
    missing = [folder, *folder.parents]
    for each in reversed([path for path in missing if not path.exists()]):
        each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(each.parent)
