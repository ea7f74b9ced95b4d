"""Where calls to the front end run, and how their results come back to the one deciding thread.

A *lane* is a named worker with a width: `poll` waits for news, `talk` acknowledges and reads the
ledger, `slots` bring bodies, `mirror` writes the second copy. A job is a plain callable; what it
returns or raises comes back, in order of completion, from `Lanes.wait`. Where jobs must wait for each
other they do so at a *gate* of their lanes. Tests put lanes in their place that run jobs, and let them
wait, in a seeded order.
"""

from __future__ import annotations

import contextlib
import functools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Done", "Gate", "Job", "Lanes", "Outcome", "ThreadLanes"]

Job = Callable[[], object]
Outcome = Callable[["Done"], None]


@dataclass(frozen=True, slots=True)
class Done:
    """A finished job: its value, or the error it ended with; `then` is who asked for it."""

    then: Outcome
    value: object = None
    error: BaseException | None = None


class Gate(Protocol):
    """Lets so many through at once; whoever comes next waits until one has left."""

    def acquire(self, *, timeout: float | None = None) -> bool:
        """Go in; false where the time (seconds, nothing: no end) was up first."""
        ...

    def release(self) -> None:
        """Leave; whoever does need not be who went in."""
        ...


class Lanes(Protocol):
    """How the driver has work done elsewhere."""

    def gate(self, width: int) -> Gate:
        """A gate for jobs of these lanes."""
        ...

    def submit(self, lane: str, job: Job, then: Outcome) -> None:
        """Run `job` in `lane`; its result comes back through `wait`, to be given to `then`."""
        ...

    def post(self, done: Done) -> None:
        """Hand something to the deciding thread from within a running job."""
        ...

    def wake(self) -> None:
        """Make a `wait` return at once."""
        ...

    def wait(self, seconds: float) -> list[Done]:
        """What is done by now; waits at most `seconds` for the first."""
        ...

    def close(self) -> None:
        """End every lane once its running job has returned; `mirror` may be left behind in the midst of one."""
        ...


_MAY_HANG = "mirror"
"""The lane whose calls may never return, because a share hangs: its thread can be left behind."""
_LEFT_AFTER = 2.0
"""Seconds that a close waits for it: it must hold up neither a stop nor the next life."""


class ThreadLanes:
    """Lanes on thread pools, whose threads are named `collector-<lane>_<n>`."""

    WIDTHS = (("poll", 1), ("talk", 1), ("slots", 4), (_MAY_HANG, 1))

    def __init__(self) -> None:
        self._done: queue.SimpleQueue[Done | None] = queue.SimpleQueue()
        self._pools = {
            lane: ThreadPoolExecutor(width, thread_name_prefix=f"collector-{lane}")
            for lane, width in self.WIDTHS
            if lane != _MAY_HANG
        }
        self._leavable: threading.Thread | None = None

    def gate(self, width: int) -> Gate:
        """A semaphore."""
        return threading.Semaphore(width)

    def submit(self, lane: str, job: Job, then: Outcome) -> None:
        """Queue a job for a lane."""
        future = self._pools[lane].submit(job) if lane != _MAY_HANG else self._submit_apart(job)
        future.add_done_callback(functools.partial(self._finished, then))

    def _submit_apart(self, job: Job) -> Future[object]:
        """In a thread that the process's end does not wait for either, after the one before it."""
        future: Future[object] = Future()
        arguments = (job, future, self._leavable)
        self._leavable = threading.Thread(
            target=_run_apart, args=arguments, name=f"collector-{_MAY_HANG}_0", daemon=True
        )
        self._leavable.start()
        return future

    def post(self, done: Done) -> None:
        """Hand a value over; it never blocks (who posts much, waits for its own turn: `fetching.LOADS`)."""
        self._done.put(done)

    def wake(self) -> None:
        """Make a `wait` return at once."""
        self._done.put(None)

    def wait(self, seconds: float) -> list[Done]:
        """Everything that is done by now."""
        found: list[Done | None] = []
        try:
            found.append(self._done.get(timeout=seconds) if seconds > 0 else self._done.get_nowait())
            while True:
                found.append(self._done.get_nowait())
        except queue.Empty:
            return [done for done in found if done is not None]

    def close(self) -> None:
        """End the threads; what their last jobs return is dropped, for it can be fetched again."""
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
        if self._leavable is not None:
            self._leavable.join(_LEFT_AFTER)

    def _finished(self, then: Outcome, future: Future[object]) -> None:
        if future.cancelled():
            return
        error = future.exception()
        self.post(Done(then, error=error) if error is not None else Done(then, value=future.result()))


def _run_apart(job: Job, future: Future[object], before: threading.Thread | None) -> None:
    if before is not None:
        before.join()
    with _HandedOver(future):
        future.set_result(job())


class _HandedOver(contextlib.AbstractContextManager[None]):
    """What is raised inside is handed to whoever asked, as a pool does."""

    def __init__(self, future: Future[object]) -> None:
        self._future = future

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if error is not None:
            self._future.set_exception(error)
        return error is not None
