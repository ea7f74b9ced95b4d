"""A change that waited is done, once, over the version it was made on; or it is said why not, and kept.

Whatever the server says of it, the change itself stays on the workstation until it is done or its agent gives it up.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import assert_never

from backoffice_gui import logs
from backoffice_gui.actions import case_notes, hold
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.join_persons import accept_proposal, dismiss_proposal, link_case, link_person
from backoffice_gui.actions.once import APPLIED, has_done
from backoffice_gui.actions.open_case import open_case
from backoffice_gui.actions.treat import receipt_sent, treat
from backoffice_gui.actions.undo_case import undo
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_acts import CaseKey, Mark, Outcome, Undo
from backoffice_gui.domain.cases import Duty
from backoffice_gui.domain.deadlines import Delays
from backoffice_gui.domain.outbox import (
    TOO_OLD_DAYS,
    Act,
    Drafted,
    Fate,
    Freed,
    Held,
    Judged,
    Linked,
    LinkedPerson,
    Looked,
    Marked,
    Noted,
    Once,
    Pending,
    Undone,
    moves,
)
from backoffice_gui.errors import Circumstance, Defect, StoreBusy, UsageError, WrongKey
from backoffice_gui.storage.away import is_away
from backoffice_gui.storage.casebook import events

__all__ = ["CLASHES", "TOO_OLD", "Applied", "By", "apply"]

_LOG = logging.getLogger(__name__)

CLASHES = frozenset({"case-changed", "undo-too-late"})
"""Codes of a change that somebody else's came before."""
TOO_OLD = "too-old"


@dataclass(frozen=True, slots=True)
class By:
    """Whose changes they are, and what holds for them: `numbered` finds the case that people call so."""

    desk: Desk
    clock: Clock
    duties: frozenset[Duty]
    delays: Delays
    numbered: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Applied:
    """A change with its fate.

    `version`: once applied, the case's, if nobody but its agent has changed it since the change was made; nothing where
    somebody else has: what was made upon the change has not seen that.
    """

    pending: Pending
    version: int | None = None


def apply(by: By, pending: Pending) -> Applied:
    """Do what waited; what can't be done is kept with its code word.

    Raises `StoreUnreachable`, `StoreError("commit-unknown")`, `StoreBusy`, `WrongKey("locked")`: then it still waits.
    """
    old = by.clock.now() - pending.at > timedelta(days=TOO_OLD_DAYS)
    if old and not has_done(replace(by.desk, once=_once(pending)), [pending.case]):
        return Applied(replace(pending, fate=Fate.REFUSED, code=TOO_OLD))
    done = _sent(by, pending)
    if done.fate is not Fate.APPLIED or not pending.case or not moves(pending.change):
        return Applied(done)
    return Applied(done, _came_to(by.desk, pending))


def _came_to(desk: Desk, pending: Pending) -> int | None:
    with desk.casebook.transaction() as tx:  # the writer's connection has just been used; a reader's may be gone
        since = events.since(tx, pending.case, pending.version)
    version = pending.version
    for each in reversed(since):
        if each.version > version and each.who != desk.agent:  # a note has its case's version, and moves nothing
            return None
        version = max(version, each.version)
    return version


def _once(pending: Pending) -> Once:
    return Once({} if not pending.case else {pending.case: pending.key}, pending.key, pending.at)


def _sent(by: By, pending: Pending) -> Pending:
    try:
        outcome = _done(replace(by, desk=replace(by.desk, once=_once(pending))), pending)
    except UsageError as error:
        if error.reason == APPLIED:
            return replace(pending, fate=Fate.APPLIED, code="", conflict=None)
        return _refused(pending, error.reason)
    except Circumstance as error:
        if isinstance(error, StoreBusy | WrongKey) or is_away(error):
            raise
        return _refused(pending, error.reason or error.code)
    except Defect:  # one change that trips us keeps none of the others from being done
        logs.event(_LOG, logging.WARNING, "change_not_applied", code="DEF-001")
        return _refused(pending, "defect")
    return _told(pending, outcome)


def _refused(pending: Pending, code: str) -> Pending:
    return replace(pending, fate=_fate(code), code=code)


def _fate(code: str) -> Fate:
    return Fate.CLASHED if code in CLASHES else Fate.REFUSED


def _told(pending: Pending, outcome: Outcome) -> Pending:
    if outcome.failed:
        failed = outcome.failed[0]
        return replace(pending, fate=_fate(failed.code), code=failed.code, conflict=failed.conflict)
    return replace(pending, fate=Fate.APPLIED, code="", conflict=None)


def _done(by: By, pending: Pending) -> Outcome:
    """What the server made of it; an outcome that names no case where a case has no new version by it."""
    desk, clock, case, change = by.desk, by.clock, pending.case, pending.change
    match change:
        case Noted(text):
            case_notes.write_note(desk, case, text, clock)
        case Drafted(what, text, seen):
            case_notes.keep_draft(desk, case, what, text, clock, seen=seen)
        case Held(reason, until):
            hold.place_hold(desk, case, reason, until, clock.now())
        case Freed(number):
            hold.release_hold(desk, case, number, clock.now())
        case Looked():
            open_case(desk, case, clock.now())
        case Marked(mark) if mark is Mark.UNREAD:
            case_notes.mark_unread(desk, [case], clock.now())
        case _:
            return _moved(by, CaseKey(case, pending.version), change)
    return Outcome(())


def _moved(by: By, key: CaseKey, change: Act | Marked | Undone | Judged | Linked | LinkedPerson) -> Outcome:
    desk, clock, duties = by.desk, by.clock, by.duties
    match change:
        case Act(asked):
            return treat(desk, [key], asked, clock, duties=duties, delays=by.delays)
        case Marked():
            return receipt_sent(desk, [key], clock, duties=duties)
        case Undone(events):
            return undo(desk, Undo(events), clock)
        case Judged(other, kind, accepted):
            judge = accept_proposal if accepted else dismiss_proposal
            return judge(desk, key, other, kind, clock, duties=duties)
        case Linked(number):
            return link_case(desk, key, by.numbered(number), clock, duties=duties)
        case LinkedPerson(person):
            return link_person(desk, key, person, clock, duties=duties)
        case _:
            assert_never(change)
