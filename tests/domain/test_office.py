"""What the window is told about the office."""

from __future__ import annotations

from backoffice_gui.domain.office import Changes, Condition, OfficeState, Topic


def test_a_condition_says_no_more_than_it_knows() -> None:
    """Without trouble there is no code, and two conditions never share their facts."""
    one, other = Condition(OfficeState.OPEN), Condition(OfficeState.OPEN)
    assert one == other
    assert (one.code, one.reason, one.demo) == ("", "", False)
    assert one.facts is not other.facts


def test_nothing_changed_unless_said() -> None:
    """A pane refreshes only by a topic that was touched."""
    assert Changes().topics == frozenset()
    assert Topic.INCIDENTS in Changes(frozenset({Topic.INCIDENTS})).topics
