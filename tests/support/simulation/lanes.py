"""Clocks, lanes, gates and events of a simulated process: what it waits with is the world's time."""

from __future__ import annotations

import datetime as dt
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from backoffice_gui.collector.lanes import Done, Job, Outcome, ThreadLanes
from tests.support.simulation.world import Dead, Owner, Task, World

__all__ = ["ProcessClock", "VirtualEvent", "VirtualGate", "VirtualLanes"]


class ProcessClock:
    """The clocks of one machine: civil time may be wrong and jump, elapsed time only goes on."""

    def __init__(self, world: World, *, skew: float = 0.0, booted: float = 1000.0) -> None:
        self._world = world
        self.skew = skew
        self._booted = booted

    def now(self) -> dt.datetime:
        """Civil time in UTC, as this machine has it."""
        return self._world.civil() + dt.timedelta(seconds=self.skew)

    def elapsed(self) -> float:
        """Seconds since this machine's start."""
        return self._booted + self._world.time


class VirtualEvent(threading.Event):
    """An event whose waiting is the world's."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world
        self._waiter: Task | None = None

    def set(self) -> None:
        """It has happened: whoever waits goes on."""
        super().set()
        self._world.wake(self._waiter)

    def wait(self, timeout: float | None = None) -> bool:
        """Let virtual time pass."""
        until = float("inf") if timeout is None else self._world.time + timeout
        self._waiter = self._world.me()
        while not self.is_set() and self._world.time < until:
            self._world.pause(until - self._world.time)
        self._waiter = None
        return self.is_set()


class VirtualGate:
    """A gate that hands the baton on while it waits."""

    def __init__(self, world: World, width: int) -> None:
        self._world, self._left = world, width
        self._waiting: deque[Task] = deque()

    def acquire(self, *, timeout: float | None = None) -> bool:
        """Go in, or give up when the time is up."""
        until = float("inf") if timeout is None else self._world.time + timeout
        while self._left <= 0:
            if self._world.time >= until:
                return False
            me = self._world.me()
            self._waiting.append(me)
            self._world.pause(until - self._world.time)
            if me in self._waiting:
                self._waiting.remove(me)
        self._left -= 1
        return True

    def release(self) -> None:
        """Leave."""
        self._left += 1
        if self._waiting:
            self._world.wake(self._waiting.popleft())


@dataclass(slots=True)
class _Lane:
    width: int
    queue: deque[tuple[Job, Outcome]] = field(default_factory=deque)
    running: int = 0


class VirtualLanes:
    """Lanes whose jobs are tasks of the world; `look_up` is told when whoever waits must look at its stop."""

    def __init__(self, world: World, owner: Owner, look_up: Callable[[], None]) -> None:
        self._world, self._owner, self._look_up = world, owner, look_up
        self._lanes = {name: _Lane(width) for name, width in ThreadLanes.WIDTHS}
        self._done: deque[Done | None] = deque()
        self._waiter: Task | None = None
        self._closer: Task | None = None

    def gate(self, width: int) -> VirtualGate:
        """A gate in virtual time."""
        return VirtualGate(self._world, width)

    def submit(self, lane: str, job: Job, then: Outcome) -> None:
        """Queue a job."""
        self._lanes[lane].queue.append((job, then))
        self._start(lane)

    def _start(self, name: str) -> None:
        lane = self._lanes[name]
        while lane.queue and lane.running < lane.width:
            job, then = lane.queue.popleft()
            lane.running += 1
            self._world.spawn(self._owner, name, lambda job=job, then=then: self._do(name, job, then))  # type: ignore[misc]

    def _do(self, name: str, job: Job, then: Outcome) -> None:
        lane = self._lanes[name]
        try:
            done = Done(then, value=job())
        except Dead:
            raise
        except BaseException as error:  # noqa: BLE001 - as a future does
            done = Done(then, error=error)
        lane.running -= 1
        self.post(done)
        self._start(name)
        if not any(each.running for each in self._lanes.values()):
            self._world.wake(self._closer)

    def post(self, done: Done) -> None:
        """Hand a value over."""
        self._done.append(done)
        self._world.wake(self._waiter)

    def wake(self) -> None:
        """Make a `wait` return at once."""
        self._done.append(None)
        self._world.wake(self._waiter)

    def wait(self, seconds: float) -> list[Done]:
        """What is done by now; others may always go first."""
        self._waiter = self._world.me()
        if self._done or seconds <= 0:
            self._world.let_others()
        else:
            self._world.pause(seconds)
        self._waiter = None
        found = [done for done in self._done if done is not None]
        self._done.clear()
        return found

    def close(self) -> None:
        """Drop what has not begun, wait for what has."""
        for lane in self._lanes.values():
            lane.queue.clear()
        self._look_up()
        self._closer = self._world.me()
        while any(lane.running for lane in self._lanes.values()):
            self._world.pause()
