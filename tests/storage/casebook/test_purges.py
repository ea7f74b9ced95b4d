"""Purges as they are kept: what is pending, what became of each, and marks that only the key's holder can make."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.domain.retention import Item
from backoffice_gui.errors import Defect
from backoffice_gui.storage.casebook import purges
from backoffice_gui.storage.casebook.purges import DONE, Left
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.stores import MOMENT

KEY = SubmissionKey(Origin("front.ofpra.example"), SubmissionId("EXEMPLE"), Digest("sha256-0"))
ITEMS = [Item("case", 2, 1), Item("apart", 9, 0)]


def test_a_purge_goes_its_way(casebook: Casebook) -> None:
    """Asked, approved, begun, settled item by item, ended; each step once."""
    with casebook.transaction() as tx:
        number = purges.request(tx, "agent-exemple", ITEMS, digest="d", rules="{}", at=MOMENT)
        assert purges.items(tx, number) == sorted(ITEMS)
        purges.approve(tx, number, "agent-second", MOMENT)
        purges.start(tx, number, MOMENT)
        purges.settle(tx, number, [(ITEMS[0], DONE)])
        assert purges.items(tx, number, pending_only=True) == [ITEMS[1]]
        purges.settle(tx, number, [(ITEMS[1], "hold")])
        assert purges.counts(tx, number) == {("case", DONE): 1, ("apart", "hold"): 1}
        with pytest.raises(Defect):
            purges.withdraw(tx, number, "agent-exemple", MOMENT)
        purges.end(tx, number, "{}", MOMENT)
        with pytest.raises(Defect):
            purges.end(tx, number, "{}", MOMENT)
        (row,) = purges.purges(tx)
        assert row == purges.load(tx, number)
        assert (row.approver, row.certificate, row.items) == ("agent-second", "{}", 2)


def test_marks_are_keyed(casebook: Casebook) -> None:
    """The key is made once; without it nothing is known to be gone."""
    with casebook.transaction() as tx:
        assert purges.known_secret(tx) is None
        assert purges.buried_keys(tx, [KEY]) == set()
        key = purges.secret(tx, MOMENT, lambda: bytes(32))
        assert purges.secret(tx, MOMENT, lambda: b"x" * 32) == key
        assert purges.mark_of(key, KEY) != purges.mark_of(b"x" * 32, KEY)
        number = purges.request(tx, "agent-exemple", ITEMS, digest="d", rules="{}", at=MOMENT)
        assert purges.buried_keys(tx, [KEY]) == set()
        purges.bury(tx, number, [Left("case", 2, purges.mark_of(key, KEY))], MOMENT)
        assert purges.buried_keys(tx, [KEY]) == {KEY}
        assert purges.purged_cases(tx, number) == {2}


def test_what_searches_are_hashed_under_is_kept_once_and_is_no_mark(casebook: Casebook) -> None:
    """Whichever of the two is there first."""
    with casebook.transaction() as tx:
        assert purges.search_key(tx) is None
        purges.keep_search_key(tx, b"s" * 32, MOMENT)
        purges.keep_search_key(tx, b"t" * 32, MOMENT)
        assert (purges.search_key(tx), purges.known_secret(tx)) == (b"s" * 32, None)
        assert purges.secret(tx, MOMENT, lambda: b"m" * 32) == b"m" * 32
        assert purges.search_key(tx) == b"s" * 32
