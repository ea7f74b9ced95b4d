"""The columns that version 1.1 made are those of the model; `tests/storage/test_migrations.py` compares the whole."""

from __future__ import annotations

from backoffice_gui.storage.casebook.caseload_schema import cases, person
from backoffice_gui.storage.migrations.casebook_columns import of_case, of_person


def test_they_are_the_models_columns() -> None:
    """In the same order, so that a row is the same to whoever reads it."""
    assert [column.name for column in of_case()] == [column.name for column in cases.columns]
    assert [column.name for column in of_person()] == [column.name for column in person.columns]
