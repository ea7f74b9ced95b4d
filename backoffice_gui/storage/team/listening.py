"""One connection that listens: woken by the server when a colleague has done something, and by ourselves.

Whether notifications come through at all is tried, not believed: a pooler that gives each transaction another
connection (PgBouncer's transaction mode) swallows them without a word. So another connection says something while this
one waits as it will wait later; what a connection says itself comes back with its own answer, pooler or not.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any, LiteralString

import psycopg
from psycopg.rows import TupleRow

from backoffice_gui.clock import Clock
from backoffice_gui.storage.bell import Bell
from backoffice_gui.storage.team import engine as engines
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.faults import converting
from backoffice_gui.storage.team.together_schema import CHANNEL
from backoffice_gui.storage.versions import TEAM_CASEBOOK

__all__ = ["Ear"]

_NAME = TEAM_CASEBOOK.name
_PROBE = "probe"
_LISTEN = f"LISTEN {CHANNEL}".encode()
_SAY_PROBE = f"NOTIFY {CHANNEL}, '{_PROBE}'".encode()
_PLANNED = b"SET plan_cache_mode = force_generic_plan"
"""The same few questions are asked as long as this lives: they are planned once."""
_LASTS = b"SELECT set_config('idle_session_timeout', '0', false)"
"""Waiting is what this connection is for."""
_LOCALLY: LiteralString = "SET LOCAL synchronous_commit = local; "
"""Of what is gone with the moment: no standby is waited for, which could be for long, and hold up the hearing.

Said in one breath with what is told, the two are one transaction and one journey, in whosever session."""


class Ear:
    """For one thread; what fails is a `StoreError`, and then a new one is needed."""

    def __init__(self, address: Address, bell: Bell) -> None:
        self._address, self._bell = address, bell
        self._heard: list[str] = []
        self._asked: dict[LiteralString, psycopg.Cursor[TupleRow]] = {}
        with converting(_NAME):
            self._raw = engines.connect(address, _NAME)
            try:
                self._raw.add_notify_handler(self._hear)
                self._raw.autocommit = True
                self._raw.prepare_threshold = None  # a pooler may give each statement another session
                if not self._raw.pooled:
                    self._raw.execute(_LASTS)
                    self._raw.execute(_LISTEN)
            except BaseException:
                self._raw.close()
                raise

    def _hear(self, said: psycopg.Notify) -> None:
        """Called by the driver, whatever was being asked when it came."""
        if said.channel == CHANNEL:
            self._heard.append(said.payload)

    def passes(self, clock: Clock, within: float = 1.0) -> bool:
        """Whether notifications come through: somebody else's, heard while this one waits, in so many seconds.

        What is heard beside it is kept for `wait`. Where they do, the session is this connection's own, and what it
        asks is prepared; else never: a pooler may give each statement another session.
        """
        passed = not self._raw.pooled and self._probed(clock, within)
        with converting(_NAME):
            if passed and self._raw.prepare_threshold is None:
                self._raw.execute(_PLANNED)
        self._raw.prepare_threshold = 0 if passed else None
        return passed

    def _probed(self, clock: Clock, within: float) -> bool:
        with converting(_NAME), contextlib.closing(engines.connect(self._address, _NAME)) as other:
            other.autocommit = True
            other.execute(_SAY_PROBE)
        ends = clock.elapsed() + within
        while True:
            self._take_in()
            if _PROBE in self._heard:
                self._heard = [each for each in self._heard if each != _PROBE]
                return True
            left = ends - clock.elapsed()
            if left <= 0:
                return False
            self._bell.wait(left, self._raw.fileno())

    def wait(self, seconds: float) -> frozenset[str]:
        """What was said on the channel, at once where something waits, else as soon as it comes; also nothing.

        Also returns when the bell rings. Raises `StoreUnreachable` where the connection has gone.
        """
        if said := self.said():
            return said
        self._bell.wait(seconds, self._raw.fileno())
        return self.said()

    def said(self) -> frozenset[str]:
        """What was said on the channel until now, without waiting; raises as `wait` does."""
        self._take_in()
        heard, self._heard = frozenset(self._heard), []
        return heard - {_PROBE}

    def _take_in(self) -> None:
        """What has come; nothing is waited for."""
        with converting(_NAME):
            connection = self._raw.pgconn
            connection.consume_input()
            while (said := connection.notifies()) is not None:
                if connection.notify_handler is not None:
                    connection.notify_handler(said)

    def ask(self, words: LiteralString, values: Mapping[str, Any] | None = None) -> Sequence[TupleRow]:
        """A statement over the same connection, committed by itself; its rows."""
        with converting(_NAME):
            asking = self._asked.get(words)
            if asking is None:  # kept, so that the words are taken apart once
                asking = self._asked[words] = self._raw.cursor()
            asking.execute(words, values)
            return asking.fetchall() if asking.description else []

    def tell(self, words: LiteralString, values: Mapping[str, Any]) -> Sequence[TupleRow]:
        """A change of what is gone with the moment (`_LOCALLY`); its rows."""
        with converting(_NAME), psycopg.ClientCursor(self._raw) as cursor:
            cursor.execute(_LOCALLY + words, values)
            cursor.nextset()
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        """Nobody is heard any more."""
        with contextlib.suppress(psycopg.Error):
            self._raw.close()
