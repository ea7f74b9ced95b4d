"""The hash chain: whoever edits, deletes, swaps or inserts a line breaks every link after it.

`h_n = SHA-256(h_(n-1) ‖ canonical JSON of the event)`, JSON in ASCII with sorted members and no
spaces. Cutting the end off shows only against an *anchor*: a head noted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

from backoffice_gui.audit.events import AuditEvent

__all__ = ["FIRST", "Anchor", "Linked", "canonical", "link", "verify"]

FIRST = bytes(32)
"""What stands before the first event."""

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


@dataclass(frozen=True, slots=True)
class Linked:
    """An event as it stands in a chain: its number (from 1, dense) and its hash."""

    n: int
    event: AuditEvent
    hash: bytes


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of a chain as somebody noted it elsewhere: event `n` had this hash."""

    n: int
    hash: bytes


def canonical(event: AuditEvent) -> bytes:
    """The event as the octets that are hashed."""
    return _ENCODER.encode(
        {
            "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "details": dict(event.details),
            "object": event.object,
            "role": event.role.value,
            "verb": event.verb.value,
        }
    ).encode("ascii")


def link(previous: bytes, event: AuditEvent) -> bytes:
    """The hash of an event that follows `previous` (32 octets, `FIRST` for the first)."""
    return hashlib.sha256(previous + canonical(event)).digest()


def verify(events: Iterable[Linked], anchor: Anchor | None = None) -> int | None:
    """The number of the first broken link, or nothing where the chain holds, up to the anchor at least."""
    previous, expected = FIRST, 1
    for linked in events:
        if linked.n != expected or link(previous, linked.event) != linked.hash:
            return expected
        if anchor is not None and anchor.n == expected and anchor.hash != linked.hash:
            return expected
        previous, expected = linked.hash, expected + 1
    return expected if anchor is not None and anchor.n >= expected else None
