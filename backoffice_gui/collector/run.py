"""One run of a collector: its parts, what it works on, what it counted, what holds it back.

The parts are given, never built here, so that tests may put a seed in their place.
"""

from __future__ import annotations

import enum
import logging
import math
import random
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection

from backoffice_gui import logs
from backoffice_gui.clock import Clock
from backoffice_gui.collector.lanes import Lanes
from backoffice_gui.collector.schedule import backoff, spent
from backoffice_gui.collector.work import Work, Works
from backoffice_gui.domain.collecting import CollectorEvent, EventName, Listener, Summary
from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.domain.monitor import WEB_SECONDS
from backoffice_gui.errors import Defect
from backoffice_gui.storage.inbox import identity, incidents
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.transfer import FrontEnd

__all__ = ["INLINE", "CollectorParts", "MirrorPolicy", "MirrorTo", "Run", "Tally", "unexpected"]

_LOG = logging.getLogger(__name__)


INLINE = 64 * 1024
"""Parts up to this many octets are asked for within the list."""


class MirrorPolicy(enum.Enum):
    """What becomes of acknowledging while the second copy can't be written."""

    HOLD = "hold"
    """Held back until ten minutes before expiry."""
    CONTINUE = "continue"
    """It goes on; what is missing there is written later."""


@dataclass(frozen=True, slots=True)
class MirrorTo:
    """Where the second copy goes: the configured folder, and what holds while it is gone."""

    root: Path
    policy: MirrorPolicy = MirrorPolicy.HOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectorParts:
    """The adapters and parameters of one collector.

    `peers`: stores of ours elsewhere, whose receipts let our copy go. `prove`: only where the
    casebook was readable at the start: has somebody open the canaries that wait, in a process of
    its own; returns when that is done, and says nothing.
    `fingerprint`, `recovery_fingerprint`: the pinned ones (empty: there is no recovery key); a
    public key that differs is sealed to by nobody. `pinned_now` looks them up again, because keys may change
    while we run, and raises `KeyNotProven`.
    `mirror`: where everything is written a second time, nothing where it is not.
    `unopened_after`: since when nobody may have opened a canary that waits, before that is an alarm.
    `leads`: whether the lock of whoever collects is still ours; a team's goes with its connection. `yields`: whether it
    is to be given up, given for how many seconds nothing has come from the site.
    `not_reloaded`: what is wrong with the certificates and keys that lie there, while former ones are in use.
    """

    inbox: Inbox
    front: FrontEnd
    clock: Clock
    make_lanes: Callable[[], Lanes]
    dice: random.Random
    listener: Listener
    peers: frozenset[StoreId] = frozenset()
    poll_seconds: float = 15.0
    probe_one_in: int = 20
    prove: Callable[[], None] | None = None
    fingerprint: str | None = None
    recovery_fingerprint: str | None = None
    pinned_now: Callable[[], tuple[str, str | None]] | None = None
    mirror: MirrorTo | None = None
    unopened_after: timedelta = timedelta(days=5)
    leads: Callable[[], bool] | None = None
    yields: Callable[[float], bool] | None = None
    not_reloaded: Callable[[], str | None] = lambda: None


@dataclass(slots=True)
class Tally:
    """What a collector counted, over all its lives."""

    started: float
    counted: Counter[str] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)
    held: int = 0
    given_up: set[int] = field(default_factory=set)

    def summary(self, elapsed: float) -> Summary:
        """The numbers so far, at `elapsed` seconds."""
        c = self.counted
        return Summary(
            listed=len(self.seen),
            stored=c["stored"],
            acknowledged=c["acknowledged"],
            closed=c["closed"],
            held=self.held,
            quarantined=c["quarantined"],
            foreign=c["foreign"],
            lost=c["lost"],
            missing=c["missing"],
            failed=len(self.given_up),
            bytes=c["bytes"],
            seconds=round(elapsed - self.started, 3),
        )


@dataclass(slots=True)
class Run:
    """What the components of a run share; only the deciding thread touches it.

    `stop` is the collector's, `over` ends this life's downloads. `paused_until`,
    `throttled_until`: no call to the front end before (elapsed seconds), for all at once. `throttled`: the same for one
    route alone, because a site that can't acknowledge for a while may still hand out what would expire meanwhile.
    `in_flight`: rows that a slot is fetching, or whose body has come and is not committed yet.
    `doubtful`: rows that expired on the web, and of which no copy may be left: lost, if there is none.
    `may_acknowledge`: the key is proven as far as we know. `room`: there is room for what is offered.
    `skew`: how many seconds the site's clock is ahead of ours, as the last list said.
    """

    parts: CollectorParts
    lanes: Lanes
    once: bool
    ids: identity.StoreIds
    tally: Tally
    stop: threading.Event
    over: threading.Event = field(default_factory=threading.Event)
    works: Works = field(default_factory=Works)
    paused_until: float = -math.inf
    throttled_until: float = -math.inf
    throttled: dict[str, float] = field(default_factory=dict)
    in_flight: set[int] = field(default_factory=set)
    doubtful: set[int] = field(default_factory=set)
    may_acknowledge: bool = True
    room: bool = True
    skew: float = 0.0

    @property
    def elapsed(self) -> float:
        """Elapsed seconds now."""
        return self.parts.clock.elapsed()

    @property
    def now(self) -> datetime:
        """The civil time now, for what is recorded."""
        return self.parts.clock.now()

    @property
    def held_until(self) -> float:
        """No call to the front end before: it could not be reached, or asked for a pause."""
        return max(self.paused_until, self.throttled_until)

    def held(self, route: str) -> float:
        """No call to this route before: it is held, or all are."""
        return max(self.held_until, self.throttled.get(route, -math.inf))

    @property
    def ready(self) -> bool:
        """`Collector-State`: whether what we list may be acknowledged."""
        return self.may_acknowledge and self.room

    def say(self, name: EventName, facts: SubmissionFacts | None = None, detail: str = "") -> None:
        """Tell the listener, once what is told is durable; counts are kept by the callers."""
        seq, submission = (None, None) if facts is None else (facts.seq, facts.key.id)
        event = CollectorEvent(name, seq, submission, detail)
        self.parts.inbox.once_durable(lambda: self.parts.listener(event))

    def incident(
        self,
        tx: Connection,
        kind: IncidentKind,
        facts: SubmissionFacts | None = None,
        *,
        seq: int | None = None,
        detail: str = "",
    ) -> None:
        """Record an incident, once while it is open, and tell the listener."""
        row = None if facts is None else facts.row
        number = incidents.open_incident(
            tx,
            kind,
            self.now,
            row=row,
            seq=seq if facts is None else facts.seq,
            id=None if facts is None else facts.key.id,
            detail=detail,
        )
        if number is not None:
            self.tally.counted["incidents"] += 1
            logs.event(_LOG, logging.WARNING, "incident", kind=kind.value, seq=seq if facts is None else facts.seq)
            self.say(EventName.INCIDENT, facts, kind.value)

    def oldest_expires_at(self) -> datetime | None:
        """When the first of those under way expires on the web, in civil time."""
        ends = [work.deadline for work in self.works if work.offered and math.isfinite(work.deadline)]
        return self.now + timedelta(seconds=min(ends) - self.elapsed) if ends else None

    def end_on_the_web(self, work: Work) -> float:
        """The later of its deadline, which nobody signs, and what its manifest says, in elapsed seconds.

        Never later than what came in as it was first listed to us would end, whatever any date or clock says.
        """
        signed, latest = work.facts.expires_at, work.since + WEB_SECONDS
        if signed is not None:
            end = max(work.deadline, self.elapsed + (signed - self.now).total_seconds() - self.skew)
            return min(end, latest)
        return latest if work.odd_expiry else min(work.deadline, latest)

    def doubt(self, facts: SubmissionFacts) -> None:
        """Have it looked at whether we hold what has expired: a loss is recorded and told (I12)."""
        if facts.expired_at is not None:
            self.doubtful.add(facts.row)

    def failed(self, work: Work, trouble: str, *, own: bool = True, slow: bool = False) -> None:
        """A try has failed: back off, alone; with `--once`, give up when its retries are spent."""
        work.busy = False
        work.tries += 1
        work.own_faults += own
        work.first_failed = min(work.first_failed, self.elapsed)
        work.trouble = trouble
        work.retry_at = self.elapsed + backoff(work.tries, self.parts.dice, slow=slow and not self.once)
        if self.once and spent(work.tries, self.elapsed - work.first_failed):
            work.given_up = True
            self.tally.given_up.add(work.facts.row)
        self.works.touch(work)
        self.say(EventName.RETRY, work.facts, trouble)


def unexpected(error: BaseException) -> BaseException:
    """An error no component knows: a circumstance goes up as it is, anything else is a defect."""
    return error if isinstance(error, Exception) else Defect(type(error).__name__)
