"""Keeping a case from being purged: who, why, until which day; in the case's story, and in the chain."""

from __future__ import annotations

import json
from datetime import date, datetime

from backoffice_gui.actions.close_incident import checked_reason
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.once import changing, made, noted
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.domain.cases import Badge
from backoffice_gui.domain.deadlines import civil_day
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log, events, holds, standing
from backoffice_gui.storage.casebook.events import CaseEvent

__all__ = ["place_hold", "release_hold"]


def place_hold(desk: Desk, case: int, reason: str, until: date, at: datetime) -> int:
    """Hold a case until the end of a day; returns the hold's number. The case's version stays: nothing of it changed.

    The reason stands with the hold and goes with the case; the chain has the number only. Raises `UsageError`:
    `not-found`, `hold-day` for a day that is past, a reason that is none (`reason-needed` …).
    """
    words = checked_reason(reason)
    if until < civil_day(at):
        raise UsageError("hold-day")
    with changing(desk, [case]) as tx:
        version = standing.known(tx, case)
        if not version:
            raise UsageError("not-found")
        standing.set_badge(tx, [case], Badge.TO_PURGE, on=False)
        number = holds.place(tx, case, desk.agent, words, until=until, at=at)
        said = json.dumps({"until": until.isoformat(), "reason": words, **dict(made(desk))}, ensure_ascii=False)
        events.add(tx, [CaseEvent(case, at, desk.agent, "held", version, said)])
        details: Details = (("agent", desk.agent), ("hold", number), ("until", until.isoformat()), *made(desk))
        audit_log.append(tx, [AuditEvent(at, Verb.HOLD_PLACED, Role.DESK, f"case:{case}", details)])
        noted(tx, desk, [case], at)
    return number


def release_hold(desk: Desk, case: int, number: int, at: datetime) -> None:
    """End one hold of a case, that of this number, and no other: what somebody has placed since stands.

    Raises `UsageError`: `not-found`; `hold-none` (it stands no more); `case-changed` where it is not said which, as in
    what an older version kept: nobody knows what was seen then, and it is decided anew.
    """
    with changing(desk, [case]) as tx:
        version = standing.known(tx, case)
        if not version:
            raise UsageError("not-found")
        if not number:
            raise UsageError("case-changed")
        if not holds.release(tx, case, number, desk.agent, at):
            raise UsageError("hold-none")
        when = dict(made(desk))
        events.add(tx, [CaseEvent(case, at, desk.agent, "hold_released", version, json.dumps(when) if when else "")])
        details: Details = (("agent", desk.agent), ("hold", number), *made(desk))
        audit_log.append(tx, [AuditEvent(at, Verb.HOLD_RELEASED, Role.DESK, f"case:{case}", details)])
        noted(tx, desk, [case], at)
