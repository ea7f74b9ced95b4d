"""What the planner keeps no statistics of: columns that are there, of a person's own words."""

from __future__ import annotations

from backoffice_gui.storage.casebook.retention_schema import purge
from backoffice_gui.storage.migrations import team_hidden


def test_every_column_is_there_and_asked_of_once() -> None:
    """Of what an index is asked by a little is known, of the rest nothing."""
    tables = purge.metadata.tables
    for table, names in (*team_hidden.NONE.items(), *team_hidden.LITTLE.items()):
        assert set(names.split()) <= set(tables[table].c.keys())
    indexed = {
        (table.name, column.name) for table in tables.values() for index in table.indexes for column in index.columns
    }
    known = {(table, name) for table, names in team_hidden.NONE.items() for name in names.split()}
    little = {(table, name) for table, names in team_hidden.LITTLE.items() for name in names.split()}
    assert not known & indexed
    assert little <= indexed | {("match_key", "key")}
