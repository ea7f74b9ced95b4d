"""From what comes in to cases and persons, inside a transaction: numbered, hung on a person, warned of.

A person is found by an exact number beside an identity that does not contradict it; anything less
makes a new person and a proposal (domain.md §7.2, GDPR art. 22). What was declared is added, never
written over.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import Connection

from backoffice_gui.actions.arrivals import Incoming
from backoffice_gui.actions.known_persons import Found, KnownPersons
from backoffice_gui.actions.part_marks import Refused, tell_refused
from backoffice_gui.actions.resemblance import Resemblance
from backoffice_gui.actions.searchable import make_searchable
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.attachments import EMPTY
from backoffice_gui.domain.case_text import READER
from backoffice_gui.domain.cases import Badge, CaseKind, Source
from backoffice_gui.domain.deadlines import Delays, acknowledgement_due, civil_day, due_on
from backoffice_gui.storage.casebook import audit_log, cases, events, proposals, retention, standing
from backoffice_gui.storage.casebook.cases import NewCase
from backoffice_gui.storage.casebook.events import PROGRAM, CaseEvent
from backoffice_gui.storage.casebook.proposals import SAME_PERSON, Proposed

__all__ = ["Rules", "take_in"]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the office has settled: how numbers begin, how long things may take, and whether this store is practice.

    `practice` is the store's word and never a form's: what a person sends can't make a real request an exercise.
    """

    prefix: str = "DL"
    delays: Delays = field(default_factory=Delays)
    practice: bool = False


def take_in(
    tx: Connection,
    incoming: Sequence[Incoming],
    rules: Rules,
    at: datetime,
    *,
    who: str = PROGRAM,
    verb: Verb = Verb.CASE_RECEIVED,
) -> list[NewCase]:
    """Make a case of each, in order; nothing of them may be a case yet.

    Each has its event, and an audit line with its reference, the submission's id and digest.
    """
    if not incoming:
        return []
    if rules.practice:
        incoming = [replace(each, source=Source.PRACTICE) for each in incoming]
    first = cases.last(tx) + 1
    days = [civil_day(each.received_at) for each in incoming]
    counted = cases.next_numbers(tx, [day.year for day in days])
    people = KnownPersons(tx, [each.read.person for each in incoming if each.read.person is not None])
    resemblance = Resemblance(tx, incoming, people)
    new: list[NewCase] = []
    for place, one in enumerate(incoming):
        case = first + place
        found = people.find(case, one)
        badges = one.badges | resemblance.badges(case, one, found)
        number = f"{rules.prefix}-{days[place].year}-{counted[place]:06}"
        new.append(_case(one, found, badges, (case, number), _due(one.read.text.kind, days[place], rules.delays)))
    people.write(tx, at)
    retention.spare(tx, sorted({each.person for each in new if each.person is not None}))
    cases.add(tx, new)
    make_searchable(tx, ((case.case, one.read) for one, case in zip(incoming, new, strict=True)))
    proposals.add(tx, resemblance.proposed, at)
    events.add(tx, [_event(one, case, at, who) for one, case in zip(incoming, new, strict=True)])
    _tell_of_empty(tx, incoming, new, at)
    _tell_of_these(tx, resemblance.proposed, first, {case.case: case.number for case in new}, at)
    audit_log.append(tx, [_line(case, at, who, verb) for case in new])
    return new


def _tell_of_empty(tx: Connection, incoming: Sequence[Incoming], new: Sequence[NewCase], at: datetime) -> None:
    """An attachment with nothing in it can't be read by anybody: that is said before somebody tries."""
    found = [Refused(made.case, 1, n, EMPTY) for one, made in zip(incoming, new, strict=True) for n in one.empty]
    if found:
        tell_refused(tx, found, at)


def _tell_of_these(
    tx: Connection, proposed: Sequence[Proposed], first: int, named: dict[int, str], at: datetime
) -> None:
    """Whoever has an earlier case in hand is told that the same was asked again, and under which number."""
    again = {each.other: each.case for each in proposed if each.kind != SAME_PERSON and each.other < first}
    if again:
        told = standing.tell_news(tx, sorted(again))
        lines = ((case, version, json.dumps({"number": named[again[case]]})) for case, version in told)
        events.add(tx, [CaseEvent(case, at, PROGRAM, "asked_again", version, said) for case, version, said in lines])


@lru_cache(maxsize=64)
def _due(kind: CaseKind, day: date, delays: Delays) -> tuple[date, date | None]:
    """By when an answer, and the acknowledgement that the person is owed (CRPA L. 112-11); few days come at once."""
    return due_on(kind, day, delays), acknowledgement_due(day, delays)


def _case(one: Incoming, found: Found, badges: Badge, named: tuple[int, str], due: tuple[date, date | None]) -> NewCase:
    pretended = one.read.practice and one.source is not Source.PRACTICE
    doubt = Badge.FORM_DOUBT if one.read.doubtful or found.contradicted or pretended else Badge.NONE
    return NewCase(
        case=named[0],
        number=named[1],
        text=one.read.text,
        due_on=due[0],
        source=one.source,
        person=found.person,
        received_at=one.received_at,
        receipt_due_on=due[1],
        receipt_done_at=one.receipt_done_at,
        parts=one.parts,
        badges=int(badges | doubt),
        come_of=one.come_of,
        form_kind=one.kind,
        octets=one.octets,
        reader=READER,
    )


def _event(one: Incoming, new: NewCase, at: datetime, who: str) -> CaseEvent:
    details = {"number": new.number, "source": one.source.value}
    if one.read.text.kind is CaseKind.UNREAD:
        details["reason"] = one.read.reason
    name = "received" if who == PROGRAM else "entered"
    return CaseEvent(new.case, at, who, name, 1, json.dumps(details))


def _line(new: NewCase, at: datetime, who: str, verb: Verb) -> AuditEvent:
    details = [("digest", new.come_of.digest), ("id", new.come_of.submission), ("number", new.number)]
    if who != PROGRAM:
        details = [("agent", who), ("number", new.number), ("source", new.source.value)]
    role = Role.PROGRAM if who == PROGRAM else Role.DESK
    return AuditEvent(at, verb, role, f"case:{new.case}", tuple(details))
