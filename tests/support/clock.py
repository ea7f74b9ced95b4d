"""A clock that only the test turns."""

from __future__ import annotations

import datetime as dt
import threading

from backoffice_gui.clock import SystemClock

__all__ = ["HastyClock", "TurnedClock"]


class HastyClock(SystemClock):
    """Civil time as it is; elapsed seconds go by `pace` times as fast, so that a deadline costs a test no minute."""

    def __init__(self, pace: float) -> None:
        self._pace = pace

    def elapsed(self) -> float:
        """Hurried seconds of a clock that never stops."""
        return super().elapsed() * self._pace


class TurnedClock:
    """Civil and elapsed time that stand still until `advance`; safe to turn from any thread."""

    def __init__(self, now: dt.datetime = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)) -> None:
        self._now = now
        self._elapsed = 1000.0
        self._lock = threading.Lock()

    def now(self) -> dt.datetime:
        """The civil time in UTC."""
        with self._lock:
            return self._now

    def elapsed(self) -> float:
        """Seconds of a clock that never stops."""
        with self._lock:
            return self._elapsed

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self._now += dt.timedelta(seconds=seconds)
            self._elapsed += seconds
