"""What crosses to the window about the journal."""

from __future__ import annotations

from backoffice_gui.domain.journal import Chain, JournalFilter, JournalLine, Walked
from tests.support.facts import NOON


def test_a_filter_is_narrow_where_anything_is_left_out() -> None:
    """Another chain is another journal, not a narrower one."""
    assert not JournalFilter(Chain.INBOX).narrow
    assert JournalFilter(agent="a.exemple").narrow


def test_who_did_it_stands_in_the_details_or_nowhere() -> None:
    """Empty where a role acts."""
    assert JournalLine(1, NOON, "x", "desk", "case:1", (("agent", "a.exemple"),)).agent == "a.exemple"
    assert JournalLine(1, NOON, "x", "collector", "case:1", ()).agent == ""


def test_a_chain_holds_where_nothing_is_broken() -> None:
    """And not where something is, wherever it is."""
    assert Walked(Chain.CASEBOOK, 3, 1, 3).ok
    assert not Walked(Chain.CASEBOOK, 0, 1, 0, None, 1, "gap").ok
