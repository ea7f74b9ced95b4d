"""The line to a simulated team's server: statements that it refuses, COMMITs that fail, connections that end.

    line = Line(server, disk, inbox)        # from now on what this inbox asks goes through the disk's hooks and dice

What the server refuses is refused by the server, its transaction being over then; a connection that ends is ended there
(`pg_terminate_backend`), at a statement, before a COMMIT, or after it with the answer unheard.
"""

from __future__ import annotations

import re
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from backoffice_gui.storage.inbox.store import Inbox
from tests.support.postgres import Server
from tests.support.simulation.disk import JUDGED, Disk, with_a_wrong_bit
from tests.support.team.cutting import commit_unheard, driven

__all__ = ["Line"]

_COMMIT = {"full": psycopg.errors.DiskFull, "busy": psycopg.errors.SerializationFailure}
_CHUNK = re.compile(r'INSERT INTO "?chunk\b')


def _refusal(state: str) -> str:
    return f"DO $$ BEGIN RAISE EXCEPTION 'as the seed says' USING ERRCODE = '{state}'; END $$"


def _locked() -> None:
    raise psycopg.errors.LockNotAvailable("as the seed says")


class Line:
    """Between one open inbox and its server."""

    def __init__(self, server: Server, disk: Disk, inbox: Inbox) -> None:
        self._server, self._disk = server, disk
        for engine in (inbox._writer, inbox._readers, inbox._fresh):
            self._listen(engine, writing=engine is inbox._writer)
        backing: Any = inbox._backing
        self._commits, backing.commit = backing.commit, self.commit

    def _listen(self, engine: Engine, *, writing: bool) -> None:
        def begins(_connection: Connection) -> None:
            self._disk.begin_with(_locked, writing=writing)

        def said(connection: Connection, _cursor: Any, words: str, given: Any, *_others: Any) -> tuple[str, Any]:
            return self.said(connection, words, given)

        event.listen(engine, "begin", begins, insert=True)
        event.listen(engine, "before_cursor_execute", said, retval=True)

    def said(self, connection: Connection, words: str, given: Any) -> tuple[str, Any]:
        """A statement is about to be sent: itself, or what the server refuses in its place."""
        disk = self._disk
        disk.refuse_the_dead()
        if disk.weather.strikes("line") is not None:
            self._end(driven(connection))
        if words.startswith("SELECT"):
            return (words, given) if disk.weather.strikes("read") is None else (_refusal("58030"), {})
        if not words.startswith(("INSERT", "UPDATE", "DELETE")):
            return words, given
        disk.touched = disk.touched or JUDGED.match(words.replace('"', "")) is not None
        match disk.weather.strikes("write"):
            case "full":
                return _refusal("53100"), [{}] if isinstance(given, list) else {}
            case "bit" if _CHUNK.match(words) and given:
                return words, with_a_wrong_bit(given, disk.weather)
        return words, given

    def commit(self, connection: Connection) -> None:
        """The COMMIT itself: nobody knows of one whose connection ends."""
        disk, raw = self._disk, driven(connection)
        disk.refuse_the_dead()
        disk.at_commit()
        disk.refuse_the_dead()
        fault = disk.weather.strikes("commit")
        match fault:
            case "full" | "busy":
                connection.rollback()
                raise OperationalError("COMMIT", {}, _COMMIT[fault]("as the seed says"))
            case "die-before":
                connection.rollback()
                disk.die()
            case "io-lost":
                self._end(raw)
            case "io-kept":
                commit_unheard(raw)
                self._has_committed()
                self._end(raw)
        self._commits(connection)
        self._has_committed()
        if fault == "die-after":
            disk.die()

    def _has_committed(self) -> None:
        touched, self._disk.touched = self._disk.touched, False
        if touched:
            self._disk.committed()

    def _end(self, raw: psycopg.Connection[Any]) -> None:
        """End a connection on the server, and wait until it has ended."""
        self._server.admin.execute("SELECT pg_terminate_backend(%s, 5000)", [raw.info.backend_pid])
