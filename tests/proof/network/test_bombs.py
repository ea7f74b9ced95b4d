"""Answers that are made to hurt, over real TLS: each is left at its budget, and costs little memory (I16)."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Callable

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import FrontEndError
from backoffice_gui.transfer import FrontEnd, Role
from tests.support import proof
from tests.support.hostile import HostileFront, Request, Wire, answer
from tests.support.routes import Recorded
from tests.support.weather import server_context

_MOST = 48 * 1024 * 1024
"""Octets that reading any answer may cost, its budget of 8 MiB in several forms included."""


def _endless(head: bytes, piece: bytes) -> Callable[[Request, Wire], None]:
    def script(_request: Request, wire: Wire) -> None:
        wire.send(head)
        for _ in range(100):  # 100 MB: more than any budget
            wire.send(piece)
        wire.close()

    return script


def _one(octets: bytes) -> Callable[[Request, Wire], None]:
    return lambda _request, wire: wire.send(octets)


_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_MEGA = b"x" * 1_000_000
_BOMBS: dict[str, Callable[[Request, Wire], None]] = {
    "gzip": _one(answer(gzip.compress(bytes(100_000_000)), fields=("Content-Encoding: gzip",))),
    "gzip unsaid": _one(answer(gzip.compress(bytes(100_000_000)))),
    "ten megabytes": _one(answer(b'{"items":[' + b"{}," * 3_400_000 + b"{}]}")),
    "eight of commas": _one(answer(b"[" + b"0," * 4_100_000 + b"0]")),
    "nesting": _one(answer(b"[" * 8_000_000)),
    "one huge string": _one(answer(b'"' + b"\\u0061" * 1_300_000 + b'"')),
    "endless chunks": _endless(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"f4240\r\n" + _MEGA + b"\r\n"),
    "endless chunk": _endless(_HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n", _MEGA),
    "declared endless": _endless(_HEAD + b"Content-Length: 999999999999\r\n\r\n", _MEGA),
    "endless head": _endless(_HEAD + b"X-Fill: ", _MEGA),
    "endless fields": _endless(_HEAD, b"X-Fill: 1\r\n" * 90_000),
    "endless interim": _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 40_000),
    "endless trailer": _endless(_HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-Fill: 1\r\n" * 90_000),
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("bomb", _BOMBS)
def test_a_bomb_costs_little_memory(recorded: Recorded, bomb: str) -> None:
    """Refused, whatever it is, and without reading it to its end."""
    with proof.suite("network") as done, HostileFront(_BOMBS[bomb], server_context(recorded.folder)) as server:
        front = FrontEnd(recorded.endpoint(server.url), role=Role.COLLECTOR, clock=SystemClock())
        tracemalloc.start()
        try:
            with pytest.raises(FrontEndError):
                front.submissions(ready=True)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
            front.close()
        done["hostile_cases"] += 1
    assert peak < _MOST
