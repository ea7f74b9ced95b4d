"""One submission never starves another: waits in the queue for slots, in virtual time (I10)."""

from __future__ import annotations

import random

import pytest

from backoffice_gui.collector.machine import Known
from backoffice_gui.collector.schedule import SLOTS
from tests.support import proof
from tests.support.facts import submission
from tests.support.planning import BrokenRule
from tests.support.queueing import SLOT_SECONDS, Job, Queue, drawn_jobs

QUEUES = proof.size(250, 12_000)


def test_no_submission_waits_behind_those_that_fail() -> None:
    """Each healthy one gets its slot within one slot time-out, and what is due before it by right."""
    with proof.suite("planner") as done:
        for seed in range(QUEUES):
            dice = random.Random(seed)
            queue = Queue(drawn_jobs(dice), dice)
            try:
                queue.run(100.0)
            except BrokenRule as rule:
                raise AssertionError(f"queue {seed}: {rule}") from rule
            late = [job for job in queue.jobs if not job.fails and not job.done]
            assert not late, f"queue {seed}: never home: {late}"
            done["worlds"] += 1


def listed() -> Known:
    """Waiting on the web."""
    return Known(facts=submission(), offered=True, valid=True)


@pytest.mark.parametrize("own", [True, False], ids=["by itself", "by the network"])
def test_a_healthy_one_waits_one_slot_at_most(own: bool) -> None:
    """Forty that stall, all of them known to, all to expire first: the healthy one waits for one slot to end."""
    dice = random.Random(1)
    bad = [Job(listed(), 0.0, 10.0, SLOT_SECONDS, True, own, tries=5) for _ in range(40)]
    healthy = Job(listed(), 3.0, 1_000.0, 1.0, fails=False)
    Queue([*bad, healthy], dice).run(120.0)
    assert healthy.done
    assert healthy.waited <= (0.0 if own else SLOT_SECONDS)


def test_those_that_fail_take_turns() -> None:
    """Of ten that always stall, each is tried again in each round of their one slot, whatever its deadline."""
    dice = random.Random(2)
    bad = [Job(listed(), 0.0, 10.0 * n, SLOT_SECONDS, True, True, tries=5) for n in range(10)]
    Queue(bad, dice).run(10 * SLOT_SECONDS * 10)
    assert min(job.tries for job in bad) >= 5 + 9


def test_those_never_seen_before_hold_each_slot_once() -> None:
    """Nobody knows a bad one before its first try: eight of them cost two slot time-outs, and no more."""
    dice = random.Random(3)
    bad = [Job(listed(), 0.0, 10.0, SLOT_SECONDS, True) for _ in range(2 * SLOTS)]
    healthy = Job(listed(), 0.0, 1_000.0, 1.0, fails=False)
    Queue([*bad, healthy], dice).run(120.0)
    assert healthy.waited == 2 * SLOT_SECONDS
