"""Rows poured from one database into another: as they lie, past the guards, which stand again after it."""

from __future__ import annotations

from contextlib import closing

import pytest

from backoffice_gui.storage.dialect import is_postgresql
from backoffice_gui.storage.inbox.schema import MODEL, attempt, submission
from backoffice_gui.storage.pouring import (
    Tally,
    emptied,
    numbers,
    octets_of,
    patient,
    pour,
    rows_of,
    set_numbers,
    unguarded,
)
from tests.support.dialects import guarded
from tests.support.moves import filled, tallies
from tests.support.stores import World

TABLES = MODEL.sorted_tables


def test_rows_are_told_apart_by_every_value() -> None:
    """And by where one ends and the next begins."""
    seen = set()
    rows = [("ab", None), ("a", "b"), (b"ab", None), (1, None), (True, None), (1.0, None), ("ab", ""), ("", "ab")]
    for row in rows:
        tally = Tally()
        tally.heard([row])
        seen.add(tally.digest)
    assert len(seen) == len(rows)


def test_all_is_taken_out_and_put_back(world: World) -> None:
    """On a server as on disk: the same rows, the same digests, numbers that go on, guards and row security that stand."""
    filled(world, 2)
    with world.inbox.transaction() as tx:
        if is_postgresql(tx):
            tx.exec_driver_sql("ALTER TABLE alarm ENABLE ROW LEVEL SECURITY")
            tx.exec_driver_sql("ALTER TABLE alarm FORCE ROW LEVEL SECURITY")
            tx.exec_driver_sql("CREATE POLICY of_owner ON alarm USING (true) WITH CHECK (true)")
        patient(tx)
        before, given = tallies(tx), numbers(tx, TABLES)
        assert octets_of(tx, TABLES) > 10_000
        kept = {table.name: [row for some in rows_of(tx, table) for row in some] for table in TABLES}
        with unguarded(tx, TABLES):
            emptied(tx, TABLES)
            assert [row for some in rows_of(tx, submission) for row in some] == []
            for table in TABLES:
                pour(tx, table, [kept[table.name]])
            set_numbers(tx, TABLES, given)
        assert tallies(tx) == before
        assert numbers(tx, TABLES) == given
        if is_postgresql(tx):
            forced = tx.exec_driver_sql("SELECT relname FROM pg_class WHERE relforcerowsecurity")
            assert {"alarm", "chunk"} <= set(forced.scalars())
    guarded(world.inbox, "DELETE FROM submission")
    assert given["attempt"] == 3  # the last is gone, and its number with it


def test_what_is_left_early_is_closed(world: World) -> None:
    """Rows are read as they are asked for, and a reader that stops leaves nothing open."""
    filled(world, 2)
    with world.inbox.reading() as connection, closing(rows_of(connection, attempt)) as rows:
        assert len(next(rows)) == 2


@pytest.mark.parametrize("last", [7, 40])
def test_no_number_is_given_twice(world: World, last: int) -> None:
    """Where the other database had given more than there are rows."""
    with world.inbox.transaction() as tx:
        set_numbers(tx, TABLES, {"attempt": last, "run_key": 1})
        assert numbers(tx, TABLES)["attempt"] == last
    row = filled(world, 1)[0]
    with world.inbox.reading() as connection:
        assert [each.attempt for each in world.facts(row).attempts] == [last + 1]
        assert numbers(connection, TABLES)["attempt"] == last + 2
