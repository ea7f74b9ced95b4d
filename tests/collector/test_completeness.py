"""Every number is accounted for."""

from __future__ import annotations

import pytest

from backoffice_gui.collector.completeness import Completeness, between, intervals
from backoffice_gui.collector.run import Run
from backoffice_gui.domain.incidents import IncidentKind
from tests.support.clock import TurnedClock
from tests.support.collecting import Desk
from tests.support.errands import (
    kinds,
)
from tests.support.faults import Answer, Faults, change
from tests.support.front import Front, ShiftedClock


@pytest.mark.expected_logs("incident")
def test_a_number_that_nobody_accounts_for_is_an_incident(front: Front, desk: Desk, faults: Faults) -> None:
    """Neither held nor in the ledger for 60 s: said, never passed over (I11)."""
    desk.clock = clock = ShiftedClock()
    desk.collect()

    def ahead(kept: Answer) -> None:
        kept.body = kept.body.replace(b'"high_seq":0', b'"high_seq":2')

    faults.add("GET", "/submissions$", change(ahead))
    desk.collect()
    assert desk.incidents() == []
    clock.forward(seconds=61)
    desk.collect()
    assert [incident.seq for incident in desk.incidents()] == [1]
    assert kinds(desk) == {IncidentKind.LEDGER_BROKEN}


@pytest.mark.expected_logs("incident")
def test_a_gap_is_told_once_the_ledger_was_read(front: Front, desk: Desk, faults: Faults) -> None:
    """What a ledger not read yet may account for is no incident, however often we are restarted (simulation, `disk-9`)."""
    desk.clock = clock = ShiftedClock()
    desk.collect()

    def elsewhere(kept: Answer) -> None:
        kept.body = kept.body.replace(b'"high_seq":0', b'"high_seq":2').replace(b'"ledger_high":0', b'"ledger_high":2')

    faults.add("GET", "/submissions$", change(elsewhere))
    for _ in range(2):
        desk.collect()
        clock.forward(seconds=61)
    assert all(not incident.detail.startswith("gap") for incident in desk.incidents())


@pytest.mark.expected_logs("incident")
def test_each_gap_waits_for_its_own_stretch_of_the_ledger(run: Run, turned: TurnedClock, desk: Desk) -> None:
    """What was missed when the ledger ended at 5 is told once that was read; an older gap does not wait for it."""
    complete = Completeness(run)
    with desk.inbox.transaction() as tx:
        complete.see(tx, "epoch-EXEMPLE", 0)
    complete.check([], 1, ledger_high=0, read_to=0)
    complete.check([2], 3, ledger_high=5, read_to=0)
    turned.advance(61)
    for read_to, told in ((0, [1]), (4, [1]), (5, [1, 3]), (5, [1, 3])):
        complete.check([2], 3, ledger_high=5, read_to=read_to)
        assert [incident.seq for incident in desk.incidents()] == told


def test_what_is_left_out_is_said_in_intervals() -> None:
    """The numbers that nobody accounts for, whatever their count, cost no more than those that somebody does."""
    assert between([3, 4, 9], 1, 10) == [(1, 2), (5, 8), (10, 10)]
    assert between([], 5, 2**50) == [(5, 2**50)]
    assert between([1, 2], 1, 2) == []
    assert intervals([1, 2, 4]) == [(1, 2), (4, 4)]
