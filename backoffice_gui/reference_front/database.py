"""The front end's own SQLite file, and the two ways into it: one transaction at a time, or a snapshot.

Opened by sqlcipher3 without a key. WAL with full synchronisation: what was committed survives the
power cut. `secure_delete` overwrites what is erased, a truncating checkpoint takes it out of the log.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from backoffice_gui.errors import DiskFull, StoreBusy, StoreDamaged, StoreNewer

__all__ = ["SCHEMA_VERSION", "Connection", "Database"]

Connection = Any
"""A `sqlcipher3.dbapi2.Connection`; the driver carries no types."""

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE counter (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    epoch TEXT NOT NULL,
    origin TEXT NOT NULL,
    seq INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
    pos INTEGER NOT NULL DEFAULT 0,
    head TEXT NOT NULL,
    acknowledged_at REAL
) STRICT;

CREATE TABLE submission (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    manifest TEXT,
    state TEXT NOT NULL CHECK (state IN ('held', 'acknowledged', 'expired')),
    submitted_at TEXT NOT NULL,
    expires_at REAL NOT NULL,
    parts INTEGER NOT NULL,
    pos INTEGER,
    told INTEGER NOT NULL DEFAULT 0,
    page TEXT,
    CHECK ((state = 'held') = (pos IS NULL))
) STRICT;
CREATE INDEX held_by_seq ON submission (seq) WHERE state = 'held';
CREATE INDEX held_by_expiry ON submission (expires_at) WHERE state = 'held';
CREATE INDEX manifest_kept ON submission (id) WHERE state <> 'held' AND manifest IS NOT NULL;
CREATE INDEX page_stale ON submission (seq) WHERE page IS NULL OR page <> state;
CREATE TRIGGER ends_are_final BEFORE UPDATE OF state, pos ON submission WHEN OLD.state <> 'held'
    BEGIN SELECT RAISE(ABORT, 'ends are final'); END;

CREATE TABLE part (
    id TEXT NOT NULL,
    n INTEGER NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    PRIMARY KEY (id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE chunk (
    id TEXT NOT NULL,
    part INTEGER NOT NULL,
    k INTEGER NOT NULL,
    octets BLOB NOT NULL,
    UNIQUE (id, part, k)
) STRICT;

CREATE TABLE upload (
    id TEXT PRIMARY KEY,
    touched REAL NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger (
    pos INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    at REAL NOT NULL,
    jws TEXT NOT NULL
) STRICT;
CREATE TRIGGER entries_stay_as_served BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'entries stay as served'); END;
"""

_PRAGMAS = (
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
)


def _connect(file: Path) -> Connection:
    connection = dbapi2.connect(str(file), timeout=5, isolation_level=None, check_same_thread=False)
    for name, wanted, read_back in _PRAGMAS:
        connection.execute(f"PRAGMA {name} = {wanted}")
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != read_back:
            raise StoreDamaged("pragma", name=name)
    return connection


def _converted(error: dbapi2.Error) -> DiskFull | StoreBusy | StoreDamaged:
    words = str(error)
    if "full" in words:
        return DiskFull("front-end")
    if "locked" in words or "busy" in words:
        return StoreBusy("front-end")
    return StoreDamaged("front-end", error=type(error).__name__)


class Database:
    """The file, open. One writer, one reader, each lent out to one thread at a time."""

    def __init__(self, file: Path, origin: str) -> None:
        self._writing = threading.Lock()
        self._reading = threading.Lock()
        try:
            self._writer = _connect(file)
            self._make_or_check(origin)
            self._reader = _connect(file)
            self._reader.execute("PRAGMA query_only = ON")
        except dbapi2.Error as error:
            raise _converted(error) from error
        with self.snapshot() as reading:
            self.epoch, self.origin = reading.execute("SELECT epoch, origin FROM counter").fetchone()

    def _make_or_check(self, origin: str) -> None:
        version = self._writer.execute("PRAGMA user_version").fetchone()[0]
        if version > SCHEMA_VERSION:
            raise StoreNewer("front-end", found=version, known=SCHEMA_VERSION)
        if version == SCHEMA_VERSION:
            return
        self._writer.execute("PRAGMA page_size = 16384")
        self._writer.execute("PRAGMA journal_mode = WAL")
        script = f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {SCHEMA_VERSION};"
        self._writer.executescript(script)
        self._writer.execute(
            "INSERT INTO counter (one, epoch, origin, head) VALUES (1, ?, ?, ?)",
            (secrets.token_hex(16), origin, "sha256-" + "0" * 64),
        )
        self._writer.execute("COMMIT")

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All of it or nothing, synced at its end; raises `DiskFull`, `StoreBusy`, `StoreDamaged`."""
        with self._writing:
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                try:
                    yield self._writer
                    self._writer.execute("COMMIT")
                except BaseException:
                    if self._writer.in_transaction:
                        self._writer.execute("ROLLBACK")
                    raise
            except dbapi2.Error as error:
                raise _converted(error) from error

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """One consistent state to read from, whatever is written meanwhile."""
        with self._reading:
            try:
                self._reader.execute("BEGIN")
                try:
                    yield self._reader
                finally:
                    self._reader.execute("COMMIT")
            except dbapi2.Error as error:
                raise _converted(error) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For one statement, which is a snapshot by itself."""
        with self._reading:
            try:
                yield self._reader
            except dbapi2.Error as error:
                raise _converted(error) from error

    def checkpoint(self) -> bool:
        """Bring the log into the file and cut it to nothing; False where a reader stood in the way."""
        with self._writing, self._reading:
            try:
                busy, _log, _done = self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except dbapi2.Error as error:
                raise _converted(error) from error
            return bool(busy == 0)

    def close(self) -> None:
        """Close both connections; the last one empties the log."""
        with self._writing, self._reading:
            self._reader.close()
            self._writer.close()
