"""Lanes in one fixed order: the same scenario makes the same calls each time, and waiting takes no time."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from backoffice_gui.collector.lanes import Done, Gate, Job, Outcome

__all__ = ["LeapingLanes"]

_LONGEST_JOB = 60.0


class _Leaping(Protocol):
    def leap(self, seconds: float) -> None: ...


class LeapingLanes:
    """Polls and calls run where they are waited for; one slot brings bodies; an idle wait leaps the clock."""

    def __init__(self, clock: _Leaping, idle: Callable[[], None]) -> None:
        self._clock = clock
        self._idle = idle
        self._jobs: deque[tuple[Job, Outcome]] = deque()
        self._done: queue.SimpleQueue[Done] = queue.SimpleQueue()
        self._slots: ThreadPoolExecutor | None = None
        self._out = 0

    def gate(self, width: int) -> Gate:
        """A semaphore: one slot brings bodies, and the deciding thread takes what it hands over."""
        return threading.Semaphore(width)

    def submit(self, lane: str, job: Job, then: Outcome) -> None:
        """Queue a job; a body begins to come in at once."""
        if lane != "slots":
            self._jobs.append((job, then))
            return
        if self._slots is None:
            self._slots = ThreadPoolExecutor(1, thread_name_prefix="collector-slots")
        self._out += 1

        def ended(done: Done) -> None:
            self._out -= 1
            then(done)

        self._slots.submit(job).add_done_callback(lambda future: self._finished(future, ended))

    def _finished(self, future: Future[object], then: Outcome) -> None:
        if not future.cancelled():
            error = future.exception()
            self._done.put(Done(then, error=error) if error is not None else Done(then, value=future.result()))

    def post(self, done: Done) -> None:
        """Hand a value over."""
        self._done.put(done)

    def wake(self) -> None:
        """Nobody waits for long."""

    def wait(self, seconds: float) -> list[Done]:
        """The next thing that is done, one at a time; where nothing is under way, time leaps."""
        if self._jobs:
            job, then = self._jobs.popleft()
            try:
                return [Done(then, value=job())]
            except Exception as error:  # noqa: BLE001 - handed to whoever asked, as the product's lanes do
                return [Done(then, error=error)]
        if self._out:
            return [self._done.get(timeout=_LONGEST_JOB)]
        self._clock.leap(seconds)
        self._idle()
        return []

    def close(self) -> None:
        """End the slot once its job has returned."""
        self._jobs.clear()
        if self._slots is not None:
            self._slots.shutdown(wait=True, cancel_futures=True)
