"""Time comes in as a parameter: no logic of ours reads a clock by itself.

Two kinds of time, never mixed: *civil* time (UTC, for what is recorded) and *elapsed* seconds
on a clock that goes on while the machine is suspended (for every duration and deadline).
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol

__all__ = ["Clock", "SystemClock", "iso", "monotonic_microseconds"]

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


def monotonic_microseconds() -> int:
    """The system's monotonic clock (CLOCK_MONOTONIC), by which systemd tells one reload from another."""
    return time.monotonic_ns() // 1000


def iso(moment: datetime) -> str:
    """Write an aware UTC moment as RFC 3339 with milliseconds and a `Z` (protocol §1)."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
