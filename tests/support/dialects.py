"""Statements of tests, said once and run on both databases; and changes below all guards, as a disk would make them."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import Connection, CursorResult, inspect, text
from sqlalchemy.exc import IntegrityError

from backoffice_gui.errors import Defect
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.dialect import is_postgresql

__all__ = ["guarded", "said", "unguarded", "without_guard"]

_POSTGRESQL = (
    (re.compile(r"x'([0-9a-f]*)'"), r"'\\x\1'::bytea"),
    (re.compile(r"zeroblob\((\w+\(\w+\)|\d+)\)"), r"decode(repeat('00', \1), 'hex')"),
    (re.compile(r"AS BLOB"), "AS bytea"),
)


def said(tx: Connection, words: str) -> CursorResult[tuple[object, ...]]:
    """Run a statement of SQLite's in this database's own words."""
    if is_postgresql(tx):
        for found, put in _POSTGRESQL:
            words = found.sub(put, words)
    return tx.exec_driver_sql(words)


def guarded(database: Database, words: str) -> None:
    """A statement that a rule of the schema refuses, and that is otherwise sound."""
    with pytest.raises(Defect) as caught, database.transaction() as tx:
        said(tx, words)
    cause = caught.value.__cause__
    # of a server's refusal nothing is carried on but its state, whose class 23 is this (PostgreSQL, appendix A)
    assert isinstance(cause, IntegrityError) or str(cause).startswith("23"), cause


def unguarded(database: Database, words: str) -> None:
    """Change octets below all guards."""
    with database.transaction() as tx:
        if is_postgresql(tx):
            for table in inspect(tx).get_table_names():
                tx.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        else:
            for name in tx.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                tx.execute(text(f"DROP TRIGGER {name}"))
        assert said(tx, words).rowcount > 0


def without_guard(tx: Connection, name: str, table: str) -> None:
    """One guard goes, for what a test lays out without it; doing it twice does nothing."""
    tx.execute(text(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if is_postgresql(tx) else "")))
