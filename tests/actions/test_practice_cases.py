"""Invented cases."""

from __future__ import annotations

from collections import Counter

from backoffice_gui.actions.practice_cases import AGENTS, World, case_of
from backoffice_gui.domain.cases import CaseKind, CaseState
from tests.support.practice import NOW


def test_cases_are_as_in_life() -> None:
    """Rising times, most old ones done, all states and kinds, somebody asks again, nobody holds what is new."""
    world = World(1, 3_000, 4_501, NOW)
    made = [case_of(world, n) for n in range(1, 3_001)]
    times = [each.received_at for each in made]
    assert times == sorted(times)
    assert times[-1] < NOW
    states = Counter(each.state for each in made)
    assert set(states) == set(CaseState)
    assert states[CaseState.CLOSED] > 2_000
    assert {each.kind for each in made} == set(CaseKind)
    assert len(AGENTS) == 150
    assert all(bool(each.agent) == (each.state is not CaseState.NEW) for each in made)
    assert 1_900 < len({each.person for each in made}) < 2_700
    assert all(each.closed_at is None or each.received_at <= each.closed_at <= NOW for each in made)
