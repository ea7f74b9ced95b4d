"""The inbox's chain: roles, never people; references, never data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.audit import Anchor, AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.storage.audit_log import AuditLine, AuditLog, VerifiedChain, silent
from backoffice_gui.storage.inbox import schema

__all__ = ["LOG", "append", "head", "of_rows", "read", "verify"]

LOG = AuditLog(schema.audit, schema.audit_boundary, people=False)


def append(tx: Connection, events: Sequence[AuditEvent]) -> None:
    """Append events in order, in the transaction of what they record."""
    LOG.append(tx, events)


def of_rows(
    tx: Connection, verb: Verb, rows: Sequence[int], at: datetime, *, details: Details = (), role: Role = Role.COLLECTOR
) -> None:
    """Append one event of the same kind for each submission of `rows`."""
    LOG.append(tx, [AuditEvent(at, verb, role, f"submission:{row}", details) for row in rows])


def head(connection: Connection) -> Anchor:
    """The last line's number and hash, to be noted elsewhere."""
    return Anchor(*LOG.head(connection))


def read(connection: Connection, after: int = 0, limit: int = 500) -> list[AuditLine]:
    """At most `limit` lines after number `after`."""
    return LOG.read(connection, after, limit)


def verify(
    connection: Connection, anchors: Iterable[Anchor] = (), progress: Callable[[int], None] = silent
) -> VerifiedChain:
    """Walk the whole chain and find the first broken link; `progress` hears how far, and may raise to end it."""
    return LOG.verify(connection, anchors, progress)
