"""What `Database` stands on where the store is a team's: one schema of a PostgreSQL database."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import psycopg
from psycopg.errors import Diagnostic
from psycopg.rows import TupleRow
from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DBAPIError

from backoffice_gui.clock import unless_within
from backoffice_gui.errors import Defect, StoreError, UsageError
from backoffice_gui.storage.backing import Aside
from backoffice_gui.storage.seeds import HeldKey, keyed
from backoffice_gui.storage.team import engine as engines
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.faults import commit_unknown, converting
from backoffice_gui.storage.team.session import TeamConnection

__all__ = ["TeamBacking"]

_BREAKING_OFF = 1.0
"""Seconds that the server has to answer that something shall be broken off."""
COMMIT_SECONDS = 30.0
"""How long a COMMIT is waited for that waits for a standby; then nobody knows, and it is looked up by key."""
_PLACE = """
    SELECT (SELECT system_identifier::text FROM pg_control_system()), oid::text
    FROM pg_database WHERE datname = current_database()
"""


def _sever(raw: psycopg.Connection[TupleRow]) -> None:
    """Make an end of a connection that another thread waits on: it hears so at once, whatever the network does."""
    with suppress(psycopg.Error, OSError), socket.socket(fileno=os.dup(raw.fileno())) as wire:
        wire.shutdown(socket.SHUT_RDWR)


def _raw_of(connection: Connection) -> psycopg.Connection[TupleRow] | None:
    """The driver's own; nothing where it has gone by now: asking for it would make another."""
    if connection.closed or connection.invalidated:
        return None
    raw: psycopg.Connection[TupleRow] | None = connection.connection.driver_connection
    return raw


@contextmanager
def _bounded(raw: TeamConnection) -> Iterator[None]:
    """End the connection whose COMMIT takes too long: the server waits on for its standby, we don't for the server.

    It is never broken off there, which would call it done. Until it is, its session holds the writers' lock, so that
    nobody looks it up, finds nothing, and says it again.
    """
    if not raw.waits:
        yield
        return
    with unless_within(COMMIT_SECONDS, "committing", lambda: _sever(raw)):
        yield


def _break_off(raw: psycopg.Connection[TupleRow], seconds: float) -> bool:
    try:
        raw.cancel_safe(timeout=seconds)
    except psycopg.Error:
        _sever(raw)
        return False
    return True


class TeamBacking:
    """One schema of a team's database; `folder` is where this machine keeps what it needs beside it.

    `key`: the team's, under which secrets among the rows are sealed (`storage.seeds`), where they are to be read; it
    is wiped with this.
    """

    local = False
    driver_errors: tuple[type[Exception], ...] = (DBAPIError, psycopg.Error)

    def __init__(self, address: Address, schema: str, folder: Path, key: HeldKey | None = None) -> None:
        self.address = address
        self.name = schema
        self.folder = folder
        self.path = folder / schema
        self._schema = schema
        self._key = key

    def writer(self) -> Engine:
        """Transactions take turns by an advisory lock."""
        return keyed(engines.writer_engine(self.address, self._schema), self._key)

    def readers(self) -> Engine:
        """READ ONLY, REPEATABLE READ."""
        return keyed(engines.reader_engine(self.address, self._schema), self._key)

    def fresh(self) -> Engine:
        """The same, each connection new."""
        return keyed(engines.fresh_engine(self.address, self._schema), self._key)

    def converting(self) -> AbstractContextManager[None]:
        """SQLSTATE → our tree."""
        return converting(self.name)

    def commit(self, connection: Connection) -> None:
        """Nobody knows where the connection went while COMMIT was said, where it took too long, or the server warned.

        It calls a COMMIT done whose wait for a standby was ended, and warns that the standby might not have it.
        """
        raw, warned = self._driven(connection), list[str]()

        def hear(said: Diagnostic) -> None:
            if said.severity_nonlocalized == "WARNING":
                warned.append(str(said.sqlstate))

        raw.add_notice_handler(hear)
        try:
            with _bounded(raw):
                connection.commit()
        except DBAPIError as error:
            if commit_unknown(error):
                raise StoreError("commit-unknown", file=self.name) from error
            raise
        finally:
            raw.remove_notice_handler(hear)
        if warned:
            raise StoreError("commit-unknown", file=self.name)

    def stop(self, connection: Connection, *, committing: bool = False, seconds: float = _BREAKING_OFF) -> bool:
        """Ask the server, over a connection of its own, to break off what runs.

        Never a COMMIT that waits for a standby, which would be called done without it: its connection ends, and nobody
        knows. Another one that waits for its turn is not done then, and one that is being done is done.
        """
        raw = _raw_of(connection)
        if raw is None:
            return True
        if (committing and self._driven(connection).waits) or not seconds:
            _sever(raw)
            return True
        return _break_off(raw, seconds)

    def break_off(self, raw: psycopg.Connection[TupleRow]) -> bool:
        """The same; a connection that is gone runs nothing. A server that does not hear of it loses the connection."""
        return _break_off(raw, _BREAKING_OFF)

    def hurriedly(self, connection: Connection, milliseconds: int) -> RootTransaction:
        """Begin with a shorter `lock_timeout`, which holds for this transaction alone."""
        self._driven(connection).lock_ms = milliseconds
        return connection.begin()

    @staticmethod
    def _driven(connection: Connection) -> TeamConnection:
        raw: TeamConnection | None = connection.connection.driver_connection
        if raw is None:
            raise Defect("a connection without a driver")
        return raw

    def place(self) -> str:
        """The server's own number and the database's: both change when a store is put back elsewhere."""
        with converting(self.name), engines.connect(self.address, self._schema) as raw:
            system, database = raw.execute(_PLACE.encode()).fetchone() or ("", "")
        words = "\0".join(("ofpra place 1", "postgresql", str(system), str(database), self._schema))
        return hashlib.sha256(words.encode("ascii")).hexdigest()

    def login(self) -> str:
        """The role of this session, which no client changes."""
        with converting(self.name), engines.connect(self.address, self._schema) as raw:
            return raw.info.user  # it is what the server says, or there is no connection (`other-login`)

    def upkeep(self, words: str) -> str | None:
        """The server's administrators see to its logs and free pages."""
        del words
        return None

    def room_for(self, size: int) -> bool:
        """How much room a server has nobody is told: it says so itself when there is none (`DiskFull`)."""
        del size
        return True

    def copy_to(self, target: Path, watched: Aside) -> None:
        """A team's store is backed up by its server (docs/team.md); raises `UsageError`."""
        raise UsageError("team-no-copy")

    def copied(self, copy: Path) -> AbstractContextManager[Connection]:
        """The same."""
        raise UsageError("team-no-copy")

    def wipe(self) -> None:
        """Overwrite the team's key, where it is held."""
        if self._key is not None:
            self._key.wipe()
