"""Migrations: equal to the models, up and down and up again, guards and all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from backoffice_gui.storage.casebook import retention_schema as retention
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE, make_file, maker_engine
from backoffice_gui.storage.inbox import schema as inbox
from backoffice_gui.storage.migrations import casebook_guards, inbox_guards, run
from backoffice_gui.storage.versions import CASEBOOK, INBOX, Schema, current
from tests.support.clock import TurnedClock

BOTH = pytest.mark.parametrize("name", ["inbox", "casebook"])
SCHEMAS = {"inbox": INBOX, "casebook": CASEBOOK}
MODELS = {"inbox": inbox.MODEL, "casebook": retention.purge.metadata}
GUARDS = {
    "inbox": inbox_guards.NAMES_1_0
    + inbox_guards.NAMES_1_1
    + inbox_guards.NAMES_1_2
    + inbox_guards.NAMES_1_3
    + inbox_guards.NAMES_1_4,
    "casebook": casebook_guards.NAMES_1_0
    + casebook_guards.NAMES_1_1
    + casebook_guards.NAMES_JOURNAL
    + casebook_guards.NAMES_RETENTION,
}


@pytest.fixture
def tx(name: str, tmp_path: Path) -> Iterator[Connection]:
    """A transaction on a database without tables."""
    shape, key = (INBOX_SHAPE, None) if name == "inbox" else (CASEBOOK_SHAPE, bytes(32))
    make_file(tmp_path / shape.file)
    engine = maker_engine(tmp_path / shape.file, shape, key)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def anatomy(tx: Connection) -> list[tuple[str, str]]:
    """Everything the schema consists of."""
    rows = tx.execute(text("SELECT name, sql FROM sqlite_master WHERE name <> 'sqlite_sequence' ORDER BY name"))
    return [(row[0], row[1]) for row in rows if row[0] != "alembic_version"]


@BOTH
def test_what_the_migrations_make_equals_the_model(name: str, tx: Connection) -> None:
    """A model can't change without its migration."""
    run.upgrade(tx, SCHEMAS[name].scripts, "head")
    assert run.differences(tx, MODELS[name]) == []


@BOTH
def test_a_difference_would_be_seen(name: str, tx: Connection) -> None:
    """The planted bug: a column and an index that no model knows."""
    run.upgrade(tx, SCHEMAS[name].scripts, "head")
    tx.execute(text("ALTER TABLE audit ADD COLUMN odd TEXT"))
    tx.execute(text("CREATE INDEX ix_audit_odd ON audit (odd)"))
    assert len(run.differences(tx, MODELS[name])) == 2


@BOTH
def test_up_down_up_is_up(name: str, tx: Connection) -> None:
    """Down leaves nothing; up again makes the same, to the letter."""
    scripts = SCHEMAS[name].scripts
    run.upgrade(tx, scripts, "head")
    made = anatomy(tx)
    run.downgrade(tx, scripts, "base")
    assert [entry for entry in anatomy(tx) if "alembic" not in entry[0]] == []
    run.upgrade(tx, scripts, "head")
    assert anatomy(tx) == made


@BOTH
def test_the_guards_are_there(name: str, tx: Connection) -> None:
    """Each trigger that the frozen list names, and no other."""
    run.upgrade(tx, SCHEMAS[name].scripts, "head")
    found = tx.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    assert set(found) == set(GUARDS[name])


@BOTH
def test_the_newest_revision_is_the_version_we_know(name: str, tx: Connection) -> None:
    """A revision is named by its version, each follows the one before."""
    schema: Schema = SCHEMAS[name]
    revisions = run.revisions(schema.scripts)
    assert revisions == sorted(revisions)
    assert revisions[-1] == str(schema.known)
    run.upgrade(tx, schema.scripts, revisions[-1])
    assert current(tx) == schema.known


def test_attempts_and_the_like_never_use_a_number_twice(tmp_path: Path) -> None:
    """AUTOINCREMENT where rows can go: a number that was said stays what it was said of."""
    make_file(tmp_path / "inbox.db")
    engine = maker_engine(tmp_path / "inbox.db", INBOX_SHAPE, None)
    with engine.begin() as tx:
        run.upgrade(tx, INBOX.scripts, "head")
        words = tx.scalars(text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"))
        assert set(words) == {"attempt", "run_key", "incident"}
    engine.dispose()
    assert TurnedClock().now().tzinfo is not None


def test_a_store_of_the_first_version_keeps_everything(tmp_path: Path) -> None:
    """The first migration that ever ran: facts, attempts and guards as they were, the new columns empty."""
    make_file(tmp_path / "inbox.db")
    engine = maker_engine(tmp_path / "inbox.db", INBOX_SHAPE, None)
    at = "2026-11-23T09:00:00.000000Z"
    with engine.begin() as tx:
        run.upgrade(tx, INBOX.scripts, "1.0")
        before = anatomy(tx)
        tx.execute(text(f"INSERT INTO inbox_key VALUES (1, 'EXEMPLE', x'00', '{at}')"))
        tx.execute(
            text(f"INSERT INTO run_key VALUES (1, 'EXEMPLE', 1, 'EXEMPLE', x'00', NULL, '{at}', x'00', NULL, NULL)")
        )
        tx.execute(
            text(
                "INSERT INTO submission (origin, id, digest, seq, kind, size, parts, first_seen_at, stage) "
                f"VALUES ('front.example', 'EXEMPLE', 'sha256-0', 1, 'unknown', 1, 1, '{at}', 'OFFERED')"
            )
        )
        columns = "row, tag, store_id, run_key, wrapped_key, started_at"
        tx.execute(text(f"INSERT INTO attempt ({columns}) VALUES (1, x'01', 'EXEMPLE', 1, x'02', '{at}')"))
    with engine.begin() as tx:
        kept = tx.execute(text("SELECT * FROM attempt")).all()
        run.upgrade(tx, INBOX.scripts, "1.1")
        assert [(*row, None, None) for row in kept] == [tuple(row) for row in tx.execute(text("SELECT * FROM attempt"))]
        names = {name for name, _ in anatomy(tx)}
        assert {name for name, _ in before} <= names
        run.downgrade(tx, INBOX.scripts, "1.0")
        assert [tuple(row) for row in tx.execute(text("SELECT * FROM attempt"))] == [tuple(row) for row in kept]
    engine.dispose()
