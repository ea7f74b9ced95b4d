"""The model: what stands in clear, and that nothing else does."""

from __future__ import annotations

import pytest
from sqlalchemy import LargeBinary, Table

from backoffice_gui.storage.inbox.schema import MODEL, submission

TABLES = pytest.mark.parametrize("table", MODEL.sorted_tables, ids=lambda table: table.name)


@TABLES
def test_every_constraint_and_index_has_a_name(table: Table) -> None:
    """A migration can speak of each."""
    assert all(constraint.name for constraint in table.constraints)
    assert all(index.name for index in table.indexes)


@TABLES
def test_octets_are_keys_hashes_or_sealed(table: Table) -> None:
    """No column could hold a person's words in clear by being opaque."""
    known = {
        "public",
        "sealed_master",
        "sealed",
        "sealed_recovery",
        "canary",
        "tag",
        "wrapped_key",
        "chunk_hashes",
        "hash",
    }
    assert {column.name for column in table.columns if isinstance(column.type, LargeBinary)} <= known


def test_every_sort_has_its_index_that_ends_in_the_row() -> None:
    """A list goes on by key from any row."""
    indexed = {tuple(column.name for column in index.columns) for index in submission.indexes}
    assert {(name, "row") for name in ("seq", "first_seen_at", "kind", "stage", "size", "parts")} <= indexed
