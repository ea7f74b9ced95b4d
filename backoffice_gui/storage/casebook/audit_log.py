"""The casebook's chain: it may name the agent's login in its details, never an applicant."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from backoffice_gui.audit import Anchor, AuditEvent
from backoffice_gui.storage.audit_log import AuditLine, AuditLog, VerifiedChain
from backoffice_gui.storage.casebook import schema

__all__ = ["LOG", "append", "head", "read", "verify"]

LOG = AuditLog(schema.audit)


def append(tx: Connection, events: Sequence[AuditEvent]) -> None:
    """Append events in order, in the transaction of what they record."""
    LOG.append(tx, events)


def head(connection: Connection) -> Anchor:
    """The last line's number and hash, to be noted elsewhere."""
    return Anchor(*LOG.head(connection))


def read(connection: Connection, after: int = 0, limit: int = 500) -> list[AuditLine]:
    """At most `limit` lines after number `after`."""
    return LOG.read(connection, after, limit)


def verify(connection: Connection, anchor: Anchor | None = None) -> VerifiedChain:
    """Walk the whole chain and find the first broken link."""
    return LOG.verify(connection, anchor)
