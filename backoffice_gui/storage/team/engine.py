"""The one creator of connections to a team's server: what is said, and read back, on every one.

A server that could lose what it has said it committed is refused (`StoreError("unsafe-server")`, naming the setting).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg.rows import TupleRow
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, Pool, QueuePool

from backoffice_gui import __version__
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.team.address import SCHEME, Address

__all__ = [
    "LOCKS",
    "LOCK_MS",
    "PROGRAM",
    "WRITING",
    "connect",
    "fresh_engine",
    "maker_engine",
    "reader_engine",
    "writer_engine",
]

AT_LEAST = 15
PROGRAM = "ofpra-backoffice"
"""How our connections are named on the server, before a slash and the program's version."""
LOCK_MS = 5_000
READERS = 4
LOCKS = 0x0FA9_0001
"""The first half of every advisory lock of ours; the second is `WRITING`, `making.MIGRATING` or `leader.LEADING`."""
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
    ("lock_timeout", str(LOCK_MS)),
    ("statement_timeout", str(_STATEMENT_MS)),
    ("idle_in_transaction_session_timeout", str(_IDLE_MS)),
    ("standard_conforming_strings", "on"),
    ("default_transaction_isolation", "read committed"),
)
_SAFE = (
    ("fsync", {"on"}),
    ("full_page_writes", {"on"}),
    ("synchronous_commit", {"on", "remote_apply"}),
    ("server_encoding", {"UTF8"}),
    ("default_transaction_read_only", {"off"}),
)
"""Settings of the server and what they must answer: else a commit could be lost, or a word be another."""


_ASKED = ", ".join(f"current_setting('{name}')" for name, _wanted in _SAFE)


def _sentence(schema: str) -> str:
    said = [f"set_config('{name}', '{value.format(schema=schema)}', false)" for name, value in _SAID]
    return f"SELECT pg_is_in_recovery(), {', '.join([_ASKED, *said])}"


def connect(address: Address, schema: str) -> psycopg.Connection[TupleRow]:
    """Open one connection, in one schema of ours, and hold the server to what it must be.

    Raises `StoreError`: `server-too-old` (found), `server-standby`, `unsafe-server` (setting, found); `UsageError`
    where the environment would say which server it is; or psycopg's own.
    """
    address.alone(os.environ)
    several = _SEVERAL if "," in address.parameters.get("host", "") else {}
    raw = psycopg.connect(**(_CONNECTING | several | dict(address.parameters)))  # type: ignore[arg-type]
    try:
        _hold(raw, schema)
    except BaseException:
        raw.close()
        raise
    return raw


def _hold(raw: psycopg.Connection[TupleRow], schema: str) -> None:
    if raw.info.server_version < AT_LEAST * 10_000:
        raise StoreError("server-too-old", found=raw.info.server_version // 10_000)
    standby, *answers = raw.execute(_sentence(schema).encode("ascii")).fetchone() or (True,)
    raw.commit()
    if standby:
        raise StoreError("server-standby")
    _refuse_unsafe(answers)


def _refuse_unsafe(answers: Iterable[object]) -> None:
    for (name, wanted), found in zip(_SAFE, answers, strict=False):
        if found not in wanted:
            raise StoreError("unsafe-server", setting=name, found=str(found))


def _engine(address: Address, schema: str, pool: type[Pool], size: int | None, **more: Any) -> Engine:
    sizes = {} if size is None else {"pool_size": size, "max_overflow": 0, "pool_timeout": LOCK_MS / 1000}
    return create_engine(
        f"{SCHEME}://",
        creator=lambda: connect(address, schema),
        poolclass=pool,
        echo=False,
        hide_parameters=True,
        **sizes,
        **more,
    )


_READING: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "execution_options": {"postgresql_readonly": True}}


def writer_engine(address: Address, schema: str) -> Engine:
    """One connection; every transaction of it is the only writing one of all clients from its start.

    Rows are then committed in the order of their numbers, and the chain of the audit has one head. The connection is
    kept for days, and a setting changed meanwhile reaches it at once: each asks anew (`StoreError("unsafe-server")`).
    """
    engine = _engine(address, schema, QueuePool, 1)

    def start(connection: Connection) -> None:
        said = f"SELECT pg_advisory_xact_lock({LOCKS}, {WRITING[schema]}), {_ASKED}"
        _locked, *answers = connection.exec_driver_sql(said).one()
        _refuse_unsafe(answers)

    event.listen(engine, "begin", start)
    return engine


def reader_engine(address: Address, schema: str) -> Engine:
    """A small pool of connections whose transactions only read, and see one moment."""
    return _engine(address, schema, QueuePool, READERS, **_READING)


def fresh_engine(address: Address, schema: str) -> Engine:
    """A new connection for each use, closed after it: what is read over it was committed on the server."""
    return _engine(address, schema, NullPool, None, **_READING)


def maker_engine(address: Address, schema: str) -> Engine:
    """One-off writing connections for making tables and migrating."""
    return _engine(address, schema, NullPool, None)
