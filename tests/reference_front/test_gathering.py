"""Writes gathered before they leave."""

from __future__ import annotations

import asyncio
from typing import Any

from backoffice_gui.reference_front.gathering import GatheringTransport


class _Under(asyncio.Transport):
    """A transport that notes what reaches it."""

    def __init__(self) -> None:
        super().__init__({"peercert": {"subject": ()}})
        self.written: list[bytes | str] = []
        self.cut = asyncio.Event()

    def write(self, data: Any) -> None:
        self.written.append(bytes(data))

    def close(self) -> None:
        self.written.append("closed")

    def abort(self) -> None:
        self.written.append("aborted")
        self.cut.set()

    def is_closing(self) -> bool:
        return False

    def get_write_buffer_size(self) -> int:
        return 7

    def pause_reading(self) -> None:
        self.written.append("paused")

    def resume_reading(self) -> None:
        self.written.append("resumed")


def _run(steps: list[Any]) -> list[bytes | str]:
    async def inside() -> list[bytes | str]:
        under = _Under()
        gathering = GatheringTransport(under, asyncio.get_running_loop())
        for step in steps:
            if isinstance(step, bytes):
                gathering.write(step)
            elif step == "turn":
                await asyncio.sleep(0)
            else:
                getattr(gathering, step)()
        return under.written

    return asyncio.run(inside())


def test_what_is_written_in_one_turn_leaves_in_one_write() -> None:
    """Head and body together, the next answer by itself, an empty write not at all."""
    assert _run([b"head", b"", b"body", "turn", b"next", "turn", b"", "turn"]) == [b"headbody", b"next"]


def test_what_is_large_leaves_at_once() -> None:
    """From 64 KiB on nothing is held back, and nothing leaves twice."""
    large = b"x" * 65536
    assert _run([b"head", large, b"tail", "turn"]) == [b"head" + large, b"tail"]


def test_a_close_takes_everything_along_and_an_abort_nothing() -> None:
    """Closing flushes first; cutting drops what waits."""
    assert _run([b"all", "close", "turn"]) == [b"all", "closed"]
    assert _run([b"all", "abort", "turn"]) == ["aborted"]


def test_a_hastened_close_does_not_wait_for_the_peer() -> None:
    """Everything is flushed, closed, and then cut after the patience is over."""

    async def inside() -> list[bytes | str]:
        under = _Under()
        gathering = GatheringTransport(under, asyncio.get_running_loop())
        gathering.hasten(0)
        gathering.write(b"all")
        gathering.close()
        await under.cut.wait()
        return under.written

    assert asyncio.run(inside()) == [b"all", "closed", "aborted"]


def test_the_rest_is_the_transport_s_own() -> None:
    """Reading is paused and resumed underneath; what it knows is passed on; the buffer counts both."""
    assert _run(["pause_reading", "resume_reading"]) == ["paused", "resumed"]

    async def inside() -> tuple[object, object, int, bool]:
        gathering = GatheringTransport(_Under(), asyncio.get_running_loop())
        gathering.write(b"123")
        return (
            gathering.get_extra_info("peercert"),
            gathering.get_extra_info("none", 1),
            gathering.get_write_buffer_size(),
            gathering.is_closing(),
        )

    assert asyncio.run(inside()) == ({"subject": ()}, 1, 10, False)
