"""Cases as rows, by their numbers."""

from __future__ import annotations

from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.domain.cases import Source
from backoffice_gui.storage.casebook.store import Casebook


def test_rows_come_in_the_order_asked(book: Casebook) -> None:
    """Whatever the order; a number that no case has is left out."""
    with book.reading() as connection:
        rows = case_rows(connection, [7, 3, 9_999, 5])
    assert [row.case for row in rows] == [7, 3, 5]
    assert {row.source for row in rows} == {Source.PRACTICE}
    assert all(row.number.startswith("DEMO-") for row in rows)
