"""Work that is looked at again and again on a thread of its own, while the window is open."""

from __future__ import annotations

import threading
from collections.abc import Callable

from backoffice_gui.clock import Clock

__all__ = ["ENDED", "REVIVE_SECONDS", "Rounds"]

ENDED = "DEF-001:ended"
"""What an alarm says of a thread that a defect has ended: by whoever else looks, for it can't say anything itself."""
REVIVE_SECONDS = 60.0
"""Not at once: a defect that comes back would turn in circles."""


class Rounds:
    """A named thread; `look` is called `first` seconds after its start and returns the seconds until the next look.

    What `look` raises is a defect and ends the thread; `revive`, called by others, begins another.
    """

    def __init__(self, name: str, first: float, look: Callable[[], float], clock: Clock) -> None:
        self._name, self._first, self._look, self._clock = name, first, look, clock
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._started_at = clock.elapsed()

    def start(self) -> None:
        """Begin, unless it goes on already; returns at once."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._started_at = self._clock.elapsed()
        self._stopping = threading.Event()  # its own: one that was told to stop never hears that it may go on
        self._thread = threading.Thread(target=self._work, args=(self._stopping,), name=self._name, daemon=True)
        self._thread.start()

    def revive(self) -> bool:
        """Whether it was found ended though nobody had told it to; begun again a minute after its last beginning."""
        if self._thread is None or self._thread.is_alive():
            return False
        if self._clock.elapsed() - self._started_at >= REVIVE_SECONDS:
            self.start()
        return True

    def stopping(self) -> bool:
        """Whether it was told to end, for a look that can be broken off."""
        return self._stopping.is_set()

    def stop(self, seconds: float) -> None:
        """End it after the look that goes on; waits so long for it."""
        thread, self._thread = self._thread, None
        self._stopping.set()
        if thread is not None:
            thread.join(seconds)

    def _work(self, stopping: threading.Event) -> None:
        pause = self._first
        while not stopping.wait(pause):
            pause = self._look()
