"""One collector of several: an advisory lock on a connection of its own, released by death and by no clock of ours.

The server is told to notice by itself that the other end is gone, so that another collector takes over within a
minute. As with the file lock, it is an optimisation: two collectors at once lose nothing.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from datetime import UTC, datetime

import psycopg
from psycopg.rows import TupleRow

from backoffice_gui.domain.monitor import Holder
from backoffice_gui.errors import StoreError, StoreHeld
from backoffice_gui.storage.team import engine as engines
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.engine import LOCKS
from backoffice_gui.storage.team.faults import converting

__all__ = ["LEADING", "TeamLock"]

LEADING = 4
"""The second half of the lock's key."""
_NAME = "inbox"
_SEPARATOR = "|"
_LONGEST = 63
"""Octets of an application's name; the server cuts what is longer."""
_NOTICED = (
    "SELECT set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),"
    " set_config('tcp_keepalives_count', '3', false), set_config('tcp_user_timeout', '20000', false),"
    " set_config('idle_session_timeout', '0', false)"
)
"""A collector whose machine went is noticed by the server after 25 s."""
_NAME_US = (
    "SELECT set_config('application_name', left(%s || floor(extract(epoch FROM clock_timestamp()))::bigint || %s, "
    f"{_LONGEST}), false)"
)
"""Who we are, as any role may see it; since when we are connected, the server shows to few only."""
_TAKE = f"SELECT pg_try_advisory_lock({LOCKS}, {LEADING})".encode()
_WHO = (
    "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a"
    " USING (pid) WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2"
    f" AND l.classid = {LOCKS} AND l.objid = {LEADING}"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
).encode()


def _named(raw: psycopg.Connection[TupleRow], program: str) -> None:
    """Say who this is, and since when by the server's clock."""
    before = f"{program}{_SEPARATOR}{os.getpid()}{_SEPARATOR}"
    words = [each.encode("ascii", "replace").decode("ascii") for each in (before, _SEPARATOR + socket.gethostname())]
    raw.execute(_NAME_US.encode("ascii"), words)


_MAY = b"""
    SELECT submission IS NULL OR has_table_privilege(session_user, submission, 'INSERT')
    FROM (SELECT to_regclass('inbox.submission')::oid AS submission) AS there
"""
"""Who led and could store nothing would keep everybody else from it; where nothing is made yet, its maker leads."""


def _holder(raw: psycopg.Connection[TupleRow]) -> Holder | None:
    row = raw.execute(_WHO).fetchone()
    if row is None:
        return None
    words = str(row[0]).split(_SEPARATOR)
    sound = len(words) == 4 and words[1].isdecimal() and words[2].isdecimal()
    program, pid, since, host = words if sound else ("?", "0", "0", "?")
    us = pid == str(os.getpid()) and host == socket.gethostname()[: len(host)]
    return Holder(program, host, int(pid), datetime.fromtimestamp(int(since), UTC), us=us)


def _connected(address: Address, program: str) -> psycopg.Connection[TupleRow]:
    with converting(_NAME):
        raw = engines.connect(address, _NAME)
        raw.autocommit = True
        raw.execute(_NOTICED.encode())
        _named(raw, program)
        (may,) = raw.execute(_MAY).fetchone() or (False,)
    if not may:
        raw.close()
        raise StoreError("may-not-collect")
    return raw


def _taken(raw: psycopg.Connection[TupleRow], program: str) -> bool:
    with converting(_NAME):
        row = raw.execute(_TAKE).fetchone()
        taken = row is not None and row[0] is True
        if taken:
            _named(raw, program)  # it leads from now on
    return taken


class TeamLock:
    """The lock, held from `acquire` to `release`, to this process's death or to the connection's."""

    def __init__(self, raw: psycopg.Connection[TupleRow]) -> None:
        self._raw = raw

    @classmethod
    def acquire(cls, address: Address, program: str) -> TeamLock:
        """Take the lock as `program`; raises `StoreHeld` with the facts `holder`, `host`, `pid`, `since`.

        `StoreError("may-not-collect")` where the login may not store what comes in.
        """
        raw = _connected(address, program)
        try:
            if _taken(raw, program):
                return cls(raw)
            with converting(_NAME):
                by = _holder(raw) or Holder("?", "?", 0, datetime.fromtimestamp(0, UTC), us=False)
        except BaseException:
            raw.close()
            raise
        raw.close()
        raise StoreHeld(holder=by.program, host=by.host, pid=by.pid, since=by.since.isoformat())

    @classmethod
    def wait(cls, address: Address, program: str, stop: threading.Event, every: float = 2.0) -> TeamLock | None:
        """Take the lock once nobody has it any more; nothing where `stop` came first.

        A server that is away meanwhile is waited for too: whoever led has no lock there either. Raises
        `StoreError("may-not-collect")`.
        """
        raw: psycopg.Connection[TupleRow] | None = None
        while not stop.is_set():
            try:
                raw = raw or _connected(address, program)
                if _taken(raw, program):
                    return cls(raw)
            except StoreError as error:
                if not error.retry:
                    raise
                if raw is not None:
                    raw.close()
                raw = None
            stop.wait(every)
        if raw is not None:
            raw.close()
        return None

    @staticmethod
    def holder(address: Address) -> Holder | None:
        """Who holds the lock now; nothing where nobody does."""
        with converting(_NAME), engines.connect(address, _NAME) as raw:
            return _holder(raw)

    @property
    def held(self) -> bool:
        """Whether the connection, and with it the lock, is still there: asks the server."""
        try:
            self._raw.execute(b"SELECT 1")
        except psycopg.Error:
            return False
        return True

    def release(self) -> None:
        """Let the lock go; doing it twice does nothing."""
        with contextlib.suppress(psycopg.Error):
            self._raw.close()
