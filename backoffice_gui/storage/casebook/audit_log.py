"""The casebook's chain: it may name the agent's login in its details, never an applicant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Connection

from backoffice_gui.audit import Anchor, AuditEvent
from backoffice_gui.storage.audit_log import HEAD, AuditLine, AuditLog, VerifiedChain, silent
from backoffice_gui.storage.casebook import schema

__all__ = ["HEAD", "LOG", "append", "head", "read", "verify"]

LOG = AuditLog(schema.audit, schema.audit_boundary)


def append(tx: Connection, events: Sequence[AuditEvent]) -> None:
    """Append events in order, in the transaction of what they record."""
    LOG.append(tx, events)


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
