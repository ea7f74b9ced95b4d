"""A list of cases as a table that leaves the house: the columns that were chosen, typed, in French."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from backoffice_gui.documents import case_words as words
from backoffice_gui.domain.case_list import CaseColumn, CaseRow
from backoffice_gui.domain.sheets import Cell, Column, ColumnKind, Table

__all__ = ["case_table"]

_KINDS = {
    CaseColumn.RECEIVED: ColumnKind.MOMENT,
    CaseColumn.DUE: ColumnKind.DATE,
    CaseColumn.CLOSED: ColumnKind.MOMENT,
    CaseColumn.PARTS: ColumnKind.NUMBER,
}
_CELLS: Mapping[CaseColumn, Callable[[CaseRow], Cell]] = {
    CaseColumn.STATE: lambda row: words.STATES[row.state],
    CaseColumn.NUMBER: lambda row: row.number,
    CaseColumn.KIND: lambda row: words.KINDS[row.kind] + (f" ({words.about(row.about)})" if row.about else ""),
    CaseColumn.APPLICANT: lambda row: row.applicant,
    CaseColumn.RECEIVED: lambda row: row.received_at,
    CaseColumn.DUE: lambda row: row.due_on,
    CaseColumn.PARTS: lambda row: row.parts,
    CaseColumn.AGENT: lambda row: row.agent,
    CaseColumn.BADGES: lambda row: words.badges(row.badges),
    CaseColumn.OFPRA_NUMBER: lambda row: row.ofpra_number,
    CaseColumn.SOURCE: lambda row: words.SOURCES[row.source],
    CaseColumn.CLOSED: lambda row: row.closed_at,
}


def case_table(title: str, columns: Sequence[CaseColumn], rows: Iterable[CaseRow]) -> Table:
    """The table; `rows` are read once, one at a time."""
    cells = [_CELLS[column] for column in columns]
    named = tuple(Column(words.COLUMNS[column], _KINDS.get(column, ColumnKind.TEXT)) for column in columns)
    return Table(title, named, (tuple(cell(row) for cell in cells) for row in rows))
