"""What goes wrong, and what that means: for one submission, for the front end, for the disk.

What is wrong with the front end as a whole (unreachable, refusing our certificate, throttling)
pauses everything once and counts against no submission; what is wrong with one submission backs
off alone. Nothing here ends a submission: as long as it is listed, it is tried.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import Connection

from backoffice_gui.collector.run import Run, unexpected
from backoffice_gui.collector.schedule import backoff, spent
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
_ON_THE_WEB = 29 * 60.0
"""Seconds that a submission has between its arrival and its end on the web (protocol §2)."""
_BAD_POLLS = 2
"""Answers that are no answers before it is an alarm (reliability.md §2.3)."""


class Troubles:
    """Judges errors, raises and ends alarms, keeps the pause that holds for all."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.tries = 0
        self.failing_since = math.inf
        self._unheard_since = math.inf
        self._alarms: set[AlarmKind] = set()
        self._details: dict[AlarmKind, str] = {}
        self._routes: dict[AlarmKind, str] = {}
        self.last: FrontEndError | None = None

    # The front end as a whole

    def of_front(self, error: BaseException | None, route: str) -> None:
        """A call that concerned no submission alone has failed: pause everything for a while."""
        if not isinstance(error, FrontEndError):
            raise unexpected(error if error is not None else RuntimeError("no error"))
        run = self._run
        if error.reason == "interrupted" and run.stop.is_set():
            return  # our own doing: nothing is wrong, and nothing to be written down before the end
        self.tries += 1
        self.failing_since = min(self.failing_since, run.elapsed)
        self._unheard_since = min(self._unheard_since, run.elapsed)
        self.last = error
        slow = isinstance(error, CredentialRefused | ServerNotTrusted | Redirected)
        pause = backoff(self.tries, run.parts.dice, slow=slow)
        if isinstance(error, Throttled):
            run.throttled_until = run.elapsed + self._throttled(error)
            self.heard()
        else:
            run.paused_until = run.elapsed + pause
        self._show(error, route)

    def answered(self, route: str) -> None:
        """The front end gave a good answer: what was wrong with this route of it is over."""
        self.tries = 0
        self.failing_since = math.inf
        self.heard()
        self.last = None
        self._run.paused_until = -math.inf
        ended = self._alarms & {AlarmKind.FRONT_UNREACHABLE}
        if self._run.elapsed >= self._run.throttled_until:
            ended |= self._alarms & {AlarmKind.DEADLINE_BLOCKED}
        ended |= {kind for kind in self._alarms & _OF_A_ROUTE if self._routes.get(kind, route) == route}
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

    def _throttled(self, error: Throttled) -> float:
        """`Retry-After` up to a quarter of the time left, at least 5 s (protocol §4.9).

        What comes in next, unseen by us, has as long as anything has on the web: no pause is without end.
        """
        deadlines = [work.deadline for work in self._run.works if work.offered and math.isfinite(work.deadline)]
        left = min(max(0.0, min(deadlines, default=math.inf) - self._run.elapsed), _ON_THE_WEB)
        if error.pause > left:
            self.set(AlarmKind.DEADLINE_BLOCKED, "retry-after")
        return max(5.0, min(error.pause, left / 4))

    def _show(self, error: FrontEndError, route: str) -> None:
        refused = isinstance(error, CredentialRefused | ServerNotTrusted)
        with self._run.parts.inbox.transaction() as tx:
            if refused or isinstance(error, Redirected):
                kind = AlarmKind.CREDENTIAL if refused else AlarmKind.REDIRECT
                self._routes[kind] = route
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

    def of_submission(self, work: Work, error: BaseException | None) -> None:
        """A try at one submission has failed; decide whose fault it is, and how to go on."""
        run = self._run
        if not isinstance(error, FrontEndError):
            raise unexpected(error if error is not None else RuntimeError("no error"))
        if isinstance(error, Problem):
            work.busy = False
            run.failed(work, error.name, slow=error.status < 500 and error.status not in {404, 410, 416})
            return
        own = isinstance(error, BadAnswer) or error.reason in _SLOW_BODY
        run.failed(work, error.reason or error.code, own=own)
        if isinstance(error, CredentialRefused | ServerNotTrusted | Redirected | Throttled):
            self.of_front(error, "part")

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
