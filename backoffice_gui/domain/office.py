"""What the window is told about the office behind it, and what a command says it changed."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

__all__ = ["Changes", "Condition", "LockCause", "OfficeState", "Precautions", "Topic"]


class OfficeState(enum.Enum):
    """Whether there is something to work with."""

    NOT_CONFIGURED = "not_configured"
    """No configuration file, or no address in it."""
    NO_STORE = "no_store"
    """The first run: no store yet."""
    UNAVAILABLE = "unavailable"
    """A store is there but can't be used now; `Condition.code` says why."""
    SEALED = "sealed"
    """The inbox is open; the casebook is not (wrong or absent key): lists show, details don't."""
    LOCKED = "locked"
    """The desk was closed by its agent, by idleness or by the system; collecting goes on, nothing can be read."""
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Precautions:
    """What the window keeps to itself, as the configuration has it.

    `clipboard_seconds`: how long what was copied stays. `exclude_capture`: no capture of the screen shows the window.
    `lock_minutes`: how long nobody may touch it before it is locked.
    """

    clipboard_seconds: int = 10
    exclude_capture: bool = False
    lock_minutes: int = 10


@dataclass(frozen=True, slots=True)
class Condition:
    """The office's state; `code`, `reason` and `facts` as in a `Circumstance` where there is one."""

    state: OfficeState
    demo: bool = False
    code: str = ""
    reason: str = ""
    facts: dict[str, str | int | float] = field(default_factory=dict)
    precautions: Precautions = Precautions()


class Topic(enum.Enum):
    """What a change can touch; panes refresh by it."""

    SUBMISSIONS = "submissions"
    TRANSFER = "transfer"
    INCIDENTS = "incidents"
    CASES = "cases"
    VIEWS = "views"
    STORE = "store"
    TEAM = "team"
    OUTBOX = "outbox"
    """What waits for a team's server that is away."""


class LockCause(enum.Enum):
    """Why the desk was locked: it stands in the journal."""

    ASKED = "asked"
    IDLE = "idle"
    SCREEN = "screen"
    SLEEP = "sleep"
    ENDED = "ended"
    """The team's server takes nobody by this login any more."""
    CLOSED = "closed"
    """The program ended."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a command touched; broadcast once with its initiator."""

    topics: frozenset[Topic] = frozenset()
