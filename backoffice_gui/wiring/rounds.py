"""Work that is looked at again and again on a thread of its own, while the window is open."""

from __future__ import annotations

import threading
from collections.abc import Callable

__all__ = ["Rounds"]


class Rounds:
    """A named thread; `look` is called `first` seconds after its start and returns the seconds until the next look."""

    def __init__(self, name: str, first: float, look: Callable[[], float]) -> None:
        self._name, self._first, self._look = name, first, look
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def start(self) -> None:
        """Begin, unless it goes on already; returns at once."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._stopping = threading.Event()  # its own: one that was told to stop never hears that it may go on
        self._thread = threading.Thread(target=self._work, args=(self._stopping,), name=self._name, daemon=True)
        self._thread.start()

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
