"""What crosses to the window and the console about the journal: frozen values only, and no applicant's data.

A journal is the hash chain of one database (`audit`): the casebook's names agents, the inbox's names roles.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

__all__ = ["Chain", "JournalFilter", "JournalLine", "Walked"]


class Chain(enum.Enum):
    """Which chain: of what people do with cases, or of what the collector does."""

    CASEBOOK = "casebook"
    INBOX = "inbox"


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What the journal is narrowed to; nothing set means everything, newest first.

    `object` is a reference as it stands in the chain (`case:12`), `also` another of the same thing (the submission that
    the case was made of); `verbs` are values of `audit.Verb`; `since` and
    `until` (aware, `until` excluded) count in whole hours of UTC.
    """

    chain: Chain = Chain.CASEBOOK
    object: str = ""
    agent: str = ""
    verbs: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    also: str = ""

    @property
    def narrow(self) -> bool:
        """Whether anything is left out at all."""
        return self != JournalFilter(self.chain)


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One event as it is shown; verb and role as words, because a newer version may have written them.

    `reference`: what people call the object (a case's number, a submission's), empty where it has no such name;
    `post`: the machine where the agent sat, as the unlocking before it says.
    """

    n: int
    at: datetime
    verb: str
    role: str
    object: str
    details: tuple[tuple[str, str | int], ...]
    reference: str = ""
    post: str = ""

    @property
    def agent(self) -> str:
        """The login of who did it, empty where no person is named."""
        return next((str(value) for name, value in self.details if name == "agent"), "")


@dataclass(frozen=True, slots=True)
class Walked:
    """What a verification found of one chain: events that hold, the last one that does, the first that does not.

    `first` is the number that the chain begins with: what was before it was purged. `reason` is a code word where
    `broken` is set: `link`, `gap`, `cut`, `rewritten`, `purge`, `rolled-back`.
    `alone`: heads should lie elsewhere, and not all of them could be compared.
    """

    chain: Chain
    events: int
    first: int
    last_good: int
    last_good_at: datetime | None = None
    broken: int | None = None
    reason: str = ""
    alone: bool = False

    @property
    def ok(self) -> bool:
        """Whether the whole chain holds."""
        return self.broken is None
