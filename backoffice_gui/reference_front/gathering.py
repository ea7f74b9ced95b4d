"""Fewer, larger writes: head and body of an answer leave in one TLS record and one system call."""

from __future__ import annotations

import asyncio
from typing import Any

__all__ = ["GatheringTransport"]

_AT_MOST = 64 * 1024


class GatheringTransport(asyncio.Transport):
    """Stands before a transport and gathers what is written within one turn of the loop, up to 64 KiB."""

    def __init__(self, under: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._under = under
        self._loop = loop
        self._gathered = bytearray()
        self._patience: float | None = None

    def hasten(self, seconds: float) -> None:
        """The server stops: from now on a close waits only so long for the peer's farewell (TLS would wait 30 s)."""
        self._patience = seconds

    def write(self, data: bytes | bytearray | memoryview) -> None:
        """Gather; what is large goes at once, so that flow control sees it."""
        if not self._gathered and data:
            self._loop.call_soon(self._flush)
        self._gathered += data
        if len(self._gathered) >= _AT_MOST:
            self._flush()

    def _flush(self) -> None:
        if self._gathered:
            gathered, self._gathered = self._gathered, bytearray()
            self._under.write(gathered)

    def close(self) -> None:
        """Close once everything is on its way."""
        self._flush()
        self._under.close()
        if self._patience is not None:
            self._loop.call_later(self._patience, self._under.abort)

    def abort(self) -> None:
        """Cut: nothing more leaves."""
        self._gathered.clear()
        self._under.abort()

    def is_closing(self) -> bool:
        """Whether it is closed or closing."""
        return self._under.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """What the transport underneath knows."""
        return self._under.get_extra_info(name, default)

    def get_write_buffer_size(self) -> int:
        """Octets not yet handed to the system; an aborted TLS transport can't be asked any more."""
        return len(self._gathered) + (0 if self._under.is_closing() else self._under.get_write_buffer_size())

    def pause_reading(self) -> None:
        """Stop reading."""
        self._under.pause_reading()

    def resume_reading(self) -> None:
        """Go on reading."""
        self._under.resume_reading()
