"""Connections to a server: what each is told, and which server is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from backoffice_gui.errors import StoreBusy, StoreError
from backoffice_gui.storage.team import engine as module
from backoffice_gui.storage.team.engine import connect, reader_engine
from tests.support.postgres import Server
from tests.support.stores import World
from tests.support.waiting import until


@pytest.fixture
def name(server: Server) -> Iterator[str]:
    """An empty database."""
    made = server.new()
    yield made
    server.drop(made)


def test_each_connection_is_in_its_schema_and_gives_up_in_time(server: Server, name: str) -> None:
    """No statement, lock or idle transaction lasts for ever; nothing of PUBLIC's is found by a bare name."""
    with connect(server.address(name), "inbox") as raw:
        assert raw.execute("SHOW search_path").fetchone() == ("inbox, pg_temp",)
        assert raw.execute("SHOW lock_timeout").fetchone() == ("5s",)
        assert raw.execute("SHOW statement_timeout").fetchone() == ("1min",)
        assert raw.execute("SHOW idle_in_transaction_session_timeout").fetchone() == ("1min",)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("synchronous_commit", "off"),
        ("synchronous_commit", "local"),
        ("synchronous_commit", "remote_write"),
        ("default_transaction_read_only", "on"),
    ],
)
def test_a_database_that_could_lose_a_commit_is_refused(server: Server, name: str, setting: str, value: str) -> None:
    """By the setting's name."""
    server.do(name, f"ALTER DATABASE {name} SET {setting} = {value}")
    with pytest.raises(StoreError, match=f"unsafe-server setting={setting} found={value}"):
        connect(server.address(name), "inbox")


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes"])
def test_a_server_that_could_lose_a_commit_is_refused(server: Server, name: str, setting: str) -> None:
    """The same for what holds of the whole server."""
    server.do("postgres", f"ALTER SYSTEM SET {setting} = off")
    try:
        server.do("postgres", "SELECT pg_reload_conf()")
        until(lambda: server.do("postgres", f"SHOW {setting}") == [("off",)])
        with pytest.raises(StoreError, match=f"unsafe-server setting={setting} found=off"):
            connect(server.address(name), "inbox")
    finally:
        server.do("postgres", f"ALTER SYSTEM RESET {setting}")
        server.do("postgres", "SELECT pg_reload_conf()")
        until(lambda: server.do("postgres", f"SHOW {setting}") == [("on",)])


def test_text_in_another_encoding_is_refused(server: Server) -> None:
    """Words would be others there."""
    where = "ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0"
    server.do("postgres", f"CREATE DATABASE in_octets OWNER backoffice {where}")
    with pytest.raises(StoreError, match="unsafe-server setting=server_encoding found=SQL_ASCII"):
        connect(server.address("in_octets"), "inbox")
    server.drop("in_octets")


def test_one_that_waits_for_a_standby_is_taken(server: Server, name: str) -> None:
    """`remote_apply` is more than `on`."""
    server.do(name, f"ALTER DATABASE {name} SET synchronous_commit = remote_apply")
    connect(server.address(name), "inbox").close()


def test_a_server_of_before_is_refused(server: Server, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its version."""
    monkeypatch.setattr(module, "AT_LEAST", 99)
    with pytest.raises(StoreError, match="server-too-old"):
        connect(server.address(name), "inbox")


def test_a_reader_cannot_write(server: Server, name: str) -> None:
    """The server itself refuses it."""
    engine = reader_engine(server.address(name), "inbox")
    with engine.connect() as connection, pytest.raises(Exception, match="read-only") as caught:
        connection.execute(text("CREATE TABLE example (n INTEGER)"))
    assert isinstance(caught.value.__cause__, psycopg.errors.ReadOnlySqlTransaction)
    engine.dispose()


def test_writers_take_turns(team_world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program's transaction is waited for, and not for ever."""
    assert tmp_path.is_dir()
    inbox = team_world.inbox
    address = inbox._backing.address  # type: ignore[attr-defined]
    with connect(address, "inbox") as other:
        other.execute(f"SELECT pg_advisory_xact_lock({module.LOCKS}, 1)".encode())
        with inbox.hurrying(), pytest.raises(StoreBusy, match="locked"), inbox.transaction():
            pass
        other.rollback()
        with inbox.transaction() as tx:
            assert tx.execute(text("SHOW lock_timeout")).scalar() == "5s"


def test_a_server_that_becomes_unsafe_is_refused_by_the_next_transaction(team_world: World, server: Server) -> None:
    """A writer's connection is kept for days, and a setting reaches it at once."""
    inbox = team_world.inbox
    with inbox.transaction():
        pass

    def settled(value: str) -> bool:
        return server.do("postgres", "SHOW synchronous_commit") == [(value,)]

    server.do("postgres", "ALTER SYSTEM SET synchronous_commit = off")
    try:
        server.do("postgres", "SELECT pg_reload_conf()")
        until(lambda: settled("off"))
        with pytest.raises(StoreError, match="unsafe-server setting=synchronous_commit found=off"), inbox.transaction():
            pass
    finally:
        server.do("postgres", "ALTER SYSTEM RESET synchronous_commit")
        server.do("postgres", "SELECT pg_reload_conf()")
        until(lambda: settled("on"))
    with inbox.transaction():
        pass
