"""Every number is accounted for."""

from __future__ import annotations

import pytest

from backoffice_gui.collector.completeness import Completeness, between, intervals
from backoffice_gui.collector.run import Run
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.storage.inbox import heartbeat, ledger
from tests.support.clock import TurnedClock
from tests.support.collecting import Desk
from tests.support.errands import LEDGER, LIST, PART, closed, going_on, kinds, some
from tests.support.faults import Answer, Faults, answer, change
from tests.support.front import Front, ShiftedClock
from tests.support.misbehaviour import expiring, in_json
from tests.support.waiting import until


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
@pytest.mark.parametrize("number", ["high_seq", "ledger_high", "held"])
def test_a_first_list_that_contradicts_itself_pins_nothing(
    front: Front, desk: Desk, faults: Faults, number: str
) -> None:
    """One number that cannot be is not where this epoch begins for good: what comes after it is looked at and closed."""
    desk.clock = clock = ShiftedClock()
    faults.add("GET", LIST, in_json(lambda body: body.update({number: 2**53})), times=1)
    desk.collect()
    assert _beat(desk).high_seq == 0
    some(front, 1)
    assert desk.collect().closed == 1
    faults.add("GET", LIST, in_json(lambda body: body.update(high_seq=3)))
    for _ in range(2):
        desk.collect()
        clock.forward(seconds=61)
    assert (IncidentKind.LEDGER_BROKEN, 2) in {(each.kind, each.seq) for each in desk.incidents()}


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
    complete.check([], 0, ledger_high=0, read_to=0)
    complete.check([], 1, ledger_high=0, read_to=0)
    complete.check([2], 3, ledger_high=5, read_to=0)
    turned.advance(61)
    for read_to, told in ((0, [1]), (4, [1]), (5, [1, 3]), (5, [1, 3])):
        complete.check([2], 3, ledger_high=5, read_to=read_to)
        assert [incident.seq for incident in desk.incidents()] == told


@pytest.mark.expected_logs("incident")
def test_what_is_left_of_a_gap_is_not_told_again(run: Run, turned: TurnedClock, desk: Desk) -> None:
    """A number nobody can reach, named once: each arrival fills a piece of the gap; one incident, over restarts too."""
    with desk.inbox.transaction() as tx:
        heartbeat.beat(tx, epoch="epoch-EXEMPLE", high_seq=0)
    for life in range(2):
        complete = Completeness(run)
        with desk.inbox.transaction() as tx:
            complete.see(tx, "epoch-EXEMPLE", 0)
        complete.check([], 2**53, ledger_high=0, read_to=0)
        turned.advance(61)
        for seq in (1, 2, 9):
            complete.check([10 * life + seq], 2**53, ledger_high=0, read_to=0)
    assert _gaps(desk, "epoch-EXEMPLE")[0] == (3, 8)
    assert [(each.seq, each.detail) for each in desk.incidents()] == [(2, f"gap-2-{2**53}")]


@pytest.mark.expected_logs("incident")
def test_what_was_named_and_not_checked_is_checked_by_the_next_life(front: Front, desk: Desk, faults: Faults) -> None:
    """A poll names higher numbers, and the life ends before it has listed whole again: the next goes on from the check."""
    desk.clock = clock = ShiftedClock()
    faults.add("GET", LIST, in_json(lambda body: body.update(items=[i for i in body["items"] if i["seq"] != 2])))
    with going_on(desk):
        until(lambda: _beat(desk).waiting)
        some(front, 3)
        until(closed(desk, 2))
    desk.collect()
    clock.forward(seconds=61)
    desk.collect()
    assert [(each.kind, each.seq, each.detail) for each in desk.incidents()] == [
        (IncidentKind.LEDGER_BROKEN, 2, "gap-2-2")
    ]
    faults.clear()
    assert desk.collect().closed == 1


def _beat(desk: Desk) -> heartbeat.Heartbeat:
    with desk.inbox.reading() as conn:
        return heartbeat.read(conn)


def test_a_number_is_noted_once_it_was_checked(run: Run, desk: Desk) -> None:
    """At sight only where the epoch is new: an older store's number, of a page that was never checked, goes on."""
    complete = Completeness(run)
    with desk.inbox.transaction() as tx:
        heartbeat.beat(tx, epoch="epoch-EXEMPLE", high_seq=3)
        complete.see(tx, "epoch-EXEMPLE", 9)
    assert (_beat(desk).epoch, _beat(desk).high_seq) == ("epoch-EXEMPLE", 3)
    complete.check(range(4, 8), 7, ledger_high=0, read_to=0)
    assert (_beat(desk).high_seq, _gaps(desk, "epoch-EXEMPLE")) == (7, [])
    with desk.inbox.transaction() as tx:
        complete.see(tx, "another-epoch", 2)
    assert (_beat(desk).epoch, _beat(desk).high_seq) == ("another-epoch", 2)


def _gaps(desk: Desk, epoch: str) -> list[tuple[int, int]]:
    with desk.inbox.reading() as conn:
        return [(gap.low, gap.high) for gap in ledger.gaps(conn, epoch)]


def _listed_and_not_fetched(desk: Desk, faults: Faults) -> None:
    """A life in which a submission was listed, and its body did not come."""
    busy = answer(500, "text/html", b"")
    faults.add("GET", PART, busy)
    with going_on(desk):
        until(lambda: desk.counts() == {Stage.OFFERED: 1} and faults.count("GET", PART) >= 1)


def _hidden(faults: Faults) -> None:
    faults.clear()
    faults.add("GET", LIST, in_json(lambda body: body.update(items=[])))


@pytest.mark.expected_logs("incident")
@pytest.mark.parametrize("restarted", [False, True])
def test_what_was_listed_and_vanishes_without_an_end_is_told(
    front: Front, desk: Desk, faults: Faults, restarted: bool
) -> None:
    """Listed once is not accounted for ever: gone from the list and not in the ledger for a minute is an incident."""
    desk.clock = clock = ShiftedClock()
    faults.add("GET", PART, answer(500, "text/html", b""))
    some(front, 1, 200_000)
    with going_on(desk) as collector:
        until(lambda: faults.count("GET", PART) >= 1)
        if not restarted:
            _hidden(faults)
            collector.poke()
            until(lambda: _gaps(desk, front.desk.epoch) == [(1, 1)])
            assert desk.incidents() == []
    _hidden(faults)
    desk.collect()
    assert (desk.incidents(), _gaps(desk, front.desk.epoch)) == ([], [(1, 1)])
    clock.forward(seconds=61)
    desk.collect()
    assert [(each.kind, each.seq, each.detail) for each in desk.incidents()] == [
        (IncidentKind.LEDGER_BROKEN, 1, "gap-1-1")
    ]
    faults.clear()
    assert desk.collect().closed == 1
    desk.collect()
    assert _gaps(desk, front.desk.epoch) == []


@pytest.mark.expected_logs("incident")
def test_what_vanished_and_is_in_the_ledger_later_is_no_gap(front: Front, desk: Desk, faults: Faults) -> None:
    """The ledger may come after the list, and be read later still: what it tells is lost, and nothing but that is told."""
    desk.clock = clock = ShiftedClock()
    some(front, 1, 200_000)
    _listed_and_not_fetched(desk, faults)
    faults.add("GET", LEDGER, answer(500, "text/html", b""))
    expiring(front)()
    with going_on(desk) as collector:
        until(lambda: _gaps(desk, front.desk.epoch) == [(1, 1)])
        clock.forward(seconds=61)
        lists = faults.count("GET", LIST)

        def listed_again() -> bool:
            collector.poke()
            return faults.count("GET", LIST) > lists + 4

        until(listed_again)
        assert desk.incidents() == []
        faults.clear()
        until(lambda: listed_again() and _gaps(desk, front.desk.epoch) == [])
    assert kinds(desk) == {IncidentKind.LOST}


def test_what_vanished_under_another_epoch_waits(run: Run, desk: Desk, turned: TurnedClock) -> None:
    """One list of another epoch makes no gap of what ours knows; where it stays, ten minutes later it does."""
    complete = Completeness(run)
    with desk.inbox.transaction() as tx:
        complete.see(tx, "epoch-EXEMPLE", 5)
        complete.see(tx, "another-epoch", 5)
    complete.check([], 5, ledger_high=0, read_to=0, vanished=[3])
    assert _gaps(desk, "another-epoch") == []
    turned.advance(600)
    complete.check([], 5, ledger_high=0, read_to=0, vanished=[3, 9])
    assert _gaps(desk, "another-epoch") == [(3, 3), (9, 9)]
    complete.check([9], 5, ledger_high=0, read_to=0, vanished=[3])
    assert _gaps(desk, "another-epoch") == [(3, 3)]


def test_what_is_left_out_is_said_in_intervals() -> None:
    """The numbers that nobody accounts for, whatever their count, cost no more than those that somebody does."""
    assert between([3, 4, 9], 1, 10) == [(1, 2), (5, 8), (10, 10)]
    assert between([], 5, 2**50) == [(5, 2**50)]
    assert between([1, 2], 1, 2) == []
    assert intervals([1, 2, 4]) == [(1, 2), (4, 4)]
