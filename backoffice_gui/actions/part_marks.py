"""What becomes of a case where a piece of it can't be read: a badge, until somebody has dealt with it.

A refusal is told once for each piece: looking again at what is known says nothing new, until the case is reopened or
the piece was seen after all. It is an event and a line of the chain, by the program: who looked stands in the line
before. The version stays, so that whoever has the case open goes on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.attachments import UNREADABLE
from backoffice_gui.domain.cases import BUCKETS, Badge, Bucket, CaseAct
from backoffice_gui.storage.casebook import audit_log, events, standing
from backoffice_gui.storage.casebook.events import PROGRAM, CaseEvent

__all__ = ["OPENING", "Refused", "note_refused", "note_shown", "refused_page", "tell_refused"]

OPENING = -1
"""The page of a piece that did not open at all."""
_REFUSED, _SHOWN = "piece_refused", "piece_shown"
_NAMES = (_REFUSED, _SHOWN, CaseAct.REOPEN.value)


@dataclass(frozen=True, slots=True)
class Refused:
    """A piece of a case (as of a version), or a page of it (from 0), that can't be read, and why."""

    case: int
    version: int
    part: int
    why: str
    page: int = OPENING


def tell_refused(tx: Connection, pieces: Sequence[Refused], at: datetime) -> None:
    """Say so in the story of each case, and in the chain."""
    events.add(tx, [_event(each, at) for each in pieces])
    lines = [(each.case, (("part", each.part), ("reason", each.why))) for each in pieces]
    audit_log.append(
        tx, [AuditEvent(at, Verb.PART_REFUSED, Role.PROGRAM, f"case:{case}", said) for case, said in lines]
    )


def _event(one: Refused, at: datetime) -> CaseEvent:
    page = {} if one.page == OPENING else {"page": one.page + 1}
    said = {"part": one.part, **page, "why": one.why}
    return CaseEvent(one.case, at, PROGRAM, _REFUSED, one.version, json.dumps(said))


def note_refused(desk: Desk, case: int, n: int, why: str, at: datetime, *, page: int = OPENING) -> bool:
    """Note that a piece, or a page of it (from 0), can't be read; whether that is new.

    Nothing is noted of the form, of a reason that does not lie with the piece (`UNREADABLE`), of a case that is done.
    """
    if why not in UNREADABLE or n < 1:
        return False
    with desk.casebook.transaction() as tx:
        found = standing.load(tx, [case]).get(case)
        if found is None or BUCKETS[found.state] is Bucket.DONE or n in _refused(tx, case):
            return False
        standing.set_badge(tx, [case], Badge.PIECE_REFUSED, on=True)
        tell_refused(tx, [Refused(case, found.version, n, why, page)], at)
    return True


def refused_page(desk: Desk, case: int, n: int) -> int | None:
    """Which page of a piece is known as one that can't be read (`OPENING`: the piece); nothing where none is."""
    with desk.casebook.reading() as connection:
        return _refused(connection, case).get(n)


def note_shown(desk: Desk, case: int, n: int, page: int, at: datetime) -> bool:
    """Note that what could not be read was seen after all; the badge goes with the last such piece."""
    with desk.casebook.transaction() as tx:
        refused = _refused(tx, case)
        if refused.get(n) != page:
            return False
        if not refused.keys() - {n}:
            standing.set_badge(tx, [case], Badge.PIECE_REFUSED, on=False)
        events.add(tx, [CaseEvent(case, at, PROGRAM, _SHOWN, standing.known(tx, case), json.dumps({"part": n}))])
        audit_log.append(tx, [AuditEvent(at, Verb.PART_SHOWN, Role.PROGRAM, f"case:{case}", (("part", n),))])
    return True


def _refused(connection: Connection, case: int) -> dict[int, int]:
    """The pieces that can't be read as far as is known since the last reopening, each with its page."""
    return _left(events.named(connection, case, _NAMES))


def _left(happened: Iterable[CaseEvent]) -> dict[int, int]:
    left: dict[int, int] = {}
    for each in happened:
        said = json.loads(each.details) if each.details else {}
        if each.name == _REFUSED:
            left[said["part"]] = said.get("page", OPENING + 1) - 1
        elif each.name == _SHOWN:
            left.pop(said["part"], None)
        else:
            left.clear()
    return left
