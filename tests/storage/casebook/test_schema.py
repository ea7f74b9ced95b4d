"""The casebook's model."""

from __future__ import annotations

from backoffice_gui.storage.casebook.schema import MODEL


def test_every_constraint_has_a_name() -> None:
    """A migration can speak of each."""
    assert all(constraint.name for table in MODEL.sorted_tables for constraint in table.constraints)
