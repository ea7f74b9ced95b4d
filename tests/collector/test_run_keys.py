"""Run keys and canaries: what the private key does not open is not acknowledged."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backoffice_gui.actions.open_canaries import open_canaries
from backoffice_gui.collector.lanes import ThreadLanes
from backoffice_gui.collector.run import Run, Tally
from backoffice_gui.collector.run_keys import RunKeys
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import KeyNotProven, StoreIncomplete
from backoffice_gui.sealing.keys import PrivateKey, generate
from backoffice_gui.storage.inbox import identity, incidents, keys
from backoffice_gui.transfer import FrontEnd
from tests.support.collecting import Desk
from tests.support.errands import LIST, kinds, some
from tests.support.faults import Call, Faults
from tests.support.front import Front, ShiftedClock
from tests.support.stores import new_inbox


def proving(desk: Desk, private: PrivateKey) -> Callable[[], None]:
    """What opens canaries with a private key, as if it were the inbox's."""
    fingerprint = desk.private.public().fingerprint

    def prove() -> None:
        open_canaries(desk.inbox, {fingerprint: private}, desk.clock.now())

    return prove


def a_run(desk: Desk, client: FrontEnd, prove: Callable[[], None] | None) -> Run:
    """What the components of a run share, without the run."""
    with desk.inbox.reading() as conn:
        ids = identity.ids(conn)
    parts = desk.parts(client, prove=prove)
    return Run(parts, ThreadLanes(), once=True, ids=ids, tally=Tally(0.0), stop=threading.Event())


@pytest.mark.expected_logs("incident")
def test_a_canary_that_does_not_open_stops_acknowledging_not_storing(front: Front, desk: Desk) -> None:
    """With another private key than the inbox's: alarm, incident, everything stored, nothing acknowledged."""
    some(front)
    summary = desk.collect(prove=proving(desk, generate()))
    assert (summary.stored, summary.acknowledged, summary.held) == (3, 0, 3)
    assert desk.counts() == {Stage.VERIFIED: 3}
    assert kinds(desk) == {IncidentKind.CANARY_FAILED}
    with desk.inbox.reading() as conn:
        assert {alarm.kind for alarm in incidents.alarms(conn)} == {AlarmKind.KEY_NOT_PROVEN}
    assert front.outcomes() == {}


def test_a_canary_that_opens_is_noted_before_anything_is_acknowledged(front: Front, desk: Desk) -> None:
    """With the true private key, acknowledging goes on."""
    some(front, 1)
    assert desk.collect(prove=proving(desk, desk.private)).closed == 1


def test_a_public_key_that_is_not_the_pinned_one_is_sealed_to_by_nobody(front: Front, desk: Desk) -> None:
    """A key slipped into the inbox after the pin was made: refused, and nothing is acknowledged under it."""
    some(front, 1)
    pinned = desk.private.public().fingerprint
    with desk.inbox.transaction() as tx:
        keys.put_public(tx, generate().public(), desk.clock.now())
    with pytest.raises(KeyNotProven):
        desk.collect(fingerprint=pinned)
    assert front.outcomes() == {}


@pytest.mark.parametrize("pinned", ["", "sha256-EXEMPLE"])
def test_a_recovery_key_that_is_not_the_pinned_one_is_sealed_to_by_nobody(
    front: Front, desk: Desk, pinned: str
) -> None:
    """Neither one that was slipped in, nor one in another's place."""
    some(front, 1)
    with desk.inbox.transaction() as tx:
        keys.put_recovery(tx, generate().public(), b"EXEMPLE", desk.clock.now())
    with pytest.raises(KeyNotProven) as refused:
        desk.collect(recovery_fingerprint=pinned)
    assert refused.value.reason == "recovery"
    assert front.outcomes() == {}
    with desk.inbox.reading() as conn:
        assert keys.run_keys(conn) == {}


@pytest.mark.expected_logs("incident")
def test_a_collector_that_may_not_acknowledge_says_so_at_every_list(front: Front, desk: Desk, faults: Faults) -> None:
    """The last one too, with which the end is counted."""
    said: set[bytes] = set()

    async def noted(call: Call) -> None:
        said.add(dict(call.scope["headers"])[b"collector-state"])
        await call.app(call.scope, call.receive, call.send)

    some(front)
    faults.add("GET", LIST, noted)
    desk.collect(prove=proving(desk, generate()))
    assert faults.count("GET", LIST) >= 2
    assert said == {b"not-ready"}


@pytest.mark.expected_logs("incident")
def test_while_a_canary_is_failed_it_is_tried_again(front: Front, desk: Desk) -> None:
    """By whoever proved it at the start; where nobody can, or nothing has failed, nobody is asked."""
    some(front, 1)
    asked: list[str] = []

    def prove() -> None:
        asked.append("asked")
        proving(desk, generate() if len(asked) == 1 else desk.private)()

    client = desk.front()
    run_keys = RunKeys(run := a_run(desk, client, prove))
    try:
        may = []
        for step in (run_keys.start, run_keys.prove_again, run_keys.prove_again):
            step()
            may.append(run.may_acknowledge)
        assert may == [False, True, True]
        assert asked == ["asked", "asked"]
    finally:
        run.lanes.close()
        client.close()


def test_a_key_that_was_given_up_wraps_nothing_more(front: Front, desk: Desk) -> None:
    """The next is another; both are held, to prove what was wrapped under them, but no more than two days of them."""
    client = desk.front()
    run_keys = RunKeys(run := a_run(desk, client, None))
    try:
        first = run_keys.current()
        assert run_keys.current() is first
        run_keys.give_up()
        second = run_keys.current()
        assert second.id != first.id
        assert run_keys.held.keys() == {first.id, second.id}
        for _ in range(60):
            run_keys.give_up()
            run_keys.current()
        assert len(run_keys.held) == 48
        assert first.id not in run_keys.held
    finally:
        run.lanes.close()
        client.close()


def alarms(desk: Desk) -> dict[AlarmKind, str]:
    """What is wrong, with its details."""
    with desk.inbox.reading() as conn:
        return {alarm.kind: alarm.detail for alarm in incidents.alarms(conn)}


def test_that_nobody_opens_what_comes_in_any_more_is_an_alarm(front: Front, desk: Desk) -> None:
    """It is acknowledged meanwhile, so somebody has to hear of it; it ends with the first desk that opens a canary."""
    some(front, 1)
    assert desk.collect().closed == 1
    assert alarms(desk) == {}
    with desk.inbox.reading() as conn:
        since = keys.unopened_since(conn)
    assert since is not None
    desk.clock = ShiftedClock()
    desk.clock.forward(minutes=6 * 24 * 60)
    desk.collect()
    assert alarms(desk) | {AlarmKind.CLOCK_SKEW: ""} == {AlarmKind.CANARY_UNOPENED: "6", AlarmKind.CLOCK_SKEW: ""}
    desk.collect(prove=proving(desk, desk.private))
    assert AlarmKind.CANARY_UNOPENED not in alarms(desk)


def test_who_can_open_is_asked_before_it_is_an_alarm(front: Front, desk: Desk) -> None:
    """A service that has its key file beside it opened the canaries of its start alone: it runs for weeks."""
    some(front, 1)
    with desk.inbox.reading() as conn:
        assert keys.unopened_since(conn) is None
    client = desk.front()
    try:
        asked: list[int] = []
        true = proving(desk, desk.private)

        def prove() -> None:
            asked.append(1)
            if len(asked) > 1:
                true()

        run = a_run(desk, client, prove)
        run.parts = replace(run.parts, unopened_after=timedelta())
        made = RunKeys(run)
        made.start()
        assert (len(asked), alarms(desk)) == (2, {})
    finally:
        client.close()


def test_who_can_open_and_does_not_is_asked_again_in_an_hour(desk: Desk) -> None:
    """Each minute would begin a process for nothing; the alarm stands meanwhile."""
    desk.clock = clock = ShiftedClock()
    asked: list[int] = []
    client = desk.front()
    run = a_run(desk, client, lambda: asked.append(1))
    try:
        run.parts = replace(run.parts, unopened_after=timedelta())
        made = RunKeys(run)
        made.start()
        times = []
        for minutes in (1, 57, 3):
            clock.forward(minutes=minutes)
            made.look_for_openers()
            times.append(len(asked))
        assert times == [2, 2, 3]
        assert AlarmKind.CANARY_UNOPENED in alarms(desk)
    finally:
        run.lanes.close()
        client.close()


def test_without_a_public_key_nothing_is_taken_in(front: Front, desk: Desk, tmp_path: Path) -> None:
    """An inbox that was never finished says what it lacks, before anything is asked for."""
    some(front, 1)
    with closing(new_inbox(tmp_path / "unfinished")) as inbox:
        with inbox.transaction() as tx:
            identity.make(tx, desk.clock.now(), "a place of this test")
        with pytest.raises(StoreIncomplete) as refused:
            replace(desk, inbox=inbox).collect()
    assert refused.value.reason == "no-public-key"
    assert front.outcomes() == {}


@pytest.mark.expected_logs("incident")
def test_a_canary_that_failed_is_told_by_itself(front: Front, desk: Desk) -> None:
    """Two alarms of one cause would hide which of the two it is."""
    some(front, 1)
    desk.collect(prove=proving(desk, generate()), unopened_after=timedelta())
    assert set(alarms(desk)) == {AlarmKind.KEY_NOT_PROVEN}
