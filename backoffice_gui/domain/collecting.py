"""What a collector says while it works: events for the listener, and the summary of a run."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, fields

__all__ = ["CollectorEvent", "EventName", "Listener", "Summary"]


class EventName(enum.Enum):
    """The closed list of `collect`'s events."""

    LISTED = "listed"
    STORED = "stored"
    VERIFIED = "verified"
    ACKNOWLEDGED = "acknowledged"
    CLOSED = "closed"
    QUARANTINED = "quarantined"
    FOREIGN = "foreign"
    INCIDENT = "incident"
    RETRY = "retry"
    TAKEN_IN = "taken_in"
    """Cases were made of what came in: an unlocked desk says so, never `collect`, which has no key."""


@dataclass(frozen=True, slots=True)
class CollectorEvent:
    """One thing that happened to one submission (`seq`, `id`), or to none of them.

    `detail` is a code word (an incident's kind, what made a retry), never personal.
    """

    name: EventName
    seq: int | None
    id: str | None
    detail: str = ""


Listener = Callable[[CollectorEvent], None]
"""How the core speaks outwards; called on the collector's thread, it must return at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What one run did; the last line of `collect --json`.

    `listed`: distinct submissions seen; `stored` … `missing`: reached that stage in this run;
    `held`: still on the web at the end; `failed`: out of retries; `bytes`: part octets fetched.
    """

    listed: int = 0
    stored: int = 0
    acknowledged: int = 0
    closed: int = 0
    held: int = 0
    quarantined: int = 0
    foreign: int = 0
    lost: int = 0
    missing: int = 0
    failed: int = 0
    bytes: int = 0
    seconds: float = 0.0

    def then(self, later: Summary) -> Summary:
        """This run and one that went on after it: all is added up, but for what is held, which the later one knows."""
        added = {f.name: getattr(self, f.name) + getattr(later, f.name) for f in fields(self)}
        return Summary(**{**added, "held": later.held, "seconds": round(added["seconds"], 3)})

    def as_dict(self) -> dict[str, int | float]:
        """The members in the order they are documented."""
        return {f.name: getattr(self, f.name) for f in fields(self)}
