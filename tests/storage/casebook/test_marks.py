"""How far an inbox has been taken in."""

from __future__ import annotations

from backoffice_gui.domain.ids import StoreId
from backoffice_gui.storage.casebook.marks import Mark, mark, put_mark
from backoffice_gui.storage.casebook.store import Casebook


def test_each_inbox_has_its_own_mark(casebook: Casebook) -> None:
    """A new one begins at the first row."""
    with casebook.transaction() as tx:
        for new in (Mark(3, frozenset({1, 2}), 1), Mark(9, frozenset({2}), 1)):
            put_mark(tx, StoreId("a"), new)
            assert mark(tx, StoreId("a")) == new
        assert mark(tx, StoreId("b")) == Mark()
