"""Closing an incident: a person answers for it, with a reason (protocol §4.6)."""

from __future__ import annotations

from datetime import datetime

from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.incidents import Incident
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["MAX_REASON", "checked_reason", "close_incident"]

MAX_REASON = 200
"""Characters of a reason: a few words, no story of a person."""


def checked_reason(reason: str) -> str:
    """The reason without spaces around it; raises `UsageError` where it is empty, too long or not one line."""
    bare = reason.strip()
    if not bare:
        raise UsageError("reason-needed")
    if len(bare) > MAX_REASON:
        raise UsageError("reason-too-long", most=MAX_REASON)
    if not bare.replace("\u00a0", " ").replace("\u202f", " ").isprintable():
        raise UsageError("reason-odd")
    return bare


def close_incident(
    inbox: Inbox, desk: Desk | None, number: int, reason: str, at: datetime, *, role: Role = Role.DESK
) -> Incident:
    """Close incident `number`; audited in the inbox by role and, where the desk is unlocked, in the casebook by name.

    The casebook's entry comes first: cut between the two, it says what was meant, and closing
    again closes. Raises `UsageError` for a number that is not open, or a reason that is none.
    """
    words = checked_reason(reason)
    with inbox.reading() as connection:
        if number not in {each.number for each in incidents.incidents(connection, open_only=True)}:
            raise UsageError("incident-not-open", number=number)
    if desk is not None:
        details = (("agent", desk.agent), ("reason", words))
        with desk.casebook.transaction() as tx:
            audit_log.append(tx, [AuditEvent(at, Verb.INCIDENT_CLOSED, role, f"incident:{number}", details)])
    with inbox.transaction() as tx:
        return incidents.close_incident(tx, number, words, at, role)
