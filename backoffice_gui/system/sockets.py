"""What differs between systems in asking a socket."""

from __future__ import annotations

import select
import socket

__all__ = ["readable"]


def readable(sock: socket.socket) -> bool:
    """Whether a read would return at once: on an idle connection, that it was closed."""
    if hasattr(select, "poll"):
        poller = select.poll()
        poller.register(sock, select.POLLIN)
        return bool(poller.poll(0))
    return bool(select.select([sock], [], [], 0)[0])
