"""Audit: the closed list of events and the hash chain that holds them together.

Primitives: `Verb` (what can happen), `Role` (who acts; roles, never people, in the inbox's
chain), `AuditEvent` (one line), `link` (the next hash: SHA-256 over the one before and the
`canonical` JSON) and `walk` (where it breaks first). One chain stands in each database,
written in the same transaction as what it records (`storage`).

It never does I/O, never reads a clock, and never carries personal data: an object is a row
number or a reference.
"""

from __future__ import annotations

from backoffice_gui.audit.chain import FIRST, Anchor, Break, Linked, canonical, link, verify, walk
from backoffice_gui.audit.events import AuditEvent, Role, Verb

__all__ = [
    "FIRST",
    "Anchor",
    "AuditEvent",
    "Break",
    "Linked",
    "Role",
    "Verb",
    "canonical",
    "link",
    "verify",
    "walk",
]
