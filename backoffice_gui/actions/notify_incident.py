"""Recording that an incident was notified to the supervisory authority: when, under which reference, as what."""

from __future__ import annotations

from datetime import datetime

from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.incidents import Capacity, Incident, Notified
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["MAX_REFERENCE", "checked_reference", "notified", "notify_incident"]

MAX_REFERENCE = 60
"""Characters of an authority's reference."""


def checked_reference(reference: str) -> str:
    """The reference without spaces around it; raises `UsageError` where it is empty, too long or not one line."""
    bare = reference.strip()
    if not bare:
        raise UsageError("reference-needed")
    if len(bare) > MAX_REFERENCE or not bare.replace("\u00a0", " ").isprintable():
        raise UsageError("reference-odd", most=MAX_REFERENCE)
    return bare


def notify_incident(
    inbox: Inbox, desk: Desk | None, number: int, told: Notified, *, role: Role = Role.DESK
) -> Incident:
    """Record that incident `number`, open or closed, was notified (GDPR, art. 33(1)); said again, the last word counts.

    Audited in the inbox by role and, where the desk is unlocked, in the casebook by name, that first, as in
    `close_incident`. Raises `UsageError`: `incident-unknown`; `notified-time` for a moment before the incident was
    opened or after `told.recorded_at`; `reference-needed`, `reference-odd`.
    """
    bare = checked_reference(told.reference)
    with inbox.reading() as connection:
        known = next((one for one in incidents.incidents(connection, open_only=False) if one.number == number), None)
    if known is None:
        raise UsageError("incident-unknown", number=number)
    if not _minute(known.opened_at) <= told.at <= told.recorded_at:
        raise UsageError("notified-time")
    sound = Notified(told.at, bare, told.capacity, told.recorded_at)
    if desk is not None:
        details = (
            ("agent", desk.agent),
            ("at", told.at.isoformat()),
            ("capacity", told.capacity.value),
            ("reference", bare),
        )
        event = AuditEvent(told.recorded_at, Verb.INCIDENT_NOTIFIED, role, f"incident:{number}", details)
        with desk.casebook.transaction() as tx:
            audit_log.append(tx, [event])
    with inbox.transaction() as tx:
        return incidents.note_notified(tx, number, sound, role)


def _minute(at: datetime) -> datetime:
    """Who says when says it to the minute."""
    return at.replace(second=0, microsecond=0)


def notified(at: datetime, reference: str, capacity: str, recorded_at: datetime) -> Notified:
    """What a person said, in code words; raises `UsageError("capacity")` for one that is none."""
    try:
        return Notified(at, reference, Capacity(capacity), recorded_at)
    except ValueError as error:
        raise UsageError("capacity") from error
