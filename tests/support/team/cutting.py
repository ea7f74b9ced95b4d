"""Connections to a server that end where a seed says: at a statement, before a COMMIT, and after it, its answer unheard.

    cuts = Cuts("7:agent-1", server)
    cuts.watch(casebook)            # every connection that this database makes from now on
    cuts.on = False                 # nothing ends any more

What ends is the server's own process of that connection (`pg_terminate_backend`). For a COMMIT that was done and
never heard of, it is said to the server, the answer is taken off the wire, and then the connection ends: what the
driver makes of that is its own doing.
"""

from __future__ import annotations

import contextlib
import os
import random
import select
import threading
from collections import Counter
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event

from backoffice_gui.storage.database import Database
from backoffice_gui.storage.journeys import Overtaken
from backoffice_gui.storage.team.joining import Joining
from backoffice_gui.storage.team.session import TeamConnection
from tests.support.postgres import Server

__all__ = ["RATES", "Cuts", "commit_unheard", "driven"]

RATES = {"statement": 0.01, "commit": 0.15, "unheard": 0.2, "lead": 0.5}
"""How often each strikes, of all its chances."""
MOST = {"statement": 2, "commit": 2, "unheard": 2, "lead": 2}
"""How many connections of one party end so: after them it goes on undisturbed."""
_READY = b"Z\x00\x00\x00\x05I"
"""What a server says last of all once it is idle (the protocol's ReadyForQuery)."""


class Cuts:
    """The dice of one party, and what they did: `struck` counts by kind."""

    def __init__(self, seed: str, server: Server) -> None:
        self.on = True
        self.struck: Counter[str] = Counter()
        self._dice = random.Random(f"{seed}:cuts")
        self._server = server
        self._guard = threading.Lock()

    def watch(self, database: Database) -> None:
        """Stand between a database and its connections."""
        for engine in (database._writer, database._readers, database._fresh):
            self._watch(engine)

    def _watch(self, engine: Engine) -> None:
        def said(connection: Connection, *_others: Any) -> None:
            if self._strikes("statement"):
                self.end(driven(connection))

        def commits(connection: Connection) -> None:
            if self._strikes("commit"):
                self.end(driven(connection))
            elif self._strikes("unheard"):
                raw = driven(connection)
                commit_unheard(raw)
                self.end(raw)

        def lent(raw: Any, *_others: Any) -> None:
            """What a connection says without a cursor of SQLAlchemy's, several statements at once, counts as one."""
            together = type(raw).together

            def struck() -> contextlib.AbstractContextManager[None]:
                if self._strikes("statement"):
                    self.end(raw)
                done: contextlib.AbstractContextManager[None] = together(raw)
                return done

            raw.together = struck

        event.listen(engine, "before_cursor_execute", said)
        event.listen(engine, "commit", commits)
        event.listen(engine, "checkout", lent)

    def _strikes(self, kind: str) -> bool:
        with self._guard:
            struck = self._dice.random() < RATES[kind] and self.on and self.struck[kind] < MOST[kind]
            self.struck[kind] += struck
            return struck

    def lead_goes(self, raw: psycopg.Connection[Any]) -> None:
        """Something was stored: the connection of this collector's lock may end."""
        if self._strikes("lead"):
            self.end(raw)

    def end(self, raw: psycopg.Connection[Any]) -> None:
        """End a connection on the server, and wait until it has ended."""
        self._server.admin.execute("SELECT pg_terminate_backend(%s, 5000)", [raw.info.backend_pid])


def driven(connection: Connection) -> Joining:
    """The driver's own connection below this one."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, Joining)
    return raw


def commit_unheard(raw: Joining) -> None:
    """Have the server do all that waits and commit, and take its answer off the wire: the driver still waits for it.

    What it refuses of one that takes its turn late there is no COMMIT of: `TeamConnection.commit` says so alike.
    """
    try:
        raw.say()
    except psycopg.IntegrityError:
        if not (isinstance(raw, TeamConnection) and raw._late):
            raise
        raw.rollback()
        raise Overtaken from None
    raw.pgconn.send_query(b"COMMIT")
    while raw.pgconn.flush():
        select.select([], [raw.pgconn.socket], [], 5)
    answer = b""
    while not answer.endswith(_READY):
        ready, _, _ = select.select([raw.pgconn.socket], [], [], 10)
        assert ready, "the server did not answer a COMMIT"
        answer += os.read(raw.pgconn.socket, 4096)
    assert answer.startswith(b"C"), "a COMMIT was refused"
