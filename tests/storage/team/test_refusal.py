"""A server that takes nobody by a login is told apart from one that is away, in whatever language it speaks."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import pq

from backoffice_gui.errors import StoreUnreachable
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.team import engine
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.backing import TeamBacking
from tests.support.descriptors import many_descriptors
from tests.support.postgres import Server


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """An empty one, and a login that some test shuts out."""
    server.login("refusal_demo")
    name = server.new()
    yield name
    server.drop(name)
    server.admin.execute("ALTER ROLE refusal_demo LOGIN CONNECTION LIMIT -1")


def test_who_may_not_log_in_is_refused_by_name(server: Server, database: str, tmp_path: Path) -> None:
    """A role that may not log in, a password that is another, a role that is not there: the server is there."""
    mine = server.address(database, "refusal_demo")
    engine.connect(mine, "casebook").close()
    server.admin.execute("ALTER ROLE refusal_demo NOLOGIN")
    with pytest.raises(StoreUnreachable, match="refused") as caught:
        engine.connect(mine, "casebook")
    assert caught.value.__cause__ is None, "what a driver keeps of a connection holds its password"
    with pytest.raises(StoreUnreachable, match="refused"), Database(TeamBacking(mine, "casebook", tmp_path)).reading():
        pass
    wrong = tmp_path / "wrong"
    wrong.touch(mode=0o600)
    wrong.write_text("*:*:*:backoffice:EXEMPLE\n", "ascii")
    other = Address.read(f"postgresql+psycopg://backoffice@/{database}?host={server.folder}&passfile={wrong}")
    with pytest.raises(StoreUnreachable, match="refused"):
        engine.connect(other, "casebook")


def test_a_server_that_is_away_or_full_refuses_nobody(server: Server, database: str, tmp_path: Path) -> None:
    """No answer at all; a database that is not there; a role whose connections are all taken, though it is named."""
    nowhere = Address.read(f"postgresql+psycopg://refusal_demo@/{database}?host={tmp_path}&passfile={server.passfile}")
    with pytest.raises(psycopg.OperationalError):
        engine.connect(nowhere, "casebook")
    with pytest.raises(psycopg.OperationalError):
        engine.connect(server.address("nothing", "refusal_demo"), "casebook")
    server.admin.execute("ALTER ROLE refusal_demo CONNECTION LIMIT 0")
    with pytest.raises(psycopg.OperationalError, match="refusal_demo"):
        engine.connect(server.address(database, "refusal_demo"), "casebook")


def test_where_states_can_t_be_asked_for_nothing_is_known(
    server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A libpq that is built in otherwise: the server counts as away, as it did."""
    server.admin.execute("ALTER ROLE refusal_demo NOLOGIN")
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    with pytest.raises(psycopg.OperationalError):
        engine.connect(server.address(database, "refusal_demo"), "casebook")


def test_states_are_asked_for_of_the_library_beside_the_driver(
    server: Server, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where the driver's module answers for its own words alone; and by descriptors of any number."""
    server.admin.execute("ALTER ROLE refusal_demo NOLOGIN")
    module, found = sys.modules[pq.PGconn.__module__].__file__, ctypes.CDLL
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object() if name == module else found(name))
    with many_descriptors(), pytest.raises(StoreUnreachable, match="refused"):
        engine.connect(server.address(database, "refusal_demo"), "casebook")
