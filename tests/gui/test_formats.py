"""Numbers, sizes, moments and durations as they are read in France."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.gui import formats

SUMMER = datetime(2026, 7, 14, 10, 0, tzinfo=UTC)
WINTER = datetime(2026, 11, 23, 13, 5, 9, tzinfo=UTC)


def test_thousands_are_parted_by_a_narrow_space() -> None:
    """`1 234` never breaks over two lines."""
    assert formats.number(1_234) == "1\u202f234"


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (0, "0 o"),
        (1_023, "1\u202f023 o"),
        (1_024, "1,0\u00a0Kio"),
        (1_572_864, "1,5\u00a0Mio"),
        (2 * 1024**3, "2,0\u00a0Gio"),
        (5 * 1024**5, "5\u202f120\u00a0Tio"),
    ],
)
def test_sizes_are_in_octets(octets: int, text: str) -> None:
    """Units are binary and French."""
    assert formats.size_text(octets) == text


def test_moments_are_shown_in_paris() -> None:
    """UTC in, Paris out, in summer and in winter."""
    assert formats.full_moment(SUMMER) == "14/07/2026 12:00"
    assert formats.full_moment(WINTER, seconds=True) == "23/11/2026 14:05:09"
    assert formats.time_of_day(WINTER) == "14:05"


@pytest.mark.parametrize(
    ("ago", "text"),
    [(timedelta(), "14:05:09"), (timedelta(days=3), "20/11 14:05"), (timedelta(days=400), "19/10/2025")],
)
def test_a_short_moment_says_as_much_as_is_needed(ago: timedelta, text: str) -> None:
    """Today the hour, this year the day, else the whole date."""
    assert formats.short_moment(WINTER - ago, WINTER) == text


def test_a_short_moment_knows_today_by_itself() -> None:
    """Without a now, a moment long gone has its whole date."""
    assert formats.short_moment(datetime(2001, 1, 1, 12, tzinfo=UTC)) == "01/01/2001"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.42, "0,4 s"), (-1, "0,0 s"), (41, "41 s"), (190, "3 min 10 s"), (3_900, "1 h 05 min")]
)
def test_durations_have_two_units_at_most(seconds: float, text: str) -> None:
    """Seconds, minutes, hours."""
    assert formats.duration(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (1_740, "29 min"),
        (659, "10 min"),
        (599, "9 min 50 s"),
        (61, "1 min 00 s"),
        (59, "59 s"),
        (0, "0 s"),
        (-5, "0 s"),
    ],
)
def test_a_countdown_is_calm_and_never_flatters(seconds: float, text: str) -> None:
    """By the minute from ten minutes on, by ten seconds below, by one at the end; rounded down."""
    assert formats.countdown(seconds) == text


@given(st.floats(min_value=0, max_value=3_000))
def test_a_countdown_never_says_more_than_is_left(seconds: float) -> None:
    """Whatever is left, the text says at most that."""
    words = formats.countdown(seconds).split()
    units = {"s": 1, "min": 60}
    said = sum(int(number) * units[unit] for number, unit in zip(words[::2], words[1::2], strict=True))
    assert said <= seconds


def test_now_is_now() -> None:
    """Aware, in UTC, to the second of the machine's own."""
    seen = formats.now()
    assert abs((datetime.now(UTC) - seen).total_seconds()) < 5
    assert seen.tzinfo is UTC
