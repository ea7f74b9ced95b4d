"""Time comes in as a parameter: no logic of ours reads a clock by itself.

Two kinds of time, never mixed: *civil* time (UTC, for what is recorded) and *elapsed* seconds
on a clock that goes on while the machine is suspended (for every duration and deadline).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Protocol

__all__ = ["Clock", "SystemClock", "iso", "monotonic_microseconds", "timed", "unless_within"]

_ELAPSED = getattr(time, "CLOCK_BOOTTIME", None)


class Clock(Protocol):
    """What a part of the product may know of time."""

    def now(self) -> datetime:
        """The civil time, aware, in UTC."""
        ...

    def elapsed(self) -> float:
        """Seconds on a monotonic clock that goes on during suspend."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        """The machine's civil time in UTC."""
        return datetime.now(UTC)

    def elapsed(self) -> float:
        """Seconds since boot, suspended time included where the system can tell (Linux)."""
        if _ELAPSED is not None:
            return time.clock_gettime(_ELAPSED)
        return time.monotonic()


def timed(seconds: float, name: str, deed: Callable[[], object]) -> threading.Timer:
    """Do something after so long on a thread of this name, which ends with the program; `cancel` keeps it from it."""
    timer = threading.Timer(seconds, deed)
    timer.name, timer.daemon = name, True
    timer.start()
    return timer


@contextmanager
def unless_within(seconds: float, name: str, deed: Callable[[], object]) -> Iterator[None]:
    """Do something where what is inside takes longer than so long; it has been done once this ends."""
    timer = timed(seconds, name, deed)
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def monotonic_microseconds() -> int:
    """The system's monotonic clock (CLOCK_MONOTONIC), by which systemd tells one reload from another."""
    return time.monotonic_ns() // 1000


def iso(moment: datetime) -> str:
    """Write an aware UTC moment as RFC 3339 with milliseconds and a `Z` (protocol §1)."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
