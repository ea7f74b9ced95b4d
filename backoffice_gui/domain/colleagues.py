"""What is heard of colleagues: which cases they changed, what came in, and by which way it is heard at all."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field

from backoffice_gui.domain.office import Changes, Topic

__all__ = ["MOST", "CaseChange", "Heard", "HeardBy", "Hearing", "Way"]

MOST = 500
"""So many changes are told one by one; of more it is said that everything is to be read again."""


class Way(enum.Enum):
    """By which way this desk hears of what others do."""

    ALONE = "alone"
    """Not at all, and nothing is missed: the store is this desk's own, or it is locked."""
    LISTENING = "listening"
    """The server says so at once."""
    POLLING = "polling"
    """Notifications don't come through (a pooler stands between): the server is asked every two seconds."""
    AWAY = "away"
    """The server can't be reached; what is missed is caught up with later."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """By which way, since how many tries in vain (`AWAY`), and how often it was begun anew."""

    way: Way = Way.ALONE
    tries: int = 0
    again: int = 0


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One thing that happened to a case: a code word of `case_event`, whose login, the version after it."""

    event: int
    case: int
    who: str
    name: str
    version: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What was done since it was last said, by anybody, this desk included.

    `changes` in order; `moved`: cases whose row may show something else, those of `changes` among them; `arrived`: how
    many cases are new; `company`: who has what open is another now; `views`: saved views changed; `everything`: more
    than could be told, all is to be read again.
    """

    changes: tuple[CaseChange, ...] = ()
    moved: frozenset[int] = field(default_factory=frozenset)
    arrived: int = 0
    company: bool = False
    views: bool = False
    everything: bool = False

    def __bool__(self) -> bool:
        return bool(self.moved or self.arrived or self.company or self.views or self.everything)

    def of(self, case: int, me: str) -> tuple[CaseChange, ...]:
        """What colleagues did to one case."""
        return tuple(one for one in self.changes if one.case == case and one.who != me)

    def then(self, later: Heard) -> Heard:
        """This, and what was heard after it; beyond `MOST` changes only that there were."""
        changes = self.changes + later.changes
        full = self.everything or later.everything or len(changes) > MOST
        return Heard(
            changes=() if full else changes,
            moved=frozenset() if full else self.moved | later.moved,
            arrived=self.arrived + later.arrived,
            company=self.company or later.company,
            views=self.views or later.views,
            everything=full,
        )

    def as_changes(self) -> Changes:
        """The topics that panes refresh by; company is none of them, nothing of a case is another by it."""
        topics = {Topic.CASES} if self.moved or self.arrived or self.everything else set()
        if topics or self.views:
            topics.add(Topic.VIEWS)
        return Changes(frozenset(topics))


HeardBy = Callable[[Heard], None]
"""Who is told, on the listening thread; it must return at once."""
