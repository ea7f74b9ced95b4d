"""A network between a program and a server's socket: what is said arrives after half a journey, and so does the answer.

`python -m benchmarks.far FROM TO MILLISECONDS` listens on one socket, speaks to another, and is told to end by the end
of its input. Nothing is lost, and nothing waits for what was said before it: only time passes.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import ROOT

__all__ = ["SOCKET", "far"]

SOCKET = ".s.PGSQL.5432"
_AT_ONCE = 1 << 18


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
    """What comes in goes out so many seconds later."""
    loop, waiting = asyncio.get_running_loop(), deque[bytes]()

    def arrive() -> None:
        octets = waiting.popleft()
        if octets:
            writer.write(octets)
        else:
            writer.close()

    octets = b"-"
    while octets:
        try:
            octets = await reader.read(_AT_ONCE)
        except ConnectionError:
            octets = b""
        waiting.append(octets)
        loop.call_later(seconds, arrive)


async def _between(listening: str, server: str, seconds: float) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(server)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(_carry(reader, back, seconds), _carry(there, writer, seconds))

    async with await asyncio.start_unix_server(talk, listening):
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.read)


@contextlib.contextmanager
def far(folder: Path, server: Path, milliseconds: float) -> Iterator[None]:
    """A server's socket in another folder, so many milliseconds away there and back, by a process of its own."""
    words = [sys.executable, "-m", "benchmarks.far", str(folder / SOCKET), str(server / SOCKET), str(milliseconds)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as relay:
        assert relay.stdin is not None
        assert relay.stdout is not None
        relay.stdout.readline()
        try:
            yield
        finally:
            relay.stdin.close()


if __name__ == "__main__":
    asyncio.run(_between(sys.argv[1], sys.argv[2], float(sys.argv[3]) / 2000))
