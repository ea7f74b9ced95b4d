from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain import deadlines
from backoffice_gui.domain.cases import CaseKind
from backoffice_gui.domain.deadlines import (
    TERRITORIES,
    Clock,
    Delays,
    Remaining,
    acknowledgement_due,
    civil_day,
    due_on,
    how_long,
    is_working_day,
    month_deadline,
    warm_up,
    working_days_after,
    working_days_between,
)
from backoffice_gui.errors import Defect

DELAYS = Delays()


def test_eleven_public_holidays() -> None:
    """2026: those of the law, whatever day of the week they fall on."""
    free = [(1, 1), (4, 6), (5, 1), (5, 8), (5, 14), (5, 25), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
    days = [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    off = [day for day in days if not is_working_day(day)]
    assert off == [day for day in days if day.weekday() >= 5 or (day.month, day.day) in free]


@pytest.mark.parametrize(
    ("day", "territory"),
    [
        (date(2025, 12, 26), "57"),
        (date(2025, 12, 26), "6AE"),
        (date(2026, 5, 22), "972"),
        (date(2027, 12, 20), "974"),
        (date(2026, 4, 27), "976"),
    ],
)
def test_holidays_of_a_territory(day: date, territory: str) -> None:
    """Alsace-Moselle and overseas have their own beside."""
    assert is_working_day(day)
    assert not is_working_day(day, territory)
    assert territory in TERRITORIES


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        (date(2026, 11, 26), 1, date(2026, 11, 27)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 26), 10, date(2026, 12, 10)),
        (date(2026, 5, 7), 1, date(2026, 5, 11)),
        (date(2026, 12, 24), 2, date(2026, 12, 29)),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
        (date(2026, 11, 30), 0, date(2026, 11, 30)),
        (date(2026, 5, 11), -1, date(2026, 5, 7)),
        (date.max, 5, date.max),
    ],
)
def test_working_days_after(day: date, number: int, then: date) -> None:
    """The day itself is not counted; week-ends and holidays are no working days; a calendar has an end."""
    assert working_days_after(day, number) in (then, date(9999, 12, 30) if then == date.max else then)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-300, 300), st.sampled_from(TERRITORIES))
def test_counting_there_and_back(day: date, number: int, territory: str) -> None:
    """After so many working days, so many lie between."""
    start = working_days_after(day, 0, territory)
    then = working_days_after(start, number, territory)
    assert is_working_day(then, territory)
    assert working_days_between(start, then, territory) == number
    assert working_days_between(then, start, territory) == -number


def test_a_holiday_is_not_counted_whichever_end_it_is() -> None:
    """1 May 2026 is a Friday."""
    assert working_days_between(date(2026, 5, 1), date(2026, 5, 4)) == 1
    assert working_days_between(date(2026, 4, 30), date(2026, 5, 1)) == 0
    assert working_days_between(date(2026, 5, 1), date(2026, 5, 1)) == 0


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 3, 12), 1, date(2026, 4, 13)),
        (date(2026, 10, 12), 1, date(2026, 11, 12)),
        (date(2026, 1, 31), 1, date(2026, 3, 2)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 4, 14), 1, date(2026, 5, 15)),
        (date(2026, 12, 15), 2, date(2027, 2, 15)),
        (date(2026, 10, 1), 3, date(2027, 1, 4)),
        (date(9999, 12, 31), 1, date.max),
    ],
)
def test_months_run_from_date_to_date(day: date, months: int, last: date) -> None:
    """Moved to the next working day where the last one is none; one month is not thirty days."""
    assert month_deadline(day, months) == last


def test_days_are_those_of_paris() -> None:
    """Summer time included; a moment without a zone is our mistake."""
    assert civil_day(datetime(2026, 3, 28, 22, 59, tzinfo=UTC)) == date(2026, 3, 28)
    assert civil_day(datetime(2026, 3, 28, 23, 0, tzinfo=UTC)) == date(2026, 3, 29)
    assert civil_day(datetime(2026, 3, 29, 22, 0, tzinfo=UTC)) == date(2026, 3, 30)
    assert civil_day(datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "America/Cayenne") == date(2026, 3, 28)
    assert civil_day(datetime.max.replace(tzinfo=UTC)) == date.max
    with pytest.raises(Defect, match="naive_moment"):
        civil_day(datetime(2026, 1, 1))


def test_what_is_owed_and_due() -> None:
    """The acknowledgement's clock is one, the office's own aims are others; all are settings."""
    received = date(2026, 11, 27)
    assert acknowledgement_due(received, DELAYS) == date(2026, 12, 11)
    assert due_on(CaseKind.CERTIFICATE, received, DELAYS) == date(2026, 12, 11)
    assert due_on(CaseKind.CONTACT, received, DELAYS) == date(2026, 12, 1)
    assert due_on(CaseKind.UNREAD, received, DELAYS) == date(2026, 11, 30)
    assert due_on(CaseKind.CONTACT, received, Delays(contact_change=0)) == received


@pytest.mark.parametrize(
    ("today", "remaining"),
    [
        (date(2026, 11, 30), Remaining(0, Clock.TODAY)),
        (date(2026, 11, 29), Remaining(1, Clock.SOON)),
        (date(2026, 11, 27), Remaining(1, Clock.SOON)),
        (date(2026, 11, 26), Remaining(2, Clock.AHEAD)),
        (date(2026, 12, 1), Remaining(-1, Clock.OVERDUE)),
        (date(2026, 12, 7), Remaining(-5, Clock.OVERDUE)),
    ],
)
def test_how_long_is_left(today: date, remaining: Remaining) -> None:
    """In working days, for a case that is due on a Monday."""
    assert how_long(today, date(2026, 11, 30), DELAYS) == remaining
    assert how_long(date(2026, 12, 5), date(2026, 12, 4), DELAYS) == Remaining(-1, Clock.OVERDUE)


@given(st.dates(), st.dates(), st.integers(-40, 40), st.sampled_from(TERRITORIES))
def test_no_date_breaks_the_counting(one: date, other: date, number: int, territory: str) -> None:
    """From year 1 to year 9999."""
    how_long(one, other, DELAYS, territory)
    working_days_after(one, number, territory)
    month_deadline(one, abs(number), territory)


def test_what_is_warm_is_not_reckoned_again() -> None:
    """The year's holidays are here before the first row asks for them."""
    deadlines._holidays.cache_clear()
    warm_up(date(2026, 11, 27))
    known = deadlines._holidays.cache_info().misses
    working_days_between(date(2026, 1, 1), date(2026, 12, 31))
    assert deadlines._holidays.cache_info().misses == known == 1
