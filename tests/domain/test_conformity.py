from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice_gui.domain.conformity import (
    MARKS,
    Breach,
    ClockState,
    Period,
    breach_of,
    clock_of,
    coverage_of,
    lives_of,
    minutes_of,
    month_named,
    period_of,
)
from backoffice_gui.domain.incidents import Capacity, Incident, IncidentKind, Notified
from backoffice_gui.errors import UsageError

_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_month_is_its_days_in_paris() -> None:
    """From midnight to midnight there, the hour of summer and winter each in its place."""
    november = month_named(" 2026-11 ")
    assert (november.first, november.last, len(november.days)) == (date(2026, 11, 1), date(2026, 11, 30), 30)
    assert (november.start, november.end) == (
        datetime(2026, 10, 31, 23, tzinfo=UTC),
        datetime(2026, 11, 30, 23, tzinfo=UTC),
    )
    october = month_named("2026-10")
    assert october.end - october.start == timedelta(days=31, hours=1)
    assert (november.name, period_of(date(2026, 11, 1), date(2026, 11, 29)).name) == (
        "2026-11",
        "2026-11-01_2026-11-29",
    )


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "11/2026", "2026-11-01", "EXEMPLE"])
def test_what_is_no_month_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(UsageError) as raised:
        month_named(text)
    assert raised.value.reason == "period-month"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 2), date(2026, 11, 1)),
        (date(1, 1, 1), date(1, 1, 2)),
        (date(9999, 12, 31), date(9999, 12, 31)),
        (date(2020, 1, 1), date(2026, 1, 1)),
    ],
)
def test_days_in_the_wrong_order_or_too_many_are_refused(first: date, last: date) -> None:
    """A slip must not take minutes."""
    with pytest.raises(UsageError):
        period_of(first, last)


@given(st.lists(st.floats(0, 4000), max_size=60))
def test_the_figures_are_what_counting_says(seconds: list[float]) -> None:
    """Nearest ranks: at least that part lived no longer, and each figure is a life that was measured."""
    lives = lives_of(seconds)
    assert lives.count == len(seconds)
    assert lives.over == tuple(len([each for each in seconds if each > mark * 60]) for mark in MARKS)
    assert sum(minutes_of(seconds)) == len(seconds)
    assert minutes_of(seconds)[-1] == lives.over[-1]
    if not seconds:
        assert (lives.median, lives.longest, lives.share(0)) == (None, None, None)
        return
    assert lives.longest == max(seconds)
    for part, figure in ((0.5, lives.median), (0.95, lives.p95), (0.99, lives.p99)):
        assert figure in seconds
        below = sum(1 for each in seconds if each <= figure)
        assert below >= part * len(seconds)
        assert sum(1 for each in seconds if each < figure) < part * len(seconds)


def test_thirty_minutes_exactly_keep_the_promise() -> None:
    """The line is not crossed by who stands on it."""
    assert lives_of([1800.0, 1800.001]).over == (2, 2, 2, 1)
    counts = minutes_of([0.0, 60.0, 60.5, 1800.0, 1800.5, 9999.0])
    assert (counts[0], counts[1], counts[29], counts[30]) == (2, 1, 1, 2)


def _incident(kind: IncidentKind, closed: timedelta | None = None) -> Incident:
    return Incident(7, kind, _AT, 4, None, "", None if closed is None else _AT + closed, "EXEMPLE" if closed else None)


@pytest.mark.parametrize(
    ("closed", "after", "state"),
    [
        (None, timedelta(hours=72), ClockState.RUNNING),
        (None, timedelta(hours=72, seconds=1), ClockState.OVERDUE),
        (timedelta(hours=72), timedelta(days=30), ClockState.IN_TIME),
        (timedelta(hours=73), timedelta(days=30), ClockState.LATE),
    ],
)
def test_the_clock_of_a_loss_runs_for_72_hours(closed: timedelta | None, after: timedelta, state: ClockState) -> None:
    """From awareness; who closes it with a reason ends it."""
    clock = clock_of(_incident(IncidentKind.LOST, closed), _AT + after)
    assert (clock.state, clock.breach, clock.due_at) == (state, Breach.AVAILABILITY, _AT + timedelta(hours=72))


def test_every_kind_is_judged_and_trouble_alone_starts_no_clock() -> None:
    """A submission lost on the way is a breach of availability; a broken ledger is to be looked at."""
    assert {kind for kind in IncidentKind if breach_of(kind) is Breach.CONFIDENTIALITY} == {
        IncidentKind.STRANGER,
        IncidentKind.NOT_DESTROYED,
        IncidentKind.OFFERED_AFTER_PURGE,
    }
    clock = clock_of(_incident(IncidentKind.LEDGER_BROKEN), _AT + timedelta(days=9))
    assert (clock.state, clock.due_at) == (ClockState.NONE, None)


def test_a_period_of_one_day() -> None:
    """Its first day is its last."""
    day = Period(date(2026, 3, 29), date(2026, 3, 29))
    assert day.end - day.start == timedelta(hours=23)
    assert day.name == "2026-03-29_2026-03-29"


@pytest.mark.parametrize(
    ("kind", "hours", "state"),
    [
        (IncidentKind.LOST, 72, ClockState.NOTIFIED),
        (IncidentKind.LOST, 73, ClockState.NOTIFIED_LATE),
        (IncidentKind.PAGE_UNREADABLE, 5, ClockState.NOTIFIED),
    ],
)
def test_a_notification_ends_the_clock(kind: IncidentKind, hours: int, state: ClockState) -> None:
    """Whether the incident is closed or not, and whatever was presumed of it."""
    told = Notified(_AT + timedelta(hours=hours), "EXEMPLE", Capacity.DPO, _AT + timedelta(days=9))
    clock = clock_of(Incident(1, kind, _AT, None, None, "", None, None, told), _AT + timedelta(days=30))
    assert (clock.state, clock.due_at, clock.notified) == (state, _AT + timedelta(hours=72), told)


def _m(minutes: int) -> datetime:
    return _AT + timedelta(minutes=minutes)


_PAUSE = timedelta(minutes=10)


def test_silences_are_what_lies_between_the_intervals() -> None:
    """Longer than the pause; one longer than a copy lives is a lapse; the last lasts until the end."""
    spans = [(_m(0), _m(60)), (_m(70), _m(100)), (_m(111), _m(200)), (_m(231), _m(300))]
    known = coverage_of(spans, _m(0), _m(0), _m(400), _PAUSE)
    assert known is not None
    assert [(each.since, each.minutes, each.lapse) for each in known.silences] == [
        (_m(100), 11, False),
        (_m(200), 31, True),
        (_m(300), 100, True),
    ]
    assert known.part == pytest.approx(1 - 142 / 400)
    assert len(known.lapses) == 2


def test_a_silence_over_the_edge_of_a_time_is_told_whole_and_counted_within() -> None:
    """Twenty minutes on each side of midnight are forty."""
    spans = [(_m(-90), _m(-20)), (_m(20), _m(80)), (_m(130), _m(140))]
    known = coverage_of(spans, _m(-90), _m(0), _m(100), _PAUSE)
    assert known is not None
    assert [each.minutes for each in known.silences] == [40, 50]
    assert known.part == pytest.approx(0.6)


def test_what_was_not_recorded_is_not_told() -> None:
    """Before the first list nobody knows; a silence begins after it."""
    assert coverage_of([(_m(50), _m(60))], _m(50), _m(0), _m(40), _PAUSE) is None
    known = coverage_of([(_m(50), _m(60))], _m(50), _m(0), _m(65), _PAUSE)
    assert known is not None
    assert (known.since, known.part, known.silences) == (_m(50), 1.0, ())
