"""The state machine of cases."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.cases import BUCKETS, MAY, TRANSITIONS, Bucket, CaseAct, CaseState, Duty, after, possible

BOTH = frozenset({Duty.AGENT, Duty.LEAD})


def test_every_state_has_a_heap_and_every_act_somebody_who_may() -> None:
    """No state is out of sight, no act is nobody's."""
    assert set(BUCKETS) == set(CaseState)
    assert set(TRANSITIONS) == set(MAY) == set(CaseAct)
    assert all(MAY.values())


def test_every_state_can_be_reached_and_left() -> None:
    """Nothing gets stuck."""
    reached = {to for moves in TRANSITIONS.values() for to in moves.values()}
    left = {start for moves in TRANSITIONS.values() for start in moves}
    assert reached == left == set(CaseState)


def test_what_is_done_can_only_be_reopened_or_closed() -> None:
    """A finished case moves by a deliberate act alone."""
    for state in (CaseState.ANSWERED, CaseState.CLOSED):
        assert BUCKETS[state] is Bucket.DONE
        assert possible(state, BOTH, holder=True) <= {CaseAct.REOPEN, CaseAct.CLOSE}


@pytest.mark.parametrize("state", CaseState)
def test_who_does_not_hold_it_can_only_take_it(state: CaseState) -> None:
    """An agent never moves what a colleague holds, a lead may; an auditor moves nothing."""
    assert possible(state, frozenset({Duty.AGENT}), holder=False) <= {CaseAct.TAKE}
    assert possible(state, frozenset({Duty.AUDITOR}), holder=True) == frozenset()
    assert possible(state, BOTH, holder=False) == possible(state, BOTH, holder=True)


def test_an_act_that_does_not_fit_leads_nowhere() -> None:
    """Nothing is answered before somebody took it."""
    assert after(CaseAct.ANSWER, CaseState.NEW) is None
    assert after(CaseAct.ANSWER, CaseState.TAKEN) is CaseState.ANSWERED
