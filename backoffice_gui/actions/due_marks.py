"""Which cases say in the list that they are to be purged: those that are due under the rules, and that nothing stops.

A day more, a hold that ended, a proposal that was settled: what decides changes without anybody touching the case. So
everything is judged again by the hour; what takes a case out at once (a hold, a reopening, a newer message of the
person) takes its mark with it where it is done. A mark is no event and no new version: it follows from the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.moving import never, silent
from backoffice_gui.actions.retention import closed_by
from backoffice_gui.domain.cases import Badge
from backoffice_gui.domain.deadlines import civil_day
from backoffice_gui.domain.retention import Category, Durations, Plan, judge_case, rules
from backoffice_gui.storage.casebook import retention, standing

__all__ = ["mark_due", "mark_due_among", "mark_planned"]

_GROUP = 500
"""Cases that are judged in one read, and marked in one transaction."""
_MOST = 20_000
"""Cases that one call marks anew: a store that begins with this has years of them, and the next hour goes on."""


def mark_due(
    desk: Desk,
    durations: Durations,
    at: datetime,
    *,
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> int:
    """Judge everything that is due, and everything that says so; how many cases say something else now.

    `progress` hears how many did so far, whenever some do. Raises what `Casebook.transaction` raises; the groups before
    stand.
    """
    changed = 0
    for group in _groups(desk, durations, at):
        if cancelled():
            break
        some = mark_due_among(desk, group, durations, at)
        changed += some
        if some:
            progress(changed)
        if changed >= _MOST:
            break
    return changed


def mark_planned(desk: Desk, made: Plan, at: datetime) -> int:
    """What somebody has just seen to be due says so in the list too; how many cases say something else now."""
    free = {each.item.subject: each.free for each in made.due if each.category is not Category.APART}
    with desk.casebook.reading() as connection:
        marked = retention.marked_among(connection, list(free))
    wrong = [case for case, may_go in free.items() if may_go != (case in marked)]
    groups = (wrong[start : start + _GROUP] for start in range(0, len(wrong), _GROUP))
    return sum(mark_due_among(desk, group, made.durations, at) for group in groups)


def mark_due_among(desk: Desk, numbers: Sequence[int], durations: Durations, at: datetime) -> int:
    """Judge these cases, a few hundred at most; how many say something else now."""
    today = civil_day(at)
    with desk.casebook.reading() as connection:
        wrong = _wrong(connection, numbers, durations, today)
    if not any(wrong):
        return 0
    with desk.casebook.transaction() as tx:
        on, off = _wrong(tx, [*wrong[0], *wrong[1]], durations, today)  # as they are while nobody else writes
        marked = standing.set_badge(tx, on, Badge.TO_PURGE, on=True)
        return marked + standing.set_badge(tx, off, Badge.TO_PURGE, on=False)


def _wrong(
    connection: Connection, numbers: Sequence[int], durations: Durations, today: date
) -> tuple[list[int], list[int]]:
    """Those that should say that they are to be purged, and don't; and those that say so, and shouldn't."""
    on: list[int] = []
    off: list[int] = []
    marked = retention.marked_among(connection, numbers)
    for each in retention.standings(connection, numbers):
        due = judge_case(each, durations, today)
        free = due is not None and due.free
        if free != (each.case in marked):
            (on if free else off).append(each.case)
    return on, off


def _groups(desk: Desk, durations: Durations, at: datetime) -> Iterator[list[int]]:
    """What says so already, then what may be due and does not; each case once, though groups change meanwhile."""
    last = 0
    while True:
        with desk.casebook.reading() as connection:
            group = retention.marked(connection, last, _GROUP)
        if not group:
            break
        yield group
        last = group[-1]
    days = {rule.category: rule.days for rule in rules(durations)}
    payload, case = closed_by(at, days[Category.PAYLOAD]), closed_by(at, days[Category.CASE])
    after = ("", 0)
    while True:
        with desk.casebook.reading() as connection:
            found = retention.unmarked(connection, after, payload=payload, case=case, most=_GROUP)
        if not found:
            return
        yield [number for _, number in found]
        after = found[-1]
