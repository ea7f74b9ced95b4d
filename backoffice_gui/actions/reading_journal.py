"""Reading the journal is an event of the journal: who looked, at what of it; and once more when it leaves the house."""

from __future__ import annotations

from datetime import datetime

from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.domain.journal import JournalFilter, Walked
from backoffice_gui.storage.casebook import audit_log

__all__ = ["asked_of", "log_journal_read", "log_verified"]


def asked_of(wanted: JournalFilter) -> Details:
    """What a filter asks for, as details: only what is set, in code words and references."""
    said: list[tuple[str, str | int]] = [("chain", wanted.chain.value)]
    if wanted.object:
        said.append(("of", wanted.object))
    if wanted.agent:
        said.append(("by", wanted.agent))
    if wanted.verbs:
        said.append(("verbs", " ".join(sorted(wanted.verbs))))
    if wanted.since is not None:
        said.append(("since", wanted.since.isoformat(timespec="hours")))
    if wanted.until is not None:
        said.append(("until", wanted.until.isoformat(timespec="hours")))
    return tuple(said)


def log_journal_read(desk: Desk, wanted: JournalFilter, at: datetime) -> None:
    """Note who reads which part of the journal, before a line of it is shown."""
    details: Details = (("agent", desk.agent), *asked_of(wanted))
    with desk.casebook.transaction() as tx:
        audit_log.append(tx, [AuditEvent(at, Verb.JOURNAL_READ, Role.DESK, "journal", details)])


def log_verified(desk: Desk, found: Walked, at: datetime) -> None:
    """Note that a chain was verified, and what came of it."""
    said: list[tuple[str, str | int]] = [
        ("agent", desk.agent), ("chain", found.chain.value), ("events", found.events), ("holds", int(found.ok))
    ]  # fmt: skip
    if found.broken is not None:
        said += [("broken", found.broken), ("reason", found.reason)]
    with desk.casebook.transaction() as tx:
        audit_log.append(tx, [AuditEvent(at, Verb.JOURNAL_VERIFIED, Role.DESK, "journal", tuple(said))])
