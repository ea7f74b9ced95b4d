"""Invented figures of a month: one that kept the promise, and one that did not."""

from __future__ import annotations

import dataclasses
import datetime as dt

from backoffice_gui.domain.conformity import (
    Conformity,
    Coverage,
    DayLives,
    Obstacle,
    Probes,
    Receipts,
    Silence,
    clock_of,
    lives_of,
    minutes_of,
    month_named,
)
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, Capacity, Incident, IncidentKind, Notified

__all__ = ["a_bad_month", "a_good_month"]

_AS_OF = dt.datetime(2026, 12, 1, 8, 30, tzinfo=dt.UTC)


def a_good_month() -> Conformity:
    """Sixty submissions, two a day, none longer than ten minutes."""
    period = month_named("2026-11")
    lives = [(20.0 + n, 60.0 + 10 * n) for n in range(30)]
    every = [one for pair in lives for one in pair]
    return Conformity(
        period=period,
        as_of=_AS_OF,
        provisional=False,
        store_id="e" * 32,
        head=4711,
        head_digest="ab" * 32,
        received=60,
        stages=dict.fromkeys(Stage, 0) | {Stage.CLOSED: 60},
        lives=lives_of(every),
        minutes=minutes_of(every),
        days=tuple(DayLives(day, 2, lives_of(pair), 0) for day, pair in zip(period.days, lives, strict=True)),
        unended=0,
        untimed=0,
        receipts=Receipts(60, 0, 0, 60),
        probes=Probes(3, 3, 0),
        unaccounted=0,
        incidents=(),
        obstacles=(),
        coverage=Coverage(period.start, 1.0, ()),
    )


def a_bad_month() -> Conformity:
    """One too long, one lost, one still served, an incident whose 72 hours have passed, a site out of reach."""
    good = a_good_month()
    at = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
    incident = Incident(3, IncidentKind.LOST, at, 12, None, "", None, None)
    told = Notified(at + dt.timedelta(hours=30), "CNIL-2026-0042", Capacity.DPO, at + dt.timedelta(hours=31))
    notified = Incident(5, IncidentKind.NOT_DESTROYED, at, 14, None, "", None, None, told)
    silences = (
        Silence(at - dt.timedelta(hours=9), at - dt.timedelta(hours=9) + dt.timedelta(minutes=12)),
        Silence(at - dt.timedelta(minutes=47), at),
    )
    closed = Incident(4, IncidentKind.LEDGER_BROKEN, at, None, None, "prev", at + dt.timedelta(hours=1), "EXEMPLE")
    too_long = dataclasses.replace(good.days[22], lives=lives_of([30.0, 1_900.0]), lost=1)
    return dataclasses.replace(
        good,
        provisional=True,
        stages=good.stages | {Stage.CLOSED: 59, Stage.LOST: 1},
        lives=lives_of([30.0, 1_900.0]),
        minutes=minutes_of([30.0, 1_900.0]),
        days=(*good.days[:22], too_long, *good.days[23:]),
        unended=1,
        probes=Probes(3, 2, 1),
        incidents=tuple(clock_of(each, _AS_OF) for each in (incident, closed, notified)),
        obstacles=(Obstacle(AlarmKind.FRONT_UNREACHABLE, at, None),),
        coverage=Coverage(good.period.start, 0.9986, silences),
    )
