"""Copies of a database: made by SQLite itself (VACUUM INTO), never by reading the file.

A copy of the casebook stays encrypted under the same key. A copy is opened and checked before
it counts as one, then synced together with its folder and that folder's name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from pathlib import Path
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine

from backoffice_gui.errors import DiskFull, StoreBusy, StoreDamaged, StoreError
from backoffice_gui.storage.engine import Shape, connect, hand_over, new_file, still_engine, sync_folder
from backoffice_gui.storage.faults import converted, converting
from backoffice_gui.storage.room import MARGIN, room_for
from backoffice_gui.system.files import make_folder, open_kept, try_lock

__all__ = ["COPYING", "copy", "copy_still", "settle", "still"]

COPYING = "copying.lock"

Watched = Callable[[driver.Connection], AbstractContextManager[None]]
_PLAIN = b"SQLite format 3\0"


def _free_name(target: Path) -> Path:
    for n in range(1, 1_000_000):
        candidate = target if n == 1 else target.with_name(f"{target.stem}-{n}{target.suffix}")
        if not candidate.exists():
            return candidate
    raise StoreDamaged("backups", folder=str(target.parent))


def _prepare(raw: driver.Connection) -> None:
    """A copy leaves VACUUM INTO with a rollback journal; it shall open as what it is a copy of."""
    raw.execute("PRAGMA journal_mode = WAL")
    if raw.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise StoreDamaged("copy")


def _check(target: Path, shape: Shape, key: bytes | bytearray | None) -> None:
    with target.open("rb") as file:
        plain = file.read(len(_PLAIN)) == _PLAIN
    if plain == shape.keyed:
        raise StoreDamaged("copy-not-encrypted" if plain else "copy", file=target.name)
    unchecked = driver.connect(str(target), isolation_level=None)
    try:
        if key is not None:
            unchecked.execute("PRAGMA cipher_log_level = NONE")
            hand_over(unchecked, "key", key)
        _prepare(unchecked)
    finally:
        unchecked.close()
    connect(target, shape, key).close()


def copy(engine: Engine, source: Path, target: Path, shape: Shape, key: bytes | None) -> Path:
    """Copy an open database to `target` (or a free name beside it); returns where it lies, checked and durable.

    It has that name once it is whole: what was cut is one hidden file, which the next copy removes before it begins.
    Raises `DiskFull` where there is no room for it, `StoreError("folder")` where the disk refuses it, `StoreDamaged`
    where the copy does not hold, `StoreBusy("copying")` where another program makes one.
    """
    try:
        return _copied(engine, source, target, shape, key)
    except OSError as error:
        ours = converted(error, target, keyed=shape.keyed)
        raise ours or StoreError("folder", folder=str(target.parent)) from error


def _copied(engine: Engine, source: Path, target: Path, shape: Shape, key: bytes | None) -> Path:
    with suppress(FileExistsError):
        make_folder(target.parent)
    sync_folder(target.parent.parent)
    part = target.with_name(f".{source.name}.part")
    with _alone(target.parent.parent):
        _remove(part)
        if not room_for(target.parent, source.stat().st_size, times=1, margin=MARGIN // 4):
            raise DiskFull("copy", file=source.name)
        try:
            _write(engine, part)
            _check(part, shape, key)
            _sync(part)
            place = part.rename(_free_name(target))
        except BaseException:
            with suppress(OSError):  # what was met first is said; the next copy removes it
                _remove(part)
            raise
        sync_folder(place.parent)
    return place


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One copy at a time among all programs of this machine: two need twice the room, and have one partial file."""
    descriptor = open_kept(folder / COPYING)
    try:
        if not try_lock(descriptor):
            raise StoreBusy("copying", file=COPYING)
        yield
    finally:
        os.close(descriptor)


def _remove(part: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        part.with_name(f"{part.name}{end}").unlink(missing_ok=True)


def _write(engine: Engine, part: Path) -> None:
    new_file(part)
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM INTO ?", (str(part),))
    finally:
        raw.close()


def _sync(file: Path) -> None:
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwatched(_raw: driver.Connection) -> AbstractContextManager[None]:
    return nullcontext()


def copy_still(
    source: Path, shape: Shape, key: bytes | bytearray | None, target: Path, watched: Watched = _unwatched
) -> None:
    """Copy a database in use to a new file (0600, synced) that is left without a log and is in use by nobody.

    `watched` is given the connection for as long as it copies, so that another thread may interrupt
    it. `target` may lie on a share: no lock is taken there. Raises `OSError`s, and what `faults.converting` makes of
    the driver's errors; what was begun then is the caller's to remove.
    """
    new_file(target)
    with converting(source, keyed=shape.keyed), closing(connect(source, shape, key)) as raw, watched(raw):
        raw.execute("VACUUM INTO ?", (f"file:{quote(str(target))}?nolock=1",))
    _sync(target)


@contextmanager
def still(copy: Path, shape: Shape, key: bytes | bytearray | None) -> Iterator[Connection]:
    """A finished copy, opened for reading; raises `WrongKey`, `StoreDamaged`, `StoreIncomplete`."""
    engine = still_engine(copy, shape, key)
    try:
        with converting(copy, keyed=shape.keyed), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def settle(place: Path, shape: Shape, key: bytes | None) -> None:
    """Make a finished copy what a database in use is, with its log, checked and durable; before it gets its name."""
    with converting(place, keyed=shape.keyed):
        _check(place, shape, key)
    _sync(place)
    sync_folder(place.parent)
