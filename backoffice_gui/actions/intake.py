"""Intake: what the inbox holds and owns becomes cases and persons, each submission one, none left out.

In groups, each a transaction of the casebook that also moves the mark. So it may run again at any time, be
cut at any point, and run at two desks at once: a submission that is a case already is passed over, by origin, id
and digest. Nothing is written to the inbox, but an incident where a copy of it brings back what was purged, or the
disk does not give back what came in. What is not ours yet, or can't be read, waits, by its row, and is looked at again
each time. With nothing new it costs three short reads.

A later version of the reader (`domain.case_text.READER`) reads what is there again: `reading_again`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui import logs
from backoffice_gui.actions.arrivals import Incoming, Looked, look, unreadable
from backoffice_gui.actions.damaged import tell_damaged
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.judging import Judge, end_incidents, end_of_cases
from backoffice_gui.actions.moving import never, silent
from backoffice_gui.actions.reading_again import read_again
from backoffice_gui.actions.restored import telling
from backoffice_gui.actions.taking_in import Rules, take_in
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_text import READER
from backoffice_gui.domain.cases import CaseKind
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import Circumstance
from backoffice_gui.storage.casebook import cases, purges
from backoffice_gui.storage.casebook.marks import Mark, mark, put_mark
from backoffice_gui.storage.inbox import identity, taking
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.unsealing import Unsealer

__all__ = ["Taken", "intake"]

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run did: cases made, those among them that could not be read, rows that wait.

    `again`: cases that a later reader has read otherwise.
    """

    cases: int = 0
    unread: int = 0
    waiting: int = 0
    again: int = 0
    cancelled: bool = False


def intake(
    inbox: Inbox,
    desk: Desk,
    clock: Clock,
    *,
    rules: Rules | None = None,
    judge: Judge | None = None,
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> Taken:
    """Take in everything that is ours and no case yet; `progress` hears how many cases were made so far.

    `judge`: by whom what was in quarantine when it ended on the web is judged again; with none it waits.

    Raises what `Inbox.reading` and `Casebook.transaction` raise; the groups before stand.
    """
    rules, unsealer = rules or Rules(), Unsealer(desk.privates)
    store, newest, marked = _where(inbox, desk, clock.now())
    if marked == Mark(newest, reader=READER):
        return Taken()
    made, unread, locked = 0, 0, set[int]()
    while True:
        looked = _told(inbox, desk, look(inbox, unsealer, store, marked, locked, judge=judge), clock.now())
        if looked.nothing and not looked.more:
            break
        if cancelled():
            return Taken(made, unread, len(marked.waiting), cancelled=True)
        if looked.nothing:
            continue  # all that was tried stays locked: what stands behind it is not kept waiting
        marked, fresh = _take(desk, store, looked, rules, clock.now())
        _end_incidents(inbox, desk, looked, fresh, clock.now())
        made += len(fresh)
        unread += sum(each.read.text.kind is CaseKind.UNREAD for each in fresh)
        progress(made)
        if not looked.more:
            break
    if marked.reader >= READER:
        return Taken(made, unread, len(marked.waiting))
    again = read_again(inbox, desk, store, rules, clock, cancelled=cancelled)
    return Taken(made, unread, len(marked.waiting), again.changed, again.cancelled)


def _where(inbox: Inbox, desk: Desk, at: datetime) -> tuple[StoreId, int, Mark]:
    """The inbox's name, its newest row, and how far it was taken in; what is ours behind that, and no case, waits."""
    end_of_cases(inbox, desk, at)
    with inbox.reading() as connection:
        store, newest = identity.ids(connection).current, taking.last_row(connection)
        contradicted = taking.contradicted(connection)
    with desk.casebook.reading() as connection:
        marked = mark(connection, store)
    behind = {row: key for row, key in contradicted.items() if row <= marked.row}
    if behind.keys() <= marked.waiting:
        return store, newest, marked
    with desk.casebook.reading() as connection:
        known = cases.by_submissions(connection, [key.id for key in behind.values()])
        known |= dict.fromkeys(purges.buried_keys(connection, list(behind.values())), 0)
    late = frozenset(row for row, key in behind.items() if key not in known)
    return store, newest, replace(marked, waiting=marked.waiting | late)


def _told(inbox: Inbox, desk: Desk, looked: Looked, at: datetime) -> Looked:
    """The same look, once a person is told of what in it becomes no case."""
    return tell_damaged(inbox, telling(inbox, desk, looked, at), at)


def _take(desk: Desk, store: StoreId, looked: Looked, rules: Rules, at: datetime) -> tuple[Mark, Sequence[Incoming]]:
    """One group; where something in it makes that fail, each alone first: one submission never stops the others."""
    try:
        return _taken(desk, store, looked, rules, at)
    except Circumstance:  # the world's doing: tried again as it is
        raise
    except Exception as error:  # told by its class alone: its words may be a person's
        if not looked.arrivals:
            raise
        logs.event(_LOG, logging.ERROR, "group_not_taken_in", error=type(error).__name__)
    alone = [each for one in looked.arrivals for each in _taken_alone(desk, one, rules, at)]
    new, rest = _taken(desk, store, looked, rules, at)
    return new, [*alone, *rest]


def _taken_alone(desk: Desk, one: Incoming, rules: Rules, at: datetime) -> Sequence[Incoming]:
    """A submission in a transaction of its own; what makes that fail is taken in as what nobody could read."""
    try:
        return _added(desk, one, rules, at)
    except Circumstance:
        raise
    except Exception as error:  # noqa: BLE001  # a defect, or a form that nobody foresaw
        row = f"row-{one.come_of.inbox_row}"
        logs.event(_LOG, logging.ERROR, "not_taken_in_as_read", detail=row, error=type(error).__name__)
    return _added(desk, unreadable(one), rules, at)


def _added(desk: Desk, one: Incoming, rules: Rules, at: datetime) -> Sequence[Incoming]:
    with desk.casebook.transaction() as tx:
        fresh = _fresh(tx, [one])
        take_in(tx, fresh, rules, at)
    return fresh


def _taken(desk: Desk, store: StoreId, looked: Looked, rules: Rules, at: datetime) -> tuple[Mark, Sequence[Incoming]]:
    """One group in one transaction: cases for those that are none yet, and the mark beyond them."""
    with desk.casebook.transaction() as tx:
        now = mark(tx, store)
        first = now == Mark() and cases.last(tx) == 0
        fresh = _fresh(tx, looked.arrivals)
        take_in(tx, fresh, rules, at)
        taken = {each.come_of.inbox_row for each in looked.arrivals}
        waiting = (now.waiting | looked.waiting) - looked.never - taken
        new = Mark(max(now.row, looked.end), frozenset(waiting), READER if first else now.reader)
        put_mark(tx, store, new)
    return new, fresh


def _end_incidents(inbox: Inbox, desk: Desk, looked: Looked, fresh: Sequence[Incoming], at: datetime) -> None:
    """Of what was judged again, and is a case now; cut before it, a person closes them."""
    rows = {row for row in looked.judged if any(each.come_of.inbox_row == row for each in fresh)}
    if rows:
        end_incidents(inbox, desk, rows, at)


def _fresh(tx: Connection, arrivals: Sequence[Incoming]) -> list[Incoming]:
    """Those that are no case yet; of those that are, the place in the inbox is noted, where it is another now."""
    if not arrivals:
        return []
    known = cases.by_submissions(tx, [each.come_of.submission for each in arrivals])
    moved = [(known[each.come_of.key], each.come_of) for each in arrivals if each.come_of.key in known]
    cases.relocate(tx, moved)
    gone = purges.buried_keys(tx, [each.come_of.key for each in arrivals])
    return [each for each in arrivals if each.come_of.key not in known and each.come_of.key not in gone]
