"""The one creator of connections to a team's server: what is said, and read back, on every one.

A server that could lose what it has said it committed is refused (`StoreError("unsafe-server")`, naming the setting).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.rows import TupleRow
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool, Pool, QueuePool

from backoffice_gui import __version__
from backoffice_gui.errors import StoreError, StoreUnreachable
from backoffice_gui.storage.team import refusal
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.session import LOCK_MS, LOCKS, MARK, SCHEME, Opening, TeamConnection

__all__ = [
    "LOCKS",
    "LOCK_MS",
    "PROGRAM",
    "WRITING",
    "connect",
    "fresh_engine",
    "maker_engine",
    "reader_engine",
    "sole",
    "writer_engine",
]

AT_LEAST = 15
PROGRAM = "ofpra-backoffice"
"""How our connections are named on the server, before a slash and the program's version."""
READERS = 4
WRITING = {"inbox": 1, "casebook": 2}
_STATEMENT_MS = 60_000
_IDLE_MS = 60_000

_CONNECTING = {
    "connect_timeout": "5",
    "keepalives": "1",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
    "application_name": f"{PROGRAM}/{__version__}",
    "client_encoding": "UTF8",
}
"""A server that has gone is noticed within half a minute."""
_SEVERAL = {"target_session_attrs": "read-write"}
"""Of several hosts, the one that writes is looked for; a single one that only reads is refused by name (`_hold`)."""

_SAID = (
    ("search_path", "{schema}, pg_temp"),
    ("lock_timeout", "{lock_ms}"),
    ("statement_timeout", str(_STATEMENT_MS)),
    ("idle_in_transaction_session_timeout", str(_IDLE_MS)),
    ("standard_conforming_strings", "on"),
)
"""What holds on every connection, and is said again in every transaction: the session may be another by then."""
_NOTICED = (
    ("tcp_keepalives_idle", "10"),
    ("tcp_keepalives_interval", "5"),
    ("tcp_keepalives_count", "3"),
    ("tcp_user_timeout", "20000"),
)
"""A machine that went is noticed by the server after 25 s, also amid a journey, which no time-out ends."""
_SAFE = (
    ("fsync", {"on"}),
    ("full_page_writes", {"on"}),
    ("synchronous_commit", {"on", "remote_apply"}),
    ("server_encoding", {"UTF8"}),
    ("default_transaction_read_only", {"off"}),
)
"""Settings of the server and what they must answer: else a commit could be lost, or a word be another."""
_LOOKS = 3
"""How often two connections look in turns for whether each has its own session still."""
_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_CHANGING = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"

_ASKED = ", ".join(f"current_setting('{name}')" for name, _wanted in _SAFE)


def _settings(schema: str, lock_ms: int, *, local: bool) -> str:
    return ", ".join(
        f"set_config('{name}', '{value.format(schema=schema, lock_ms=lock_ms)}', {str(local).lower()})"
        for name, value in (_SAID if local else (*_SAID, *_NOTICED))
    )


@lru_cache(maxsize=64)
def _opening(begin: str, schema: str, lock_ms: int, lock: int | None, *, late: bool) -> tuple[bytes, bytes]:
    """BEGIN, and one row: the session's mark, what is said, and of who writes what the server must answer.

    The lock is waited for after its own time-out is said, and what is asked is answered once it is held; who is `late`
    takes it afterwards.
    """
    turn = "" if late else f", pg_advisory_xact_lock({LOCKS}, {lock})"
    writing = "" if lock is None else f"{turn}, current_setting('synchronous_standby_names'), {_ASKED}"
    said = f"SELECT {MARK}, {_settings(schema, lock_ms, local=True)}{writing}"
    return begin.encode("ascii"), said.encode("ascii")


def _turn(lock: int) -> bytes:
    """What takes the turn of who is late; a division by zero where the server could lose what it commits."""
    safe = " AND ".join(
        f"current_setting('{name}') IN ({', '.join(repr(each) for each in sorted(wanted))})" for name, wanted in _SAFE
    )
    return f"SELECT 1 / (CASE WHEN {safe} THEN 1 ELSE 0 END), pg_advisory_xact_lock({LOCKS}, {lock})".encode("ascii")


def connect(address: Address, schema: str) -> TeamConnection:
    """Open one connection, in one schema of ours, and hold the server to what it must be.

    Raises `StoreError`: `server-too-old` (found), `server-standby`, `unsafe-server` (setting, found), `other-login`
    (`found`: somewhere between, somebody else's name was taken); `StoreUnreachable("refused")` where the server takes
    nobody by this login; `UsageError` where the environment would say which
    server it is; or psycopg's own.
    """
    address.alone(os.environ)
    several = _SEVERAL if "," in address.parameters.get("host", "") else {}
    words: dict[str, Any] = _CONNECTING | several | dict(address.parameters)
    try:
        raw = TeamConnection.connect(**words, autocommit=True)
    except psycopg.OperationalError as error:
        if refusal.refused(error, words):
            raise StoreUnreachable("refused", file=schema) from None
        raise
    try:
        _hold(raw, schema)
        raw.autocommit = False
    except BaseException:
        raw.close()
        raise
    return raw


def _hold(raw: TeamConnection, schema: str) -> None:
    if raw.info.server_version < AT_LEAST * 10_000:
        raise StoreError("server-too-old", found=raw.info.server_version // 10_000)
    raw.schema = schema
    said = _settings(schema, LOCK_MS, local=False)
    marked = f"set_config('backoffice.session', '{raw.new_mark()}', false)"
    query = f"SELECT pg_is_in_recovery(), {MARK}, session_user::text, {_ASKED}, {marked}, {said}"
    standby, mark, login, *answers = raw.execute(query.encode("ascii")).fetchone() or (True, "", "")
    if standby:
        raise StoreError("server-standby")
    _refuse_unsafe(answers)
    if login != raw.info.user:
        raise StoreError("other-login", found=login)
    if mark:
        raw.seen(mark)


def _refuse_unsafe(answers: Iterable[object]) -> None:
    for (name, wanted), found in zip(_SAFE, answers, strict=False):
        if found not in wanted:
            raise StoreError("unsafe-server", setting=name, found=str(found))


def sole(raw: TeamConnection, address: Address) -> bool:
    """Whether this connection has a session of its own on the server, as far as can be seen by a second one.

    A pooler in transaction mode gives that one the same session, which bears our mark, or gives us another: in turns,
    so that neither finds its own idle each time. What is not found out so is when the session is used
    (`TeamConnection.keeps`). Neither is in a transaction.
    """
    with contextlib.closing(connect(address, raw.schema)) as other:
        other.autocommit = True
        return not (other.pooled or raw.pooled) and all(each.keeps() for _ in range(_LOOKS) for each in (other, raw))


def _engine(make: Any, pool: type[Pool], size: int | None) -> Engine:
    sizes = {} if size is None else {"pool_size": size, "max_overflow": 0, "pool_timeout": LOCK_MS / 1000}
    return create_engine(
        f"{SCHEME}://", creator=make, poolclass=pool, echo=False, hide_parameters=True, use_native_hstore=False, **sizes
    )


def _judged(raw: TeamConnection) -> Any:
    """Of a writer's transaction: whom its commit waits for, and whether the server keeps what it says it kept."""

    def judge(row: TupleRow) -> None:
        standbys, *answers = row[-len(_SAFE) - 1 :]
        raw.waits = bool(standbys)
        _refuse_unsafe(answers)

    return judge


def _making(address: Address, schema: str, begin: str, lock: int | None = None) -> Any:
    """How a pool makes its connections: they say BEGIN themselves (`TeamConnection.begin`)."""
    opening: Opening = lambda lock_ms, late: _opening(begin, schema, lock_ms, lock, late=late)  # noqa: E731 - typed so

    def make() -> TeamConnection:
        raw = connect(address, schema)
        raw.autocommit = True
        raw.opening, raw.turn, raw.parting = opening, lock, begin == _READING
        if lock is not None:
            raw.judge, raw.taken = _judged(raw), _turn(lock)
        return raw

    return make


def writer_engine(address: Address, schema: str) -> Engine:
    """One connection; each transaction of it is the only writing one of all clients, from its start or first change on.

    Rows are then committed in the order of their numbers, and the chain of the audit has one head. The connection is
    kept for days, and a setting changed meanwhile reaches it at once: each asks anew (`StoreError("unsafe-server")`).
    """
    return _engine(_making(address, schema, _CHANGING, WRITING[schema]), QueuePool, 1)


def reader_engine(address: Address, schema: str) -> Engine:
    """A small pool of connections whose transactions only read, and see one moment."""
    return _engine(_making(address, schema, _READING), QueuePool, READERS)


def fresh_engine(address: Address, schema: str) -> Engine:
    """A new connection for each use, closed after it: what is read over it was committed on the server."""
    return _engine(_making(address, schema, _READING), NullPool, None)


def maker_engine(address: Address, schema: str) -> Engine:
    """One-off writing connections for making tables and migrating."""
    return _engine(_making(address, schema, _CHANGING), NullPool, None)
