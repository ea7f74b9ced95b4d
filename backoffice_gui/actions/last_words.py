"""What is written down as the last thing before the desk is locked: its events, and what was being written about cases.

Where the casebook can't take it at that moment, it is sealed to the inbox's own key and laid into the inbox: whatever
happens to the program while the desk is locked, the next unlocking brings it into the casebook, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.actions.case_notes import put_draft
from backoffice_gui.audit import AuditEvent
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.storage.casebook import audit_log

__all__ = ["LastWords"]


@dataclass(frozen=True, slots=True)
class LastWords:
    """Events and drafts of one agent at one desk."""

    agent: str
    at: datetime
    events: tuple[AuditEvent, ...] = ()
    drafts: tuple[Unkept, ...] = ()

    def write(self, tx: Connection) -> None:
        """Write all of it; a draft of a case that is gone, or one that is too long, is let go."""
        for draft in self.drafts:
            put_draft(tx, self.agent, draft, self.at)
        audit_log.append(tx, self.events)
