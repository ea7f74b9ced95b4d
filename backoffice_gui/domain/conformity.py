"""What the DPO is shown of a period: how long each submission lived on the web, and what became of it.

The site promises thirty minutes at most, and destruction once a submission was collected. The front end's own
signed times measure it: `submitted_at` of the manifest, `at` of the receipt or of the ledger's expiry (protocol
§3.8), so that no clock of ours enters. Nothing here is personal: numbers, times, code words.
"""

from __future__ import annotations

import calendar
import enum
import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, Incident, IncidentKind, Notified
from backoffice_gui.domain.paris import midnight
from backoffice_gui.errors import UsageError

__all__ = [
    "LIMIT_MINUTES",
    "MARKS",
    "NOTICE_HOURS",
    "Breach",
    "ClockState",
    "Conformity",
    "Coverage",
    "DayLives",
    "IncidentClock",
    "Lives",
    "Obstacle",
    "Period",
    "Probes",
    "Receipts",
    "Silence",
    "breach_of",
    "clock_of",
    "coverage_of",
    "lives_of",
    "minutes_of",
    "month_named",
    "period_of",
]

LIMIT_MINUTES = 30
"""The line of the privacy notice: a submission is on the web no longer."""
MARKS = (10, 20, 25, 30)
"""Minutes beyond which lives are counted: the bands of the monitor, and the line itself."""
NOTICE_HOURS = 72
"""Hours from awareness to the notification of a breach (GDPR, art. 33(1))."""
_ONE_DAY = timedelta(days=1)
_MOST_DAYS = 800


@dataclass(frozen=True, slots=True)
class Period:
    """Days in Paris, the first and the last of them included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """When it begins, in UTC."""
        return midnight(self.first)

    @property
    def end(self) -> datetime:
        """When it has ended, in UTC: the midnight after its last day."""
        return midnight(self.last + _ONE_DAY)

    @property
    def days(self) -> tuple[date, ...]:
        """Its days, in order."""
        return tuple(self.first + n * _ONE_DAY for n in range((self.last - self.first).days + 1))

    @property
    def name(self) -> str:
        """`2026-11` for a whole month, else `2026-11-03_2026-11-09`: what files are named by."""
        whole = self.first.day == 1 and self.last == _last_of(self.first)
        return f"{self.first:%Y-%m}" if whole else f"{self.first.isoformat()}_{self.last.isoformat()}"


def _last_of(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def month_named(text: str) -> Period:
    """The month that `2026-11` names; raises `UsageError("period-month")`."""
    try:
        first = date.fromisoformat(f"{text.strip()}-01")
    except ValueError as error:
        raise UsageError("period-month") from error
    return period_of(first, _last_of(first))


def period_of(first: date, last: date) -> Period:
    """These days; raises `UsageError("period")` where they are in the wrong order, too many, or no days of ours."""
    if not (date(2000, 1, 1) <= first <= last <= date(2200, 1, 1)) or (last - first).days >= _MOST_DAYS:
        raise UsageError("period", most=_MOST_DAYS)
    return Period(first, last)


@dataclass(frozen=True, slots=True)
class Lives:
    """How long web copies lived, in seconds: the figures of those whose end is signed.

    Percentiles are by the nearest rank, a life that was measured; `over`: how many were longer than each of `MARKS`.
    """

    count: int
    median: float | None
    p95: float | None
    p99: float | None
    longest: float | None
    over: tuple[int, ...]

    def share(self, n: int) -> float | None:
        """The part of them that was longer than mark number `n`, from 0 to 1; nothing where there are none."""
        return self.over[n] / self.count if self.count else None


def _rank(ordered: Sequence[float], part: float) -> float:
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def lives_of(seconds: Sequence[float]) -> Lives:
    """The figures of these lives, in any order."""
    if not seconds:
        return Lives(0, None, None, None, None, (0,) * len(MARKS))
    ordered = sorted(seconds)
    over = tuple(len(ordered) - bisect_right(ordered, 60.0 * mark) for mark in MARKS)
    median, p95, p99 = (_rank(ordered, part) for part in (0.5, 0.95, 0.99))
    return Lives(len(ordered), median, p95, p99, ordered[-1], over)


def minutes_of(seconds: Sequence[float]) -> tuple[int, ...]:
    """How many lives ended within each minute: 0 to 1, … 29 to 30, and in the last place all that were longer."""
    counts = [0] * (LIMIT_MINUTES + 1)
    for each in seconds:
        # exactly thirty minutes keeps the promise
        counts[min(LIMIT_MINUTES, max(0, math.ceil(each / 60) - 1))] += 1
    return tuple(counts)


@dataclass(frozen=True, slots=True)
class DayLives:
    """One day in Paris: what the site received, and how long that lived; `lost` as in `Conformity`."""

    day: date
    received: int
    lives: Lives
    lost: int


@dataclass(frozen=True, slots=True)
class Receipts:
    """Receipts whose signature held, by whose they are; `proven`: found again in the ledger, its chain intact."""

    ours: int
    peers: int
    strangers: int
    proven: int


@dataclass(frozen=True, slots=True)
class Probes:
    """Acknowledged submissions that were asked for again, 90 s later: `gone` were refused, as they have to be."""

    done: int
    gone: int
    waiting: int

    @property
    def served(self) -> int:
        """Those that the site still gave."""
        return self.done - self.gone


class Breach(enum.Enum):
    """What an incident may have broken (GDPR, art. 4(12)); a person judges."""

    AVAILABILITY = "availability"
    CONFIDENTIALITY = "confidentiality"


class ClockState(enum.Enum):
    """Where the 72 hours of an incident stand."""

    RUNNING = "running"
    OVERDUE = "overdue"
    IN_TIME = "in_time"
    LATE = "late"
    NOTIFIED = "notified"
    NOTIFIED_LATE = "notified_late"
    NONE = "none"
    """No breach is presumed: no clock runs."""


_BREACHES = {
    IncidentKind.LOST: Breach.AVAILABILITY,
    IncidentKind.MISSING: Breach.AVAILABILITY,
    IncidentKind.DISPUTED: Breach.AVAILABILITY,
    IncidentKind.CANARY_FAILED: Breach.AVAILABILITY,
    IncidentKind.RESTORED: Breach.AVAILABILITY,
    IncidentKind.CASEBOOK_LOST: Breach.AVAILABILITY,
    IncidentKind.UNREADABLE: Breach.AVAILABILITY,
    IncidentKind.STRANGER: Breach.CONFIDENTIALITY,
    IncidentKind.NOT_DESTROYED: Breach.CONFIDENTIALITY,
    IncidentKind.OFFERED_AFTER_PURGE: Breach.CONFIDENTIALITY,
}


def breach_of(kind: IncidentKind) -> Breach | None:
    """What an incident of this kind is presumed to have broken, until a person closes it with a reason."""
    return _BREACHES.get(kind)


@dataclass(frozen=True, slots=True)
class IncidentClock:
    """One incident and its 72 hours: awareness is when the collector opened it.

    What ends them is the notification to the authority; without one, that a person closed the incident and said why.
    """

    number: int
    kind: IncidentKind
    breach: Breach | None
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    state: ClockState
    seq: int | None = None
    notified: Notified | None = None


def clock_of(incident: Incident, as_of: datetime) -> IncidentClock:
    """The clock of an incident, as it stands at a moment; one that a person notified has a clock whatever it is."""
    breach, closed, notified = breach_of(incident.kind), incident.closed_at, incident.notified
    due = None if breach is None and notified is None else incident.opened_at + timedelta(hours=NOTICE_HOURS)
    if due is None:
        state = ClockState.NONE
    elif notified is not None:
        state = ClockState.NOTIFIED if notified.at <= due else ClockState.NOTIFIED_LATE
    elif closed is not None:
        state = ClockState.IN_TIME if closed <= due else ClockState.LATE
    else:
        state = ClockState.RUNNING if as_of <= due else ClockState.OVERDUE
    return IncidentClock(
        number=incident.number,
        kind=incident.kind,
        breach=breach,
        opened_at=incident.opened_at,
        due_at=due,
        closed_at=closed,
        state=state,
        seq=incident.seq,
        notified=notified,
    )


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What kept collecting from its work, and from when to when (nothing: it lasts)."""

    kind: AlarmKind
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Silence:
    """A time without a good list, longer than the ten minutes after which the site closes its form (protocol §5)."""

    since: datetime
    until: datetime

    @property
    def minutes(self) -> int:
        """How long it was, in whole minutes."""
        return int((self.until - self.since).total_seconds() // 60)

    @property
    def lapse(self) -> bool:
        """Whether a copy on the web may have lived and died in it, unseen: longer than a copy lives."""
        return self.until - self.since > timedelta(minutes=LIMIT_MINUTES)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the site was watched in a period: since when that is recorded, what part of it, and each silence in whole.

    `part` is from 0 to 1; a silence that reaches beyond the period counts within it only.
    """

    since: datetime
    part: float
    silences: tuple[Silence, ...]

    @property
    def lapses(self) -> tuple[Silence, ...]:
        """The silences in which a copy may have lapsed."""
        return tuple(each for each in self.silences if each.lapse)


def coverage_of(
    watched: Sequence[tuple[datetime, datetime]], recorded: datetime, start: datetime, end: datetime, pause: timedelta
) -> Coverage | None:
    """The silences of a time among the intervals in which good lists followed each other, each with its neighbours.

    Longer than `pause` is a silence. Nothing where nothing was recorded yet (`recorded`: since when it is).
    """
    begin = max(start, recorded)
    if begin >= end:
        return None
    silences: list[Silence] = []
    reached = recorded
    for since, until in (*sorted(watched), (end, end)):
        if since - reached > pause and reached < end and since > begin:
            silences.append(Silence(reached, since))
        reached = max(reached, until)
    silent = sum((min(each.until, end) - max(each.since, begin)).total_seconds() for each in silences)
    return Coverage(begin, max(0.0, 1 - silent / (end - begin).total_seconds()), tuple(silences))


@dataclass(frozen=True, slots=True, kw_only=True)
class Conformity:
    """Everything of one period; a submission belongs to the day on which the site received it."""

    period: Period
    as_of: datetime
    """What happened after is not in it."""
    provisional: bool
    """Whether the period had not ended."""
    store_id: str
    head: int
    head_digest: str
    """The last line of the inbox's chain: its number, and its hash in hexadecimal."""
    received: int
    stages: dict[Stage, int]
    """What became of them, every stage named."""
    lives: Lives
    minutes: tuple[int, ...]
    """As `minutes_of` counts them."""
    days: tuple[DayLives, ...]
    unended: int
    """Neither a receipt nor an expiry is known: still on the web, or its fate is yet to be read."""
    untimed: int
    """Ended, but without a time of submission: their lives can't be told; they belong to the day we saw them on."""
    receipts: Receipts
    probes: Probes
    unaccounted: int
    """Numbers that are neither held nor in the ledger, noticed in this period."""
    incidents: tuple[IncidentClock, ...]
    """Open at some time of the period, in order."""
    obstacles: tuple[Obstacle, ...]
    coverage: Coverage | None
    """Nothing where nobody recorded yet when the site was watched."""

    @property
    def lost(self) -> int:
        """What the site received and nobody of ours holds."""
        return self.stages.get(Stage.LOST, 0) + self.stages.get(Stage.MISSING, 0)

    @property
    def kept(self) -> bool:
        """Whether the promise was kept for all that is known: nothing over the line, nothing lost or still served."""
        return self.lives.over[-1] == 0 and self.lost == 0 and self.probes.served == 0
