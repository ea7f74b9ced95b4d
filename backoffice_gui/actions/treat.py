"""What an agent does with cases, one or many: each in its own right, each change an event and an audit line.

A change goes over the version that the agent saw. Cases are changed in groups, a transaction each;
between groups it can be stopped, and what was done until then stands.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.meeting import Wish
from backoffice_gui.actions.moving import Move, carry_out, never, silent
from backoffice_gui.audit import Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_acts import Asked, CaseKey, Outcome
from backoffice_gui.domain.cases import MAY, CaseAct, Duty
from backoffice_gui.domain.conflicts import Values, fields_of
from backoffice_gui.domain.deadlines import Delays
from backoffice_gui.domain.spelled import spelled
from backoffice_gui.domain.treating import Standing, refusal, treated

__all__ = ["receipt_sent", "treat"]

_DELAYS = Delays()


def treat(
    desk: Desk,
    keys: Sequence[CaseKey],
    asked: Asked,
    clock: Clock,
    *,
    duties: frozenset[Duty],
    delays: Delays = _DELAYS,
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> Outcome:
    """One act for each of these cases; `progress` hears how many were looked at.

    A case that is left as it was has a code of `treating.refusal`, `not-found`, or `case-changed` where somebody
    else has acted on it since it was seen: where it stands, who has it, what was answered; the same act too. What an
    act would not change is done already: its key comes back as it is, without an event. Raises what
    `Casebook.transaction` raises.
    """
    at, asked = clock.now(), _storable(asked)

    def move(_tx: Connection, case: Standing) -> Move | str:
        code = refusal(case, asked, desk.agent, duties)
        if code:
            return code
        new = treated(case, asked, desk.agent, at, delays)
        return Move(case, new, asked.act.value, Verb.CASE_TREATED, _details(case, new, asked))

    def fields(seen: Standing) -> Values | None:
        possible = not refusal(seen, asked, desk.agent, duties)
        return fields_of(treated(seen, asked, desk.agent, at, delays)) if possible else None

    alone = not asked.decisions  # a person's history follows what is decided of his details
    return carry_out(desk, keys, move, at, wish=Wish(fields), alone=alone, progress=progress, cancelled=cancelled)


def receipt_sent(
    desk: Desk,
    keys: Sequence[CaseKey],
    clock: Clock,
    *,
    duties: frozenset[Duty],
    progress: Callable[[int], None] = silent,
    cancelled: Callable[[], bool] = never,
) -> Outcome:
    """Note that the acknowledgement owed to the person was sent (CRPA L. 112-11); twice does nothing.

    Whoever may take a case may note it, whoever holds the case. Codes: `case-changed`, `case-not-yours`.
    """
    at = clock.now()

    def move(_tx: Connection, case: Standing) -> Move | str:
        if not duties & MAY[CaseAct.TAKE]:
            return "case-not-yours"
        new = case if case.receipt_done_at else replace(case, receipt_done_at=at, version=case.version + 1)
        return Move(case, new, "receipt_sent", Verb.RECEIPT_SENT)

    wish = Wish(lambda seen: fields_of(seen) | {"receipt": "sent"}, again=True)
    return carry_out(desk, keys, move, at, wish=wish, alone=True, progress=progress, cancelled=cancelled)


def _storable(asked: Asked) -> Asked:
    """Reasons as every database takes them."""
    return replace(
        asked,
        reason=spelled(asked.reason),
        certificates=tuple((n, answer, spelled(why)) for n, answer, why in asked.certificates),
        decisions=tuple((name, decision, spelled(why)) for name, decision, why in asked.decisions),
    )


def _details(case: Standing, new: Standing, asked: Asked) -> dict[str, Any]:
    """Code words and values for the timeline's sentence; what is the same as ever is left out."""
    said: dict[str, Any] = {"from": case.state.value, "to": new.state.value}
    if new.agent != case.agent:
        said |= {"agent": new.agent, "agent_before": case.agent}
    if asked.reason.strip():
        said["reason"] = asked.reason.strip()
    if asked.certificates:
        said["certificates"] = {str(n): answer.value for n, answer, _ in asked.certificates}
    if asked.decisions:
        said["decisions"] = {name: decision.value for name, decision, _ in asked.decisions}
    return said
