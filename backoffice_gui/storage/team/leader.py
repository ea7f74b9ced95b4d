"""One collector of several: an advisory lock on a connection of its own, released by death and by no clock of ours.

The server is told to notice by itself that the other end is gone, so that another collector takes over within a
minute. As with the file lock, it is an optimisation: two collectors at once lose nothing. It is the session's: where a
pooler lends sessions out, it would stay with whoever gets that one next, so it is not taken there (`pooled`).
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import psycopg

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.monitor import Holder
from backoffice_gui.errors import StoreError, StoreHeld
from backoffice_gui.storage.team import engine as engines
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.faults import converting
from backoffice_gui.storage.team.grants import group_of
from backoffice_gui.storage.team.session import LOCKS, MARK, TeamConnection, holder_of

__all__ = ["LEADING", "TeamLock"]

LEADING = 4
"""The second half of the lock's key."""
_NAME = "inbox"
_SEPARATOR = "|"
_REFUSED = "refused"
_LONGEST = 63
"""Octets of an application's name; the server cuts what is longer."""
_KEPT = b"SELECT set_config('idle_session_timeout', '0', false)"
"""Who leads says nothing for hours; that his machine went the server notices (`engine`)."""
_NAME_US = (
    "SELECT set_config('application_name', left(%s || floor(extract(epoch FROM clock_timestamp()))::bigint || %s, "
    f"{_LONGEST}), false)"
)
"""Who we are, as any role may see it; since when we are connected, the server shows to few only."""
_TAKE = f"SELECT pg_backend_pid(), CASE WHEN {MARK} = %s THEN pg_try_advisory_lock({LOCKS}, {LEADING}) END".encode()
"""In one statement, so that it is taken in a session of our own or not at all."""
_HELD = (
    f"SELECT {MARK} = %s AND EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2"
    f" AND classid = {LOCKS} AND objid = {LEADING} AND pid = pg_backend_pid())"
).encode()
_WANTED = (
    b"SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    rb" AND application_name ~ '^[^|]+\|[0-9]+\|[0-9]+\|')"
)
"""Whether somebody else is here by a name as `_NAME_US` says it: who waits stays connected by it."""
_LET_GO = f"SELECT pg_terminate_backend(pid) FROM ({holder_of(LEADING)}) AS held WHERE pid = %s".encode()
"""A session of our own role that somebody else has by now; who has only the lock of it loses nothing."""
_WHO = (
    "SELECT held.*, EXISTS (SELECT FROM pg_roles r WHERE r.rolname = %s AND pg_has_role(held.usename::name, r.oid,"
    " 'USAGE')) OR NOT EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = 'inbox' AND NOT"
    f" pg_has_role(held.usename::name, n.nspowner, 'MEMBER')) FROM ({holder_of(LEADING)}) AS held"
).encode()
"""With whether it may: a collector's login, or the owner's, who makes and moves the store under this lock."""


def _named(raw: TeamConnection, program: str) -> None:
    """Say who this is, and since when by the server's clock."""
    before = f"{program}{_SEPARATOR}{os.getpid()}{_SEPARATOR}"
    words = [each.encode("ascii", "replace").decode("ascii") for each in (before, _SEPARATOR + socket.gethostname())]
    raw.execute(_NAME_US.encode("ascii"), words)


_MAY = b"""
    SELECT submission IS NULL OR has_any_column_privilege(session_user, submission, 'INSERT')
    FROM (SELECT to_regclass('inbox.submission')::oid AS submission) AS there
"""
"""Who led and could store nothing would keep everybody else from it; where nothing is made yet, its maker leads."""


def _holder(raw: TeamConnection) -> Holder | None:
    row = raw.execute(_WHO, [group_of(TeamRole.COLLECTOR)]).fetchone()
    if row is None:
        return None
    login, _process, named, _waits, rightful = row
    words = str(named).split(_SEPARATOR)
    sound = len(words) == 4 and words[1].isdecimal() and words[2].isdecimal()
    program, pid, since, host = words if sound else ("?", "0", "0", "?")
    us = pid == str(os.getpid()) and host == socket.gethostname()[: len(host)]
    begun = datetime.fromtimestamp(int(since), UTC)
    return Holder(program, host, int(pid), begun, us=us, login=str(login), rightful=bool(rightful))


def _held_by(raw: TeamConnection) -> Holder | None:
    with converting(_NAME):
        return _holder(raw)


def _connected(address: Address, program: str) -> TeamConnection:
    with converting(_NAME):
        raw = engines.connect(address, _NAME)
        try:
            raw.autocommit = True
            if not engines.sole(raw, address):
                raise StoreError("pooled")
            raw.execute(_KEPT)
            _named(raw, program)
            (may,) = raw.execute(_MAY).fetchone() or (False,)
            if not may:
                raise StoreError("may-not-collect")
        except BaseException:
            raw.close()
            raise
    return raw


def _taken(raw: TeamConnection, program: str) -> int:
    """Take it where nobody has it: the number of the server's process that holds it for us, 0 where none does."""
    with converting(_NAME):
        process, taken = raw.execute(_TAKE, [raw.mark]).fetchone() or (0, None)
        if taken is None:
            raise StoreError("pooled")
        if taken:
            _named(raw, program)  # it leads from now on
    return int(process) if taken else 0


class TeamLock:
    """The lock, held from `acquire` to `release`, to this process's death or to the connection's."""

    def __init__(self, raw: TeamConnection, process: int) -> None:
        self._raw, self._process = raw, process

    @classmethod
    def acquire(cls, address: Address, program: str) -> TeamLock:
        """Take the lock as `program`; raises `StoreHeld` with the facts `holder`, `host`, `pid`, `since`.

        `StoreError`: `may-not-collect` where the login may not store what comes in, `pooled` where the session is not
        ours alone.
        """
        raw = _connected(address, program)
        try:
            if process := _taken(raw, program):
                return cls(raw, process)
            by = _held_by(raw) or Holder("?", "?", 0, datetime.fromtimestamp(0, UTC), us=False)
        except BaseException:
            raw.close()
            raise
        raw.close()
        since, rightful = by.since.isoformat(), int(by.rightful)
        raise StoreHeld(holder=by.program, host=by.host, pid=by.pid, since=since, login=by.login, rightful=rightful)

    @classmethod
    def wait(
        cls,
        address: Address,
        program: str,
        stop: threading.Event,
        *,
        every: float = 2.0,
        told: Callable[[Holder], None] = lambda _by: None,
        away: Callable[[StoreError], None] = lambda _error: None,
        patience: Callable[[], int] = lambda: 0,
    ) -> TeamLock | None:
        """Take the lock once nobody has it any more; nothing where `stop` came first.

        `told` hears at each look who has it, and whether he may (`Holder.rightful`). A server that is away meanwhile,
        or has no room for us, is waited for too (whoever led has no lock there either): `away` hears so at each look.
        `patience`: after how many looks in a row that found it free; whoever else waits has it before. Raises as
        `acquire`; `StoreUnreachable("refused")` where the server takes nobody by this login, which no waiting mends.
        """
        raw: TeamConnection | None = None
        free = 0
        while not stop.is_set():
            try:
                raw = raw or _connected(address, program)
                if free >= patience() and (process := _taken(raw, program)):
                    return cls(raw, process)
                by = _held_by(raw)
                free = free + 1 if by is None else 0
                if by is not None:
                    told(by)
            except StoreError as error:
                if raw is not None:
                    raw.close()
                raw = None
                if not error.retry or error.reason == _REFUSED:
                    raise
                away(error)
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
            row = self._raw.execute(_HELD, [self._raw.mark]).fetchone()
        except psycopg.Error:
            return False
        return row is not None and row[0] is True

    @property
    def wanted(self) -> bool:
        """Whether somebody else waits for it: asks the server."""
        try:
            row = self._raw.execute(_WANTED).fetchone()
        except psycopg.Error:
            return False
        return row is not None and row[0] is True

    def release(self) -> None:
        """Let the lock go; doing it twice does nothing.

        Where the session went to somebody else, who does not know of the lock, that session is ended.
        """
        with contextlib.suppress(psycopg.Error):
            if not self._raw.closed and not self._raw.keeps():
                self._raw.execute(_LET_GO, [self._process])
        with contextlib.suppress(psycopg.Error):
            self._raw.close()
