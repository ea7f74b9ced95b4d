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

from backoffice_gui.system.service_manager import hangup

__all__ = ["Outcome", "run_until_signalled"]

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_EVERY = 1.0
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


class _Ears:
    """Listens for signals; a first one interrupts the main thread only while it `waits`."""

    def __init__(self, tick: Callable[[bool], None] | None = None) -> None:
        self.received: int | None = None
        self.waits = False
        self._tick = tick
        self._hung_up = False

    def note_hangup(self, _number: int, _frame: FrameType | None) -> None:
        """The handler: told at the next tick."""
        self._hung_up = True

    def note(self, number: int, _frame: FrameType | None) -> None:
        """The handler: an impatient SIGINT after a polite SIGTERM counts."""
        first = self.received is None
        if first or number == signal.SIGINT:
            self.received = number
        if first and self.waits:
            raise _Signalled

    def wait(self, running: Future[None]) -> None:
        """Until the work has ended, or a signal has come; none is missed, whenever it comes."""
        try:
            self.waits = True
            while self.received is None and wait([running], None if self._tick is None else _EVERY).not_done:
                self._beat()
            self.waits = False
        except _Signalled:
            pass
        self.waits = False

    def _beat(self) -> None:
        """Between two waits: whatever it does is not cut by a signal."""
        self.waits = False
        asked, self._hung_up = self._hung_up, False
        if self._tick is not None:
            self._tick(asked)
        self.waits = True


@contextlib.contextmanager
def _listening(ears: _Ears, *, reloads: bool) -> Iterator[None]:
    number = hangup()
    if reloads and number is not None:
        signal.signal(number, ears.note_hangup)
    before = {number: signal.signal(number, ears.note) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_until_signalled(
    work: Callable[[], None],
    stop: Callable[[], None],
    *,
    name: str,
    tick: Callable[[bool], None] | None = None,
    reloads: bool = False,
) -> Outcome:
    """Run `work` in a thread until it ends, or until SIGTERM or SIGINT; then `stop` it and wait 5 s at most.

    `tick` is called about once a second meanwhile, with whether SIGHUP has come since, which with `reloads` asks for
    files to be read again; without, a terminal that goes ends the program as ever.
    """
    ears = _Ears(tick)
    with _listening(ears, reloads=reloads):
        pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        running = pool.submit(work)
        ears.wait(running)
        if not running.done():
            stop()
            wait([running], _GRACE)
        pool.shutdown(wait=False)
    error = running.exception() if running.done() else None
    return Outcome(error, ears.received, finished=running.done())
