"""Work that a signal ends cleanly: SIGTERM as if done, SIGINT with its own exit code.

The work runs in a thread of its own; the main thread only waits, so that a signal can interrupt
it anywhere without harm, and then asks the work to stop.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from types import FrameType

__all__ = ["Outcome", "run_until_signalled"]

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_GRACE = 5.0
"""Seconds within which the work must have stopped; after that the process ends without it."""


class _Signalled(BaseException):
    """Raised in the waiting main thread; never leaves this module."""


@dataclass(slots=True)
class Outcome:
    """How the work ended: an error, or none; `received` is the signal that ended it, or none."""

    error: BaseException | None = None
    received: int | None = None
    finished: bool = False


@contextlib.contextmanager
def _listening(outcome: Outcome) -> Iterator[None]:
    def note(number: int, _frame: FrameType | None) -> None:
        first = outcome.received is None
        if first or number == signal.SIGINT:
            outcome.received = number
        if first:
            raise _Signalled

    before = {number: signal.signal(number, note) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_until_signalled(work: Callable[[], None], stop: Callable[[], None], *, name: str) -> Outcome:
    """Run `work` in a thread until it ends, or until SIGTERM or SIGINT; then `stop` it and wait 5 s at most."""
    outcome = Outcome()
    pool = ThreadPoolExecutor(1, thread_name_prefix=name)
    with _listening(outcome):
        try:
            running: Future[None] = pool.submit(work)
            wait([running])
        except _Signalled:
            stop()
            wait([running], _GRACE)
    pool.shutdown(wait=False)
    outcome.finished = running.done()
    outcome.error = running.exception() if running.done() else None
    return outcome
