"""Bad weather on a wire: a TCP relay before a server whose connections are cut, reset, delayed, dripped.

It never alters an octet (TLS would see it): what a network of its own accord does to a connection. Which fate a
connection has is drawn from a seed; `quiet()` ends the weather for those that come afterwards.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import socket
import struct
import threading
from collections import Counter
from types import TracebackType
from typing import Self

__all__ = ["Relay"]

_FATES = ("clear", "cut", "reset", "slow", "drip", "silent")
_WEIGHTS = (70, 8, 6, 8, 5, 3)
_NOW = struct.pack("ii", 1, 0)


class Relay:
    """A relay from a port of its own to `port` of this machine, in a thread of its own."""

    def __init__(self, port: int, seed: int) -> None:
        self._to = port
        self._dice = random.Random(seed)
        self._quiet = False
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="relay")
        self._started = threading.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.fates: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._started.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._end)
        self._thread.join(10)

    def quiet(self) -> None:
        """No more weather for new connections."""
        self._quiet = True

    def _run(self) -> None:
        async def serve() -> None:
            server = await asyncio.start_server(self._taken, "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            self._stop = asyncio.Event()
            self._started.set()
            await self._stop.wait()
            server.close()
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

        self._loop.run_until_complete(serve())
        self._loop.close()

    def _end(self) -> None:
        self._stop.set()

    async def _taken(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fate = "clear" if self._quiet else self._dice.choices(_FATES, _WEIGHTS)[0]
        self.fates[fate] += 1
        after = self._dice.randrange(20, 200_000)
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        ends = [writer]
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._to)
            ends.append(back)
            await asyncio.gather(self._pump(reader, back, "clear", after), self._pump(there, writer, fate, after))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            for end in ends:
                with contextlib.suppress(OSError, RuntimeError):
                    end.close()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, fate: str, after: int) -> None:
        """Octets from one side to the other, as long as its fate lets it."""
        passed = 0
        while octets := await source.read(16_384):
            if fate == "slow":
                await asyncio.sleep(0.05)
            if fate in {"cut", "reset", "silent"} and passed + len(octets) >= after:
                sink.write(octets[: after - passed])
                await self._broken(sink, fate)
                raise ConnectionResetError(fate)
            if fate == "drip" and passed < 4_000:
                for at in range(0, len(octets), 700):
                    sink.write(octets[at : at + 700])
                    await asyncio.sleep(0.02)
            else:
                sink.write(octets)
            await sink.drain()
            passed += len(octets)
        with contextlib.suppress(OSError):
            sink.write_eof()

    async def _broken(self, sink: asyncio.StreamWriter, fate: str) -> None:
        if fate == "silent":
            await asyncio.sleep(6)
        if fate == "reset":
            raw: socket.socket = sink.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _NOW)
            sink.transport.abort()
