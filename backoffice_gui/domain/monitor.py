"""What the *Transferts* page, the status bar and `status` show: one snapshot, frozen."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import Alarm, Incident

__all__ = [
    "WEB_SECONDS",
    "Band",
    "Connection",
    "Expiry",
    "Exposure",
    "Holder",
    "InTransit",
    "Monitor",
    "band_of",
    "expiry_of",
]

WEB_SECONDS = 29 * 60
"""How long the web front end holds a submission (protocol §2)."""


class Connection(enum.Enum):
    """What is known of the front end."""

    NEVER = "never"
    CONNECTED = "connected"
    OFFLINE = "offline"
    NO_STORE = "no_store"
    """The server of the team's store is away, as a window knows it: nothing is known of the front end from here."""
    REFUSED = "refused"


class Band(enum.Enum):
    """How near a submission is to its end on the web, by its age there (reliability.md §3)."""

    NORMAL = "normal"
    WATCH = "watch"
    URGENT = "urgent"
    CRITICAL = "critical"


def band_of(age: float) -> Band:
    """The band of an age on the web in seconds: watch from 10 min, urgent 20, critical 25."""
    if age >= 25 * 60:
        return Band.CRITICAL
    if age >= 20 * 60:
        return Band.URGENT
    return Band.WATCH if age >= 10 * 60 else Band.NORMAL


class Expiry(enum.IntEnum):
    """How near our client certificate is to its end, by which nothing is collected any more; the higher the worse."""

    FAR = 0
    MONTH = 1
    WEEK = 2
    DAY = 3
    ENDED = 4


_EXPIRIES = (
    (Expiry.ENDED, timedelta()),
    (Expiry.DAY, timedelta(days=1)),
    (Expiry.WEEK, timedelta(days=7)),
    (Expiry.MONTH, timedelta(days=30)),
)


def expiry_of(ends: datetime | None, now: datetime) -> Expiry:
    """How near a certificate's end is: said 30, 7 and 1 days ahead; far where no end is known."""
    if ends is None:
        return Expiry.FAR
    return next((expiry for expiry, left in _EXPIRIES if ends - now <= left), Expiry.FAR)


@dataclass(frozen=True, slots=True)
class InTransit:
    """A submission that is still on the web as far as we know."""

    row: int | None
    seq: int
    id: str
    stage: Stage
    expires_in: float
    """Seconds left on the web at the snapshot's time."""
    tries: int
    parts: int
    size: int
    retry_in: float | None
    trouble: str | None
    """A code word of what failed last (`digest`, `signature`, `unreachable` …)."""


@dataclass(frozen=True, slots=True)
class Exposure:
    """How long web copies lived: receipts of the last 24 hours, `buckets` one an hour."""

    count: int
    median: float | None
    p95: float | None
    longest: float | None
    buckets: tuple[tuple[datetime, int, float | None], ...]
    """Start of the hour, number of receipts, median seconds."""
    losses: int


@dataclass(frozen=True, slots=True)
class Holder:
    """Who collects for this store; `us` when it is this process.

    On a team's server also under which `login`, and whether that is a collector's: what is not keeps collectors away.
    """

    program: str
    host: str
    pid: int
    since: datetime
    us: bool
    login: str = ""
    rightful: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitor:
    """Everything about the transfer at one moment; `at` is the civil time of the snapshot."""

    at: datetime
    connection: Connection
    trouble: str | None
    """Code of the last failure while not connected, with its reason where it has one (`TRF-004:expired`)."""
    offline_since: datetime | None
    last_good_list_at: datetime | None
    last_acknowledged_at: datetime | None
    next_poll_in: float | None
    """Seconds until the next try; 0 while a long poll waits; nothing when nobody collects."""
    waiting: bool
    """Whether a long poll is waiting at the front end now."""
    ready: bool
    skew: float | None
    held: int
    """How many the front end held at the last good list."""
    oldest_expires_in: float | None
    in_transit: tuple[InTransit, ...]
    counts: dict[Stage, int]
    alarms: tuple[Alarm, ...]
    incidents: tuple[Incident, ...]
    """Those that are open."""
    exposure: Exposure
    holder: Holder | None
    certificate_expires_at: datetime | None
