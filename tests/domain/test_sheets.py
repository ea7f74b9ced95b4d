from __future__ import annotations

import dataclasses

import pytest

from backoffice_gui.domain import sheets
from backoffice_gui.domain.sheets import Column, ColumnKind, Line, Sheet, Table, TableFormat


def test_values_do_not_change_on_the_way() -> None:
    """What crosses rooms is frozen."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Line("Nom", "EXEMPLE").value = "x"  # type: ignore[misc]


def test_a_column_is_text_unless_said_otherwise() -> None:
    """Identifiers and phones are never numbers by accident."""
    assert Column("Numéro").kind is ColumnKind.TEXT


def test_rows_may_be_read_while_they_come() -> None:
    """A table takes any iterable, and does not read it."""
    rows = ((number,) for number in range(2))
    table = Table("Essai", (Column("N", ColumnKind.NUMBER),), rows)
    assert table.rows is rows
    assert next(rows) == (0,)


def test_a_sheet_needs_only_a_title_and_a_reference() -> None:
    """Nothing else is owed."""
    sheet = Sheet("Demande", "C-EXEMPLE-1")
    assert (sheet.sections, sheet.timeline, sheet.notes, sheet.summary) == ((), (), (), ())


def test_endings_of_files_are_the_formats() -> None:
    """The value of a format is the ending of its file."""
    assert {each.value for each in TableFormat} == {"csv", "ods", "xlsx"}
    assert set(sheets.__all__) >= {"Table", "Sheet", "Manifest"}
