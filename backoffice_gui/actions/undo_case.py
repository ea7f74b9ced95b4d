"""Taking back what a command did: where nothing came after it, what was there before is put back.

An undo is a change like any other, with its event and its audit line, and may itself be undone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.moving import Move, carry_out
from backoffice_gui.actions.standing_json import before_of, put_back
from backoffice_gui.audit import Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.authority import Action
from backoffice_gui.domain.case_acts import CaseKey, Failed, Outcome, Undo
from backoffice_gui.domain.treating import Standing
from backoffice_gui.storage.casebook import events, histories, persons, proposals
from backoffice_gui.storage.casebook.events import CaseEvent
from backoffice_gui.storage.team import members

__all__ = ["undo"]


def undo(desk: Desk, what: Undo, clock: Clock) -> Outcome:
    """Put back what was there before these events, case by case; only what this agent did.

    A case that has moved on since is left as it is (`undo-too-late`), so is what somebody else did
    (`case-not-yours`). What comes back can be undone again. Raises what `Casebook.transaction` raises.
    """
    at = clock.now()
    with desk.casebook.reading() as connection:
        found = events.load(connection, what.events)
    of_case = {event.case: (number, event) for number, event in sorted(found.items())}

    def move(tx: Connection, case: Standing) -> Move | str:
        return _taken_back(tx, case, of_case[case.case], desk, at)

    keys = [CaseKey(case, event.version) for case, (_, event) in of_case.items()]
    outcome = carry_out(desk, keys, move, at)
    failed = tuple(
        Failed(each.case, "undo-too-late") if each.code == "case-changed" else each for each in outcome.failed
    )
    return replace(outcome, failed=failed)


def _taken_back(tx: Connection, case: Standing, noted: tuple[int, CaseEvent], desk: Desk, at: datetime) -> Move | str:
    number, event = noted
    before = before_of(event.before)
    if "case" not in before:
        return "undo-too-late"
    if event.who != desk.agent:
        return "case-not-yours"
    if "service" in before and (desk.casebook.local or not desk.authority.may(Action.HAND_OVER)):
        return "undo-too-late"
    new = put_back(case, before)
    there = new.person is None or new.person in persons.load(tx, [new.person])
    if not there or not histories.can_put_back(tx, case, new) or not _persons_stand(tx, before):
        return "undo-too-late"
    beside = _persons_back(tx, before) | _proposal_back(tx, case.case, before, at) | _service_back(tx, case, before)
    return Move(case, new, "undo", Verb.CASE_UNDONE, {"undone": event.name}, beside, number)


def _persons_stand(tx: Connection, before: dict[str, object]) -> bool:
    """Whether those whom it had joined or parted can be put back: nobody has said meanwhile whom they are.

    Nor may one of them have been purged, or have gone to a service that whoever undoes it does not see.
    """
    joined, parted = before.get("joined"), before.get("parted")
    if isinstance(joined, int):
        return joined in persons.load(tx, [joined]) and not persons.hidden(tx, [joined])
    if not isinstance(parted, list):
        return True
    number, to = parted
    if len(persons.load(tx, [number, to])) < 2 or persons.hidden(tx, [number, to]):
        return False
    return bool(persons.root(tx, number) == number != persons.root(tx, to))


def _persons_back(tx: Connection, before: dict[str, object]) -> dict[str, object]:
    """Part whom the event joined, join whom its undo had parted; what the undo of this will need."""
    joined, parted = before.get("joined"), before.get("parted")
    if isinstance(joined, int):
        to = persons.load(tx, [joined])[joined].joined_to
        persons.part(tx, joined)
        return {"parted": [joined, to]}
    if isinstance(parted, list):
        number, to = parted
        persons.join(tx, number, to)
        return {"joined": number}
    return {}


def _service_back(tx: Connection, case: Standing, before: dict[str, object]) -> dict[str, object]:
    """Give the case back to the service that had it; what the undo of this will need."""
    back = before.get("service")
    if not isinstance(back, int):
        return {}
    now = members.served(tx, case.case)
    members.serve(tx, case.case, back)
    return {"service": now}


def _proposal_back(tx: Connection, case: int, before: dict[str, object], at: datetime) -> dict[str, object]:
    """Put a proposal back on the table, or take it off again."""
    back, off = before.get("proposal"), before.get("proposed")
    if isinstance(back, list):
        other, kind = back
        proposals.restore(tx, case, other, kind)
        return {"proposed": back}
    if isinstance(off, list):
        other, kind = off
        proposals.dismiss(tx, case, other, kind, at)
        return {"proposal": off}
    return {}
