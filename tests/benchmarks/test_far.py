"""The network between: everything arrives, in order, half a journey later, by the relay in C and by the one in Python."""

from __future__ import annotations

import secrets
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from benchmarks.far import PYTHON, SOCKET, compiled, far
from tests.support.waiting import until

_HASTY = """
import asyncio, gc, runpy
def close(writer, close=asyncio.StreamWriter.close):
    asyncio.get_running_loop().call_soon(gc.collect)
    close(writer)
asyncio.StreamWriter.close = close
runpy.run_module("benchmarks.far", run_name="__main__")
"""
"""The same in Python, where what nobody holds is cleared up at the worst moment: as a conversation ends."""
_FORMS = {"c": compiled(), "python": PYTHON, "hasty": (sys.executable, "-c", _HASTY)}
_MANY = 3_000_000
Ends = Callable[[], tuple[socket.socket, socket.socket]]


@pytest.fixture(params=_FORMS)
def form(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """Either relay; `.ci/setup` brings a compiler."""
    program = _FORMS[request.param]
    assert program is not None
    return program


@contextmanager
def between(folder: Path, form: tuple[str, ...], milliseconds: float) -> Iterator[Ends]:
    """What opens a conversation: its two ends, with a network between them."""
    here, there = folder / secrets.token_hex(2), folder / secrets.token_hex(2)
    here.mkdir()
    there.mkdir()
    with ExitStack() as stack:
        door = stack.enter_context(socket.socket(socket.AF_UNIX))
        door.bind(str(there / SOCKET))
        door.listen(100)
        stack.enter_context(far(here, there, milliseconds, form))

        def ends() -> tuple[socket.socket, socket.socket]:
            caller = stack.enter_context(socket.socket(socket.AF_UNIX))
            caller.connect(str(here / SOCKET))
            called = stack.enter_context(door.accept()[0])
            for each in (caller, called):
                each.settimeout(20)
            return caller, called

        yield ends


def _all(end: socket.socket) -> bytes:
    """Until the other end is closed."""
    octets = bytearray()
    while some := end.recv(1 << 16):
        octets += some
    return bytes(octets)


def test_what_is_said_arrives_half_a_journey_later_and_waits_for_nothing(form: tuple[str, ...], tmp_path: Path) -> None:
    """Each word for itself: fifty that are said while the first is on its way take no longer than one."""
    with between(tmp_path, form, 400.0) as ends:
        caller, called = ends()
        begun = time.perf_counter()
        for n in range(50):
            caller.sendall(bytes([n]))
            threading.Event().wait(0.002)
        assert called.recv(1) == b"\0"
        assert time.perf_counter() - begun >= 0.2
        heard = b"".join(called.recv(1) for _ in range(49))
        assert heard == bytes(range(1, 50))
        assert time.perf_counter() - begun < 50 * 0.2
        begun = time.perf_counter()
        called.sendall(b"!")
        assert caller.recv(1) == b"!"
        assert time.perf_counter() - begun >= 0.2


def test_a_great_deal_arrives_whole_though_it_is_taken_slowly(form: tuple[str, ...], tmp_path: Path) -> None:
    """More than any socket holds, both ways at once; whoever says it closes at once, and it is there all the same."""
    octets = secrets.token_bytes(_MANY)
    with between(tmp_path, form, 10.0) as ends:
        caller, called = ends()
        other, _ = ends()

        def say() -> None:
            caller.sendall(octets)
            caller.shutdown(socket.SHUT_WR)

        speaking = threading.Thread(target=say)
        speaking.start()
        speaking.join(20)
        assert not speaking.is_alive(), "whoever speaks does not wait for who listens"
        other.sendall(b"not held up")
        assert _all(called) == octets
        caller, called = ends()
        called.sendall(octets)
        called.close()
        assert _all(caller) == octets


@pytest.mark.parametrize("who", [0, 1])
def test_an_end_that_is_closed_is_closed_at_the_other_end(form: tuple[str, ...], tmp_path: Path, who: int) -> None:
    """After half a journey, after what was said before; also where the other end goes on speaking."""
    with between(tmp_path, form, 20.0) as ends:
        for unread in (False, True):
            pair = ends()
            closing, other = pair[who], pair[1 - who]
            if unread:
                other.sendall(b"nobody takes this")
                until(lambda closing=closing: bool(closing.recv(1, socket.MSG_PEEK)))  # type: ignore[misc]
            closing.sendall(b"last words")
            closing.close()
            assert _all(other) == b"last words"
            with suppress(OSError):
                for _ in range(100):
                    other.sendall(b"is anybody there")
                    threading.Event().wait(0.005)
                pytest.fail("nobody said that nobody was there")


def test_where_nobody_is_a_conversation_ends(form: tuple[str, ...], tmp_path: Path) -> None:
    """As one with a server that has gone."""
    tmp_path.joinpath("here").mkdir()
    with far(tmp_path / "here", tmp_path / "there", 1.0, form), socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(20)
        caller.connect(str(tmp_path / "here" / SOCKET))
        assert caller.recv(1) == b""


def test_it_ends_in_silence_whatever_is_being_said(
    form: tuple[str, ...], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """With the end of its input; conversations that have been closed, are being closed or go on leave no word."""
    with between(tmp_path, form, 300.0) as ends:
        pairs = [ends() for _ in range(8)]
        for caller, called in pairs[:6]:
            caller.sendall(b"on its way")
            called.sendall(b"on its way")
        for caller, _called in pairs[:4]:
            caller.close()
        for caller, called in pairs[4:]:
            for _ in range(20):
                caller.sendall(b"more")
                called.sendall(b"more")
                threading.Event().wait(0.002)
    assert capfd.readouterr().err == ""
