"""Many submissions that want few slots, in virtual time: who waits for how long behind those that always fail.

The plan, the choice and the back-off are the collector's own; what a slot does is a number of seconds.
"""

from __future__ import annotations

import heapq
import math
import random
from dataclasses import dataclass, replace

from backoffice_gui.collector.machine import Fetch, Known, plan
from backoffice_gui.collector.schedule import SLOTS, Candidate, backoff, choose
from tests.support.facts import submission
from tests.support.planning import BrokenRule

__all__ = ["SLOT_SECONDS", "Job", "Queue", "drawn_jobs"]

SLOT_SECONDS = 15.0
"""How long a body that stalls holds its slot (the read time-out)."""


@dataclass(slots=True)
class Job:
    """One submission: `seconds` in a slot each time; it fails each time (`own`: by itself), or never.

    `tries` is what it has failed already before it arrives.
    """

    known: Known
    arrives: float
    deadline: float
    seconds: float
    fails: bool
    own: bool = True
    tries: int = 0
    began: float | None = None
    waited: float = 0.0
    since: float = 0.0
    done: bool = False

    @property
    def failing(self) -> bool:
        """Known to fail by itself."""
        return self.fails and self.own and self.tries > 0


def drawn_jobs(dice: random.Random) -> list[Job]:
    """Healthy ones and ones that always fail; those that fail expire first, which is the worst for the others."""
    jobs = []
    for _ in range(dice.randint(1, 8)):
        arrives, seconds = dice.choice((0.0, dice.uniform(0, 30))), dice.uniform(0.01, 5)
        jobs.append(Job(_listed(), arrives, dice.uniform(100, 1700), seconds, fails=False))
    for _ in range(dice.randint(1, 8)):
        seconds = dice.choice((0.0, dice.uniform(0, SLOT_SECONDS), SLOT_SECONDS))
        tries = dice.choice((0, 0, 1, 3, 20))
        deadline, own = dice.uniform(0, 200), dice.random() < 0.5
        jobs.append(Job(_listed(), dice.choice((0.0, dice.uniform(0, 30))), deadline, seconds, True, own, tries))
    return jobs


def _listed() -> Known:
    return Known(facts=submission(), offered=True, valid=True)


class Queue:
    """The slots, from event to event; `slack` is what rounding may add to a wait."""

    slack = 1e-6

    def __init__(self, jobs: list[Job], dice: random.Random) -> None:
        self.jobs = jobs
        self._dice = dice
        self._in_flight: list[tuple[float, int]] = []
        self._fresh = sum(job.fails and not job.tries for job in jobs)
        for job in jobs:
            job.since = job.arrives

    def run(self, until: float) -> None:
        """Let the time go on; raises `BrokenRule` where one waits longer than it may."""
        now = 0.0
        while now < until:
            self._end(now)
            self._fill(now)
            now = self._next(now)

    def _busy(self) -> set[int]:
        return {row for _, row in self._in_flight}

    def _end(self, now: float) -> None:
        while self._in_flight and self._in_flight[0][0] <= now:
            _, row = heapq.heappop(self._in_flight)
            job = self.jobs[row]
            if not job.fails:
                job.done = True
                continue
            job.tries += 1
            job.since = now + backoff(job.tries, self._dice)
            job.known = replace(job.known, retry_at=job.since)

    def _fill(self, now: float) -> None:
        busy = self._busy()
        waiting = {
            row: job
            for row, job in enumerate(self.jobs)
            if row not in busy and not job.done and job.arrives <= now and isinstance(plan(job.known, now), Fetch)
        }
        candidates = [
            Candidate(row, job.deadline, job.failing, job.tries, job.known.retry_at) for row, job in waiting.items()
        ]
        self._dice.shuffle(candidates)
        failing = sum(self.jobs[row].failing for row in busy)
        chosen = choose(candidates, SLOTS - len(busy), failing)
        for candidate in chosen:
            job = waiting.pop(candidate.row)
            self._begin(job, candidate.row, now)
        self._judge(waiting, [self.jobs[c.row] for c in chosen])

    def _begin(self, job: Job, row: int, now: float) -> None:
        waited = now - job.since
        job.began, job.waited = now, max(job.waited, waited)
        heapq.heappush(self._in_flight, (now + job.seconds, row))
        if waited > self._longest(job) + self.slack:
            raise BrokenRule(f"I10: {job} waited {waited:.1f} s, at most {self._longest(job):.1f} s")

    def _longest(self, job: Job) -> float:
        """One slot time-out, and the slots' share of what is as untried as this one.

        One that fails by itself waits for its turn in its one slot as well; what failed by the network waits
        for whatever is tried less, so that nothing can be said of it here.
        """
        others = sum(other.seconds for other in self.jobs if other is not job and not other.fails)
        usual = SLOT_SECONDS + (others + self._fresh * SLOT_SECONDS) / SLOTS
        if not job.fails or not job.tries:
            return usual
        if not job.own:
            return math.inf
        turns = sum(other.fails and other.own for other in self.jobs)
        return usual + turns * SLOT_SECONDS + (math.inf if any(j.fails and not j.own for j in self.jobs) else 0.0)

    def _judge(self, waiting: dict[int, Job], chosen: list[Job]) -> None:
        busy = self._busy()
        if sum(self.jobs[row].failing for row in busy) > 1:
            raise BrokenRule("two slots for what keeps failing")
        left = [job for job in waiting.values() if not job.failing]
        if left and len(busy) < SLOTS:
            raise BrokenRule(f"a slot is free, and {left[0]} waits")
        untried = any(not job.tries for job in left)
        if untried and any(job.tries for job in chosen):
            raise BrokenRule(f"what has failed goes before what was never tried: {chosen}")

    def _next(self, now: float) -> float:
        times = [at for at, _ in self._in_flight]
        times += [job.arrives for job in self.jobs if job.arrives > now]
        times += [job.known.retry_at for job in self.jobs if job.known.retry_at > now]
        return min(times, default=math.inf)
