"""What an agent writes about a case, and whether it was read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.once import changing, made, noted
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_detail import Draft, Unkept
from backoffice_gui.domain.note_check import note_warnings
from backoffice_gui.domain.spelled import spelled
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log, events, notes, standing
from backoffice_gui.storage.casebook.events import CaseEvent

__all__ = [
    "DRAFTS",
    "MAX_DRAFT",
    "MAX_NOTE",
    "Written",
    "check_draft",
    "check_note",
    "keep_draft",
    "mark_read",
    "mark_unread",
    "put_draft",
    "write_note",
]

MAX_NOTE = 10_000
"""Characters of one note."""
MAX_DRAFT = 100_000
"""Characters of what is being written: more than can be sent, so that nothing typed is lost."""
DRAFTS = ("note", "answer", "reason")
"""What can be kept while it is written."""


@dataclass(frozen=True, slots=True)
class Written:
    """A note's number, and the code words of what an agent should look at again (`note_check.NOTE_WARNINGS`)."""

    note: int
    warnings: tuple[str, ...] = ()


def check_note(text: str) -> str:
    """The words of a note; raises `UsageError`: `note-empty`, `note-too-long`."""
    words = text.strip()
    if not words:
        raise UsageError("note-empty")
    if len(words) > MAX_NOTE:
        raise UsageError("note-too-long", most=MAX_NOTE)
    return words


def check_draft(what: str, text: str) -> None:
    """Whether it can be kept; raises `UsageError`: `draft-unknown`, `draft-too-long`."""
    if what not in DRAFTS:
        raise UsageError("draft-unknown")
    if len(text) > MAX_DRAFT:
        raise UsageError("draft-too-long", most=MAX_DRAFT)


def write_note(desk: Desk, case: int, text: str, clock: Clock) -> Written:
    """Add an internal note, which the person may one day read; the draft of it is forgotten.

    Raises `UsageError`: `note-empty`, `note-too-long`, `not-found`.
    """
    words, at = check_note(text), clock.now()
    storable = spelled(words)
    ahead = (standing.known_asked(case), *notes.asked(), *events.asked(), audit_log.HEAD)
    with changing(desk, [case], ahead) as tx:
        version = standing.known(tx, case)
        if not version:
            raise UsageError("not-found")
        number = notes.add_note(tx, case, desk.agent, storable, at)
        notes.forget_draft(tx, case, desk.agent, "note")
        details = json.dumps({"note": number, **dict(made(desk))})
        events.add(tx, [CaseEvent(case, at, desk.agent, "note", version, details)])
        said: Details = (("agent", desk.agent), ("note", number), *made(desk))
        audit_log.append(tx, [AuditEvent(at, Verb.NOTE_WRITTEN, Role.DESK, f"case:{case}", said)])
        noted(tx, desk, [case], at)
    return Written(number, note_warnings(words))


def keep_draft(desk: Desk, case: int, what: str, text: str, clock: Clock) -> None:
    """Keep what is being written, so that a crash loses nothing; an empty text forgets it.

    Raises `UsageError`: `draft-unknown`, `draft-too-long`, `not-found`; `case-changed` where it has waited and the
    agent has written something else since, on another machine: neither may take the other's place unasked.
    """
    check_draft(what, text)
    at, made_at = clock.now(), desk.once.made_at
    with changing(desk, [case], [standing.known_asked(case)]) as tx:
        if not standing.known(tx, case):
            raise UsageError("not-found")
        newer = None if made_at is None else _newer(tx, desk.agent, Unkept(case, what, text), made_at)
        if newer is None:
            _put(tx, desk.agent, Unkept(case, what, text), made_at or at)
        elif spelled(text) not in newer.text:
            raise UsageError("case-changed")
        noted(tx, desk, [case], at)


def _newer(tx: Connection, agent: str, waited: Unkept, made_at: datetime) -> Draft | None:
    found = (each for each in notes.drafts(tx, waited.case, agent) if each.what == waited.what)
    return next((each for each in found if each.saved_at > made_at), None)


def put_draft(tx: Connection, agent: str, draft: Unkept, at: datetime) -> None:
    """The same as a part of something else, which nothing of it may keep from being done: what can't be kept is not."""
    if draft.what in DRAFTS and len(draft.text) <= MAX_DRAFT and standing.known(tx, draft.case):
        _put(tx, agent, draft, at)


def _put(tx: Connection, agent: str, draft: Unkept, at: datetime) -> None:
    storable = spelled(draft.text)
    if storable:
        notes.keep_draft(tx, draft.case, agent, Draft(draft.what, storable, at))
    else:
        notes.forget_draft(tx, draft.case, agent, draft.what)


def mark_read(desk: Desk, cases: Sequence[int]) -> int:
    """Note that these were read, and their news with them; how many had not been.

    No event and no new version: whoever has one of them open goes on.
    """
    with desk.casebook.transaction() as tx:
        return standing.set_unread(tx, cases, unread=False)


def mark_unread(desk: Desk, cases: Sequence[int], at: datetime) -> int:
    """Note that these are to be read again; how many had been read."""
    with changing(desk, cases) as tx:
        many = standing.set_unread(tx, cases, unread=True)
        noted(tx, desk, cases, at)
    return many
