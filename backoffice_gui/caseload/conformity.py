"""The figures of one period, from the inbox's facts alone: the desk may be locked, another process may collect.

One pass over what was first seen in those days, by the index of that time, in slices that are reads of their own:
none takes a second, however many there are. What the ledger alone told of, perhaps much later, is found by its
stage. Facts are only ever filled, so that slices fit together; the chain's head is read first.
"""

from __future__ import annotations

import base64
import binascii
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, and_, case, func, or_, select, tuple_, type_coerce

from backoffice_gui.domain.conformity import (
    Conformity,
    DayLives,
    Obstacle,
    Period,
    Probes,
    Receipts,
    clock_of,
    coverage_of,
    lives_of,
    minutes_of,
)
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.domain.receipts import MalformedReceipt, parse_receipt
from backoffice_gui.storage.inbox import audit_log, identity, incidents, watching
from backoffice_gui.storage.inbox.schema import alarm, gap, probe, submission
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.types import moment_text

__all__ = ["conformity"]

_C = submission.c
_SLICE = 20_000
_APART = timedelta(days=1)
"""How far our clock and the site's may be apart, and how long after its submission a held one may be seen first."""
_LATE = (Stage.LOST.value, Stage.MISSING.value)
"""What only the ledger may have told us of: perhaps long after."""


def _raw(column: Any) -> Any:
    """A time as text: there are many, and the decorator's call costs more than the parsing."""
    return type_coerce(column, Text)


_seen, _sent = _raw(_C.first_seen_at), _raw(_C.submitted_at)
_received = func.coalesce(_sent, _seen)
_READ = select(
    _C.row,
    _seen.label("seen"),
    _sent.label("sent"),
    _C.stage,
    _raw(_C.receipt_at).label("receipted"),
    _C.receipt_ours,
    _C.receipt_peer,
    _C.closed_at.is_not(None).label("proven"),
    case((_C.receipt_at.is_(None), _C.expired_jws), else_=None).label("expiry"),
    probe.c.due_at.is_not(None).label("probed"),
    probe.c.destroyed,
).select_from(submission.outerjoin(probe, probe.c.row == _C.row))


def conformity(inbox: Inbox, period: Period, now: datetime) -> Conformity:
    """Everything of a period, as far as the inbox knows it now; what has not ended is `provisional`.

    Of a period that has ended, the same facts give the same value, whenever it is asked for.
    """
    with inbox.reading() as connection:
        head = audit_log.head(connection)
        told = audit_log.read(connection, head.n - 1, 1)
        store_id = identity.ids(connection).current
        about = _About(connection, period)
    provisional = now < period.end
    last = told[0].at if told else period.start
    as_of = now if provisional else max(last, period.end)
    counted = _Counted(period)
    for rows in _slices(inbox, period):
        for row in rows:
            counted.take(row)
    return Conformity(
        period=period,
        as_of=as_of,
        provisional=provisional,
        store_id=store_id,
        head=head.n,
        head_digest=head.hash.hex(),
        received=counted.received,
        stages={stage: counted.stages.get(stage.value, 0) for stage in Stage},
        lives=lives_of(counted.lives),
        minutes=minutes_of(counted.lives),
        days=counted.by_day(),
        unended=counted.unended,
        untimed=counted.untimed,
        receipts=Receipts(counted.ours, counted.peers, counted.strangers, counted.proven),
        probes=Probes(counted.probed, counted.gone, counted.waiting),
        unaccounted=about.unaccounted,
        incidents=tuple(clock_of(each, as_of) for each in about.incidents),
        obstacles=about.obstacles,
        coverage=None
        if about.recorded is None
        else coverage_of(about.watched, about.recorded, period.start, min(as_of, period.end), watching.PAUSE),
    )


class _About:
    """What the inbox knows of the period beside submissions: incidents, alarms, numbers nobody accounts for."""

    def __init__(self, connection: Connection, period: Period) -> None:
        start, end = period.start, period.end
        self.incidents = [
            each
            for each in incidents.incidents(connection, open_only=False)
            if each.opened_at < end and (each.closed_at is None or each.closed_at >= start)
        ]
        within = and_(alarm.c.since < end, or_(alarm.c.ended_at.is_(None), alarm.c.ended_at > start))
        known = alarm.c.kind.in_([kind.value for kind in AlarmKind])
        raised = connection.execute(alarm.select().where(within, known).order_by(alarm.c.since, alarm.c.n))
        self.obstacles = tuple(Obstacle(AlarmKind(row.kind), row.since, row.ended_at) for row in raised)
        self.recorded, watched = watching.watched(connection, start, end)
        self.watched = [(each.since, each.until) for each in watched]
        many = select(func.sum(gap.c.high - gap.c.low + 1)).where(gap.c.since >= start, gap.c.since < end)
        self.unaccounted = int(connection.execute(many).scalar() or 0)


def _slices(inbox: Inbox, period: Period) -> Iterator[list[Row[*tuple[Any, ...]]]]:
    """The period's submissions, each once: those seen in its days, then those the ledger told of later."""
    start, end = moment_text(period.start), moment_text(period.end)
    first, last = moment_text(period.start - _APART), moment_text(period.end + _APART)
    of_period = _READ.where(_received >= start, _received < end)
    in_time = of_period.where(_seen >= first, _seen < last)
    yield from _sliced(inbox, in_time)
    apart = or_(_seen < first, _seen >= last)
    yield from _sliced(inbox, of_period.where(_C.stage.in_(_LATE), apart))


def _sliced(inbox: Inbox, wanted: Select[Any]) -> Iterator[list[Row[*tuple[Any, ...]]]]:
    ordered = wanted.order_by(_seen, _C.row).limit(_SLICE)
    query = ordered
    while True:
        with inbox.reading() as connection:
            rows = list(connection.execute(query).all())
        yield rows
        if len(rows) < _SLICE:
            return
        query = ordered.where(tuple_(_seen, _C.row) > tuple_(rows[-1].seen, rows[-1].row))


@dataclass(slots=True)
class _Day:
    received: int = 0
    lost: int = 0
    lives: list[float] = field(default_factory=list)


class _Counted:
    """What the rows add up to."""

    def __init__(self, period: Period) -> None:
        self._days = {day: _Day() for day in period.days}
        self._order: tuple[date, ...] = period.days
        self._begin = [moment_text(Period(day, day).start) for day in period.days]
        self.lives: list[float] = []
        self.stages: dict[str, int] = {}
        self.received = self.unended = self.untimed = 0
        self.ours = self.peers = self.strangers = self.proven = 0
        self.probed = self.gone = self.waiting = 0

    def take(self, row: Row[*tuple[Any, ...]]) -> None:
        """One submission."""
        _number, seen, sent, stage, receipted, ours, peer, proven, expiry, probed, destroyed = row
        day = self._days[self._order[bisect_right(self._begin, sent or seen) - 1]]
        self.received += 1
        day.received += 1
        self.stages[stage] = self.stages.get(stage, 0) + 1
        if stage in _LATE:
            day.lost += 1
        if receipted is not None:
            self._receipt(ours=ours, peer=peer, proven=proven)
        if probed:
            self._probe(destroyed=destroyed)
        ended = _moment(receipted) if receipted is not None else None if expiry is None else _expired_at(expiry)
        if ended is None:
            self.unended += 1
        elif sent is None:
            self.untimed += 1
        else:
            lived = max(0.0, (ended - datetime.fromisoformat(sent)).total_seconds())
            self.lives.append(lived)
            day.lives.append(lived)

    def _receipt(self, *, ours: bool, peer: bool, proven: bool) -> None:
        if ours:
            self.ours += 1
        elif peer:
            self.peers += 1
        else:
            self.strangers += 1
        self.proven += bool(proven)

    def _probe(self, *, destroyed: bool | None) -> None:
        if destroyed is None:
            self.waiting += 1
        else:
            self.probed += 1
            self.gone += bool(destroyed)

    def by_day(self) -> tuple[DayLives, ...]:
        """Each day's own figures."""
        return tuple(DayLives(day, one.received, lives_of(one.lives), one.lost) for day, one in self._days.items())


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _expired_at(jws: str) -> datetime | None:
    """When the site says that it expired: its signature was verified before it was kept."""
    payload = jws.split(".")[1] if jws.count(".") == 2 else ""
    try:
        return parse_receipt(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))).at
    except (MalformedReceipt, binascii.Error):
        return None
