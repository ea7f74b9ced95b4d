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
    """A line as it stands in a chain: its number (from 1, dense), its octets and its hash.

    The octets, not the event: a chain in which a newer version wrote verbs that this one does
    not know is still verified to its end.
    """

    n: int
    octets: bytes
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


def link(previous: bytes, octets: bytes) -> bytes:
    """The hash of the line that follows `previous` (32 octets, `FIRST` for the first); `octets` are `canonical`."""
    return hashlib.sha256(previous + octets).digest()


def verify(lines: Iterable[Linked], anchor: Anchor | None = None) -> int | None:
    """The number of the first broken link, or nothing where the chain holds, up to the anchor at least."""
    previous, expected = FIRST, 1
    for linked in lines:
        if linked.n != expected or link(previous, linked.octets) != linked.hash:
            return expected
        if anchor is not None and anchor.n == expected and anchor.hash != linked.hash:
            return expected
        previous, expected = linked.hash, expected + 1
    return expected if anchor is not None and anchor.n >= expected else None
