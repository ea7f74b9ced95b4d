"""The one creator of connections for each database: pragmas set, and read back, on every one.

Both databases are SQLite files opened by `sqlcipher3`: the inbox without a key, the casebook
with a raw one. Nobody else in the product makes a connection. A connection that does not answer
every pragma as it must is refused (`StoreDamaged`, naming the pragma).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, Pool, QueuePool

from backoffice_gui.errors import Defect, StoreDamaged, StoreError, StoreIncomplete
from backoffice_gui.system.files import keep_owner, make_folder, sync_folder
from backoffice_gui.system.memory import overwrite

__all__ = [
    "CASEBOOK_SHAPE",
    "INBOX_SHAPE",
    "Shape",
    "connect",
    "connect_alone",
    "connect_still",
    "fresh_engine",
    "hand_over",
    "make_file",
    "maker_engine",
    "new_file",
    "reader_engine",
    "still_engine",
    "sync_folder",
    "writer_engine",
]

SQLITE_AT_LEAST = (3, 51, 3)
"""Older libraries have the WAL-reset bug that loses commits (architecture.md)."""
BUSY_MS = 5_000
READERS = 4
Key = bytes | bytearray
"""A raw key of 32 octets; whoever gave it may overwrite it once no connection is made any more."""
_KEPT = 128
_KEPT_KEYED = 8
"""Statements that a connection keeps prepared.

Those hold the memory that SQLite sets aside for small things; with it gone each is allocated, and where
the casebook's memory is locked and wiped that is a system call: writing took three times as long.
"""

_KEYED_MEMORY = ("cipher_memory_security", "ON", 1)
"""Of the casebook's connections: from then on what SQLite allocates in the process is locked into memory, and wiped."""

_ON_EVERY = (
    ("busy_timeout", str(BUSY_MS), BUSY_MS),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("recursive_triggers", "ON", 1),  # or a REPLACE would delete past the guards
)
"""Pragmas of a connection: name, what is said, what it must answer."""

_WRITER_KEYED_KIB = 32_768
"""What the casebook's writer keeps of it: a group of new cases touches more pages than SQLCipher's 8 MB hold.

What does not fit is encrypted before the commit, and decrypted again for the next group.
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """What one of our databases must look like from its first page on.

    `on_empty`: pragmas said once, on the empty file, in this order; `persistent`: what every
    connection must read back of them. `keyed`: encrypted by SQLCipher with a raw key.
    """

    file: str
    keyed: bool
    on_empty: tuple[tuple[str, str], ...]
    persistent: tuple[tuple[str, str | int], ...]
    on_every: tuple[tuple[str, str, int], ...] = field(default=_ON_EVERY)


INBOX_SHAPE = Shape(
    file="inbox.db",
    keyed=False,
    on_empty=(("page_size", "16384"), ("auto_vacuum", "INCREMENTAL"), ("journal_mode", "WAL")),
    persistent=(("page_size", 16384), ("auto_vacuum", 2), ("journal_mode", "wal")),
    # the log is brought in every 64 MiB: pages that every group touches are copied a quarter as often
    on_every=(*_ON_EVERY, ("wal_autocheckpoint", "4000", 4000)),
)
CASEBOOK_SHAPE = Shape(
    file="casebook.db",
    keyed=True,
    on_empty=(("journal_mode", "WAL"),),
    persistent=(("page_size", 4096), ("journal_mode", "wal")),
)


def _ask(raw: driver.Connection, pragma: str) -> str | int | None:
    row = raw.execute(f"PRAGMA {pragma}").fetchone()
    return None if row is None else row[0]


def _agree(raw: driver.Connection, pragma: str, wanted: str | int, file: str) -> None:
    found = _ask(raw, pragma)
    if (int(found) if isinstance(wanted, int) and found is not None else found) != wanted:
        raise StoreDamaged("pragma", pragma=pragma, file=file)


def hand_over(raw: driver.Connection, pragma: Literal["key", "rekey"], key: Key) -> None:
    """Tell a connection its key, or its next one; the text it is told by is overwritten."""
    digits = key.hex()
    said = f"PRAGMA {pragma} = \"x'{digits}'\""
    try:
        raw.execute(said)
    finally:
        overwrite(digits)
        overwrite(said)


def _unlock(raw: driver.Connection, key: Key) -> None:
    if len(key) != 32:
        raise Defect("the casebook's key has 32 octets")
    raw.execute("PRAGMA cipher_log_level = NONE")
    hand_over(raw, "key", key)
    pragma, value, _answer = _KEYED_MEMORY
    raw.execute(f"PRAGMA {pragma} = {value}")


def _refuse_extensions(raw: driver.Connection, file: str) -> None:
    raw.enable_load_extension(False)
    try:
        raw.execute("SELECT load_extension('none')")
    except driver.Error:
        return
    raise StoreDamaged("pragma", pragma="load_extension", file=file)


def _check_library() -> None:
    if driver.sqlite_version_info < SQLITE_AT_LEAST:
        raise StoreError("sqlite-too-old", found=driver.sqlite_version)


def connect(path: Path, shape: Shape, key: Key | None, *, first: bool = False) -> driver.Connection:
    """Open one connection and hold it to its shape; `first` on a file without tables says what stays in it.

    Raises `StoreIncomplete` for a file without tables where not `first`, `StoreDamaged` where a
    pragma answers otherwise, or the driver's own errors (converted by the callers).
    """
    _check_library()
    if shape.keyed != (key is not None):
        raise Defect("the casebook has a key, the inbox has none")
    raw = driver.connect(
        f"file:{quote(str(path))}?mode=rw",
        uri=True,
        check_same_thread=False,
        isolation_level=None,
        timeout=BUSY_MS / 1000,
        cached_statements=_KEPT_KEYED if shape.keyed else _KEPT,
    )
    try:
        if key is not None:
            _unlock(raw, key)
        if raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None:
            if not first:
                raise StoreIncomplete(file=shape.file)
            for pragma, said in shape.on_empty:
                raw.execute(f"PRAGMA {pragma} = {said}")
        for pragma, said, _answer in shape.on_every:
            raw.execute(f"PRAGMA {pragma} = {said}")
        for pragma, _said, answer in shape.on_every:
            _agree(raw, pragma, answer, shape.file)
        for pragma, wanted in shape.persistent:
            _agree(raw, pragma, wanted, shape.file)
        if key is not None:
            pragma, _said, answer = _KEYED_MEMORY
            _agree(raw, pragma, answer, shape.file)
        _refuse_extensions(raw, shape.file)
    except BaseException:
        raw.close()
        raise
    return raw


def _read_only(raw: driver.Connection, file: str) -> driver.Connection:
    raw.execute("PRAGMA query_only = ON")
    _agree(raw, "query_only", 1, file)
    return raw


_ON_STILL = (("temp_store", "MEMORY", 2), ("trusted_schema", "OFF", 0), ("cell_size_check", "ON", 1))


def connect_still(path: Path, shape: Shape, key: Key | None) -> driver.Connection:
    """Open a finished copy that nobody writes to: no lock is taken, nothing is made beside it, so a share will do.

    Never for a database that is in use. Raises as `connect` does.
    """
    _check_library()
    raw = driver.connect(
        f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True, check_same_thread=False, isolation_level=None
    )
    try:
        if key is not None:
            _unlock(raw, key)
        if raw.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None:
            raise StoreIncomplete(file=shape.file)
        for pragma, said, answer in _ON_STILL:
            raw.execute(f"PRAGMA {pragma} = {said}")
            _agree(raw, pragma, answer, shape.file)
        for pragma, wanted in shape.persistent:
            if pragma != "journal_mode":  # a copy is left without a log
                _agree(raw, pragma, wanted, shape.file)
        _refuse_extensions(raw, shape.file)
        return _read_only(raw, shape.file)
    except BaseException:
        raw.close()
        raise


_ON_ALONE = (
    ("busy_timeout", str(BUSY_MS), BUSY_MS),
    ("synchronous", "EXTRA", 3),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
)


def connect_alone(path: Path, key: bytes) -> driver.Connection:
    """Open the casebook to change its key or its journal: the one that may find it without its log.

    What a change that was cut left to be rolled back is rolled back by this. Raises the driver's errors.
    """
    _check_library()
    raw = driver.connect(f"file:{quote(str(path))}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_MS / 1000)
    try:
        _unlock(raw, key)
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma, said, answer in _ON_ALONE:
            raw.execute(f"PRAGMA {pragma} = {said}")
            _agree(raw, pragma, answer, path.name)
    except BaseException:
        raw.close()
        raise
    return raw


def _engine(creator: Callable[[], driver.Connection], pool: type[Pool], begin: str, size: int | None) -> Engine:
    sizes = {} if size is None else {"pool_size": size, "max_overflow": 0, "pool_timeout": BUSY_MS / 1000}
    engine = create_engine(
        "sqlite://", module=driver, creator=creator, poolclass=pool, echo=False, hide_parameters=True, **sizes
    )

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", start)
    return engine


def _writing(path: Path, shape: Shape, key: Key | None) -> driver.Connection:
    raw = connect(path, shape, key)
    if shape.keyed:
        raw.execute(f"PRAGMA cache_size = -{_WRITER_KEYED_KIB}")
        _agree(raw, "cache_size", -_WRITER_KEYED_KIB, shape.file)
    return raw


def writer_engine(path: Path, shape: Shape, key: Key | None) -> Engine:
    """One connection; every transaction of it is the writer's from its start (`BEGIN IMMEDIATE`)."""
    return _engine(lambda: _writing(path, shape, key), QueuePool, "BEGIN IMMEDIATE", 1)


def reader_engine(path: Path, shape: Shape, key: Key | None) -> Engine:
    """A small pool of connections that can't write (`query_only`)."""
    return _engine(lambda: _read_only(connect(path, shape, key), shape.file), QueuePool, "BEGIN", READERS)


def fresh_engine(path: Path, shape: Shape, key: Key | None) -> Engine:
    """A new connection for each use, closed after it: what is read over it was on the disk's side of ours."""
    return _engine(lambda: _read_only(connect(path, shape, key), shape.file), NullPool, "BEGIN", None)


def still_engine(path: Path, shape: Shape, key: Key | None) -> Engine:
    """Connections to a finished copy (`connect_still`)."""
    return _engine(lambda: connect_still(path, shape, key), NullPool, "BEGIN", None)


def maker_engine(path: Path, shape: Shape, key: Key | None) -> Engine:
    """One-off writing connections for making tables and migrating; a file without tables gets its first pragmas."""
    return _engine(lambda: connect(path, shape, key, first=True), NullPool, "BEGIN IMMEDIATE", None)


def make_file(path: Path) -> None:
    """Make the empty file (0600) in its folder (0700), both durable; one that is there is not touched."""
    if not path.parent.is_dir():
        path.parent.parent.mkdir(parents=True, exist_ok=True)
        make_folder(path.parent)
        sync_folder(path.parent.parent)
    with contextlib.suppress(FileExistsError):
        new_file(path)
        sync_folder(path.parent)


def new_file(path: Path) -> None:
    """Make an empty file (0600), of its folder's owner where root makes it; raises `FileExistsError`, `OSError`."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        keep_owner(descriptor, path.parent)
    finally:
        os.close(descriptor)
