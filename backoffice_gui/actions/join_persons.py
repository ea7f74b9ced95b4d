"""What an agent makes of a proposal: it is so, or it is not; each can be taken back, and nothing is merged alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.meeting import Wish
from backoffice_gui.actions.moving import Move, carry_out
from backoffice_gui.audit import Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_acts import CaseKey, Outcome
from backoffice_gui.domain.cases import MAY, Badge, CaseAct, Duty
from backoffice_gui.domain.conflicts import fields_of
from backoffice_gui.domain.treating import Standing
from backoffice_gui.storage.casebook import persons, proposals, standing
from backoffice_gui.storage.casebook.proposals import DUPLICATE, REPEAT, SAME_PERSON

__all__ = ["accept_proposal", "dismiss_proposal", "link_case", "link_person"]

_DISMISSED = ("proposal_dismissed", Verb.PROPOSAL_DISMISSED)
_BADGES = {DUPLICATE: Badge.DUPLICATE, REPEAT: Badge.REPEAT}


def link_person(desk: Desk, key: CaseKey, person: int, clock: Clock, *, duties: frozenset[Duty]) -> Outcome:
    """Say that a case's person is this one; where the case has none, it hangs on this one from now on.

    Both persons stay with all they declared (`persons.circle`); `undo` parts them again. Codes:
    `case-changed`, `case-not-yours`, `person-unknown`, `person-elsewhere` (somebody joined one of them to a person of
    another service, whom this agent does not see).
    """
    at = clock.now()

    def move(tx: Connection, case: Standing) -> Move | str:
        if not duties & MAY[CaseAct.TAKE]:
            return "case-not-yours"
        if person not in persons.load(tx, [person]):
            return "person-unknown"
        return _joined(tx, case, person, at)

    return carry_out(desk, [key], move, at, wish=_about(f"person {person}"))


def link_case(desk: Desk, key: CaseKey, other: int, clock: Clock, *, duties: frozenset[Duty]) -> Outcome:
    """Say that a case's person is that of another case, as `link_person` does.

    Codes: as there, `same-case`, `person-unknown` where the other case has no person.
    """
    at = clock.now()

    def move(tx: Connection, case: Standing) -> Move | str:
        if not duties & MAY[CaseAct.TAKE]:
            return "case-not-yours"
        if case.case == other:
            return "same-case"
        found = standing.load(tx, [other]).get(other)
        if found is None or found.person is None:
            return "person-unknown"
        return _joined(tx, case, found.person, at)

    return carry_out(desk, [key], move, at, wish=_about(f"case {other}"))


def _about(person: str) -> Wish:
    """Another word on whom a case is about, which nobody may have had meanwhile."""
    return Wish(lambda seen: fields_of(seen) | {"person": person})


def _beside(other: int, kind: str) -> Wish:
    """A proposal is settled: one that a colleague has settled is on the table no more (`proposal-unknown`)."""
    return Wish(lambda seen: fields_of(seen) | {f"proposal:{kind}:{other}": "settled"})


def _joined(tx: Connection, case: Standing, person: int, at: datetime) -> Move | str:
    if persons.hidden(tx, [each for each in (case.person, person) if each is not None]):
        return "person-elsewhere"
    details = {"person": person}
    other = persons.root(tx, person)
    before: dict[str, object] = {}
    new = replace(case, version=case.version + 1)
    if case.person is None:
        new = replace(new, person=other)
    else:
        mine = persons.root(tx, case.person)
        if mine != other:
            persons.join(tx, mine, other)
            before["joined"] = mine
    if proposals.dismiss(tx, case.case, person, SAME_PERSON, at):
        before["proposal"] = [person, SAME_PERSON]
    if not before and case.person is not None:
        return Move(case, case, "linked", Verb.PERSONS_JOINED)
    return Move(case, new, "linked", Verb.PERSONS_JOINED, details, before)


def accept_proposal(
    desk: Desk, key: CaseKey, other: int, kind: str, clock: Clock, *, duties: frozenset[Duty]
) -> Outcome:
    """Say that a case is what was proposed: its person is that one, or it is the same request as that case.

    The same request is written down with the other's number; both cases and their persons stay what they
    are. Codes: `proposal-unknown`, and those of `link_person`.
    """
    at = clock.now()

    def move(tx: Connection, case: Standing) -> Move | str:
        if not duties & MAY[CaseAct.TAKE]:
            return "case-not-yours"
        if not any((each.other, each.kind) == (other, kind) for each in proposals.open_of(tx, case.case)):
            return "proposal-unknown"
        if kind == SAME_PERSON:
            return _joined(tx, case, other, at) if other in persons.load(tx, [other]) else "person-unknown"
        return _off_the_table(tx, case, other, kind, said=("case_linked", Verb.CASES_LINKED), at=at)

    wish = _about(f"person {other}") if kind == SAME_PERSON else _beside(other, kind)
    return carry_out(desk, [key], move, at, wish=wish)


def dismiss_proposal(
    desk: Desk, key: CaseKey, other: int, kind: str, clock: Clock, *, duties: frozenset[Duty]
) -> Outcome:
    """Say that a case is not what was proposed; its badge goes with the last proposal of the kind.

    Codes: `case-changed`, `case-not-yours`, `proposal-unknown`.
    """
    at = clock.now()

    def move(tx: Connection, case: Standing) -> Move | str:
        if not duties & MAY[CaseAct.TAKE]:
            return "case-not-yours"
        return _off_the_table(tx, case, other, kind, said=_DISMISSED, at=at)

    return carry_out(desk, [key], move, at, wish=_beside(other, kind))


def _off_the_table(
    tx: Connection, case: Standing, other: int, kind: str, *, said: tuple[str, Verb], at: datetime
) -> Move | str:
    """A proposal is settled; the badge goes with the last one of its kind."""
    if not proposals.dismiss(tx, case.case, other, kind, at):
        return "proposal-unknown"
    left = {each.kind for each in proposals.open_of(tx, case.case)}
    gone = Badge.NONE if kind in left else _BADGES.get(kind, Badge.NONE)
    new = replace(case, badges=case.badges & ~int(gone), version=case.version + 1)
    details: dict[str, Any] = {"other": other, "kind": kind}
    if kind != SAME_PERSON:
        details["number"] = standing.number_of(tx, other)
    name, verb = said
    return Move(case, new, name, verb, details, {"proposal": [other, kind]})
