"""The thread that hears colleagues: woken by the server, begun anew when the line goes, asking where nothing is said.

What was missed meanwhile is caught up with by number. It says of this desk what the window says: what is shown, that
somebody writes; and that it is still there.
"""

from __future__ import annotations

import contextlib
import logging
import random
import threading
from collections import deque
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backoffice_gui import logs
from backoffice_gui.clock import Clock
from backoffice_gui.domain.colleagues import Heard, HeardBy, Hearing, Way
from backoffice_gui.domain.presence import Company
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.bell import Bell

if TYPE_CHECKING:
    from backoffice_gui.storage.team.company import Seat
    from backoffice_gui.storage.team.line import Line
    from backoffice_gui.storage.team.news import Mark

__all__ = ["Listening", "Opens", "Refused", "Rhythm"]

_LOG = logging.getLogger(__name__)
_MOST_DEEDS = 200
_MOST_CASES = 50
"""Of so many cases the company is read by their numbers; of more, everybody's."""
_COMPANY = "company "
_LONGEST = len(_COMPANY) + 18
"""Digits of a number that the server knows; anybody may say more on the channel."""
_FEW = 1
"""Cases that have moved since the last reading: an office in which more have is a busy one."""

Opens = Callable[[Bell], "Line"]
"""Opens a line; raises `StoreError`."""


Refused = Callable[[StoreError], bool]
"""Whether an error means that the server takes nobody by this login any more."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """In seconds.

    `beat`: that this desk is there is said at the latest; `breath`: after a word no other is listened to, nor after
    what was new is read; `gather`: nor for so long, where much is going on; both a quarter less or more, as this desk's
    dice say; `spread`: what wakes it is read within so long, when its dice say; `near`: the company of the case that is
    shown is read no more often; `company`: of the others; `poll`: the server is asked, where notifications don't come
    through; `first` and `longest`: the pauses between tries of a line that has gone.

    Everybody is told of everything, of 150 agents at work sixty times a second, and at the same moment: desks that woke
    each time, and asked at once, would be in the way of whoever opens a case just then.
    """

    beat: float = 30.0
    breath: float = 0.35
    gather: float = 0.6
    spread: float = 0.25
    near: float = 0.2
    company: float = 2.0
    poll: float = 2.0
    first: float = 0.5
    longest: float = 20.0


@dataclass(slots=True)
class _Due:
    """What is to be read, and when each was read last (elapsed seconds); `whole`: all company, else of `cases`."""

    news: bool = True
    whole: bool = True
    cases: set[int] = field(default_factory=set)
    near: bool = True
    views: bool = False
    news_at: float = float("-inf")
    turn: float = float("-inf")
    rest: float = float("-inf")
    rested: bool = False
    company_at: float = float("-inf")
    beat_at: float = float("-inf")

    def hear(self, said: frozenset[str], shown: int | None, turn: float) -> None:
        """What the server said, while this case was shown; `turn` is when this desk may ask what is new."""
        if not self.news and not said.isdisjoint({"moved", "arrived"}):
            self.news, self.turn = True, turn
        self.views = self.views or "views" in said
        for each in said:
            if each.startswith(_COMPANY) and each[len(_COMPANY) :].isdecimal() and len(each) <= _LONGEST:
                self.cases.add(int(each[len(_COMPANY) :]))
            elif each.startswith(_COMPANY.strip()):
                self.whole = True
        self.near = self.near or f"{_COMPANY}{shown}" in said

    @property
    def company(self) -> bool:
        """Whether somebody came or went."""
        return self.whole or bool(self.cases)


class Listening:
    """One life of the thread, from an unlocking to the next lock; `told` is called on it and returns at once."""

    def __init__(
        self, opens: Opens, clock: Clock, told: HeardBy, rhythm: Rhythm, refused: Refused | None = None
    ) -> None:
        self._opens, self._clock, self._told, self._rhythm = opens, clock, told, rhythm
        self._refused: Refused = _never if refused is None else refused
        self._dice = random.Random()  # noqa: S311 - spreads who asks when, decides nothing
        self._bell = Bell()
        self._stopping = threading.Event()
        self._guard = threading.Lock()
        self._deeds: deque[Callable[[Seat], object]] = deque(maxlen=_MOST_DEEDS)
        self._shown: int | None = None
        self._mark: Mark | None = None
        self._polling = False
        self.hearing = Hearing(Way.AWAY)
        self.idle = False
        self.company = Company(clock.now())
        self._thread = threading.Thread(target=self._work, name="listening", daemon=True)

    # For any thread

    def start(self) -> None:
        """Begin; returns at once."""
        self._thread.start()

    def stop(self, seconds: float) -> bool:
        """End it, its desk's place given up; whether it ended within so many seconds."""
        self._stopping.set()
        self._bell.ring()
        self._thread.join(seconds)
        return not self._thread.is_alive()  # the connection it waits for is given up in its own time

    @property
    def alive(self) -> bool:
        """Whether it goes on, or has nothing to hear."""
        return self.idle or self._thread.is_alive()

    def show(self, case: int | None) -> None:
        """What this desk shows from now on."""
        with self._guard:
            if case == self._shown:
                return
            self._shown = case
        self.do(self._seat)

    def do(self, deed: Callable[[Seat], object]) -> None:
        """Something to say of this desk, in turn; while the line is away it waits, the oldest is forgotten first."""
        with self._guard:
            self._deeds.append(deed)
        self._bell.ring()

    # On its own

    def _work(self) -> None:
        tries = again = 0
        try:
            while not self._stopping.is_set():
                try:
                    with closing(self._opens(self._bell)) as line:
                        self._begin(line, again)
                        tries, again = 0, again + 1
                        self._live(line)
                        self._end(line)
                except StoreError as error:
                    if self._refused(error):  # the desk hears so, and is locked
                        return
                    if error.reason == "not-permitted":  # a role without cases has no colleagues on them
                        self.hearing, self.idle = Hearing(), True
                        return
                    tries += 1
                    self._away(error, tries, again)
                    self._rest(min(self._rhythm.longest, self._rhythm.first * 2 ** min(tries - 1, 10)))
        finally:
            self._bell.close()

    def _away(self, error: StoreError, tries: int, again: int) -> None:
        self.hearing = Hearing(Way.AWAY, tries, again)
        if tries == 1:
            logs.event(_LOG, logging.INFO, "not_listening", code=error.code, detail=error.reason)
            self._told(Heard(company=True))

    def _rest(self, seconds: float) -> None:
        ends = self._clock.elapsed() + seconds
        while not self._stopping.is_set() and (left := ends - self._clock.elapsed()) > 0:
            self._bell.wait(left)

    def _begin(self, line: Line, again: int) -> None:
        """What was missed is told; of the first time nobody knows what was seen before it."""
        self._polling = not line.passes(self._clock)
        self.hearing = Hearing(Way.POLLING if self._polling else Way.LISTENING, 0, again)
        if self._polling:
            logs.event(_LOG, logging.INFO, "asking_instead_of_listening")
        if self._mark is None:
            self._mark, heard = line.mark(), Heard(everything=True)
        else:
            heard, self._mark = line.news(self._mark)
        self._told(heard.then(Heard(company=True, views=True)))

    def _live(self, line: Line) -> None:
        due = _Due(news=False)
        while not self._stopping.is_set():
            self._say(line.seat)
            now = self._clock.elapsed()
            if now >= due.beat_at:
                self._beat(line, due, now)
            if due.views or (due.news and now >= due.turn):
                due.hear(line.said(), self._shown, now)  # is in what is read
                self._read(line, due, now)
            if due.company and now >= due.company_at + self._pause(due):
                self._look(line, due, now)
            self._hear(line, due)
            if self._polling and self._clock.elapsed() >= due.news_at + self._rhythm.poll:
                due.news = due.whole = True

    def _hear(self, line: Line, due: _Due) -> None:
        """What the server says, until something is to be done; its words of a while are heard together.

        What was said while this desk rested is read at once: when that ends its own dice have said. What wakes it has
        woken all others too.
        """
        now = self._clock.elapsed()
        left, rest = self._until(due) - now, due.rest - now
        if rest > 0:
            self._bell.wait(min(left, rest))
            due.rested = True
            return
        said, turn = line.said() if due.rested else frozenset[str](), now
        due.rested = False
        if not said:
            said = line.wait(left)
            now = self._clock.elapsed()
            turn = now + self._dice.random() * self._rhythm.spread
        if said:
            due.hear(said, self._shown, turn)
            due.rest = now + self._rhythm.breath * self._dice.uniform(0.75, 1.25)

    def _until(self, due: _Due) -> float:
        """When something is to be done though nothing is said."""
        moments = [due.beat_at]
        if due.news:
            moments.append(due.turn)
        if due.company:
            moments.append(due.company_at + self._pause(due))
        if self._polling:
            moments.append(due.news_at + self._rhythm.poll)
        return min(moments)

    def _pause(self, due: _Due) -> float:
        return self._rhythm.near if due.near else self._rhythm.company

    def _say(self, seat: Seat) -> None:
        while True:
            with self._guard:
                if not self._deeds:
                    return
                deed = self._deeds[0]
            _said(deed, seat)
            with self._guard:
                if self._deeds and self._deeds[0] is deed:
                    self._deeds.popleft()

    def _seat(self, seat: Seat) -> None:
        with self._guard:
            shown = self._shown
        if shown is None:
            seat.leave()
        else:
            seat.show(shown)

    def _beat(self, line: Line, due: _Due, now: float) -> None:
        """Still there; and what should have been told by itself is looked for once more, by number."""
        with self._guard:
            shown = self._shown
        if shown is not None:
            _said(lambda seat: seat.show(shown), line.seat)
        line.seat.sweep()
        due.hear(line.said(), shown, now)  # what came in a breath was told, and is no reason to doubt
        quiet = not due.news
        due.beat_at, due.whole = now + self._rhythm.beat * self._dice.uniform(0.5, 1.0), True
        if self._read(line, due, now) and quiet and not self._polling:
            self._doubt(line)

    def _doubt(self, line: Line) -> None:
        """Something was found that nobody had told: it may have come just now, or notifications pass no more."""
        self._polling = not line.passes(self._clock)
        if self._polling:
            self.hearing = Hearing(Way.POLLING, 0, self.hearing.again)
            logs.event(_LOG, logging.WARNING, "asking_instead_of_listening")

    def _read(self, line: Line, due: _Due, now: float) -> bool:
        if self._mark is None:
            return False
        heard, self._mark = line.news(self._mark)
        views, due.views, due.news, due.news_at = due.views, False, False, now
        rest = self._rhythm.gather if heard.everything or len(heard.moved) > _FEW else self._rhythm.breath
        due.rest = now + rest * self._dice.uniform(0.75, 1.25)
        if heard or views:
            self._told(heard.then(Heard(views=views)))
        return bool(heard)

    def _look(self, line: Line, due: _Due, now: float) -> None:
        before, here = self.company, self._clock.now()
        if due.whole or len(due.cases) > _MOST_CASES:
            self.company = line.seat.read(here)
        else:
            self.company = before.but(due.cases, line.seat.read(here, due.cases))
        due.whole, due.near, due.company_at = False, False, now
        due.cases.clear()
        if _who(before) != _who(self.company):
            self._told(Heard(company=True))

    def _end(self, line: Line) -> None:
        """This desk is gone, and colleagues see it at once."""
        with contextlib.suppress(StoreError):
            self._say(line.seat)
            line.seat.leave()


def _said(deed: Callable[[Seat], object], seat: Seat) -> None:
    """A case that went to another service while it is shown is no reason to hear no more of all others."""
    try:
        deed(seat)
    except StoreError as error:
        if error.reason != "not-permitted":
            raise


def _never(_error: StoreError) -> bool:
    return False


def _who(company: Company) -> frozenset[tuple[object, ...]]:
    """What colleagues see, without the times that go on by themselves."""
    there = {(one.case, one.agent, one.post) for one in company.presences}
    writing = {(one.case, one.agent, one.post, one.wanted_by, one.taken_from) for one in company.editings}
    return frozenset(there | writing)
