"""A team's tables: those of the model, made and taken away again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, inspect, text

from backoffice_gui.storage.inbox.schema import MODEL
from backoffice_gui.storage.migrations import inbox_team_guards, inbox_team_tables, run
from backoffice_gui.storage.team.engine import maker_engine
from backoffice_gui.storage.team.trace_schema import TRACE_MODEL
from backoffice_gui.storage.versions import TEAM_INBOX
from tests.support.postgres import Server


@pytest.fixture
def tx(server: Server) -> Iterator[Connection]:
    """A transaction in an empty schema."""
    name = server.new()
    server.do(name, "CREATE SCHEMA inbox AUTHORIZATION backoffice")
    engine = maker_engine(server.address(name), "inbox")
    with engine.begin() as connection:
        yield connection
    engine.dispose()
    server.drop(name)


def test_what_the_migrations_make_equals_the_model(tx: Connection) -> None:
    """A model can't change without its migration; a column that no model knows would be seen."""
    run.upgrade(tx, TEAM_INBOX.scripts, "head")
    assert run.differences(tx, MODEL, TRACE_MODEL) == []
    assert run.revisions(TEAM_INBOX.scripts)[-1] == str(TEAM_INBOX.known)
    assert set(inbox_team_tables.NAMES_1_4) == set(MODEL.tables)
    tx.execute(text("ALTER TABLE audit ADD COLUMN odd TEXT"))
    assert len(run.differences(tx, MODEL, TRACE_MODEL)) == 1


def test_down_leaves_nothing(tx: Connection) -> None:
    """Tables and functions; up again is up."""
    run.upgrade(tx, TEAM_INBOX.scripts, "head")
    run.downgrade(tx, TEAM_INBOX.scripts, "base")
    assert set(inspect(tx).get_table_names()) == {"alembic_version"}
    found = tx.execute(text("SELECT count(*) FROM pg_proc WHERE pronamespace = 'inbox'::regnamespace")).scalar()
    assert found == 0
    run.upgrade(tx, TEAM_INBOX.scripts, "head")
    assert run.differences(tx, MODEL, TRACE_MODEL) == []
    assert len(inbox_team_guards.FUNCTIONS_1_4) > 5
