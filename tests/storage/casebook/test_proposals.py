"""Proposals, and what was dismissed."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.storage.casebook import proposals
from backoffice_gui.storage.casebook.proposals import DUPLICATE, SAME_PERSON, Proposed
from tests.support.cases import certificate_form, take
from tests.support.desks import a_store
from tests.support.stores import MOMENT


def test_what_was_dismissed_is_not_proposed_again(tmp_path: Path) -> None:
    """Unless it is put back; the likeliest comes first."""
    first, second = Proposed(1, 7, DUPLICATE, 80, ("same_wish",)), Proposed(1, 7, SAME_PERSON, 90, ())
    with a_store(tmp_path) as store:
        take(store, certificate_form())
        with store.desk.casebook.transaction() as tx:
            proposals.add(tx, [first, second], MOMENT)
            assert proposals.open_of(tx, 1) == (second, first)
            assert proposals.dismiss(tx, 1, 7, DUPLICATE, MOMENT)
            assert not proposals.dismiss(tx, 1, 7, DUPLICATE, MOMENT)
            proposals.add(tx, [first], MOMENT)
            assert proposals.open_of(tx, 1) == (second,)
            proposals.restore(tx, 1, 7, DUPLICATE)
            assert proposals.open_of(tx, 1) == (second, first)
