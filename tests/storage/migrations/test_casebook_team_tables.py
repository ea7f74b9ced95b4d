"""A team's tables of the casebook: those of the model, made and taken away again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, inspect, text

from backoffice_gui.storage.casebook.retention_schema import purge
from backoffice_gui.storage.migrations import casebook_team_tables, run
from backoffice_gui.storage.team import together_schema
from backoffice_gui.storage.team.applied import OUTBOX_MODEL
from backoffice_gui.storage.team.authority_schema import TEAM_MODEL
from backoffice_gui.storage.team.engine import maker_engine
from backoffice_gui.storage.team.trace_schema import TRACE_MODEL
from backoffice_gui.storage.versions import TEAM_CASEBOOK
from tests.support.postgres import Server

MODEL = purge.metadata
OF_A_TEAM = (TEAM_MODEL, OUTBOX_MODEL, together_schema.TEAM_MODEL, TRACE_MODEL)


@pytest.fixture
def tx(server: Server) -> Iterator[Connection]:
    """A transaction in an empty schema."""
    name = server.new()
    server.do(name, "CREATE SCHEMA casebook AUTHORIZATION backoffice")
    engine = maker_engine(server.address(name), "casebook")
    with engine.begin() as connection:
        yield connection
    engine.dispose()
    server.drop(name)


def test_what_the_migrations_make_equals_the_model(tx: Connection) -> None:
    """A model can't change without its migration; down leaves nothing; up again is up."""
    run.upgrade(tx, TEAM_CASEBOOK.scripts, "head")
    assert run.differences(tx, MODEL, *OF_A_TEAM) == []
    assert run.revisions(TEAM_CASEBOOK.scripts) == ["1.3", str(TEAM_CASEBOOK.known)]
    assert set(casebook_team_tables.NAMES_1_3) == {*MODEL.tables, "case_search"}
    run.downgrade(tx, TEAM_CASEBOOK.scripts, "base")
    assert set(inspect(tx).get_table_names()) == {"alembic_version"}
    found = tx.execute(text("SELECT count(*) FROM pg_proc WHERE pronamespace = 'casebook'::regnamespace")).scalar()
    assert found == 0
    run.upgrade(tx, TEAM_CASEBOOK.scripts, "head")
    tx.execute(text("ALTER TABLE audit ADD COLUMN odd TEXT"))
    assert len(run.differences(tx, MODEL, *OF_A_TEAM)) == 1


@pytest.mark.parametrize(
    "event", ["", "EXEMPLE", "[1, 2]", '{"object": {"a": 1}', '{"verb": "\\u0000"}', '{"at": "\\ud800"}']
)
def test_an_event_that_is_none_has_nothing_to_be_narrowed_by(event: str, tx: Connection) -> None:
    """It is kept as it came: the chain says what it thinks of it."""
    run.upgrade(tx, TEAM_CASEBOOK.scripts, "head")
    tx.execute(text("INSERT INTO audit (n, event, hash) VALUES (1, :event, '\\x00')"), {"event": event})
    assert tx.execute(text("SELECT event, subject, verb, agent, hour FROM audit")).one() == (event, *[None] * 4)
