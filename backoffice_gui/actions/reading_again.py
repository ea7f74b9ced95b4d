"""What a later version of the reader makes of what is there: read again from the octets that came in.

What an agent has touched stays as it is. But a case that could not be read becomes a proper one,
whoever holds it: there is nothing in it that an agent could have decided.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.actions.arrivals import MAX_FORM, Incoming, read_or_not
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.known_persons import KnownPersons
from backoffice_gui.actions.searchable import make_searchable
from backoffice_gui.actions.taking_in import Rules
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_text import READER, ReadCase
from backoffice_gui.domain.cases import Badge, CaseKind, Source
from backoffice_gui.domain.deadlines import civil_day, due_on
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import StoreDamaged
from backoffice_gui.sealing import SealBroken
from backoffice_gui.storage.casebook import audit_log, events, rereading
from backoffice_gui.storage.casebook.events import PROGRAM, CaseEvent
from backoffice_gui.storage.casebook.marks import Mark, mark, put_mark
from backoffice_gui.storage.casebook.rereading import Older, ReadAgain
from backoffice_gui.storage.inbox import taking
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.unsealing import Unsealer

__all__ = ["Again", "read_again"]

_GROUP = 100


@dataclass(frozen=True, slots=True)
class Again:
    """How many cases show something else now."""

    changed: int = 0
    cancelled: bool = False


def read_again(
    inbox: Inbox, desk: Desk, store: StoreId, rules: Rules, clock: Clock, *, cancelled: Callable[[], bool]
) -> Again:
    """Read every case of an older reader again, in groups; then note that this reader has been through."""
    unsealer = Unsealer(desk.privates)
    changed, after = 0, 0
    while True:
        with desk.casebook.reading() as connection:
            group = rereading.older(connection, after, READER, _GROUP)
        if not group:
            break
        if cancelled():
            return Again(changed, cancelled=True)
        read = {each.case: _read(inbox, unsealer, store, each) for each in group}
        with desk.casebook.transaction() as tx:
            changed += _write(tx, read, rules, clock.now())
        after = group[-1].case
    with desk.casebook.transaction() as tx:
        now = mark(tx, store)
        put_mark(tx, store, Mark(now.row, now.waiting, READER))
    return Again(changed)


def _read(inbox: Inbox, unsealer: Unsealer, store: StoreId, case: Older) -> ReadCase:
    if case.octets is not None:
        return read_or_not(case.form_kind, case.octets, "", case.come_of.inbox_row)
    octets = None
    if case.come_of.inbox_row is not None and case.come_of.store_id == store:
        # what does not open, or can't be read off the disk, stays as it is, and stops no other
        with contextlib.suppress(SealBroken, StoreDamaged), inbox.reading() as connection:
            for one in list(taking.arrived(connection, [case.come_of.inbox_row])):
                octets = taking.first_part(connection, unsealer, one, MAX_FORM)
    return read_or_not(case.form_kind, octets, "", case.come_of.inbox_row)


def _write(tx: Connection, read: dict[int, ReadCase], rules: Rules, at: datetime) -> int:
    """Write a group; cases that another desk has read meanwhile are left out."""
    group = rereading.still(tx, list(read), READER)
    again = [each for each in group if _may(each, read[each.case])]
    rereading.mark_read(tx, [each.case for each in group], READER)
    if not again:
        return 0
    said = [read[each.case].person for each in again]
    people = KnownPersons(tx, [each for each in said if each is not None])
    new = [_again(each, read[each.case], people, rules) for each in again]
    people.write(tx, at)
    rereading.store(tx, new, READER)
    make_searchable(tx, ((each.case, read[each.case]) for each in new))
    events.add(tx, [CaseEvent(each.case, at, PROGRAM, "read_again", each.version) for each in new])
    audit_log.append(tx, [_line(each, at) for each in new])
    return len(new)


def _may(case: Older, read: ReadCase) -> bool:
    """Whether the case shows something that can be written anew: what is still unreadable is as it was."""
    if read.text.kind is CaseKind.UNREAD:
        return False
    return case.open if case.kind is CaseKind.UNREAD else not case.touched


def _again(case: Older, read: ReadCase, people: KnownPersons, rules: Rules) -> ReadAgain:
    person = case.person if case.person is not None else people.find(case.case, _incoming(case, read)).person
    pretended = read.practice and case.source is not Source.PRACTICE
    shown = Badge.NEWS | (Badge.FORM_DOUBT if read.doubtful or pretended else Badge.NONE)
    return ReadAgain(
        case=case.case,
        version=case.version + 1,
        text=read.text,
        person=person,
        due_on=due_on(read.text.kind, civil_day(case.received_at), rules.delays),
        badges=case.badges & ~int(Badge.FORM_DOUBT) | int(shown),
    )


def _incoming(case: Older, read: ReadCase) -> Incoming:
    return Incoming(
        come_of=case.come_of,
        kind=case.form_kind,
        octets=case.octets,
        read=read,
        source=case.source,
        received_at=case.received_at,
    )


def _line(case: ReadAgain, at: datetime) -> AuditEvent:
    return AuditEvent(at, Verb.CASE_READ_AGAIN, Role.PROGRAM, f"case:{case.case}", (("reader", READER),))
