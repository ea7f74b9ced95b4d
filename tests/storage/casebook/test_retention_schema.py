"""The tables of purges: the constraint of two people, and words that no person stands in."""

from __future__ import annotations

from sqlalchemy import CheckConstraint

from backoffice_gui.storage.casebook import retention_schema as schema


def test_two_people_are_a_constraint_of_the_table() -> None:
    """Whoever writes to the database can't be both."""
    checks = {each.name for each in schema.purge.constraints if isinstance(each, CheckConstraint)}
    assert {"ck_purge_two_people", "ck_purge_approved", "ck_purge_started"} <= checks


def test_what_is_left_names_nobody() -> None:
    """A tombstone has references, a keyed hash and a time."""
    assert set(schema.tombstone.c.keys()) == {"tombstone", "purge", "category", "case", "mark", "at"}
