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


@pytest.mark.parametrize("setting", ["synchronous_commit = off", "synchronous_commit = local"])
def test_a_server_that_could_lose_a_commit_is_refused(server: Server, name: str, setting: str) -> None:
    """By the setting's name."""
    server.do(name, f"ALTER DATABASE {name} SET {setting}")
    with pytest.raises(StoreError, match="unsafe-server setting=synchronous_commit"):
        connect(server.address(name), "inbox")


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
