"""What goes wrong, and what that means: for one submission, for the front end, for the disk.

What is wrong with the front end as a whole (unreachable, refusing our certificate, throttling)
pauses everything once and counts against no submission; what is wrong with one submission backs
off alone. What a status says at the address of one part is that part's, until a second submission says
so too and none comes in between. Nothing here ends a submission: as long as it is listed, it is tried.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import Connection

from backoffice_gui.collector.run import Run, unexpected
from backoffice_gui.collector.schedule import SLOW, backoff, spent
from backoffice_gui.collector.work import Work
from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.domain.monitor import Connection as Link
from backoffice_gui.errors import (
    BadAnswer,
    CredentialRefused,
    FrontEndError,
    Problem,
    Redirected,
    ServerNotTrusted,
    Throttled,
)
from backoffice_gui.storage.inbox import heartbeat, incidents, submissions

__all__ = ["Troubles"]

_SLOW_BODY = {"too-slow", "deadline", "cut"}
"""What one body does by itself: it takes its submission out of the others' way."""
_OF_A_ROUTE = {AlarmKind.CREDENTIAL, AlarmKind.REDIRECT}
_APART = {"acknowledgement", "ledger"}
"""Routes whose `Retry-After` says nothing of lists and bodies: these go on, for what they bring would expire."""
_ON_THE_WEB = 29 * 60.0
"""Seconds that a submission has between its arrival and its end on the web (protocol §2)."""
_BAD_POLLS = 2
"""Answers that are no answers before it is an alarm (reliability.md §2.3)."""


def _of_an_address(error: BaseException | None) -> bool:
    """Whether it is what a status says at one address; what a handshake says holds for all of them."""
    refused = isinstance(error, CredentialRefused) and "status" in error.facts
    return refused or isinstance(error, Redirected | Throttled)


class Troubles:
    """Judges errors, raises and ends alarms, keeps the pause that holds for all, or for a route."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.tries = 0
        self.failing_since = math.inf
        self._unheard_since = math.inf
        self._alarms: set[AlarmKind] = set()
        self._details: dict[AlarmKind, str] = {}
        self._routes: dict[AlarmKind, tuple[str, int | None]] = {}
        self._saying: defaultdict[type[FrontEndError], set[int]] = defaultdict(set)
        self._apart: set[int] = set()
        self._alone: dict[str, tuple[int, float]] = {}
        self._blocked_until = -math.inf
        self.last: FrontEndError | None = None

    # The front end as a whole

    def of_front(self, error: BaseException | None, route: str) -> None:
        """A call that concerned no submission alone has failed: pause everything, or its route alone, for a while."""
        if not isinstance(error, FrontEndError):
            raise unexpected(error if error is not None else RuntimeError("no error"))
        run = self._run
        if error.reason == "interrupted" and run.stop.is_set():
            return  # our own doing: nothing is wrong, and nothing to be written down before the end
        if isinstance(error, Throttled) and route in _APART:
            self._leave_alone(error, route)
            return
        self.tries += 1
        self.failing_since = min(self.failing_since, run.elapsed)
        self._unheard_since = min(self._unheard_since, run.elapsed)
        self.last = error
        slow = isinstance(error, CredentialRefused | ServerNotTrusted | Redirected)
        pause = backoff(self.tries, run.parts.dice, slow=slow)
        if isinstance(error, Throttled):
            run.throttled_until = run.elapsed + self._pause(error, self._first_end())
            self.heard()
        else:
            run.paused_until = run.elapsed + pause
        self._show(error, route)

    def _leave_alone(self, error: Throttled, route: str) -> None:
        """Lists and bodies go on meanwhile: the front end is not gone; `--once` gives up this route alone."""
        run = self._run
        pause = self._pause(error, self._first_end(), blocks=route == "acknowledgement")
        run.throttled[route] = run.elapsed + pause
        tries, since = self._alone.get(route, (0, run.elapsed))
        self._alone[route] = tries + 1, since
        self.heard()

    def gave_up(self, route: str) -> bool:
        """With `--once`: this route has wanted to be left alone for as long as is waited for anything."""
        tries, since = self._alone.get(route, (0, math.inf))
        return spent(tries, self._run.elapsed - since)

    def _first_end(self) -> float:
        return min((work.deadline for work in self._run.works if work.offered), default=math.inf)

    def answered(self, route: str, row: int | None = None) -> None:
        """The front end gave a good answer: what was wrong with this route of it is over.

        `row`: whose part came. What others were told meanwhile is their own, then, and says nothing of a third.
        """
        if row is not None:
            self._apart |= {each for saying in self._saying.values() for each in saying}
            self._apart = {each for each in self._apart if each != row and self._run.works.by_row(each) is not None}
            self._saying.clear()
        self.tries = 0
        self.failing_since = math.inf
        self._alone.pop(route, None)
        self.heard()
        self.last = None
        self._run.paused_until = -math.inf
        ended = self._alarms & {AlarmKind.FRONT_UNREACHABLE}
        if self._run.elapsed >= max(self._run.throttled_until, self._blocked_until):
            ended |= self._alarms & {AlarmKind.DEADLINE_BLOCKED}
        ended |= {kind for kind in self._alarms & _OF_A_ROUTE if self._is_over(kind, route, row)}
        if ended:
            with self._run.parts.inbox.transaction() as tx:
                for kind in ended:
                    self._end(tx, kind)

    def heard(self) -> None:
        """Something came from the front end, be it a piece of a body, or that it wants to be left alone for a while."""
        self._unheard_since = math.inf

    @property
    def unheard(self) -> float:
        """For how many seconds we have tried, and nothing has come."""
        return max(0.0, self._run.elapsed - self._unheard_since)

    def _is_over(self, kind: AlarmKind, route: str, row: int | None) -> bool:
        """By a good answer of the route it is about; of one part, by that part alone, or once it is offered no more."""
        about, of = self._routes.get(kind, (route, None))
        if of is None:
            return about == route
        work = self._run.works.by_row(of)
        return of == row or work is None or not work.offered

    def restore(self) -> None:
        """Alarms that an earlier run left standing are ended by this one when their cause has gone."""
        with self._run.parts.inbox.reading() as conn:
            self._alarms = {alarm.kind for alarm in incidents.alarms(conn)}

    def hear(self, kind: AlarmKind) -> None:
        """An alarm of this kind that somebody else raised meanwhile is ours to end."""
        with self._run.parts.inbox.reading() as conn:
            if any(alarm.kind is kind for alarm in incidents.alarms(conn)):
                self._alarms.add(kind)

    def set(self, kind: AlarmKind, detail: str | None) -> None:
        """Raise an alarm of this kind with its detail (kept current while it stands), or end it (`None`)."""
        if detail == self._details.get(kind) and (detail is not None) == (kind in self._alarms):
            return
        with self._run.parts.inbox.transaction() as tx:
            if detail is None:
                self._end(tx, kind)
            else:
                self._raise(tx, kind, detail)

    def _raise(self, tx: Connection, kind: AlarmKind, detail: str) -> None:
        if kind not in self._alarms or self._details.get(kind) != detail:
            incidents.raise_alarm(tx, kind, detail, self._run.now)
            self._alarms.add(kind)
            self._details[kind] = detail

    def _end(self, tx: Connection, kind: AlarmKind) -> None:
        incidents.end_alarm(tx, kind, self._run.now)
        self._alarms.discard(kind)
        self._details.pop(kind, None)
        self._routes.pop(kind, None)

    def _pause(self, error: Throttled, deadline: float, *, blocks: bool = True) -> float:
        """`Retry-After` up to a quarter of the time left, at least 5 s (protocol §4.9).

        What comes in next, unseen by us, has as long as anything has on the web: no pause is without end. `blocks`:
        what it holds up would expire by it.
        """
        left = min(max(0.0, deadline - self._run.elapsed), _ON_THE_WEB)
        pause = max(5.0, min(error.pause, left / 4))
        if blocks and error.pause > left:
            self._blocked_until = max(self._blocked_until, self._run.elapsed + pause)
            self.set(AlarmKind.DEADLINE_BLOCKED, "retry-after")
        return pause

    def _show(self, error: FrontEndError, route: str) -> None:
        refused = isinstance(error, CredentialRefused | ServerNotTrusted)
        with self._run.parts.inbox.transaction() as tx:
            if refused or isinstance(error, Redirected):
                kind = AlarmKind.CREDENTIAL if refused else AlarmKind.REDIRECT
                self._routes[kind] = (route, None)
                self._raise(tx, kind, error.named)
            elif self.tries >= _BAD_POLLS:
                self._raise(tx, AlarmKind.FRONT_UNREACHABLE, error.named)
            before = heartbeat.read(tx)
            heartbeat.beat(
                tx,
                connection=Link.REFUSED if refused else Link.OFFLINE,
                trouble=error.named,
                offline_since=before.offline_since or self._run.now,
                waiting=False,
                next_poll_at=self._run.now + timedelta(seconds=max(0.0, self._run.held_until - self._run.elapsed)),
            )

    @property
    def hopeless(self) -> bool:
        """With `--once`: nothing can be had of the front end, and waiting longer was not asked for."""
        if self.last is None:
            return False
        if isinstance(self.last, CredentialRefused | ServerNotTrusted | Redirected):
            return True
        return spent(self.tries, self._run.elapsed - self.failing_since)

    # One submission

    def of_submission(self, work: Work, error: BaseException | None, route: str = "part") -> None:
        """A try at one submission has failed; decide whose fault it is, and how to go on."""
        run = self._run
        if not isinstance(error, FrontEndError):
            raise unexpected(error if error is not None else RuntimeError("no error"))
        if isinstance(error, Problem):
            work.busy = False
            run.failed(work, error.name, slow=error.status < 500 and error.status not in {404, 410, 416})
            return
        own = isinstance(error, BadAnswer) or error.reason in _SLOW_BODY
        slow = isinstance(error, CredentialRefused | Redirected)
        run.failed(work, error.reason or error.code, own=own, slow=slow)
        if isinstance(error, Throttled) and route != "part":
            self._waits_alone(work, error)
            run.throttled[route] = work.retry_at
        elif _of_an_address(error):
            self._one_says(work, error)
        elif isinstance(error, CredentialRefused | ServerNotTrusted):
            self.of_front(error, route)

    def _waits_alone(self, work: Work, error: Throttled) -> None:
        self.heard()
        work.retry_at = max(work.retry_at, self._run.elapsed + self._pause(error, work.deadline))

    def _one_says(self, work: Work, error: FrontEndError) -> None:
        """It waits alone, unless another one was told the same and none has come since (I10).

        One whose trouble turned out to be its own is no second one later: two of these would hold up all the others.
        """
        row = work.facts.row
        saying = self._saying[type(error)] = {each for each in self._saying[type(error)] if self._is_offered(each)}
        if row not in self._apart:
            saying.add(row)
        if row in saying and len(saying) > 1:
            self.of_front(error, "part")
        elif isinstance(error, Throttled):
            self._waits_alone(work, error)
        else:
            self._raise_about(error, "part", row)

    def _is_offered(self, row: int) -> bool:
        """Whether what it was told counts still: what has ended since says nothing of the others."""
        work = self._run.works.by_row(row)
        return work is not None and work.offered

    def of_probe(self, error: BaseException | None) -> float:
        """A probe has failed: seconds until the next one. It concerns what is ours already, and holds up no other."""
        if not isinstance(error, FrontEndError) or not _of_an_address(error):
            self.of_front(error, "probe")
            return 0.0
        if isinstance(error, Throttled):
            return max(SLOW, min(error.pause, _ON_THE_WEB / 4))
        self._raise_about(error, "probe", None)
        return SLOW

    def _raise_about(self, error: FrontEndError, route: str, row: int | None) -> None:
        """An alarm of what is refused at one address; where it stands for all of a route, that stays."""
        kind = AlarmKind.REDIRECT if isinstance(error, Redirected) else AlarmKind.CREDENTIAL
        if kind in self._alarms and kind in self._routes and self._routes[kind][1] is None:
            return
        self._routes[kind] = (route, row)
        self.set(kind, error.named)

    def note_reuse(self, tx: Connection, new: Sequence[SubmissionFacts]) -> None:
        """The same `id` with another `D` is another submission: both are kept, and a person told."""
        for facts in submissions.sharing_an_id(tx, new):
            self._run.incident(tx, IncidentKind.ID_REUSE, facts)

    # The disk

    def has_room(self, size: int) -> bool:
        """Whether a download of `size` octets may start (architecture.md, *Room on the disk*)."""
        return self._run.parts.inbox.room_for(size)

    def judge_room(self, sizes: Iterable[int]) -> None:
        """Raise or end the alarm of a full disk: no room for the store itself, or none for one that is offered.

        One that is too big waits alone; only a store without room for itself is not ready.
        """
        run = self._run
        room = self.has_room(0)
        too_big = any(not self.has_room(size) for size in sizes)
        detail = "no-room" if not room else "too-big"
        self.set(AlarmKind.DISK_FULL, detail if too_big or not room else None)
        if room != run.room:
            run.room = room
            run.works.touch_all()
