"""Internal notes, which are only added, and what an agent was writing when the window went away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from backoffice_gui.domain.case_detail import Draft, NoteView
from backoffice_gui.storage.casebook import numbers
from backoffice_gui.storage.casebook.caseload_schema import draft, note
from backoffice_gui.storage.dialect import highest
from backoffice_gui.storage.journeys import Asked, ask, asking, later

__all__ = ["add_note", "asked", "drafts", "drafts_asked", "forget_draft", "keep_draft", "notes"]

_N = note.c
_D = draft.c
_LAST = asking(select(highest(_N.note)))
_ADD = note.insert()
_KEEP = draft.insert()
_FORGET = draft.delete().where(
    _D.case == bindparam("of_case"),
    _D.agent == bindparam("of_agent"),
    _D.what == bindparam("of_what"),
    _D.saved_at == bindparam("of_time"),
    func.length(_D.text) == bindparam("of_length"),
)
"""It is the very one, by when it was kept: its whole text, which may be long, has not to be said for that."""


def asked() -> tuple[Asked, ...]:
    """What `add_note` asks: the last number given."""
    return (_LAST, numbers.asked(note.name))


def add_note(tx: Connection, case: int, agent: str, text: str, at: datetime) -> int:
    """Add a note; returns its number."""
    number: int = max(ask(tx, _LAST).scalar() or 0, numbers.highest_removed(tx, note.name)) + 1
    later(tx, _ADD, [{"note": number, "case": case, "at": at, "agent": agent, "text": text}])
    return number


def notes(connection: Connection, case: int) -> tuple[NoteView, ...]:
    """A case's notes, in order."""
    query = select(_N.note, _N.at, _N.agent, _N.text).where(_N.case == case).order_by(_N.note)
    return tuple(NoteView(*row) for row in connection.execute(query))


def keep_draft(tx: Connection, case: int, agent: str, kept: Draft) -> None:
    """Keep what an agent is writing, where nothing is kept any more (`forget_draft`)."""
    new = {"case": case, "agent": agent, "what": kept.what, "text": kept.text, "saved_at": kept.saved_at}
    later(tx, _KEEP, [new])


def forget_draft(tx: Connection, case: int, agent: str, kept: Draft) -> None:
    """Forget it where it is still the one that was read."""
    which = {"of_case": case, "of_agent": agent, "of_what": kept.what}
    later(tx, _FORGET, [which | {"of_time": kept.saved_at, "of_length": len(kept.text)}])


_OF_CASE = (
    select(_D.what, _D.text, _D.saved_at)
    .where(_D.case == bindparam("of_case"), _D.agent == bindparam("of_agent"))
    .order_by(_D.what)
)


def drafts_asked(case: int, agent: str) -> Asked:
    """What `drafts` asks."""
    return asking(_OF_CASE, of_case=case, of_agent=agent)


def drafts(connection: Connection, case: int, agent: str) -> tuple[Draft, ...]:
    """What an agent was writing about a case."""
    return tuple(Draft(row.what, row.text, row.saved_at) for row in ask(connection, drafts_asked(case, agent)))
