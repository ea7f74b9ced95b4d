"""What an agent asks for, and what came of it: the values of the desk's commands."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backoffice_gui.domain.cases import Answer, CaseAct, Decision

if TYPE_CHECKING:
    from backoffice_gui.domain.conflicts import Conflict

__all__ = ["Asked", "CaseKey", "Failed", "Mark", "Outcome", "Undo"]


class Mark(enum.Enum):
    """What is noted of a case without moving it."""

    RECEIPT = "receipt_sent"
    """The acknowledgement owed to the person was sent (CRPA L. 112-11)."""
    UNREAD = "mark_unread"
    """To be read again; neither an event nor a new version."""


@dataclass(frozen=True, slots=True)
class CaseKey:
    """A case as it was seen: a change of one that has moved on since is refused (`case-changed`)."""

    case: int
    version: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One act for one case or many.

    `agent`: for `ASSIGN`; `reason`: a sentence where the act needs one (asking for a piece, closing without an
    answer, reopening, refusing); `certificates` and `decisions`: what `ANSWER` says of each certificate
    (number → answer, reason) and each changed field (name → decision, reason).
    """

    act: CaseAct
    agent: str = ""
    reason: str = ""
    certificates: tuple[tuple[int, Answer, str], ...] = ()
    decisions: tuple[tuple[str, Decision, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """Why one case of many was left as it was: a code word of `UsageError`.

    `conflict`: with `case-changed`, what somebody else changed meanwhile and what of it meets what was asked for.
    """

    case: int
    code: str
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Undo:
    """What can be taken back: the events of one command, as long as nothing came after them.

    `waiting`: keys of changes that wait for a server that is away (`outbox.Pending`); they are not sent then.
    """

    events: tuple[int, ...] = ()
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did, a result for each case."""

    done: tuple[CaseKey, ...]
    """The cases changed, with their new versions."""
    failed: tuple[Failed, ...] = ()
    undo: Undo = field(default_factory=Undo)
    cancelled: bool = False
    waiting: tuple[CaseKey, ...] = ()
    """The cases whose change waits for a server that is away, with the versions expected once it is applied."""
