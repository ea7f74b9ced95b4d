"""Asking a socket whether it is ready, whatever its number is and whichever system this is."""

from __future__ import annotations

import selectors
import socket

__all__ = ["readable", "ready"]


def ready(sock: socket.socket | int, *, writing: bool, seconds: float) -> bool:
    """Whether a socket can be read from (or written to) within so many seconds; of a number above 1,023 too."""
    with selectors.DefaultSelector() as asked:
        asked.register(sock, selectors.EVENT_WRITE if writing else selectors.EVENT_READ)
        return bool(asked.select(seconds))


def readable(sock: socket.socket) -> bool:
    """Whether a read would return at once: on an idle connection, that it was closed."""
    return ready(sock, writing=False, seconds=0)
