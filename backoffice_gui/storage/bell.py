"""A bell that one thread rings and another waits for together with a connection: two ends of a socket."""

from __future__ import annotations

import contextlib
import selectors
import socket

__all__ = ["Bell"]

_MOST = 4_096
_LINES = 8
"""A line that is opened anew may have another number: those of before are forgotten at times."""
_Selector = getattr(selectors, "PollSelector", selectors.SelectSelector)
"""Knows sockets by their numbers alone, so that one is kept from wait to wait."""


class Bell:
    """Rung from any thread, heard by one; however often it was rung, it is heard once."""

    def __init__(self) -> None:
        self._hears, self._rings = socket.socketpair()
        for end in (self._hears, self._rings):
            end.setblocking(False)
        self._selectors: dict[tuple[int, ...], selectors.BaseSelector] = {}

    def ring(self) -> None:
        """Wake who waits, now or the next time; returns at once, and does nothing once it is closed."""
        with contextlib.suppress(OSError):  # full: it was rung often enough
            self._rings.send(b"!")

    def wait(self, seconds: float, *others: int) -> bool:
        """Wait until it rings, one of these sockets can be read, or the time has passed; whether it rang."""
        ready = self._selector(others).select(max(0.0, seconds))
        rang = any(key.fd == self._hears.fileno() for key, _ in ready)
        if rang:
            with contextlib.suppress(BlockingIOError):
                while len(self._hears.recv(_MOST)) == _MOST:
                    """All of it: the next wait is for the next ring."""
        return rang

    def _selector(self, others: tuple[int, ...]) -> selectors.BaseSelector:
        """The one that an earlier wait for the same had."""
        found = self._selectors.get(others)
        if found is None:
            if len(self._selectors) > _LINES:
                self._selectors.clear()
            found = self._selectors[others] = _Selector()
            for each in (self._hears.fileno(), *others):
                found.register(each, selectors.EVENT_READ)
        return found

    def close(self) -> None:
        """Nobody waits any more."""
        for end in (self._rings, self._hears):
            end.close()
