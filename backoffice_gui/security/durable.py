"""Small files that are whole or absent after a power cut: keys, pins, what a person takes out.

No temporary folder is ever used: what is written lies in the folder where it belongs, under a hidden
name until it is whole. What lies there already may be the work of a process that was killed before its
sync: whoever is about to rest on it makes it durable first (`settle`).
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path

from backoffice_gui.errors import DiskFull, StoreError
from backoffice_gui.system.files import BINARY, NO_FOLLOW, keep_owner, make_folder, modes_speak, sync_folder

__all__ = ["full_is_said", "is_full", "new_folder", "replace", "settle", "stream_new", "sync_folder", "write_new"]

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW | BINARY
_NEW_READ = os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_FOLLOW | BINARY
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.EMLINK}
_NO_LINKS_ON_WINDOWS = {1, 50}
"""ERROR_INVALID_FUNCTION (FAT), ERROR_NOT_SUPPORTED (some shares); Python says `EINVAL` of both. NOT TRIED there."""
PRIVATE_FILE = 0o600


def is_full(error: OSError) -> bool:
    """Whether an operating system's error says that there is no room: disk or quota."""
    return error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextmanager
def full_is_said(folder: Path) -> Iterator[None]:
    """Say what the system refuses in a store's folder in our words: `DiskFull("folder")`, `StoreError("folder")`."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise DiskFull("folder", folder=str(folder)) from error
        raise StoreError("folder", folder=str(folder)) from error


@contextmanager
def _new_file(path: Path, *, ours: bool) -> Iterator[int]:
    """`ours`: the store's own, for whoever its folder belongs to; else for whoever writes, whose secret it may be."""
    handle = os.open(path, _NEW, PRIVATE_FILE)
    try:
        if ours:
            keep_owner(handle, path.parent)
        yield handle
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, octets: bytes) -> None:
    view = memoryview(octets)
    while view:
        view = view[os.write(handle, view) :]


def write_new(path: Path, pieces: Iterable[bytes], *, ours: bool = False) -> None:
    """Write a file that must not exist yet (0600): whole and durable once it has its name, or not there.

    `ours`: part of a store or of a backup, so that where root writes it belongs to whoever its folder does.

    Raises `FileExistsError` where anything is there, a link that leads nowhere included, and
    other `OSError`s as they come.
    """
    _refuse_existing(path)
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)  # of a writing that was cut
    try:
        with _new_file(beside, ours=ours) as handle:
            for piece in pieces:
                _write_all(handle, piece)
        _name_new(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def stream_new(path: Path, *, replacing: bool = False) -> Iterator[BufferedRandom]:
    """A stream that can be read and moved in, into a file (0600) that has its name once it is whole and durable.

    Until then it lies beside, as `.<name>.part`; where the block raises, nothing is left. `replacing` takes
    the place of a file that is there. Raises `FileExistsError` otherwise, and other `OSError`s as they come.
    """
    if not replacing:
        _refuse_existing(path)
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)  # of a writing that was cut
    try:
        with os.fdopen(os.open(beside, _NEW_READ, PRIVATE_FILE), "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if replacing:
            beside.replace(path)
        else:
            _name_new(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _name_new(beside: Path, path: Path) -> None:
    """Give a file its name unless somebody has it: by a link, or by a look before it where there are no links."""
    try:
        os.link(beside, path)
    except OSError as error:
        if error.errno not in _NO_LINKS and getattr(error, "winerror", 0) not in _NO_LINKS_ON_WINDOWS:
            raise
        _refuse_existing(path)
        beside.rename(path)
    else:
        beside.unlink()


def settle(path: Path) -> None:
    """Make a file durable with its name, and its folder's, where it is there; raises `OSError`.

    A folder that we may not even list was not made by a process of ours, and is left alone.
    """
    if not modes_speak():
        return  # no sync without the right to write
    try:
        handle = os.open(path, os.O_RDONLY | NO_FOLLOW)
    except FileNotFoundError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    for folder in (path.parent, path.parent.parent):
        with contextlib.suppress(PermissionError):
            sync_folder(folder)


def replace(path: Path, octets: bytes) -> None:
    """Write `path` so that a reader, or a power cut, sees the old octets or the new, never less.

    Where root writes, it belongs to whoever its folder does: the service that reads it is no root. Raises `OSError`;
    the half-written name beside it is removed then.
    """
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with _new_file(beside, ours=True) as handle:
            _write_all(handle, octets)
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def new_folder(folder: Path) -> None:
    """Make a folder that is closed to group and others (0700), with its parents; it may exist.

    Its name is durable in either case: whoever made it may have been killed before the sync.
    """
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for each in reversed(missing):
        try:
            make_folder(each)
        except FileExistsError:
            if not each.is_dir():
                raise
        sync_folder(each.parent)
    if not missing:
        with contextlib.suppress(PermissionError):
            sync_folder(folder.parent)
