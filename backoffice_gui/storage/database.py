"""A database of ours, open: one writer, some readers, and fresh connections for reading back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DBAPIError

from backoffice_gui.errors import Defect, StoreBusy, StoreError, WrongKey
from backoffice_gui.storage import engine as engines
from backoffice_gui.storage.engine import Shape
from backoffice_gui.storage.faults import commit_unknown, converting

__all__ = ["Database"]

_WRITER_WAIT = 30.0
_HURRIED_MS = 1_000


class Database:
    """One file and the connections to it; may be used by several threads.

    Transactions of this process take turns by a lock; those of other processes by SQLite's.
    """

    def __init__(self, path: Path, shape: Shape, key: bytes | None = None) -> None:
        self.path = path
        self.folder = path.parent
        self._keyed = shape.keyed
        self._shut = False
        self._writer = engines.writer_engine(path, shape, key)
        self._readers = engines.reader_engine(path, shape, key)
        self._fresh = engines.fresh_engine(path, shape, key)
        self._turn = threading.Lock()
        self._turn_of: int | None = None
        self._hurried: int | None = None
        self._to_tell: list[Callable[[], None]] = []
        self._guard = threading.Lock()
        self._running: set[Connection] = set()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """BEGIN IMMEDIATE … COMMIT with full sync; whatever is raised inside rolls all of it back.

        Raises `DiskFull`, `StoreBusy`, `StoreDamaged`; `StoreError("commit-unknown")` where
        the commit itself failed in the disk: look by key over a new connection (`fresh`), the
        old one is gone.
        """
        if self._turn_of == threading.get_ident():
            raise Defect("a transaction inside a transaction")
        hurried = self._hurried == threading.get_ident()
        if not self._turn.acquire(timeout=_HURRIED_MS / 1000 if hurried else _WRITER_WAIT):
            raise StoreBusy("writer", file=self.path.name)
        self._turn_of = threading.get_ident()
        told: list[Callable[[], None]] = []
        try:
            self._to_tell = told
            with converting(self.path, keyed=self._keyed), self._connected(self._writer) as connection:
                begun = _hurriedly(connection) if hurried else connection.begin()
                try:
                    yield connection
                except BaseException:
                    begun.rollback()
                    raise
                self._commit(connection)
        finally:
            self._turn_of = None
            self._turn.release()
        for tell in told:
            tell()

    def once_durable(self, tell: Callable[[], None]) -> None:
        """Call it when this thread's transaction has been committed, never if it is not; at once where there is none.

        What is told before could be looked for by who hears it, and not be there.
        """
        if self._turn_of == threading.get_ident():
            self._to_tell.append(tell)
        else:
            tell()

    @contextmanager
    def hurrying(self) -> Iterator[None]:
        """What this thread begins inside waits a second for others, not five: for what is only good to have."""
        self._hurried = threading.get_ident()
        try:
            yield
        finally:
            self._hurried = None

    def _commit(self, connection: Connection) -> None:
        try:
            connection.commit()
        except DBAPIError as error:
            # never the same sync again (reliability.md §2.3): this connection is not used any more
            connection.invalidate()
            if commit_unknown(error):
                raise StoreError("commit-unknown", file=self.path.name) from error
            raise

    @contextmanager
    def _read(self, engine: Engine, *, interruptible: bool) -> Iterator[Connection]:
        with converting(self.path, keyed=self._keyed), self._connected(engine) as connection:
            if interruptible:
                with self._guard:
                    self._running.add(connection)
            try:
                yield connection
            finally:
                with self._guard:
                    self._running.discard(connection)

    @contextmanager
    def reading(self, *, interruptible: bool = False) -> Iterator[Connection]:
        """A read transaction: one consistent moment; keep it under a second.

        `interruptible`: `interrupt` of another thread stops its running statement, which then
        raises `StoreBusy("interrupted")` (for queries that a newer one makes needless).
        """
        with self._read(self._readers, interruptible=interruptible) as connection:
            yield connection

    @contextmanager
    def fresh(self) -> Iterator[Connection]:
        """A brand-new read connection that no pool has seen, closed afterwards (read-back)."""
        with self._read(self._fresh, interruptible=False) as connection:
            yield connection

    def interrupt(self) -> None:
        """Stop the statements of the interruptible reads that run now; any thread may call it."""
        with self._guard:
            for connection in self._running:
                driver_connection = connection.connection.driver_connection
                if driver_connection is not None:
                    driver_connection.interrupt()

    def _as_writer(self, words: str) -> list[tuple[int, ...]]:
        """What a pragma of the writer's connection answers, outside any transaction."""
        if not self._turn.acquire(timeout=_WRITER_WAIT):
            raise StoreBusy("writer", file=self.path.name)
        try:
            self._admit()
            with converting(self.path, keyed=self._keyed):
                raw = self._writer.raw_connection()
                try:
                    return list(raw.cursor().execute(words).fetchall())
                except BaseException:
                    raw.invalidate()  # a sync may have failed: never the same again over this descriptor
                    raise
                finally:
                    raw.close()
        finally:
            self._turn.release()

    def checkpoint(self) -> None:
        """Bring the log's pages into the file and cut the log to nothing; raises `StoreBusy` while readers hold it."""
        ((busy, *_counts),) = self._as_writer("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise StoreBusy("checkpoint", file=self.path.name)

    def reclaim(self, pages: int = 2_048) -> None:
        """Give at most this many free pages back to the disk (where the file was made so: the inbox)."""
        self._as_writer(f"PRAGMA incremental_vacuum({int(pages)})")

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        """A connection, unless this was shut for good, before it was asked for or while it was made."""
        self._admit()
        with engine.connect() as connection:
            if self._shut:
                connection.invalidate()
                self._admit()
            yield connection

    def _admit(self) -> None:
        if self._shut:
            raise WrongKey("no-key", file=self.path.name)

    def shut(self) -> None:
        """Close for good: whoever asks for a connection from now on, on any thread, hears `WrongKey`."""
        self._shut = True
        self.close()

    def close(self) -> None:
        """Close every connection; the last one of all processes brings the log into the file."""
        for engine in (self._readers, self._fresh, self._writer):
            engine.dispose()


def _hurriedly(connection: Connection) -> RootTransaction:
    """Begin with less patience for other processes; once begun, nobody has to be waited for."""
    raw = connection.connection.driver_connection
    if raw is None:
        raise Defect("a connection without a driver")
    raw.execute(f"PRAGMA busy_timeout = {_HURRIED_MS}")
    try:
        return connection.begin()
    finally:
        raw.execute(f"PRAGMA busy_timeout = {engines.BUSY_MS}")
