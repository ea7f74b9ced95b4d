"""The journal as a table that leaves the house: one event a row, in French, its code word beside it."""

from __future__ import annotations

from collections.abc import Iterable

from backoffice_gui.documents import journal_words as words
from backoffice_gui.domain.journal import JournalLine
from backoffice_gui.domain.sheets import Cell, Column, ColumnKind, Table

__all__ = ["journal_table"]

_KINDS = {0: ColumnKind.NUMBER, 1: ColumnKind.MOMENT}


def journal_table(lines: Iterable[JournalLine], title: str = "Journal") -> Table:
    """The table; `lines` are read once, one at a time."""
    columns = tuple(Column(name, _KINDS.get(n, ColumnKind.TEXT)) for n, name in enumerate(words.COLUMNS))
    return Table(title, columns, (_cells(line) for line in lines))


def _cells(line: JournalLine) -> tuple[Cell, ...]:
    details = " ".join(f"{name}={value}" for name, value in line.details if name != "agent")
    return (
        line.n, line.at, line.agent, line.role, words.action(line.verb), line.object, line.reference, details,
        line.post, line.verb,
    )  # fmt: skip
