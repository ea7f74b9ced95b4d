from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from backoffice_gui.domain.paris import midnight, paris, shown_date, shown_moment, utc_of


def test_it_agrees_with_the_time_zone_database() -> None:
    """5,000 moments of a hundred years, and each second around the changes of ten, are the hour that tzdata says."""
    dice = random.Random(4)
    first = datetime(1996, 11, 1, tzinfo=UTC)
    moments = [first + timedelta(seconds=dice.randrange(30 * 366 * 86_400)) for _ in range(5_000)]
    for year in range(2020, 2030):
        for month in (3, 10):
            for day in range(25, 32):
                change = datetime(year, month, day, 1, tzinfo=UTC)
                moments += [change - timedelta(seconds=1), change, change + timedelta(seconds=1)]
    zone = ZoneInfo("Europe/Paris")
    assert [m for m in moments if paris(m) != m.astimezone(zone).replace(tzinfo=None)] == []


def test_another_zone_is_the_same_moment() -> None:
    """The zone a moment comes in does not matter."""
    cayenne = timezone(timedelta(hours=-3))
    assert paris(datetime(2026, 11, 23, 10, 5, tzinfo=cayenne)) == datetime(2026, 11, 23, 14, 5)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 1, 1, 8),
        datetime.max.replace(tzinfo=UTC),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=9))),
    ],
)
def test_what_cannot_be_moved_stays(moment: datetime) -> None:
    """A moment without a zone, and the ends of the calendar, are given back."""
    assert paris(moment) == moment.replace(tzinfo=None)


def test_days_and_moments_are_written_as_in_french() -> None:
    """Day, month, year, then hour and minute."""
    assert shown_date(date(985, 3, 1)) == "01/03/0985"
    assert shown_moment(datetime(2026, 7, 14, 22, 30, tzinfo=UTC)) == "15/07/2026 00:30"


def test_a_day_begins_at_midnight() -> None:
    """Each of forty years, those of the changes too: what tzdata says of nought o'clock there."""
    zone = ZoneInfo("Europe/Paris")
    for day in (date(1997, 1, 1) + timedelta(days=n) for n in range(40 * 366)):
        assert midnight(day) == datetime(day.year, day.month, day.day, tzinfo=zone), day


@pytest.mark.parametrize(
    ("wall", "hour"),
    [
        (datetime(2026, 11, 23, 10), 9),
        (datetime(2026, 7, 1, 10), 8),
        (datetime(2026, 3, 29, 1, 59), 0),
        (datetime(2026, 3, 29, 3), 1),
        (datetime(2026, 10, 25, 2, 30), 1),
        (datetime(2026, 10, 25, 3), 2),
    ],
)
def test_what_a_clock_shows_is_a_moment_again(wall: datetime, hour: int) -> None:
    """In winter, in summer, around both changes; of an hour that comes twice, the second."""
    moment = utc_of(wall, datetime(2027, 1, 1, tzinfo=UTC))
    assert (moment.hour, paris(moment)) == (hour, wall)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 10, 25, 0, 30), datetime(2026, 10, 25, 0, 30)),
        (datetime(2026, 10, 25, 1, 29, 59), datetime(2026, 10, 25, 0, 30)),
        (datetime(2026, 10, 25, 1, 30), datetime(2026, 10, 25, 1, 30)),
    ],
)
def test_of_an_hour_that_comes_twice_the_one_that_has_been(now: datetime, said: datetime) -> None:
    """Half past two, said in the first pass or before the second has come so far, is no moment of the future."""
    assert utc_of(datetime(2026, 10, 25, 2, 30), now.replace(tzinfo=UTC)) == said.replace(tzinfo=UTC)


def test_an_hour_to_come_that_comes_once_stays_to_come() -> None:
    """Only the doubled hour has two readings: what lies ahead is not moved into the past."""
    summer, winter = datetime(2026, 7, 1, 10), datetime(2026, 12, 1, 10)
    before = datetime(2026, 1, 1, tzinfo=UTC)
    assert [utc_of(wall, before).hour for wall in (summer, winter)] == [8, 9]
