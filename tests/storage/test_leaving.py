"""A team's store that went elsewhere takes nothing in, in any table of it, from any login."""

from __future__ import annotations

import contextlib
from pathlib import Path

import psycopg
import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import StoreMoved
from backoffice_gui.storage.casebook import carrying
from backoffice_gui.storage.inbox import identity
from backoffice_gui.storage.team.casebook import open_casebook
from backoffice_gui.storage.team.inbox import open_inbox
from tests.support.postgres import Server
from tests.support.team_store import KEY, populated

WHERE = "/EXEMPLE/d'ici/100%"
OPEN = {"alembic_version", "audit", "trace"}


def test_every_table_is_shut_but_the_lines_of_who_reads(server: Server, tmp_path: Path) -> None:
    """What only a team has too: members, services, who has what open, which changes are done."""
    team = populated(server, tmp_path)
    address = server.address(team.name)
    with contextlib.closing(open_casebook(address, tmp_path, KEY)) as books, books.transaction() as tx:
        carrying.leave(tx, WHERE)
    with contextlib.closing(open_inbox(address, tmp_path)) as inbox:
        with inbox.transaction() as tx:
            identity.leave(tx, SystemClock().now(), identity.Moved(WHERE, StoreId("d" * 32)), 1)
        with pytest.raises(StoreMoved) as caught, inbox.transaction() as tx:
            tx.exec_driver_sql("DELETE FROM alarm")
        assert caught.value.facts["to"] == WHERE
    found = server.do(
        team.name,
        "SELECT nspname || '.' || quote_ident(relname), relname FROM pg_class c JOIN pg_namespace n ON n.oid = "
        "c.relnamespace WHERE nspname IN ('inbox', 'casebook') AND relkind IN ('r', 'p') ORDER BY 1",
    )
    assert {
        "presence",
        "editing",
        "applied",
        "service",
        "agent_service",
        "service_kind",
        "agent_key",
        "case_search",
    } <= {str(name) for _table, name in found}
    with contextlib.closing(server.connect(team.name, "admin")) as raw:
        for table, name in found:
            for words in (f"INSERT INTO {table} DEFAULT VALUES", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
                state = ""
                try:
                    raw.execute(words.encode())
                except psycopg.Error as error:
                    state = error.sqlstate or ""
                raw.rollback()
                by_others = {"23514"} if words.startswith("TRUNCATE") else set[str]()  # guards of its own go first
                assert (state in {"OF001", *by_others}) == (name not in OPEN) or state in by_others, words
    server.drop(team.name)
