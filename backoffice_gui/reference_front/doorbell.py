"""Waking those who wait for an arrival: rung from any thread, heard in the server's loop."""

from __future__ import annotations

import asyncio

from starlette.types import Receive

__all__ = ["Doorbell"]


class Doorbell:
    """Long polls wait here. Made inside the loop that serves."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._next = asyncio.Event()
        self._closed = False

    def ring(self) -> None:
        """Something arrived; callable from any thread."""
        if not self._closed:
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        self._next.set()
        self._next = asyncio.Event()

    def close(self) -> None:
        """The server stops: whoever waits is answered at once, and nobody waits again. Called in the loop."""
        self._closed = True
        self._next.set()

    async def wait(self, seconds: float, receive: Receive) -> bool:
        """Wait for the next ring; False where the time was up, the server stops, or the caller hung up."""
        if self._closed or seconds <= 0:
            return False
        rung = asyncio.create_task(self._next.wait())
        gone = asyncio.create_task(_disconnected(receive))
        try:
            done, _pending = await asyncio.wait({rung, gone}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            rung.cancel()
            gone.cancel()
            await asyncio.gather(rung, gone, return_exceptions=True)
        return rung in done and gone not in done and not self._closed


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
