"""Incidents (a person closes them) and alarms (they end with their cause), both audited."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, not_, select, text

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import Alarm, AlarmKind, Capacity, Incident, IncidentKind, Notified
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.dialect import among, listed
from backoffice_gui.storage.inbox import audit_log
from backoffice_gui.storage.inbox.schema import alarm, incident, notification, submission

__all__ = [
    "alarms",
    "close_incident",
    "end_alarm",
    "ever_opened",
    "incidents",
    "note_clock",
    "note_lock_held",
    "note_notified",
    "open_incident",
    "open_of",
    "open_rows",
    "raise_alarm",
    "unproven",
]

_I, _S = incident.c, submission.c
_OPEN = _I.closed_at.is_(None)
_SERVERS = text("SELECT clock_timestamp()")


def open_incident(
    tx: Connection,
    kind: IncidentKind,
    at: datetime,
    *,
    row: int | None = None,
    seq: int | None = None,
    id: str | None = None,  # noqa: A002 - the protocol's word
    detail: str = "",
) -> int | None:
    """Record an incident; returns its number, or nothing where the same (kind, row, seq, id) is open already.

    `detail` is a code word or a number, never personal.
    """
    same = and_(
        _OPEN,
        _I.kind == kind.value,
        _I.row.is_not_distinct_from(row),
        _I.seq.is_not_distinct_from(seq),
        _I.id.is_not_distinct_from(id),
    )
    if tx.execute(select(_I.number).where(same).limit(1)).first() is not None:
        return None
    values = {"kind": kind.value, "opened_at": at, "row": row, "seq": seq, "id": id, "detail": detail}
    (number,) = tx.execute(incident.insert().values(**values)).inserted_primary_key or (0,)
    details = (("kind", kind.value), ("detail", detail), ("submission", row or 0))
    audit_log.append(tx, [AuditEvent(at, Verb.INCIDENT_OPENED, Role.COLLECTOR, f"incident:{number}", details)])
    return int(number)


def open_of(connection: Connection, kind: IncidentKind, rows: Collection[int]) -> list[int]:
    """The numbers of the open incidents of a kind that are about these submissions."""
    query = select(_I.number).where(_OPEN, _I.kind == kind.value, among(_I.row, "among")).order_by(_I.number)
    return list(connection.scalars(query, {"among": listed(sorted(rows))}))


def open_rows(connection: Connection, kind: IncidentKind) -> list[int]:
    """The submissions that an open incident of a kind is about, in order."""
    query = select(_I.row).where(_OPEN, _I.kind == kind.value, _I.row.is_not(None)).distinct().order_by(_I.row)
    return list(connection.scalars(query))


def unproven(connection: Connection) -> list[int]:
    """Submissions in quarantine that ended on the web while our copy stands, and of which nobody was ever told."""
    told = select(_I.number).where(and_(_I.row == _S.row, _I.kind == IncidentKind.UNPROVEN.value)).exists()
    waits = and_(_S.quarantined_at.is_not(None), _S.released_at.is_(None), _S.erased_at.is_(None), not_(told))
    query = select(_S.row).where(and_(_S.stage == Stage.STORED_EXPIRED.value, waits)).order_by(_S.row)
    return list(connection.scalars(query))


def ever_opened(connection: Connection, kind: IncidentKind, rows: Sequence[int]) -> set[int]:
    """Of these submissions, those of which an incident of this kind was opened, closed since or not."""
    query = select(_I.row).where(_I.kind == kind.value, among(_I.row, "among"))
    return set(connection.scalars(query, {"among": listed(list(rows))}))


def note_lock_held(tx: Connection, what: str, login: str, at: datetime) -> None:
    """A login keeps everybody else from something (`what`: `lead`, `write`): once while that is open."""
    open_incident(tx, IncidentKind.LOCK_HELD, at, id=f"{what}:{login}", detail=f"{what}:{login}")


def close_incident(tx: Connection, number: int, reason: str, at: datetime, role: Role) -> Incident:
    """A person closes an incident and says why; returns it.

    Raises `UsageError` for a number that is not open, or without a reason. The reason stands
    in clear: the rim asks for one without personal data.
    """
    if not reason.strip():
        raise UsageError("reason-empty")
    values = {"closed_at": at, "reason": reason.strip(), "closed_by": role.value}
    changed = tx.execute(incident.update().where(and_(_I.number == number, _OPEN)).values(**values))
    if not changed.rowcount:
        raise UsageError("incident-not-open", number=number)
    audit_log.append(tx, [AuditEvent(at, Verb.INCIDENT_CLOSED, role, f"incident:{number}")])
    return _incidents(tx, _I.number == number)[0]


def incidents(connection: Connection, *, open_only: bool) -> list[Incident]:
    """Incidents in order; those that are open, or all."""
    return _incidents(connection, _OPEN if open_only else _I.number > 0)


def _incidents(connection: Connection, which: ColumnElement[bool]) -> list[Incident]:
    known = _I.kind.in_([kind.value for kind in IncidentKind])
    query = incident.select().where(which, known).order_by(_I.number)
    told = _notified(connection)
    return [
        Incident(
            number=row.number,
            kind=IncidentKind(row.kind),
            opened_at=row.opened_at,
            seq=row.seq,
            id=row.id,
            detail=row.detail,
            closed_at=row.closed_at,
            reason=row.reason,
            notified=told.get(row.number),
        )
        for row in connection.execute(query)
    ]


def note_notified(tx: Connection, number: int, notified: Notified, role: Role) -> Incident:
    """A person says that an incident was notified to the authority; said again, the last word counts.

    Returns the incident; raises `UsageError("incident-unknown")`. The chain names the role and the times, no person.
    """
    found = _incidents(tx, _I.number == number)
    if not found:
        raise UsageError("incident-unknown", number=number)
    values = {"at": notified.at, "reference": notified.reference, "capacity": notified.capacity.value}
    values |= {"recorded_at": notified.recorded_at, "recorded_by": role.value}
    tx.execute(notification.insert().values(incident=number, **values))
    details = (
        ("at", notified.at.isoformat()),
        ("capacity", notified.capacity.value),
        ("reference", notified.reference),
    )
    event = AuditEvent(notified.recorded_at, Verb.INCIDENT_NOTIFIED, role, f"incident:{number}", details)
    audit_log.append(tx, [event])
    return replace(found[0], notified=notified)


def _notified(connection: Connection) -> dict[int, Notified]:
    """The last word of each incident that was notified: there are few."""
    known = notification.c.capacity.in_([each.value for each in Capacity])
    rows = connection.execute(notification.select().where(known).order_by(notification.c.n))
    return {row.incident: Notified(row.at, row.reference, Capacity(row.capacity), row.recorded_at) for row in rows}


def raise_alarm(tx: Connection, kind: AlarmKind, detail: str, at: datetime) -> bool:
    """Raise an alarm (`detail`: code word or number); false where it is raised already (its detail is kept current)."""
    raised = and_(alarm.c.ended_at.is_(None), alarm.c.kind == kind.value)
    known = tx.execute(select(alarm.c.n, alarm.c.detail).where(raised)).first()
    if known is not None:
        if known.detail != detail:
            tx.execute(alarm.update().where(alarm.c.n == known.n).values(detail=detail))
        return False
    tx.execute(alarm.insert().values(kind=kind.value, since=at, detail=detail))
    details = (("detail", detail),)
    audit_log.append(tx, [AuditEvent(at, Verb.ALARM_RAISED, Role.COLLECTOR, f"alarm:{kind.value}", details)])
    return True


def note_clock(tx: Connection, at: datetime) -> None:
    """A server's clock is more than a day from ours, where it is `at`: an alarm, by its time, as it takes no other.

    Its detail is how many hours lie between.
    """
    theirs = tx.execute(_SERVERS).scalar_one()
    raise_alarm(tx, AlarmKind.SERVER_CLOCK, str(round(abs(at - theirs).total_seconds() / 3600)), theirs)


def end_alarm(tx: Connection, kind: AlarmKind, at: datetime) -> bool:
    """End an alarm with its cause; false where it was not raised."""
    raised = and_(alarm.c.ended_at.is_(None), alarm.c.kind == kind.value)
    if not tx.execute(alarm.update().where(raised).values(ended_at=at)).rowcount:
        return False
    audit_log.append(tx, [AuditEvent(at, Verb.ALARM_ENDED, Role.COLLECTOR, f"alarm:{kind.value}")])
    return True


def alarms(connection: Connection) -> list[Alarm]:
    """The alarms that last, oldest first; a kind that only a newer program knows is that program's to show."""
    known = alarm.c.kind.in_([kind.value for kind in AlarmKind])
    query = alarm.select().where(alarm.c.ended_at.is_(None), known).order_by(alarm.c.since, alarm.c.n)
    return [Alarm(AlarmKind(row.kind), row.since, row.detail) for row in connection.execute(query)]
