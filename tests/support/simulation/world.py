"""A world in one thread's time: virtual seconds, a seeded order, and a trace of all that happened.

Tasks are real threads, but one holds the *baton* at any moment: it runs until it pauses, then the
world's dice choose who is next. Time stands still while anything can run, and jumps to the next
event when nothing can. So a seed is a schedule, and the same seed is the same schedule again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import heapq
import math
import random
import threading
from collections.abc import Callable

__all__ = ["START", "Dead", "Event", "Owner", "Task", "World"]

START = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)


def _closed() -> threading.Lock:
    """A lock that whoever acquires it waits at, until somebody releases it: a semaphore costs ten times as much."""
    lock = threading.Lock()
    lock.acquire()
    return lock


class Dead(BaseException):
    """The process is gone: nothing of it runs any more, and nothing it holds in memory is left."""


class Event:
    """Something that happens at a moment of the world; `cancel` makes it not happen."""

    __slots__ = ("call",)

    def __init__(self, call: Callable[[], None]) -> None:
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        """It will not happen."""
        self.call = None


class Owner:
    """Whose tasks they are: a process that can be suspended, and can die."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.frozen_until = -math.inf
        self.alive = True


class Task:
    """One thread of the world, running only while it holds the baton."""

    def __init__(self, world: World, owner: Owner, name: str, body: Callable[[], None]) -> None:
        self.world, self.owner, self.name = world, owner, name
        self.ready = True
        self.done = False
        self.dying = False
        self._body = body
        self._gate = _closed()
        self._thread = threading.Thread(target=self._main, name=f"simulated-{owner.name}-{name}", daemon=True)
        self._thread.start()

    def _main(self) -> None:
        self._gate.acquire()
        try:
            if not self.dying:
                self._body()
        except Dead:
            pass
        except BaseException as error:  # noqa: BLE001 - the world says it, on its own thread
            self.world.broken = self.world.broken or error
        finally:
            self.done = True
            self.world.baton.release()

    def resume(self) -> None:
        """Give it the baton until it pauses or ends; called by the world alone."""
        self.ready = False
        self.world.current = self
        self._gate.release()
        self.world.baton.acquire()
        self.world.current = None
        if self.done:
            self._thread.join()

    def switch_out(self) -> None:
        """Give the baton back; raises `Dead` if its process has died meanwhile."""
        if self.dying:
            raise Dead
        self.world.baton.release()
        self._gate.acquire()
        if self.dying:
            raise Dead


class World:
    """Time, order and trace of one schedule."""

    def __init__(self, seed: str, *, start: dt.datetime = START, keep_lines: bool = False, order: int = 0) -> None:
        self.seed = seed
        self.time = 0.0
        self.steps = 0
        self.current: Task | None = None
        self.broken: BaseException | None = None
        self.baton = _closed()
        self.lines: list[str] | None = [] if keep_lines else None
        self.at_step: Callable[[], None] | None = None
        self._start = start
        self._order = random.Random(f"{seed}:order{f':{order}' if order else ''}")
        self._events: list[tuple[float, int, Event]] = []
        self._number = 0
        self._tasks: list[Task] = []
        self._trace = hashlib.sha256()

    # time

    def civil(self) -> dt.datetime:
        """The world's own civil time: the front end's."""
        return self._start + dt.timedelta(seconds=self.time)

    def after(self, seconds: float, call: Callable[[], None]) -> Event:
        """Have something happen in so many seconds."""
        event = Event(call)
        self._number += 1
        heapq.heappush(self._events, (self.time + max(0.0, seconds), self._number, event))
        return event

    def now_and_then(self) -> bool:
        """Half of all times, by the world's dice."""
        return self._order.random() < 0.5

    # tasks

    def spawn(self, owner: Owner, name: str, body: Callable[[], None]) -> Task:
        """Begin a task; it runs when the dice choose it."""
        task = Task(self, owner, name, body)
        self._tasks.append(task)
        return task

    def wake(self, task: Task | None) -> None:
        """Let a pausing task run again."""
        if task is not None:
            task.ready = True

    def pause(self, seconds: float = math.inf) -> None:
        """The running task waits until woken, at most so long; raises `Dead`."""
        task = self.me()
        timer = None if math.isinf(seconds) else self.after(seconds, lambda: self.wake(task))
        try:
            task.switch_out()
        finally:
            if timer is not None:
                timer.cancel()

    def let_others(self) -> None:
        """The running task stays ready, but others may go first; raises `Dead`."""
        task = self.me()
        task.ready = True
        task.switch_out()

    def me(self) -> Task:
        """The running task."""
        assert self.current is not None, "only a task of this world may wait"
        return self.current

    def end_tasks(self, owner: Owner) -> None:
        """Its process dies: each task is unwound where it stands; called between steps."""
        assert self.current is None
        mine = [task for task in self._tasks if task.owner is owner]
        self._tasks = [task for task in self._tasks if task.owner is not owner]
        for task in mine:
            task.dying = True
        for task in mine:
            if not task.done:
                task.resume()
            assert task.done, f"{task.name} outlived its process"

    # the loop

    def step(self) -> bool:
        """One step: a task that can run, else the next event; false where nothing will ever happen again."""
        self._tasks = [task for task in self._tasks if not task.done]
        able = [task for task in self._tasks if task.ready and task.owner.frozen_until <= self.time]
        if able:
            self.steps += 1
            task = able[0] if len(able) == 1 else able[self._order.randrange(len(able))]
            task.resume()
            self._check()
            return True
        while self._events:
            moment, _number, event = heapq.heappop(self._events)
            if event.call is None:
                continue
            self.time = max(self.time, moment)
            call, event.call = event.call, None
            call()
            self._check()
            return True
        return False

    def run(self, seconds: float, *, until: Callable[[], bool] | None = None, every: float = 1.0) -> bool:
        """Live for so many seconds, or until something holds (looked at `every` so many of them); whether it did."""
        ended: list[bool] = []
        self.after(seconds, lambda: ended.append(True))
        looked = -math.inf
        while not ended:
            if until is not None and self.time >= looked + every:
                looked = self.time
                if until():
                    return True
            self.step()
        return until is not None and until()

    def _check(self) -> None:
        if self.broken is not None:
            raise self.broken
        if self.at_step is not None:
            self.at_step()

    # trace

    def note(self, who: str, what: str) -> None:
        """A line of the trace: what is the same in two runs of one seed."""
        line = f"{self.time:.3f} {who} {what}"
        self._trace.update(line.encode() + b"\n")
        if self.lines is not None:
            self.lines.append(line)

    def digest(self) -> str:
        """The trace so far, as one hash."""
        return self._trace.hexdigest()
