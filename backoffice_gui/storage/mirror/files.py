"""The mirror's edge: where its files lie, and the few system calls that touch them.

Opening, appending, syncing and reading only: what a network share does too. Foreign errors are
converted here, once: whatever keeps the mirror from being written is `MirrorGone`.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import MirrorGone
from backoffice_gui.storage.engine import sync_folder
from backoffice_gui.system.files import BINARY, NO_FOLLOW, forget_cached, keep_owner, make_folder

__all__ = [
    "create",
    "digest_of_range",
    "folder_of",
    "gone",
    "keys_file",
    "making_folder",
    "numbers",
    "reopen",
    "segment_file",
    "sync",
    "write",
]

_SEGMENT = re.compile(r"segment-([0-9]{8})\.seg")
_PIECE = 1024 * 1024
_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.ENOENT: "absent",
    errno.ENOTDIR: "absent",
    errno.ENODEV: "absent",
    errno.ESTALE: "absent",
}


@contextlib.contextmanager
def gone(root: Path) -> Iterator[None]:
    """Convert the operating system's errors inside to `MirrorGone`, its reason a code word."""
    try:
        yield
    except OSError as error:
        raise MirrorGone(_REASONS.get(error.errno or 0, "input-output"), folder=str(root)) from error


def folder_of(root: Path, store_id: StoreId) -> Path:
    """Where a store's own mirror lies under the configured folder, which several stores may share."""
    return root / store_id


def segment_file(folder: Path, number: int) -> Path:
    """The segment of this number."""
    return folder / f"segment-{number:08}.seg"


def keys_file(folder: Path, number: int) -> Path:
    """The slots of the attempts that this segment holds."""
    return folder / f"keys-{number:08}.slots"


def numbers(folder: Path) -> list[int]:
    """The numbers of the segments that are there, in order; none where there is no such folder."""
    if not folder.is_dir():
        return []
    found = (_SEGMENT.fullmatch(path.name) for path in folder.iterdir())
    return sorted(int(each[1]) for each in found if each is not None)


def making_folder(folder: Path) -> None:
    """Make a store's folder (0700) in the one that must be there, durable by its name."""
    with contextlib.suppress(FileExistsError):
        make_folder(folder)
    sync_folder(folder.parent)


def create(path: Path) -> int:
    """A new file (0600) to append to; raises `FileExistsError` where anything is there."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | BINARY | NO_FOLLOW, 0o600)
    keep_owner(handle, path.parent)
    return handle


def reopen(path: Path) -> int:
    """A file of ours to append to; what an earlier life left in memory is synced first."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | BINARY | NO_FOLLOW)
    try:
        sync(handle)
    except OSError:
        os.close(handle)
        raise
    return handle


def write(handle: int, pieces: Iterable[bytes]) -> None:
    """Append every octet, however many calls that takes."""
    for piece in pieces:
        view = memoryview(piece)
        while view:
            view = view[os.write(handle, view) :]


def sync(handle: int) -> None:
    """Make durable what was written."""
    os.fsync(handle)


def digest_of_range(path: Path, start: int, length: int) -> bytes:
    """SHA-256 of `length` octets from `start`, read over a new descriptor, from the disk where the system can.

    Fewer octets than asked for give the hash of those there are.
    """
    handle = os.open(path, os.O_RDONLY | BINARY)
    sha = hashlib.sha256()
    try:
        forget_cached(handle, start, length)
        os.lseek(handle, start, os.SEEK_SET)
        left = length
        while left > 0 and (piece := os.read(handle, min(left, _PIECE))):
            sha.update(piece)
            left -= len(piece)
    finally:
        os.close(handle)
    return sha.digest()
