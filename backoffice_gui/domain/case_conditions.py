"""What a filter's conditions mean on a day, for the agent who asks: the one meaning that all readers share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from backoffice_gui.domain.case_list import CaseFilter, Condition, Field, Operator
from backoffice_gui.domain.cases import Answer, Badge, Decision
from backoffice_gui.domain.deadlines import working_days_after

__all__ = ["ANSWERS", "DATES", "ME", "Asking", "DayRange", "absolute", "badges_of", "days_of", "yes"]

DATES = frozenset({Field.RECEIVED, Field.DUE, Field.CLOSED})
"""The fields that hold a day."""
ANSWERS = tuple(each.value for each in (*Answer, *Decision))
"""What an answer can be, in the order in which a new version adds to it."""
ME = "me"
_BITS = frozenset(str(badge.value) for badge in Badge)
_RELATIVE = re.compile(r"[+-][0-9]{1,5}")


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and on which day (in the office's zone); `territory`: whose holidays (`domain.deadlines`)."""

    agent: str
    today: date
    territory: str = ""


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from `first` (counted) to `behind` (not counted); nothing: without end."""

    first: date | None
    behind: date | None


def _day(field: Field, value: str, asking: Asking) -> date | None:
    if _RELATIVE.fullmatch(value):
        if field is Field.DUE:
            return working_days_after(asking.today, int(value), asking.territory) if int(value) else asking.today
        try:
            return asking.today + timedelta(days=int(value))
        except OverflowError:
            return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def absolute(wanted: CaseFilter, asking: Asking) -> CaseFilter:
    """The same filter without `me`, and without days that are counted from today; a value that is no day goes."""
    conditions = []
    for each in wanted.conditions:
        values = each.values
        if each.field is Field.AGENT:
            values = tuple(asking.agent if value == ME else value for value in values)
        elif each.field in DATES:
            days = (_day(each.field, value, asking) for value in values)
            values = tuple(day.isoformat() for day in days if day is not None)
        conditions.append(Condition(each.field, each.operator, values))
    return CaseFilter(tuple(conditions), wanted.words)


def days_of(condition: Condition) -> tuple[DayRange, ...]:
    """The days that an absolute condition on a date means; an operator that fits no value means none."""
    days = [date.fromisoformat(value) for value in condition.values]
    if not days:
        return ()
    if condition.operator is Operator.BEFORE:
        return (DayRange(None, max(days)),)
    if condition.operator is Operator.AFTER:
        return (DayRange(min(days), None),)
    return tuple(DayRange(day, day + timedelta(days=1)) for day in days if day < date.max)


def badges_of(values: tuple[str, ...]) -> Badge:
    """The badges that values name, by their words or by their bits."""
    found = Badge.NONE
    for value in values:
        known = value in _BITS
        found |= Badge(int(value)) if known else Badge.__members__.get(value.upper(), Badge.NONE)
    return found


def yes(values: tuple[str, ...]) -> frozenset[bool]:
    """What `yes` and `no` stand for."""
    return frozenset(value == "yes" for value in values if value in ("yes", "no"))
