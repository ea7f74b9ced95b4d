"""Days that count: working days in France, deadlines in days and months, and what is owed to a person by when.

Everything computed here helps an agent and binds nobody; every figure is a setting, because texts
change (domain.md §2.5, §4.3, §7.6). Days are civil dates where the office stands.
"""

from __future__ import annotations

import calendar
import enum
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from backoffice_gui.domain.cases import CaseKind
from backoffice_gui.errors import Defect

__all__ = [
    "TERRITORIES",
    "Clock",
    "Delays",
    "Remaining",
    "acknowledgement_due",
    "civil_day",
    "due_on",
    "how_long",
    "is_working_day",
    "month_deadline",
    "warm_up",
    "working_days_after",
    "working_days_between",
]

TERRITORIES = ("", "57", "6AE", "971", "972", "973", "974", "976", "BL", "MF", "PM", "WF", "PF", "NC")
"""Where holidays differ: empty for the eleven of the whole country, then Moselle, Alsace, overseas (ISO 3166-2:FR)."""

_PARIS = "Europe/Paris"
_ONE_DAY = timedelta(days=1)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
"""No holiday outside is counted between two days: a date of year 9999 is a slip, and must not take a second."""


@lru_cache(maxsize=512)
def _holidays(year: int, territory: str) -> frozenset[date]:
    return frozenset(country_holidays("FR", subdiv=territory or None, years=year))


def warm_up(today: date) -> None:
    """Reckon the holidays of the year: the first that are asked for cost a quarter of a second, a list's rows 1 ms."""
    _holidays(today.year, "")


def _shifted(day: date, days: int) -> date:
    """So many days later, but never beyond what a calendar holds."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


def is_working_day(day: date, territory: str = "") -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < calendar.SATURDAY and day not in _holidays(day.year, territory)


def _or_next(day: date, territory: str) -> date:
    while not is_working_day(day, territory) and day < date.max:
        day += _ONE_DAY
    return day


@lru_cache(maxsize=4096)
def working_days_after(day: date, number: int, territory: str = "") -> date:
    """The working day that comes `number` working days after a day, which isn't counted itself.

    With 0 it is the day itself, or the next working day; negative numbers count back.
    """
    if number == 0:
        return _or_next(day, territory)
    step = 1 if number > 0 else -1
    left = abs(number)
    while left and date.min < _shifted(day, step) < date.max:
        day = _shifted(day, step)
        left -= is_working_day(day, territory)
    return day


def working_days_between(first: date, last: date, territory: str = "") -> int:
    """How many working days lie behind `first`, up to `last`; negative where `last` is before.

    Counted by weeks: a case of long ago costs no more than one of yesterday.
    """
    if last < first:
        return -working_days_between(last, first, territory)
    weeks, rest = divmod((last - first).days, 7)
    weekdays = weeks * 5 + sum(_shifted(last, -n).weekday() < calendar.SATURDAY for n in range(rest))
    free = (
        holiday
        for year in range(max(first.year, _FIRST_YEAR), min(last.year, _LAST_YEAR) + 1)
        for holiday in _holidays(year, territory)
    )
    return weekdays - sum(first < holiday <= last and holiday.weekday() < calendar.SATURDAY for holiday in free)


def month_deadline(day: date, months: int = 1, territory: str = "") -> date:
    """The last day of a delay in months, date to date: notified on 12 March, it ends on 12 April.

    Where the month has no such day it ends on its last one; where that is no working day, on the next one
    (appeal to the CNDA; GDPR art. 12(3) with Regulation 1182/71, art. 3).
    """
    ahead = day.year * 12 + day.month - 1 + months
    year, month = divmod(ahead, 12)
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return _or_next(date(year, month + 1, min(day.day, last)), territory)


def civil_day(moment: datetime, zone: str = _PARIS) -> date:
    """The day on a calendar in Paris, or in the office's zone, at a moment that has a zone (UTC)."""
    if moment.tzinfo is None:
        raise Defect("naive_moment")
    try:
        return moment.astimezone(ZoneInfo(zone)).date()
    except OverflowError:
        return moment.date()


@dataclass(frozen=True, slots=True)
class Delays:
    """How long things may take, in working days unless said otherwise; each is a setting.

    `acknowledgement`: the acknowledgement of receipt (CRPA L. 112-11, R. 112-11-1). The others are the office's
    own aims.
    """

    acknowledgement: int = 10
    certificate: int = 10
    contact_change: int = 2
    unread: int = 1
    soon: int = 2
    """Less than so many working days left: a case is due soon."""


def acknowledgement_due(received: date, delays: Delays, territory: str = "") -> date:
    """By when the person is to have the acknowledgement of receipt (CRPA L. 112-11, R. 112-11-1)."""
    return working_days_after(received, delays.acknowledgement, territory)


def due_on(kind: CaseKind, received: date, delays: Delays, territory: str = "") -> date:
    """By when a case should be dealt with."""
    days = {
        CaseKind.CERTIFICATE: delays.certificate,
        CaseKind.CONTACT: delays.contact_change,
        CaseKind.UNREAD: delays.unread,
    }
    return working_days_after(received, days[kind], territory)


class Clock(enum.Enum):
    """How a day stands to a deadline."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Remaining:
    """How long is left: working days, negative once overdue."""

    days: int
    clock: Clock


def how_long(today: date, due: date, delays: Delays, territory: str = "") -> Remaining:
    """How a day stands to a deadline; on a Sunday a case due on Monday has one day left."""
    days = working_days_between(today, due, territory)
    if today == due:
        return Remaining(0, Clock.TODAY)
    if due < today:
        return Remaining(min(days, -1), Clock.OVERDUE)
    return Remaining(days, Clock.SOON if days < delays.soon else Clock.AHEAD)
