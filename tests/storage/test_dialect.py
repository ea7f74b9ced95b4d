"""Statements for many rows, and lists of any length in one bind."""

from __future__ import annotations

from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, create_engine, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from backoffice_gui.storage.casebook.caseload_schema import note
from backoffice_gui.storage.dialect import Many, among, highest, listed
from tests.support.stores import World

TABLE = Table("example", MetaData(), Column("n", Integer, primary_key=True), Column("word", Text))
INSERT = Many(TABLE.insert(), "word", "n")
RENAME = Many(TABLE.update().where(TABLE.c.n == bindparam("of_n")).values(word=bindparam("new")), "of_n", "new")


@pytest.fixture
def tx(world: World) -> Any:
    """A transaction with the table in it."""
    with world.inbox.transaction() as connection:
        TABLE.create(connection)
        yield connection


def rows(tx: Connection) -> list[tuple[int, str]]:
    """What stands in the table."""
    return [(row.n, row.word) for row in tx.execute(select(TABLE).order_by(TABLE.c.n))]


def test_many_rows_go_in_in_any_order_of_names(tx: Connection) -> None:
    """Values are put where the statement wants them, whatever order they were named in."""
    INSERT.run(tx, [("one", 1), ("two", 2)])
    RENAME.run(tx, [(2, "deux")])
    assert rows(tx) == [(1, "one"), (2, "deux")]


def test_none_is_nothing(tx: Connection) -> None:
    """No row, no statement."""
    INSERT.run(tx, [])
    assert rows(tx) == []


@pytest.mark.parametrize("values", [[], [1], [3, 1, 1], list(range(2_000))])
def test_among_takes_a_list_of_any_length(values: list[int], tx: Connection) -> None:
    """Numbers and words, none or thousands, in one bind."""
    INSERT.run(tx, [(f"EXEMPLE '{n}\"", n) for n in range(5)])
    numbers = tx.scalars(select(TABLE.c.n).where(among(TABLE.c.n, "of")).order_by(TABLE.c.n), {"of": listed(values)})
    assert list(numbers) == sorted({n for n in values if n < 5})
    words = [f"EXEMPLE '{n}\"" for n in values]
    found = tx.scalars(select(TABLE.c.n).where(among(TABLE.c.word, "of")).order_by(TABLE.c.n), {"of": listed(words)})
    assert list(found) == sorted({n for n in values if n < 5})


def test_named_parameters_work_too() -> None:
    """A driver that wants names (PostgreSQL's) gets dictionaries."""
    said: list[tuple[str, Any]] = []

    class Recorder:
        dialect = postgresql.dialect(paramstyle="pyformat")  # type: ignore[no-untyped-call]
        rowcount = 1

        def exec_driver_sql(self, words: str, values: Any) -> Recorder:
            said.append((words, values))
            return self

    assert RENAME.run(Recorder(), [(1, "un")]) == 1  # type: ignore[arg-type]
    ((words, values),) = said
    assert "word=%(new)s" in words
    assert "n = %(of_n)s" in words
    assert values == [{"of_n": 1, "new": "un"}]


def test_an_engine_of_its_own_has_its_own_words() -> None:
    """The compiled words belong to a dialect, not to the first that asked."""
    engine = create_engine("sqlite://", module=driver)
    with engine.begin() as tx:
        TABLE.create(tx)
        INSERT.run(tx, [("one", 1)])
        assert rows(tx) == [(1, "one")]
    engine.dispose()


def test_the_highest_number_is_asked_of_the_server_that_sees_all() -> None:
    """Under row security `max` would see too little: a number would be given twice."""
    query = select(highest(note.c.note))
    assert str(query.compile(dialect=sqlite.dialect())) == "SELECT (SELECT max(note) FROM note) AS highest_1"
    server = postgresql.dialect()  # type: ignore[no-untyped-call]
    assert str(query.compile(dialect=server)) == "SELECT highest('note') AS highest_1"
