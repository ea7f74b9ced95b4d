"""A database that is a file of ours on this machine's disk, opened by `sqlcipher3`."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DBAPIError

from backoffice_gui.errors import Defect, StoreError
from backoffice_gui.storage import copying
from backoffice_gui.storage import engine as engines
from backoffice_gui.storage.backing import Aside
from backoffice_gui.storage.engine import Shape
from backoffice_gui.storage.faults import commit_unknown, converting
from backoffice_gui.storage.place import place_of
from backoffice_gui.storage.room import room_for

__all__ = ["FileBacking"]


class FileBacking:
    """One file, its shape, and its key where it has one; connections wait for those of other processes by its locks."""

    local = True
    driver_errors: tuple[type[Exception], ...] = (DBAPIError, driver.Error)

    def __init__(self, path: Path, shape: Shape, key: bytes | None = None) -> None:
        self.path = path
        self.folder = path.parent
        self.name = path.name
        self.key = None if key is None else bytearray(key)
        self._shape = shape

    def writer(self) -> Engine:
        """Every transaction is the writer's from its start (`BEGIN IMMEDIATE`)."""
        return engines.writer_engine(self.path, self._shape, self.key)

    def readers(self) -> Engine:
        """Connections that can't write (`query_only`)."""
        return engines.reader_engine(self.path, self._shape, self.key)

    def fresh(self) -> Engine:
        """What is read over these was on the disk's side of ours."""
        return engines.fresh_engine(self.path, self._shape, self.key)

    def converting(self) -> AbstractContextManager[None]:
        """SQLite's result codes → our tree."""
        return converting(self.path, keyed=self._shape.keyed)

    def commit(self, connection: Connection) -> None:
        """Nobody knows after an error of input or output."""
        try:
            connection.commit()
        except DBAPIError as error:
            if commit_unknown(error):
                raise StoreError("commit-unknown", file=self.name) from error
            raise

    def stop(self, connection: Connection, *, committing: bool = False, seconds: float = 1.0) -> bool:
        """Interrupt what a connection runs now; a COMMIT waits for the disk alone, and ends by itself."""
        del seconds
        raw = connection.connection.driver_connection
        if raw is not None and not committing:
            self.break_off(raw)
        return True

    def break_off(self, raw: driver.Connection) -> bool:
        """Interrupt it."""
        raw.interrupt()
        return True

    def hurriedly(self, connection: Connection, milliseconds: int) -> RootTransaction:
        """Begin with a shorter `busy_timeout`."""
        raw = connection.connection.driver_connection
        if raw is None:
            raise Defect("a connection without a driver")
        raw.execute(f"PRAGMA busy_timeout = {milliseconds}")
        try:
            return connection.begin()
        finally:
            raw.execute(f"PRAGMA busy_timeout = {engines.BUSY_MS}")

    def place(self) -> str:
        """Machine, real path and inode."""
        return place_of(self.path)

    def login(self) -> str:
        """A file knows nobody."""
        return ""

    def upkeep(self, words: str) -> str | None:
        """The pragma itself: nobody else keeps our file."""
        return words

    def room_for(self, size: int) -> bool:
        """By the disk's free room (`room.room_for`)."""
        return room_for(self.folder, size)

    def copy_to(self, target: Path, watched: Aside) -> None:
        """By SQLite itself (`copying.copy_still`)."""
        copying.copy_still(self.path, self._shape, self.key, target, watched)

    def copied(self, copy: Path) -> AbstractContextManager[Connection]:
        """With this file's key."""
        return copying.still(copy, self._shape, self.key)

    def wipe(self) -> None:
        """Overwrite the key."""
        if self.key is not None:
            self.key[:] = bytes(len(self.key))
