"""The journal as a table: a row an event, its details as they stand in the chain."""

from __future__ import annotations

from backoffice_gui.documents.exports.journal_table import journal_table
from backoffice_gui.domain.journal import JournalLine
from backoffice_gui.domain.sheets import ColumnKind
from tests.support.facts import NOON


def test_each_event_is_a_row() -> None:
    """In French, with the code beside it; the agent stands in a column of its own, not among the details."""
    line = JournalLine(7, NOON, "searched", "desk", "cases", (("agent", "a.exemple"), ("found", 3)), "", "poste-1")
    table = journal_table([line])
    assert [column.kind for column in table.columns[:3]] == [ColumnKind.NUMBER, ColumnKind.MOMENT, ColumnKind.TEXT]
    assert list(table.rows) == [
        (7, NOON, "a.exemple", "desk", "Recherche faite", "cases", "", "found=3", "poste-1", "searched")
    ]
