"""What an agent writes about a case, and whether it was read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.once import changing, made, noted, soonest
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_detail import Draft, NoteView, Unkept
from backoffice_gui.domain.note_check import note_warnings
from backoffice_gui.domain.spelled import spelled
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log, events, in_turn, notes, standing
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
    """A note's number, and the code words of what an agent should look at again (`note_check.NOTE_WARNINGS`).

    The number is 0 where the note is there, by its key, and the answer that has it was lost.
    """

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
    number = soonest(desk, lambda late: _write(desk, case, spelled(words), at, late=late))
    return Written(number, note_warnings(words))


def _write(desk: Desk, case: int, text: str, at: datetime, *, late: bool) -> int:
    """Add the note, its event and its line; its number."""
    numbers: list[int] = []
    here = (standing.known_asked(case), notes.drafts_asked(case, desk.agent))
    ahead = here if late else (*here, *notes.asked(), *events.asked(), audit_log.HEAD)
    with changing(desk, [case], ahead, late=late) as tx:
        version = standing.known(tx, case)
        if not version:
            raise UsageError("not-found")
        draft = _there(tx, desk.agent, Unkept(case, "note", ""))
        if not late:
            numbers.append(notes.add_note(tx, case, desk.agent, text, at))
        number = in_turn.NOT_YET if late else numbers[0]
        event = CaseEvent(case, at, desk.agent, "note", version, json.dumps({"note": number, **dict(made(desk))}))
        said: Details = (("agent", desk.agent), ("note", number), *made(desk))
        line = AuditEvent(at, Verb.NOTE_WRITTEN, Role.DESK, f"case:{case}", said)
        if late:
            in_turn.say_note(tx, line, case, version)
            in_turn.add_note(tx, case, NoteView(number, at, desk.agent, text), numbers.append)
            in_turn.add_event(tx, event, numbers.append, after_note=True)
        else:
            events.add(tx, [event])
            audit_log.append(tx, [line])
        if draft is not None and draft.text.strip() in text:  # what is written elsewhere stays
            notes.forget_draft(tx, case, desk.agent, draft)
        noted(tx, desk, [case], at)
    return numbers[0] if numbers else in_turn.NOT_YET


def keep_draft(desk: Desk, case: int, what: str, text: str, clock: Clock, *, seen: str | None = None) -> None:
    """Keep what is being written, so that a crash loses nothing; an empty text forgets it.

    `seen`: the text that was known to be kept, nothing where nobody looked. Where the agent has written something else
    since, on another machine, neither takes the other's place unasked: of two that hold one another the longer is kept.

    Raises `UsageError`: `draft-unknown`, `draft-too-long`, `not-found`; `draft-changed` where two drafts met, and
    `case-changed` where this one has waited before it met the other.
    """
    check_draft(what, text)
    at, draft = clock.now(), Unkept(case, what, text, seen)
    soonest(desk, lambda late: _keep(desk, draft, at, late=late))


def _keep(desk: Desk, draft: Unkept, at: datetime, *, late: bool) -> None:
    made_at, ahead = desk.once.made_at, (standing.known_asked(draft.case), notes.drafts_asked(draft.case, desk.agent))
    with changing(desk, [draft.case], ahead, late=late) as tx:
        if not standing.known(tx, draft.case):
            raise UsageError("not-found")
        there = _there(tx, desk.agent, draft)
        unseen = _unseen(there, draft, made_at)
        if unseen is None:
            _put(tx, desk.agent, draft, made_at or at, there)
        elif spelled(draft.text) not in unseen.text:
            raise UsageError("draft-changed" if made_at is None else "case-changed")
        noted(tx, desk, [draft.case], at)


def _there(tx: Connection, agent: str, draft: Unkept) -> Draft | None:
    return next((each for each in notes.drafts(tx, draft.case, agent) if each.what == draft.what), None)


def _unseen(there: Draft | None, draft: Unkept, made_at: datetime | None = None) -> Draft | None:
    """What is kept and this draft would write over unseen; where nobody said what was seen, times have to tell."""
    if there is None or (draft.text and there.text in spelled(draft.text)):
        return None
    if draft.seen is not None:
        return None if there.text == spelled(draft.seen) else there
    return there if made_at is not None and there.saved_at > made_at else None


def put_draft(tx: Connection, agent: str, draft: Unkept, at: datetime) -> None:
    """The same as a part of something else, which nothing of it may keep from being done: what can't be kept is not.

    Where it meets what was written elsewhere both are kept, one below the other; an answer's beside the note, for its
    draft is no text that another can be put below.
    """
    if draft.what not in DRAFTS or len(draft.text) > MAX_DRAFT or not standing.known(tx, draft.case):
        return
    kept = _there(tx, agent, draft)
    there = _unseen(kept, draft)
    if there is None:
        _put(tx, agent, draft, at, kept)
    elif spelled(draft.text) not in there.text:
        beside = replace(draft, what="note" if draft.what == "answer" else draft.what)
        below = _there(tx, agent, beside)
        both = draft.text if below is None else f"{below.text}\n\n{draft.text}"
        if len(both) <= MAX_DRAFT:
            _put(tx, agent, replace(beside, text=both), at, below)


def _put(tx: Connection, agent: str, draft: Unkept, at: datetime, there: Draft | None) -> None:
    """In place of what is `there`: another one that came since is in its way, and this one is refused."""
    storable = spelled(draft.text)
    if there is not None:
        notes.forget_draft(tx, draft.case, agent, there)
    if storable:
        notes.keep_draft(tx, draft.case, agent, Draft(draft.what, storable, at))


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
