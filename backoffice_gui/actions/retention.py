"""What is due under the rules, and what stops it: a list that anybody may see before anything goes (a dry run).

What is stopped takes nobody's place: however much of it there is, and however long, a purge finds what may go.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from backoffice_gui.actions.desk import Desk
from backoffice_gui.domain.deadlines import civil_day
from backoffice_gui.domain.retention import (
    CaseStanding,
    Category,
    Due,
    Durations,
    Item,
    Plan,
    Stop,
    SubmissionStanding,
    first_day,
    judge_case,
    judge_submission,
    rules,
)
from backoffice_gui.storage.casebook import cases, purges, retention
from backoffice_gui.storage.inbox.purging import Apart, apart
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["MOST", "closed_by", "judged_submissions", "not_free", "plan", "why_left"]

MOST = 20_000
"""Things that one purge is about at most: what may go beyond is the next one's. Of what stays so many are listed."""
_BATCH = 500
"""Cases that are judged in one read."""


def plan(inbox: Inbox, desk: Desk, durations: Durations, at: datetime, *, most: int = MOST) -> Plan:
    """What is due at this moment, what may go first; of either cases first, the longest closed first.

    All is looked at until more than one purge may hold is found. Nothing is changed by it.
    """
    today = civil_day(at)
    days = {rule.category: rule.days for rule in rules(durations)}
    free: list[Due] = []
    stopped: list[Due] = []
    more = False
    found = _due_cases(desk, durations, at, lambda: len(stopped) >= most)
    for each in itertools.chain(found, _due_apart(inbox, desk, durations, today)):
        if each.free and len(free) == most:
            more = True
            break
        if each.free:
            free.append(each)
        elif len(stopped) < most:
            stopped.append(each)
    coming = _coming(desk, days, at, today)
    return Plan(today, durations, (*free, *stopped), more, coming, cut=len(stopped) >= most)


def _due_cases(desk: Desk, durations: Durations, at: datetime, enough: Callable[[], bool]) -> Iterator[Due]:
    """Cases of which something is due, the longest closed first; each batch is a read of its own.

    Where `enough` of what is stopped is known, the rest of it is passed over as far as that costs nothing.
    """
    today = civil_day(at)
    days = {rule.category: rule.days for rule in rules(durations)}
    payload, case = closed_by(at, days[Category.PAYLOAD]), closed_by(at, days[Category.CASE])
    after = ("", 0)
    while True:
        idle = today if enough() else None
        with desk.casebook.reading() as connection:
            page = retention.closed_before(connection, after, payload=payload, case=case, most=_BATCH, idle=idle)
            found = {each.case: each for each in retention.standings(connection, [number for _, number in page])}
        if not page:
            return
        judged = (judge_case(found[number], durations, today) for _, number in page if number in found)
        yield from (each for each in judged if each is not None)
        after = page[-1]


def _due_apart(inbox: Inbox, desk: Desk, durations: Durations, today: date) -> Iterator[Due]:
    """Looked for once it is its turn."""
    yield from judged_submissions(inbox, desk, durations, today)


def _coming(desk: Desk, days: Mapping[Category, int], at: datetime, today: date) -> tuple[date, int] | None:
    """The next day on which a closed case, or what was sent with it, falls due; and how many do on that day."""
    found: list[tuple[date, int]] = []
    for category in (Category.PAYLOAD, Category.CASE):
        since = at - timedelta(days=days[category] + 1)
        with desk.casebook.reading() as connection:
            closed = retention.closed_since(connection, since, payload=category is Category.PAYLOAD)
            coming = (on for each in closed if (on := first_day(each, days[category])) > today)
            grouped = next(itertools.groupby(coming), None)
            if grouped is not None:
                found.append((grouped[0], sum(1 for _ in grouped[1])))
    if not found:
        return None
    first = min(on for on, _ in found)
    return first, sum(many for on, many in found if on == first)


def closed_by(at: datetime, days: int) -> datetime:
    """A moment before which everything that may be due was closed; a day more than enough."""
    return at - timedelta(days=days - 1)


def why_left(item: Item, standing: CaseStanding | None, durations: Durations, today: date) -> str:
    """Why this case, or what was sent with it, does not go in a purge; empty where it may."""
    if standing is None:
        return "gone"
    if standing.open:
        return Stop.OPEN_CASE.value
    if standing.version != item.version:
        return "changed"
    due = judge_case(standing, durations, today)
    if due is None or (item.category == Category.CASE.value and due.category is not Category.CASE):
        return "not_due"
    return due.stops[0].value if due.stops else ""


def not_free(inbox: Inbox, desk: Desk, items: Sequence[Item], durations: Durations, at: datetime) -> int:
    """How many of these may not go at this moment, whoever has selected them."""
    today = civil_day(at)
    aside = [item.subject for item in items if item.category == Category.APART.value]
    some = [item for item in items if item.category != Category.APART.value]
    with desk.casebook.reading() as connection:
        found = {each.case: each for each in retention.standings(connection, [item.subject for item in some])}
    due = judged_submissions(inbox, desk, durations, today, aside) if aside else []
    free = {each.item.subject for each in due if each.free}
    return len(set(aside) - free) + sum(1 for item in some if why_left(item, found.get(item.subject), durations, today))


def judged_submissions(
    inbox: Inbox, desk: Desk, durations: Durations, today: date, rows: Sequence[int] | None = None
) -> list[Due]:
    """What is due of all that is kept apart, or of these rows.

    What became a case follows its case. What may still become one waits, unless it has been one before: a copy
    of the inbox brought it back.
    """
    with inbox.reading() as connection:
        found = apart(connection, rows)
    if not found:
        return []
    with desk.casebook.reading() as connection:
        gone = purges.buried_keys(connection, [each.key for each in found if each.ours])
        known = cases.by_submissions(connection, [each.key.id for each in found])
    judged = (_judged(each, durations, today) for each in found if each.key not in known)
    rest = {each.row for each in found if each.ours and each.key not in gone}
    return [each for each in judged if each is not None and each.item.subject not in rest]


def _judged(one: Apart, durations: Durations, today: date) -> Due | None:
    standing = SubmissionStanding(row=one.row, version=0, since=one.since, open_incident=one.open_incident)
    return judge_submission(standing, durations, today)
