"""Masks: held against the oracle in test_case_list.py; here what is at the edges."""

from __future__ import annotations

from backoffice_gui.caseload.case_columns import load
from backoffice_gui.caseload.case_mask import mask_of
from backoffice_gui.domain.case_list import Condition, Field, Operator
from backoffice_gui.storage.casebook.store import Casebook


def _count(book: Casebook, *conditions: Condition) -> int:
    with book.reading() as connection:
        columns = load(connection)
    assert columns is not None
    mask = mask_of(columns, columns.arrival, conditions)
    return columns.size if mask is None else mask.count(1)


def test_conditions_at_their_edges(disk_book: Casebook) -> None:
    """No value, an unknown one, an operator that does not fit, both ends of the calendar."""
    assert _count(disk_book) == 120
    assert _count(disk_book, Condition(Field.STATE, Operator.IS, ())) == 0
    assert _count(disk_book, Condition(Field.STATE, Operator.IS_NOT, ("mood",))) == 120
    assert _count(disk_book, Condition(Field.KIND, Operator.BEFORE, ("unread",))) == 0
    assert _count(disk_book, Condition(Field.RECEIVED, Operator.BEFORE, ("9999-12-31",))) == 120
    assert _count(disk_book, Condition(Field.RECEIVED, Operator.AFTER, ("9999-12-31",))) == 0
    assert _count(disk_book, Condition(Field.RECEIVED, Operator.AFTER, ("0001-01-01",))) == 120
    assert _count(disk_book, Condition(Field.PARTS, Operator.IS, ("yes", "no"))) == 120
