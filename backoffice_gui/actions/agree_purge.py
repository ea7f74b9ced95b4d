"""What comes before a purge: one person asks for exactly what was shown, another agrees to exactly that.

Both are bound to the digest of the selection and its rules, and hold for a day. The database refuses an approval
by the one who asked; here it is said in words first.
"""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.retention import not_free
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.domain.purging import Purge
from backoffice_gui.domain.retention import APPROVAL_HOURS, Durations, Plan, digest_of, rules
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log, purges
from backoffice_gui.storage.inbox.store import Inbox

__all__ = [
    "approve_purge",
    "begun",
    "check_due",
    "check_in_force",
    "durations_of",
    "log_plan",
    "request_purge",
    "withdraw_purge",
]


def log_plan(desk: Desk, made: Plan, at: datetime) -> None:
    """Note that the list of what is due was looked at, which names cases."""
    details = (("agent", desk.agent), ("due", len(made.due)), ("free", len(made.free)))
    _line(desk, Verb.PURGE_LISTED, "purge", details, at)


def request_purge(desk: Desk, made: Plan, digest: str, at: datetime) -> Purge:
    """Ask for a purge of exactly what a plan says may go; `digest` is that of the selection which was seen.

    Raises `UsageError`: `purge-nothing`, `purge-other` where what is due is not what was seen any more,
    `purge-open` (with `purge`) while another one waits or is under way.
    """
    if not made.free:
        raise UsageError("purge-nothing")
    if digest != made.digest:
        raise UsageError("purge-other")
    with desk.casebook.transaction() as tx:
        _none_open(tx, at)
        said = json.dumps({rule.category.value: rule.days for rule in rules(made.durations)})
        number = purges.request(tx, desk.agent, made.free, digest=digest, rules=said, at=at)
        details = (("agent", desk.agent), ("digest", digest), ("items", len(made.free)))
        audit_log.append(tx, [AuditEvent(at, Verb.PURGE_REQUESTED, Role.DESK, f"purge:{number}", details)])
        return _known(tx, number)


def _none_open(tx: Connection, at: datetime) -> None:
    for each in purges.purges(tx):
        if each.ended_at is None and (each.started_at is not None or not each.lapsed(at)):
            raise UsageError("purge-open", purge=each.purge)


def _known(connection: Connection, number: int) -> Purge:
    found = purges.load(connection, number)
    if found is None:
        raise UsageError("purge-unknown")
    return found


def durations_of(row: Purge) -> Durations:
    """The durations in force when a purge was asked for."""
    said = json.loads(row.rules)
    return Durations(int(said["payload"]), int(said["case"]), int(said["account"]), int(said["apart"]))


def check_in_force(desk: Desk, number: int, durations: Durations) -> None:
    """Refuse a purge that was asked for under shorter durations than those of whoever agrees, or carries it out.

    One that was begun goes on. Raises `UsageError`: `purge-unknown`, `purge-rules`.
    """
    with desk.casebook.reading() as connection:
        row = _known(connection, number)
    asked = zip(rules(durations_of(row)), rules(durations), strict=True)
    if row.started_at is None and row.ended_at is None and any(then.days < now.days for then, now in asked):
        raise UsageError("purge-rules")


def check_due(inbox: Inbox, desk: Desk, number: int, at: datetime) -> None:
    """Refuse to agree to what is not due by one's own eyes: that a selection fits its digest says nothing of it.

    One that was agreed to, or has ended, is `approve_purge`'s to refuse. Raises `UsageError`: `purge-unknown`,
    `purge-moved` with how many of it are not due, or are held: that request can only be withdrawn.
    """
    with desk.casebook.reading() as connection:
        row, items = _known(connection, number), purges.items(connection, number)
    if row.ended_at is not None or row.approver:
        return
    if moved := not_free(inbox, desk, items, durations_of(row), at):
        raise UsageError("purge-moved", purge=number, moved=moved)


def approve_purge(desk: Desk, number: int, digest: str, at: datetime) -> Purge:
    """Agree to a purge that another person asked for; `digest` is that of the selection which was seen.

    Raises `UsageError`: `purge-unknown`, `purge-ended`, `purge-approved`, `purge-lapsed` a day after it was asked
    for, `purge-same-person`, `purge-other` where the digest is another's, or not that of what is kept, or not of all
    of it. Whether that is due `check_due` says before.
    """
    with desk.casebook.transaction() as tx:
        row = _known(tx, number)
        _may(row, at)
        if row.approver:
            raise UsageError("purge-approved")
        if desk.agent.strip().lower() == row.requester.strip().lower():
            raise UsageError("purge-same-person")
        items = purges.items(tx, number)
        if len(items) != row.items or digest != row.digest or digest != digest_of(items, durations_of(row)):
            raise UsageError("purge-other")
        purges.approve(tx, number, desk.agent, at)
        details = (("agent", desk.agent), ("digest", digest), ("items", row.items))
        audit_log.append(tx, [AuditEvent(at, Verb.PURGE_APPROVED, Role.DESK, f"purge:{number}", details)])
        return _known(tx, number)


def _may(row: Purge, at: datetime) -> None:
    if row.ended_at is not None:
        raise UsageError("purge-ended")
    if row.started_at is None and row.lapsed(at):
        raise UsageError("purge-lapsed", hours=APPROVAL_HOURS)


def withdraw_purge(desk: Desk, number: int, at: datetime) -> Purge:
    """Take a request back, whoever made it; raises `UsageError`: `purge-unknown`, `purge-ended`, `purge-started`."""
    with desk.casebook.transaction() as tx:
        row = _known(tx, number)
        if row.ended_at is not None:
            raise UsageError("purge-ended")
        if row.started_at is not None:
            raise UsageError("purge-started")
        purges.withdraw(tx, number, desk.agent, at)
        details = (("agent", desk.agent),)
        audit_log.append(tx, [AuditEvent(at, Verb.PURGE_WITHDRAWN, Role.DESK, f"purge:{number}", details)])
        return _known(tx, number)


def begun(desk: Desk, number: int, at: datetime) -> Purge:
    """Begin to carry a purge out, or go on with one that was begun, however long ago.

    Raises `UsageError`: `purge-unknown`, `purge-ended`, `purge-not-approved`, `purge-lapsed` a day after the approval.
    """
    with desk.casebook.transaction() as tx:
        row = _known(tx, number)
        if row.ended_at is None and not row.approver:
            raise UsageError("purge-not-approved")
        _may(row, at)
        if row.started_at is None:
            purges.start(tx, number, at)
            details = (("agent", desk.agent), ("digest", row.digest))
            audit_log.append(tx, [AuditEvent(at, Verb.PURGE_STARTED, Role.DESK, f"purge:{number}", details)])
        return _known(tx, number)


def _line(desk: Desk, verb: Verb, subject: str, details: Details, at: datetime) -> None:
    with desk.casebook.transaction() as tx:
        audit_log.append(tx, [AuditEvent(at, verb, Role.DESK, subject, details)])
