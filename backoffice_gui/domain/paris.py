"""The time of day in Paris, by the rule of directive 2000/84/EC, without a time zone database.

Windows ships none, and a paper must say the same hour wherever it is made.
"""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, timedelta

__all__ = ["midnight", "paris", "shown_date", "shown_moment", "utc_of"]

_WINTER, _SUMMER = timedelta(hours=1), timedelta(hours=2)
_CHANGE_HOUR = 1
"""Summer time begins and ends at 01:00 UTC, on the last Sunday of March and of October."""


def _last_sunday(year: int, month: int) -> datetime:
    last = calendar.monthrange(year, month)[1]
    weekday = date(year, month, last).isoweekday() % 7
    return datetime(year, month, last - weekday, _CHANGE_HOUR, tzinfo=UTC)


def paris(moment: datetime) -> datetime:
    """The wall clock in Paris at this moment, without a zone; a moment that has none is given back as it is.

    Right from 1996 on; the first and the last day of the calendar are not moved past its ends.
    """
    if moment.tzinfo is None:
        return moment
    try:
        at = moment.astimezone(UTC)
        summer = _last_sunday(at.year, 3) <= at < _last_sunday(at.year, 10)
        return at.replace(tzinfo=None) + (_SUMMER if summer else _WINTER)
    except OverflowError:
        return moment.replace(tzinfo=None)


def utc_of(wall: datetime, now: datetime) -> datetime:
    """The moment at which a clock in Paris shows this (no zone), said at `now`.

    Of an hour that comes twice it is the second one, while that has been already; else the first.
    """
    winter, summer = wall.replace(tzinfo=UTC) - _WINTER, wall.replace(tzinfo=UTC) - _SUMMER
    if paris(winter) != wall or (winter > now and paris(summer) == wall):
        return summer
    return winter


def midnight(day: date) -> datetime:
    """When this day begins in Paris, in UTC; raises `OverflowError` for the first day of the calendar."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    # neither change is at midnight: what held an hour before the day in UTC holds when it begins in Paris
    summer = _last_sunday(day.year, 3) <= at - _WINTER < _last_sunday(day.year, 10)
    return at - (_SUMMER if summer else _WINTER)


def shown_date(day: date) -> str:
    """`23/11/2026`; the year always in four digits."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def shown_moment(moment: datetime) -> str:
    """`23/11/2026 14:05`, in Paris."""
    local = paris(moment)
    return f"{shown_date(local)} {local.hour:02}:{local.minute:02}"
