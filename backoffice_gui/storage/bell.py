"""A bell that one thread rings and another waits for together with a connection: two ends of a socket."""

from __future__ import annotations

import contextlib
import selectors
import socket

__all__ = ["Bell"]

_MOST = 4_096
_Selector = getattr(selectors, "PollSelector", selectors.SelectSelector)
"""For one wait: an `epoll` would be opened and closed for it."""


class Bell:
    """Rung from any thread, heard by one; however often it was rung, it is heard once."""

    def __init__(self) -> None:
        self._hears, self._rings = socket.socketpair()
        for end in (self._hears, self._rings):
            end.setblocking(False)

    def ring(self) -> None:
        """Wake who waits, now or the next time; returns at once, and does nothing once it is closed."""
        with contextlib.suppress(OSError):  # full: it was rung often enough
            self._rings.send(b"!")

    def wait(self, seconds: float, *others: int) -> bool:
        """Wait until it rings, one of these sockets can be read, or the time has passed; whether it rang."""
        with _Selector() as selector:
            for each in (self._hears.fileno(), *others):
                selector.register(each, selectors.EVENT_READ)
            ready = {key.fd for key, _ in selector.select(max(0.0, seconds))}
        rang = self._hears.fileno() in ready
        if rang:
            with contextlib.suppress(BlockingIOError):
                while len(self._hears.recv(_MOST)) == _MOST:
                    """All of it: the next wait is for the next ring."""
        return rang

    def close(self) -> None:
        """Nobody waits any more."""
        for end in (self._rings, self._hears):
            end.close()
