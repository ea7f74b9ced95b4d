"""The collector against the reference front end, over real TLS, on a real inbox."""

from __future__ import annotations

import hashlib
import threading

import pytest

from backoffice_gui.collector.lanes import Job, Outcome, ThreadLanes
from backoffice_gui.collector.schedule import SLOTS
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.signed import payload_octets
from tests.support.collecting import Desk, opened
from tests.support.errands import LIST, PART, closed, going_on, some
from tests.support.faults import Faults, held
from tests.support.front import Front, ShiftedClock, plain_submission, streamed_part
from tests.support.waiting import until


def test_what_is_held_comes_home_and_is_destroyed(front: Front, desk: Desk) -> None:
    """Small and large, all is stored, proven, acknowledged and closed; the front end agrees octet by octet."""
    small = [plain_submission(b'{"n": %d}' % n) for n in range(120)]
    front.desk.take_in([*small, plain_submission(b"{}", bytes(300_000)), plain_submission(b"", b"")])
    summary = desk.collect()
    assert (summary.listed, summary.stored, summary.acknowledged, summary.closed) == (122, 122, 122, 122)
    assert (summary.held, summary.failed, summary.quarantined) == (0, 0, 0)
    assert desk.counts() == {Stage.CLOSED: 122}
    assert desk.incidents() == []
    assert set(front.outcomes().values()) == {"acknowledged"}
    made = front.made()
    for row in range(1, 123):
        manifest, parts = opened(desk, row)
        digest = "sha256-" + hashlib.sha256(payload_octets(manifest.decode())).hexdigest()
        truth = next(t for t in made.values() if t.digest == digest)
        assert [(len(parts[n]), hashlib.sha256(parts[n]).hexdigest()) for n in sorted(parts)] == list(truth.parts)


def test_a_large_part_comes_in_through_several_commits(front: Front, desk: Desk) -> None:
    """A part of 21 MiB and a bit is stored in loads, proven whole, and acknowledged."""
    submission = plain_submission(b"{}")
    big = submission.__class__(submission.kind, (*submission.parts, streamed_part(21 * 1024 * 1024 + 5)))
    front.desk.take_in([big])
    assert desk.collect().acknowledged == 1
    _, parts = opened(desk, 1)
    (truth,) = front.made().values()
    assert hashlib.sha256(parts[1]).hexdigest() == truth.parts[1][1]


class _Slots(ThreadLanes):
    """Lanes that count what was given a slot."""

    given = 0

    def submit(self, lane: str, job: Job, then: Outcome) -> None:
        """As ever, and counted."""
        self.given += lane == "slots"
        super().submit(lane, job, then)


def test_the_last_slot_is_given_too(front: Front, desk: Desk, faults: Faults) -> None:
    """While bodies that do not come keep the others."""
    go_on, lanes = threading.Event(), _Slots()
    faults.add("GET", PART, held(go_on))
    with going_on(desk, make_lanes=lambda: lanes):
        for count in range(1, SLOTS + 1):
            some(front, 1, 100_000)
            until(lambda: lanes.given == count)  # noqa: B023 - asked at once
        assert "retry" not in desk.names()  # no slot was waited for until its body was given up
        go_on.set()
        until(closed(desk, SLOTS))


def test_what_is_told_is_there_for_who_looks_at_once(front: Front, desk: Desk) -> None:
    """A window that hears of an end finds it in the inbox: nothing is told inside the transaction that records it."""
    front.desk.take_in([plain_submission(b"{}"), plain_submission(b"{}", b"EXEMPLE")])
    seen: list[int] = []

    def heard(event: CollectorEvent) -> None:
        if event.name is EventName.CLOSED:
            seen.append(desk.counts().get(Stage.CLOSED, 0))

    assert desk.collect(listener=heard).closed == 2
    assert len(seen) == 2
    assert min(seen) >= 1


def test_nothing_held_is_a_quiet_run(desk: Desk) -> None:
    """An empty front end gives an empty summary, and no event."""
    summary = desk.collect()
    assert (summary.listed, summary.held) == (0, 0)
    assert desk.events == []


def test_twice_is_once(front: Front, desk: Desk) -> None:
    """A second run finds nothing to do (I22)."""
    front.desk.take_in([plain_submission(b"{}")])
    desk.collect()
    again = desk.collect()
    assert (again.listed, again.stored, again.acknowledged) == (0, 0, 0)
    assert desk.counts() == {Stage.CLOSED: 1}


def test_after_a_suspend_it_lists_again_before_anything_else(front: Front, desk: Desk, faults: Faults) -> None:
    """Deadlines of before are worth nothing (protocol §4.3): the waiting poll is given up for a list from 0."""
    desk.clock = clock = ShiftedClock()
    with going_on(desk):
        until(lambda: faults.count("GET", LIST) >= 2)  # from now on a poll is waiting, for 25 s
        before = faults.count("GET", LIST)
        clock.forward(seconds=40)  # longer than any turn, shorter than the minute after which it lists anyway
        until(lambda: faults.count("GET", LIST) > before, seconds=12)


@pytest.mark.expected_logs("asyncio")
def test_a_body_on_its_way_does_not_hold_up_the_stop(front: Front, desk: Desk, faults: Faults) -> None:
    """A stop while a large part comes in ends within 5 s; the next run brings it home."""
    submission = plain_submission(b"{}", bytes(24 * 1024 * 1024))
    with going_on(desk):
        front.desk.take_in([submission])
        until(lambda: faults.count("GET", "/parts/") > 0)
    assert desk.collect().closed == 1 or desk.counts() == {Stage.CLOSED: 1}
