"""Cases that an older reader has read; `tests/actions/test_reading_again.py` goes the whole way."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.storage.casebook import rereading
from tests.support.cases import certificate_form, take
from tests.support.desks import a_store


def test_they_are_found_in_order_until_they_are_read(tmp_path: Path) -> None:
    """By the version of the reader, with the octets they came as."""
    with a_store(tmp_path) as store:
        take(store, certificate_form(), certificate_form(), certificate_form())
        with store.desk.casebook.transaction() as tx:
            assert rereading.older(tx, 0, 1, 10) == []
            found = rereading.older(tx, 0, 2, 2)
            assert [(each.case, each.touched, each.open) for each in found] == [(1, False, True), (2, False, True)]
            assert found[0].octets is not None
            rereading.mark_read(tx, [1, 2], 2)
            assert [each.case for each in rereading.older(tx, 0, 2, 2)] == [3]
            assert [each.case for each in rereading.still(tx, [1, 3], 2)] == [3]
