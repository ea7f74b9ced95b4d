"""A database of ours, open: one writer, some readers, and fresh connections for reading back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from backoffice_gui.errors import Defect, StoreBusy, StoreError, WrongKey
from backoffice_gui.storage import journeys
from backoffice_gui.storage.backing import Backing
from backoffice_gui.storage.journeys import Asked, Overtaken

__all__ = ["Database"]

_WRITER_WAIT = 30.0
_HURRIED_MS = 1_000
_LAST_MS = 50
_BROKEN_SECONDS, _ASKED_SECONDS = 1.0, 0.1
"""So long has a server to answer that something shall be broken off, and where it is shut."""
_BREAKS = 10
"""How often what still runs is broken off while a database is shut: one statement may follow another."""


class Database:
    """What stands behind it and the connections to that; may be used by several threads.

    Transactions of this process take turns by a lock; those of other processes by the database's own.
    `name`, `path`, `folder`, `local`: those of `Backing`.
    """

    def __init__(self, backing: Backing) -> None:
        self._backing = backing
        self.name, self.path, self.folder = backing.name, backing.path, backing.folder
        self.local = backing.local
        self._shut = False
        self._silent = False
        self._login: str | None = None
        self._writer = backing.writer()
        self._readers = backing.readers()
        self._fresh = backing.fresh()
        self._turn = threading.Lock()
        self._turn_of: int | None = None
        self._hurried: int | None = None
        self._to_tell: list[Callable[[], None]] = []
        self._guard = threading.Lock()
        self._running: set[Connection] = set()
        self._used: set[Connection] = set()
        self._unused = threading.Condition(self._guard)
        self._aside: set[Any] = set()
        self._committing: Connection | None = None

    @contextmanager
    def transaction(self, ahead: Sequence[Asked] = (), *, late: bool = False) -> Iterator[Connection]:
        """BEGIN IMMEDIATE … COMMIT with full sync; whatever is raised inside rolls all of it back.

        `ahead`: what will be asked first, which a server answers in the journey that begins it; `late`: there it takes
        its turn among all writers with its first change (both: `storage.journeys`).

        Raises `DiskFull`, `StoreBusy`, `StoreDamaged`; `StoreError("commit-unknown")` where
        the commit itself failed in the disk, or was not carried over to a standby: look by key
        over a new connection (`fresh`), the old one is gone.
        """
        if self._turn_of == threading.get_ident():
            raise Defect("a transaction inside a transaction")
        hurried = self._hurried == threading.get_ident()
        if not self._turn.acquire(timeout=_HURRIED_MS / 1000 if hurried else _WRITER_WAIT):
            raise StoreBusy("writer", file=self.name)
        self._turn_of = threading.get_ident()
        told: list[Callable[[], None]] = []
        try:
            self._to_tell = told
            with self._backing.converting(), self._connected(self._writer) as connection:
                journeys.first(connection, ahead)
                if late:
                    journeys.late(connection)
                begun = self._backing.hurriedly(connection, _HURRIED_MS) if hurried else connection.begin()
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
        with self._guard:
            self._committing = connection
        try:
            self._backing.commit(connection)
        except (Overtaken, StoreBusy):
            raise  # a server, which has done nothing of it and was told so
        except BaseException:
            # never the same sync again (reliability.md §2.3): this connection is not used any more; nor would what was
            # refused as late as this be rolled back where it is given back, but committed with what comes next
            connection.invalidate()
            raise
        finally:
            with self._guard:
                self._committing = None

    @contextmanager
    def _read(self, engine: Engine, *, interruptible: bool) -> Iterator[Connection]:
        with self._backing.converting(), self._connected(engine) as connection:
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

    def interrupt(self, *, silent: bool = False) -> None:
        """Stop the statements of the interruptible reads that run now; any thread may call it.

        `silent`: the server says nothing any more, and every connection in use ends here. Who waited hears that it was
        lost, and of a COMMIT that nobody knows; what is asked next is asked anew.
        """
        with self._guard:
            self._silent |= silent
            for connection in self._used if silent else self._running:
                self._backing.stop(connection, seconds=0 if silent else _BROKEN_SECONDS)

    def _as_writer(self, pragma: str) -> list[tuple[int, ...]]:
        """What a pragma of the writer's connection answers, outside any transaction; a lock breaks it off.

        Half a checkpoint, or half of the free pages given back, is harmless: the log holds what the file has not yet.
        A server's are its administrators' to keep: nothing is said, or answered.
        """
        words = self._backing.upkeep(pragma)
        if words is None:
            return []
        if not self._turn.acquire(timeout=_WRITER_WAIT):
            raise StoreBusy("writer", file=self.name)
        try:
            self._admit()
            with self._backing.converting():
                raw = self._writer.raw_connection()
                try:
                    with self._aside_of(_driven(raw.driver_connection)):
                        return list(raw.cursor().execute(words).fetchall())
                except BaseException as error:
                    raw.invalidate()  # a sync may have failed: never the same again over this descriptor
                    if isinstance(error, self._backing.driver_errors):
                        self._admit()
                    raise
                finally:
                    if self._shut and raw.is_valid:  # its pool is gone, or goes now
                        raw.invalidate()
                    raw.close()
        finally:
            self._turn.release()

    def checkpoint(self) -> None:
        """Bring the log's pages into the file and cut the log to nothing; raises `StoreBusy` while readers hold it."""
        for busy, *_counts in self._as_writer("PRAGMA wal_checkpoint(TRUNCATE)"):
            if busy:
                raise StoreBusy("checkpoint", file=self.name)

    def reclaim(self, pages: int = 2_048) -> None:
        """Give at most this many free pages back to the disk (where the file was made so: the inbox)."""
        self._as_writer(f"PRAGMA incremental_vacuum({int(pages)})")

    def room_for(self, size: int) -> bool:
        """Whether a submission of so many octets may be fetched (`room.room_for`)."""
        return self._backing.room_for(size)

    def copy_to(self, target: Path) -> None:
        """A finished copy (0600, synced) in a new file, as one moment has it, under the same key where there is one.

        Pages that were given up are not in it. Raises as `copying.copy_still` does.
        """
        self._admit()
        self._backing.copy_to(target, self._aside_of)

    @contextmanager
    def copied(self, copy: Path) -> Iterator[Connection]:
        """A finished copy of this database, opened with its key; raises `WrongKey`, `StoreDamaged`."""
        self._admit()
        with self._backing.copied(copy) as connection, self._aside_of(_driven(connection.connection.driver_connection)):
            yield connection

    @contextmanager
    def _aside_of(self, raw: Any) -> Iterator[None]:
        """A connection that no `Connection` watches, broken off at once by a lock: a copy's, a pragma's."""
        with self._guard:
            self._aside.add(raw)
        try:
            self._admit()
            yield
        finally:
            with self._unused:
                self._aside.discard(raw)
                self._unused.notify_all()

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        """A connection, unless this was shut for good, before it was asked for, while it was made, or since.

        What is broken off hears `WrongKey("locked")`: its caller gives up at once, and tries nothing again.
        """
        self._admit()
        with self._made(engine) as connection:
            try:
                with self._guard:
                    self._admit()
                    self._used.add(connection)
                yield connection
            except self._backing.driver_errors:
                self._admit()  # whatever a lock breaks off says that, not how it was broken off
                raise
            finally:
                with self._unused:
                    self._used.discard(connection)
                    self._unused.notify_all()
                if self._shut:
                    connection.invalidate()

    def _made(self, engine: Engine) -> Connection:
        try:
            return engine.connect()
        except DBAPIError:
            self._admit()  # made with a key that was wiped meanwhile
            raise

    def _admit(self) -> None:
        if self._shut:
            raise WrongKey("locked", file=self.name)

    def shut(self, patience: float = 0.0, last: Callable[[Connection], None] | None = None) -> bool:
        """Close for good: whoever asks for a connection from now on, on any thread, hears `WrongKey("locked")`.

        Who has one has `patience` seconds to be done with it, then what it runs is broken off and rolled back, for as
        long again: a COMMIT at the very end only, and nobody knows what became of it. `last` is a transaction of its
        own, once nobody else has any; whether it was committed is returned. A server that is silent is asked once for a
        tenth of a second, and is told nothing. The key is overwritten. For any thread that has no connection itself.
        """
        with self._unused:
            self._shut = True
            self._stop_aside()
            ended = self._unused.wait_for(self._nobody, patience)
            for left in reversed(range(0 if ended else _BREAKS)):
                self._stop_aside()
                self._stop_used(left)
                if self._unused.wait_for(self._nobody, patience / _BREAKS):
                    break
            alone = not self._used and not self._silent
        try:
            return last is None or (alone and self._written(last))
        finally:
            self.close()
            self._wipe()

    def _wipe(self) -> None:
        """Overwrite the key, where there is one."""
        self._backing.wipe()

    def _stop_aside(self) -> None:
        for raw in self._aside:
            self._backing.break_off(raw)

    def _stop_used(self, left: int) -> None:
        """A COMMIT is asked to be broken off before the last time, which does no harm (`Backing.stop`), then ended."""
        for connection in self._used:
            committing = connection is self._committing
            if committing and left > 1:
                continue
            seconds = 0 if self._silent or (committing and not left) else _ASKED_SECONDS
            self._silent |= not self._backing.stop(connection, committing=committing, seconds=seconds)

    def _written(self, last: Callable[[Connection], None]) -> bool:
        if not self._turn.acquire(timeout=_LAST_MS / 1000):
            return False  # a pragma that waits for another process has the writer's connection
        try:
            with self._backing.converting(), self._writer.connect() as connection, self._watched(connection):
                self._backing.hurriedly(connection, _LAST_MS)
                last(connection)
                self._commit(connection)
        except (StoreError, MemoryError):
            return False
        finally:
            self._turn.release()
        return True

    @contextmanager
    def _watched(self, connection: Connection) -> Iterator[None]:
        """The last one of all may meet a silent server too, and is broken off by `interrupt` then."""
        with self._guard:
            self._used.add(connection)
        try:
            yield
        finally:
            with self._guard:
                self._used.discard(connection)

    def _nobody(self) -> bool:
        return not (self._used or self._aside)

    def place(self) -> str:
        """A hash of where it lies (`Backing.place`)."""
        return self._backing.place()

    def login(self) -> str:
        """Who works here, where the database knows that: the login of this connection; empty where it knows nobody."""
        if self._login is None:
            self._login = self._backing.login()
        return self._login

    def close(self) -> None:
        """Close every connection; the last one of all processes brings the log into the file."""
        for engine in (self._readers, self._fresh, self._writer):
            engine.dispose()


def _driven(raw: Any | None) -> Any:
    if raw is None:
        raise Defect("a connection without a driver")
    return raw
