"""The machine's clocks, and how a moment is written."""

from __future__ import annotations

import importlib
import threading
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui import clock
from backoffice_gui.clock import SystemClock, iso, monotonic_microseconds, timed, unless_within


def test_the_clock_of_a_reload_is_the_systems_monotonic_one() -> None:
    """In whole microseconds, between two looks at it."""
    before = time.monotonic_ns() // 1000
    assert before <= monotonic_microseconds() <= time.monotonic_ns() // 1000


def test_civil_time_is_aware_and_utc() -> None:
    """What is recorded does not depend on the machine's time zone."""
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert before <= now <= datetime.now(UTC)


def test_elapsed_seconds_go_on_during_suspend() -> None:
    """Where the system has a clock that counts suspended time, durations are measured on it."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    if boottime is None:
        pytest.skip("this system has no such clock")
    before = time.clock_gettime(boottime)
    assert before <= SystemClock().elapsed() <= time.clock_gettime(boottime)


def test_elapsed_seconds_without_such_a_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere they are the monotonic clock's."""
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    other = importlib.util.module_from_spec(clock.__spec__)
    clock.__spec__.loader.exec_module(other)  # type: ignore[union-attr]
    before = time.monotonic()
    assert before <= other.SystemClock().elapsed() <= time.monotonic()


def test_what_takes_too_long_is_ended_and_what_does_not_is_not() -> None:
    """On a thread of its own name, which keeps no program from ending; done by the time that one goes on."""
    names: list[tuple[str, bool]] = []
    told = threading.Event()

    def ended() -> None:
        names.append((threading.current_thread().name, threading.current_thread().daemon))
        told.set()

    with unless_within(0.01, "demo", ended):
        assert told.wait(20)
    with unless_within(3600.0, "demo", ended):
        pass
    timed(3600.0, "demo", ended).cancel()
    assert names == [("demo", True)]


@given(st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)), st.integers(-23, 23))
def test_a_moment_is_written_in_utc_with_milliseconds(moment: datetime, hours: int) -> None:
    """Whatever its zone, it reads back as the same moment, to the millisecond, and ends in `Z`."""
    aware = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    text = iso(aware)
    assert text.endswith("Z")
    assert len(text) == len("2026-11-23T09:00:00.000Z")
    assert timedelta(0) <= aware - datetime.fromisoformat(text) < timedelta(milliseconds=1)
