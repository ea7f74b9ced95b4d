"""Everything about the transfer at one moment: what is on the web, what is in danger, what needs a person.

Read from the inbox alone, so that it works while the desk is locked and while another process collects.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection as Sql
from sqlalchemy import Text, and_, bindparam, func, select, type_coerce

from backoffice_gui.clock import Clock
from backoffice_gui.domain.facts import stage_of
from backoffice_gui.domain.incidents import Incident
from backoffice_gui.domain.monitor import Exposure, Holder, InTransit, Monitor
from backoffice_gui.storage.inbox import heartbeat, incidents, submissions
from backoffice_gui.storage.inbox.schema import submission
from backoffice_gui.storage.inbox.transit import Transit, transit
from backoffice_gui.storage.types import Moment

__all__ = ["WINDOW", "Watch", "recorded_incidents", "snapshot"]

WINDOW = timedelta(hours=24)
"""How far back web copies are counted."""
_MOST_IN_TRANSIT = 500
_KEPT_FOR = 10.0
_FEW = 2_000
_A_SECOND = 1_000
_C = submission.c
_ENDED = select(type_coerce(_C.submitted_at, Text), type_coerce(_C.receipt_at, Text)).where(
    and_(
        _C.receipt_at >= bindparam("since", type_=Moment),
        _C.receipt_at <= bindparam("until", type_=Moment),
        _C.submitted_at.is_not(None),
    )
)
"""Times as text: there may be many, and the decorator's call costs more than the parsing."""


@dataclass(slots=True)
class Watch:
    """What a series of snapshots keeps: the exposure of 24 hours is read anew each time where it is of few.

    Else every 10 s, and more seldom the more there are: reading 100,000 takes most of a second.
    """

    clock: Clock
    _exposure: Exposure | None = field(default=None, repr=False)
    _at: float = 0.0

    def exposure(self, connection: Sql, now: datetime) -> Exposure:
        """The exposure of the last 24 hours."""
        kept = self._exposure
        age = self.clock.elapsed() - self._at
        if kept is None or kept.count < _FEW or age >= max(_KEPT_FOR, kept.count / _A_SECOND):
            kept = _exposure(connection, now)
            self._exposure, self._at = kept, self.clock.elapsed()
        return kept


def snapshot(
    connection: Sql, watch: Watch, *, holder: Holder | None = None, certificate_expires_at: datetime | None = None
) -> Monitor:
    """Everything, as of now; `holder` is who collects (`StoreLock.holder`), nothing where nobody does.

    While nobody collects nothing is waiting and no poll is next, whatever the last collector said.
    """
    now = watch.clock.now()
    pulse = heartbeat.read(connection)
    collecting = holder is not None
    oldest = pulse.oldest_expires_at
    return Monitor(
        at=now,
        connection=pulse.connection,
        trouble=pulse.trouble,
        offline_since=pulse.offline_since,
        last_good_list_at=pulse.last_good_list_at,
        last_acknowledged_at=pulse.last_acknowledged_at,
        next_poll_in=_seconds_to(pulse.next_poll_at, now) if collecting else None,
        waiting=pulse.waiting and collecting,
        ready=pulse.ready and collecting,
        skew=pulse.skew,
        held=pulse.held,
        oldest_expires_in=None if oldest is None or pulse.held == 0 else (oldest - now).total_seconds(),
        in_transit=_in_transit(connection, transit(connection)[:_MOST_IN_TRANSIT], now),
        counts=dict(submissions.counts(connection)),
        alarms=tuple(incidents.alarms(connection)),
        incidents=tuple(incidents.incidents(connection, open_only=True)),
        exposure=watch.exposure(connection, now),
        holder=holder,
        certificate_expires_at=certificate_expires_at,
    )


def _seconds_to(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else max(0.0, (moment - now).total_seconds())


def _in_transit(connection: Sql, items: Sequence[Transit], now: datetime) -> tuple[InTransit, ...]:
    facts = submissions.facts(connection, [item.row for item in items])
    return tuple(
        InTransit(
            row=item.row,
            seq=known.seq,
            id=known.key.id,
            stage=stage_of(known),
            expires_in=(item.expires_at - now).total_seconds(),
            tries=item.tries,
            parts=known.parts,
            size=known.size,
            retry_in=_seconds_to(item.retry_at, now),
            trouble=item.trouble,
        )
        for item in items
        if (known := facts.get(item.row)) is not None
    )


def _exposure(connection: Sql, now: datetime) -> Exposure:
    since = now - WINDOW
    # both times are the front end's own: its clock may be off, its differences are not
    ended = connection.execute(_ENDED, {"since": since, "until": now + WINDOW})
    lived = [
        (at, max(0.0, (at - datetime.fromisoformat(submitted)).total_seconds()))
        for submitted, at in ((row[0], datetime.fromisoformat(row[1])) for row in ended)
    ]
    losses = connection.execute(select(func.count()).select_from(submission).where(_C.lost_at >= since)).scalar_one()
    seconds = sorted(each for _, each in lived)
    return Exposure(
        count=len(seconds),
        median=statistics.median(seconds) if seconds else None,
        p95=seconds[min(len(seconds) - 1, int(len(seconds) * 0.95))] if seconds else None,
        longest=seconds[-1] if seconds else None,
        buckets=_buckets(lived, now),
        losses=losses,
    )


def _buckets(lived: Iterable[tuple[datetime, float]], now: datetime) -> tuple[tuple[datetime, int, float | None], ...]:
    """24 hours up to the running one, each with its number of receipts and their median."""
    running = now.replace(minute=0, second=0, microsecond=0)
    hours: dict[datetime, list[float]] = {running - timedelta(hours=back): [] for back in range(23, -1, -1)}
    for at, seconds in lived:
        hour = at.replace(minute=0, second=0, microsecond=0)
        if hour in hours:
            hours[hour].append(seconds)
    return tuple((hour, len(many), statistics.median(many) if many else None) for hour, many in hours.items())


def recorded_incidents(connection: Sql) -> list[Incident]:
    """Every incident ever recorded, open or closed, in order."""
    return incidents.incidents(connection, open_only=False)
