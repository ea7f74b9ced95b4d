"""`list`, `incident list|close|notified`: what the store holds or knows, and what a person answers for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from backoffice_gui.actions.close_incident import checked_reason, close_incident
from backoffice_gui.actions.notify_incident import checked_reference, notified, notify_incident
from backoffice_gui.audit import Role
from backoffice_gui.caseload.listing import ListIndex
from backoffice_gui.caseload.monitor import recorded_incidents
from backoffice_gui.cli.console import Console
from backoffice_gui.cli.options import STDIN, typed
from backoffice_gui.clock import iso
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import Incident, Notified
from backoffice_gui.domain.listing import Column, Filter, ListQuery, Row, Sort
from backoffice_gui.domain.paris import utc_of
from backoffice_gui.errors import Circumstance, UsageError
from backoffice_gui.settings import Settings
from backoffice_gui.wiring import parts

if TYPE_CHECKING:
    from backoffice_gui.actions.desk import Desk
    from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["incident_close", "incident_list", "incident_notified", "list_submissions", "notified_members"]

_PAGE = 500


def _when(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)


def _stages(named: str | None) -> frozenset[Stage]:
    if named is None:
        return frozenset()
    try:
        return frozenset({Stage(named.strip().upper())})
    except ValueError as error:
        raise UsageError("stage", stages=" ".join(stage.value for stage in Stage)) from error


def _members(row: Row) -> dict[str, object]:
    return {
        "seq": row.seq,
        "id": row.id,
        "digest": row.digest,
        "kind": row.kind,
        "stage": row.stage.value,
        "size": row.size,
        "parts": row.parts,
        "first_seen_at": _when(row.first_seen_at),
        "stored_at": _when(row.stored_at),
        "verified_at": _when(row.verified_at),
        "acknowledged_at": _when(row.acknowledged_at),
        "closed_at": _when(row.closed_at),
    }


def list_submissions(console: Console, stage: str | None) -> int:
    """Everything the store holds or knows, in order of arrival; page by page, so that 100,000 need no memory."""
    query = ListQuery(Filter(stages=_stages(stage)), Sort(Column.RECEIVED, descending=False))
    index, start = ListIndex(console.clock), 0
    with parts.inbox(console.settings(), console.clock, migrate=False) as opened:
        while True:
            with opened.reading() as connection:
                page = index.page(connection, query, start, _PAGE)
            for row in page.rows:
                stage_words = console.words.stage(row.stage.value)
                said = f"{row.seq:>8}  {row.id}  {row.kind:<24} {row.size:>11}  {row.parts:>2}  {stage_words}"
                console.result(_members(row), said)
            start += len(page.rows)
            if len(page.rows) < _PAGE:
                break
    if start == 0:
        console.say(console.words.say("list.none"))
    return 0


def _incident(incident: Incident) -> dict[str, object]:
    return {
        "number": incident.number,
        "kind": incident.kind.value,
        "open": incident.closed_at is None,
        "opened_at": _when(incident.opened_at),
        "seq": incident.seq,
        "id": incident.id,
        "detail": incident.detail,
        "closed_at": _when(incident.closed_at),
        "reason": incident.reason,
        "notified": None if incident.notified is None else notified_members(incident.notified),
    }


def notified_members(told: Notified) -> dict[str, object]:
    """What was notified to the authority, as JSON has it."""
    return {
        "at": iso(told.at),
        "reference": told.reference,
        "capacity": told.capacity.value,
        "recorded_at": iso(told.recorded_at),
    }


def incident_list(console: Console) -> int:
    """Every incident, the closed ones with their reason."""
    with parts.inbox(console.settings(), console.clock, migrate=False) as opened, opened.reading() as connection:
        found = recorded_incidents(connection)
    for each in found:
        members = _incident(each)
        shown = {name: "–" if value is None else value for name, value in members.items()}
        name = "incident.line" if each.closed_at is None else "incident.closed_line"
        console.result(members, console.words.say(name, **shown))
    if not found:
        console.say(console.words.say("incident.none"))
    return 0


@contextmanager
def _desk_if_any(settings: Settings, opened: Inbox, console: Console) -> Iterator[Desk | None]:
    """The unlocked desk, where this machine has the key: closing an incident does not depend on it."""
    try:
        desk = parts.unlock(settings, opened, console.clock)
    except Circumstance:
        yield None
        return
    try:
        yield desk
    finally:
        desk.close()


def incident_close(console: Console, number: int, reason: str) -> int:
    """Close one incident; audited."""
    if reason != STDIN:
        checked_reason(reason)
    settings = console.settings()
    with parts.workplace(settings, console.clock) as opened, _desk_if_any(settings, opened, console) as desk:
        closed = close_incident(opened, desk, number, typed(reason), console.clock.now(), role=Role.ADMINISTRATOR)
    console.result(_incident(closed), console.words.say("incident.closed", number=number))
    return 0


def incident_notified(console: Console, number: int, at: str, reference: str, capacity: str) -> int:
    """Record that one incident was notified to the authority; audited."""
    now = console.clock.now()
    told = notified(_said(at, now), checked_reference(reference), capacity, now)
    settings = console.settings()
    with parts.workplace(settings, console.clock) as opened, _desk_if_any(settings, opened, console) as desk:
        known = notify_incident(opened, desk, number, told, role=Role.ADMINISTRATOR)
    console.result(_incident(known), console.words.say("incident.notified", number=number))
    return 0


def _said(text: str, now: datetime) -> datetime:
    """A moment as a person writes it (`2026-11-24 09:30`), in Paris where no zone is named; nothing is now."""
    if not text.strip():
        return now
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError("moment") from error
    return utc_of(moment, now) if moment.tzinfo is None else moment.astimezone(UTC)
