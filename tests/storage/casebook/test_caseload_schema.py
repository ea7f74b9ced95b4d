"""The caseload's tables."""

from __future__ import annotations

from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.schema import MODEL


def test_they_are_of_the_casebooks_model_and_every_constraint_has_a_name() -> None:
    """A migration can speak of each."""
    assert cases.metadata is MODEL
    assert all(constraint.name for table in MODEL.sorted_tables for constraint in table.constraints)
