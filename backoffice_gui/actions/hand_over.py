"""Handing cases over to another service of the team: whoever held them there does not see them any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.moving import Move, carry_out
from backoffice_gui.audit import Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.authority import Action
from backoffice_gui.domain.case_acts import Asked, CaseKey, Outcome
from backoffice_gui.domain.cases import CaseAct, after
from backoffice_gui.domain.deadlines import Delays
from backoffice_gui.domain.treating import Standing, treated
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.team import members

__all__ = ["HANDED_OVER", "hand_over"]

HANDED_OVER = "hand_over"
"""The event's name; which service it went to stands in its details."""


def hand_over(
    desk: Desk, keys: Sequence[CaseKey], service: str, clock: Clock, *, delays: Delays | None = None
) -> Outcome:
    """Hand cases over to the service of this name; one that somebody holds is given back, and is new there.

    An outcome for each: `case-not-yours` (a lead hands over), `service-same`, `case-changed`, `not-found`. Taken back
    (`undo_case`), a case is again whose it was, in the service where it was. Raises `UsageError("service-unknown")`.
    """
    if not desk.authority.may(Action.HAND_OVER):
        raise UsageError("case-not-yours")
    at, given = clock.now(), Delays() if delays is None else delays
    with desk.casebook.reading() as connection:
        (number,) = members.numbers_of(connection, [service])

    def mover(tx: Connection, case: Standing) -> Move | str:
        before = members.served(tx, case.case)
        if not members.serve(tx, case.case, number):
            return "service-same"
        back = Asked(CaseAct.GIVE_BACK)
        new = replace(case, version=case.version + 1)
        if after(CaseAct.GIVE_BACK, case.state) is not None:
            new = treated(case, back, desk.agent, at, given)
        return Move(case, new, HANDED_OVER, Verb.CASE_HANDED_OVER, {"service": service}, {"service": before})

    return carry_out(desk, keys, mover, at)
