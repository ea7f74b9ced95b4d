"""A network between a program and a server's socket: what is said arrives after half a journey, and so does the answer.

`python -m benchmarks.far FROM TO MILLISECONDS` listens on one socket, speaks to another, and is told to end by the end
of its input. Nothing is lost, and nothing waits for what was said before it: only time passes. Where there is a C
compiler `far.c` does the same, built once: as a crowd's network Python took a fifth of what the server took itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import hashlib
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import ROOT

__all__ = ["PYTHON", "SOCKET", "compiled", "far"]

SOCKET = ".s.PGSQL.5432"
PYTHON = (sys.executable, "-m", "benchmarks.far")
_SOURCE = Path(__file__).with_suffix(".c")
_AT_ONCE = 1 << 18


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
    """What comes in goes out so many seconds later."""
    loop, waiting = asyncio.get_running_loop(), deque[bytes]()

    def arrive() -> None:
        octets = waiting.popleft()
        if not octets:
            writer.close()
        elif not writer.is_closing():
            writer.write(octets)

    octets = b"-"
    while octets:
        try:
            octets = await reader.read(_AT_ONCE)
        except ConnectionError:
            octets = b""
        waiting.append(octets)
        loop.call_later(seconds, arrive)


async def _between(listening: str, server: str, seconds: float) -> None:
    talks = set[asyncio.Task[None] | None]()  # held here: a loop holds them weakly

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        this = asyncio.current_task()
        talks.add(this)
        try:
            await between(reader, writer)
        finally:
            talks.discard(this)

    async def between(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(server)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(_carry(reader, back, seconds), _carry(there, writer, seconds))

    async with await asyncio.start_unix_server(talk, listening):
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.read)


@functools.cache
def compiled() -> tuple[str, ...] | None:
    """The relay in C, built where it is not there yet; nothing where there is no compiler, or another system."""
    made = ROOT / "build" / f"far-{hashlib.sha256(_SOURCE.read_bytes()).hexdigest()[:16]}"
    if not made.exists():
        made.parent.mkdir(exist_ok=True)
        new = made.with_suffix(f".{os.getpid()}")
        try:
            subprocess.run(["cc", "-O2", "-o", str(new), str(_SOURCE)], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        new.replace(made)
    return (str(made),)


@contextlib.contextmanager
def far(folder: Path, server: Path, milliseconds: float, relay: tuple[str, ...] | None = None) -> Iterator[None]:
    """A server's socket in another folder, so many milliseconds away there and back, by a process of its own.

    `relay`: by this program.
    """
    program = relay or compiled() or PYTHON
    words = [*program, str(folder / SOCKET), str(server / SOCKET), str(milliseconds)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        if not process.stdout.readline():
            raise RuntimeError("the network between could not begin")
        try:
            yield
        finally:
            process.stdin.close()


if __name__ == "__main__":
    asyncio.run(_between(sys.argv[1], sys.argv[2], float(sys.argv[3]) / 2000))
