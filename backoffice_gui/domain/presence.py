"""Who has which case open, and who is writing about it: what colleagues see of each other, and when it ends.

Nothing here keeps anybody from anything: a case is only ever changed over the version that was seen. That somebody is
there is said so that two people do not begin the same work.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

__all__ = ["Company", "Editing", "Patience", "Presence"]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited for somebody who is silent.

    `gone`: a desk that says nothing is not there any more; `idle`: somebody who types nothing is not writing any more;
    `asked`: how long somebody who writes has, to answer a colleague who asks to take over.
    """

    gone: timedelta = timedelta(seconds=90)
    idle: timedelta = timedelta(seconds=180)
    asked: timedelta = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Presence:
    """A case that is shown on a desk: whose, on which post (a machine's name), since when (this machine's clock).

    `seen_at`: the desk's last sign of life; `here`: it is this very desk.
    """

    case: int
    agent: str
    post: str
    since: datetime
    seen_at: datetime
    here: bool = False


@dataclass(frozen=True, slots=True)
class Editing:
    """Somebody writes about a case: one at a time; `typed_at` is the last sign of it.

    `wanted_by` asks to take over since `wanted_at`; `taken_from` is who wrote before and was taken over from.
    """

    case: int
    agent: str
    post: str
    since: datetime
    typed_at: datetime
    wanted_by: str = ""
    wanted_at: datetime | None = None
    taken_from: str = ""
    here: bool = False

    def ends_at(self, patience: Patience) -> datetime:
        """From when on a colleague may go on in this one's place."""
        idle = self.typed_at + patience.idle
        return idle if self.wanted_at is None else min(idle, self.wanted_at + patience.asked)

    def may_be_taken(self, now: datetime, patience: Patience) -> bool:
        """Whether a colleague who asks gets it at once; one's own is always one's own."""
        return self.here or now >= self.ends_at(patience)


@dataclass(frozen=True, slots=True)
class Company:
    """All colleagues on all cases at one moment; `at` is when it was read."""

    at: datetime
    presences: tuple[Presence, ...] = ()
    editings: tuple[Editing, ...] = ()

    def on(self, case: int) -> tuple[Presence, ...]:
        """Who has a case open beside this desk, the first first."""
        return tuple(sorted((one for one in self.presences if one.case == case and not one.here), key=_since))

    def editor(self, case: int) -> Editing | None:
        """Who writes about a case, this desk included."""
        return next((one for one in self.editings if one.case == case), None)

    def cases(self) -> frozenset[int]:
        """The cases that some other desk shows, for a list's marks."""
        return frozenset(one.case for one in self.presences if not one.here)

    def lost(self, before: Company) -> tuple[Editing, ...]:
        """What this desk was writing about `before`, and a colleague has taken over since: as it is now."""
        mine = {one.case for one in before.editings if one.here}
        return tuple(one for one in self.editings if one.case in mine and not one.here)

    def living(self, now: datetime, patience: Patience) -> Company:
        """The same without desks that have said nothing for too long: for who looks later than it was read."""
        gone = now - patience.gone
        there = tuple(one for one in self.presences if one.seen_at > gone)
        desks = {(one.agent, one.post) for one in there}
        return Company(self.at, there, tuple(one for one in self.editings if (one.agent, one.post) in desks))

    def without(self, gone: Iterable[int]) -> Company:
        """The same without these cases, which have been removed."""
        cases = frozenset(gone)
        there = tuple(one for one in self.presences if one.case not in cases)
        return Company(self.at, there, tuple(one for one in self.editings if one.case not in cases))

    def but(self, cases: Iterable[int], now: Company) -> Company:
        """The same, these cases as they are `now`; a desk that is at one of them has left the one it was at."""
        others, moved = self.without(cases), {(one.agent, one.post) for one in now.presences}
        stayed = tuple(one for one in others.presences if (one.agent, one.post) not in moved)
        return Company(now.at, stayed + now.presences, others.editings + now.editings)


def _since(one: Presence) -> tuple[datetime, str, str]:
    return one.since, one.agent, one.post
