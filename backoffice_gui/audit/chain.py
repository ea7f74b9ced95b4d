"""The hash chain: whoever edits, deletes, swaps or inserts a line breaks every link after it.

`h_n = SHA-256(h_(n-1) ‖ canonical JSON of the event)`, JSON in ASCII with sorted members and no
spaces. Cutting the end off shows only against an *anchor*: a head noted elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from json.encoder import encode_basestring_ascii
from typing import NamedTuple

from backoffice_gui.audit.events import AuditEvent

__all__ = ["FIRST", "Anchor", "Break", "Linked", "canonical", "link", "verify", "walk"]

FIRST = bytes(32)
"""What stands before the first event."""


class Linked(NamedTuple):
    """A line as it stands in a chain: its number (dense), its octets and its hash.

    The octets, not the event: a chain in which a newer version wrote verbs that this one does
    not know is still verified to its end. A bare tuple: five million are walked in a breath.
    """

    n: int
    octets: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of a chain as somebody noted it elsewhere: event `n` had this hash."""

    n: int
    hash: bytes


def _json(value: str | int) -> str:
    return encode_basestring_ascii(value) if isinstance(value, str) else str(int(value))


@lru_cache(maxsize=16)
def _stamp(at: datetime) -> str:
    """A group shares its time; writing it once is a third of an event's cost."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(event: AuditEvent) -> bytes:
    """The event as the octets that are hashed: JSON in ASCII, members sorted, no spaces.

    Written out, because `json.dumps` takes five times as long (its equal by a test).
    """
    details = ",".join(f"{_json(name)}:{_json(value)}" for name, value in sorted(event.details))
    return (
        f'{{"at":"{_stamp(event.at)}","details":{{{details}}},"object":{_json(event.object)},'
        f'"role":"{event.role.value}","verb":"{event.verb.value}"}}'
    ).encode("ascii")


def link(previous: bytes, octets: bytes) -> bytes:
    """The hash of the line that follows `previous` (32 octets, `FIRST` for the first); `octets` are `canonical`."""
    return hashlib.sha256(previous + octets).digest()


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold: the first number, and how.

    `gap`: another number stands there, or none; `link`: the hash is not that of the line and the one before;
    `rewritten`: the line holds in itself, but somebody noted another; `cut`: the chain ends before what was noted.
    """

    n: int
    reason: str


def walk(
    lines: Iterable[tuple[int, bytes, bytes]], anchors: Iterable[Anchor] = (), begun: Anchor = Anchor(0, FIRST)
) -> Break | None:
    """The first break of a chain that follows `begun` (what is before it was purged), or nothing where it holds.

    Heads noted elsewhere must be in it; one from before the beginning can't be compared.
    """
    noted: dict[int, bytes] = {}
    last_noted = 0
    for anchor in anchors:
        if anchor.n == begun.n and anchor.hash != begun.hash:
            return Break(anchor.n, "rewritten")
        if noted.setdefault(anchor.n, anchor.hash) != anchor.hash:
            return Break(anchor.n, "rewritten")
        last_noted = max(last_noted, anchor.n)
    expected, previous, sha256 = begun.n + 1, begun.hash, hashlib.sha256
    for n, octets, found in lines:
        if n != expected:
            return Break(expected, "gap")
        previous = sha256(previous + octets).digest()
        if previous != found:
            return Break(expected, "link")
        if n in noted and noted[n] != found:
            return Break(expected, "rewritten")
        expected += 1
    return Break(expected, "cut") if last_noted >= expected else None


def verify(lines: Iterable[tuple[int, bytes, bytes]], anchor: Anchor | None = None) -> int | None:
    """The number of the first broken link, or nothing where the chain holds, up to the anchor at least."""
    broken = walk(lines, () if anchor is None else (anchor,))
    return None if broken is None else broken.n
