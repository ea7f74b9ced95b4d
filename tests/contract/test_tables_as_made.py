"""What is laid by known statements is what the migrations make."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import StaticPool, create_engine

from backoffice_gui.storage.migrations import run
from backoffice_gui.storage.versions import CASEBOOK, INBOX, Schema
from tests.support import tables
from tests.support.proof import DEEP

Rows = list[tuple[object, ...]]


def _made(scripts: Path, revision: str) -> tuple[Rows, Rows]:
    engine = create_engine("sqlite://", module=driver, poolclass=StaticPool)
    with engine.begin() as tx:
        run.upgrade(tx, scripts, revision)
        anatomy = tx.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").all()
        version = tx.exec_driver_sql("SELECT * FROM alembic_version").all()
        rows = [tuple(row) for row in version]
        for (name,) in tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").all():
            rows += [(name, *row) for row in tx.exec_driver_sql(f'SELECT count(*) FROM "{name}"').all()]
    engine.dispose()
    return [tuple(row) for row in anatomy], rows


@pytest.mark.skipif(DEEP, reason="there everything is made by the migrations")
@pytest.mark.parametrize("schema", [INBOX, CASEBOOK], ids=lambda schema: schema.name)
def test_what_is_laid_is_what_the_migrations_make(schema: Schema) -> None:
    """Every table, index and trigger, word for word, and as many rows; `head` is what nothing is laid for."""
    tables.know()
    assert schema.scripts in tables._MADE
    by_migrations = _made(schema.scripts, "head")
    assert _made(schema.scripts, str(schema.known)) == by_migrations
