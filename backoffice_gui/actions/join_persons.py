"""What an agent makes of a proposal: two persons are one, or two cases are not the same. Each can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.moving import Move, carry_out
from backoffice_gui.audit import Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_acts import CaseKey, Outcome
from backoffice_gui.domain.cases import MAY, Badge, CaseAct, Duty
from backoffice_gui.domain.treating import Standing
from backoffice_gui.storage.casebook import persons, proposals
from backoffice_gui.storage.casebook.proposals import DUPLICATE, REPEAT, SAME_PERSON

__all__ = ["dismiss_proposal", "link_person"]

_BADGES = {DUPLICATE: Badge.DUPLICATE, REPEAT: Badge.REPEAT}


def link_person(desk: Desk, key: CaseKey, person: int, clock: Clock, *, duties: frozenset[Duty]) -> Outcome:
    """Say that a case's person is this one; where the case has none, it hangs on this one from now on.

    Both persons stay with all they declared (`persons.circle`); `undo` parts them again. Codes:
    `case-changed`, `case-not-yours`, `person-unknown`.
    """
    at = clock.now()

    def move(tx: Connection, case: Standing) -> Move | str:
        if not duties & MAY[CaseAct.TAKE]:
            return "case-not-yours"
        if person not in persons.load(tx, [person]):
            return "person-unknown"
        return _joined(tx, case, person, at)

    return carry_out(desk, [key], move, at)


def _joined(tx: Connection, case: Standing, person: int, at: datetime) -> Move:
    details = {"person": person}
    other = persons.root(tx, person)
    if case.person is None:
        new = replace(case, person=other, version=case.version + 1)
        return Move(case, new, "linked", Verb.PERSONS_JOINED, details)
    mine = persons.root(tx, case.person)
    before: dict[str, object] = {}
    if mine != other:
        persons.join(tx, mine, other)
        before["joined"] = mine
    if proposals.dismiss(tx, case.case, person, SAME_PERSON, at):
        before["proposal"] = [person, SAME_PERSON]
    if not before:
        return Move(case, case, "linked", Verb.PERSONS_JOINED)
    new = replace(case, version=case.version + 1)
    return Move(case, new, "linked", Verb.PERSONS_JOINED, details, before)


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
        if not proposals.dismiss(tx, case.case, other, kind, at):
            return "proposal-unknown"
        left = {each.kind for each in proposals.open_of(tx, case.case)}
        gone = Badge.NONE if kind in left else _BADGES.get(kind, Badge.NONE)
        new = replace(case, badges=case.badges & ~int(gone), version=case.version + 1)
        details = {"other": other, "kind": kind}
        before = {"proposal": [other, kind]}
        return Move(case, new, "proposal_dismissed", Verb.PROPOSAL_DISMISSED, details, before)

    return carry_out(desk, [key], move, at)
