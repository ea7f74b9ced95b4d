"""Internal notes, which are only added, and what an agent was writing when the window went away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, and_, select

from backoffice_gui.domain.case_detail import Draft, NoteView
from backoffice_gui.storage.casebook.caseload_schema import draft, note
from backoffice_gui.storage.casebook.numbers import highest_removed
from backoffice_gui.storage.dialect import highest

__all__ = ["add_note", "drafts", "forget_draft", "keep_draft", "notes"]

_N = note.c
_D = draft.c


def add_note(tx: Connection, case: int, agent: str, text: str, at: datetime) -> int:
    """Add a note; returns its number."""
    number = max(tx.execute(select(highest(_N.note))).scalar() or 0, highest_removed(tx, note.name)) + 1
    tx.execute(note.insert().values(note=number, case=case, at=at, agent=agent, text=text))
    return number


def notes(connection: Connection, case: int) -> tuple[NoteView, ...]:
    """A case's notes, in order."""
    query = select(_N.note, _N.at, _N.agent, _N.text).where(_N.case == case).order_by(_N.note)
    return tuple(NoteView(*row) for row in connection.execute(query))


def keep_draft(tx: Connection, case: int, agent: str, kept: Draft) -> None:
    """Keep what an agent is writing, over what was kept before."""
    forget_draft(tx, case, agent, kept.what)
    tx.execute(draft.insert().values(case=case, agent=agent, what=kept.what, text=kept.text, saved_at=kept.saved_at))


def forget_draft(tx: Connection, case: int, agent: str, what: str) -> None:
    """Forget it; nothing where nothing was kept."""
    tx.execute(draft.delete().where(and_(_D.case == case, _D.agent == agent, _D.what == what)))


def drafts(connection: Connection, case: int, agent: str) -> tuple[Draft, ...]:
    """What an agent was writing about a case."""
    query = select(_D.what, _D.text, _D.saved_at).where(and_(_D.case == case, _D.agent == agent)).order_by(_D.what)
    return tuple(Draft(*row) for row in connection.execute(query))
