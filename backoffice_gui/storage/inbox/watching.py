"""When the site was watched: good lists that follow each other, kept as intervals; housekeeping, not audited.

The site closes its form ten minutes after the last list (protocol §5), and a copy lives there for thirty: where lists
were missed for as long, a row ends and the next begins. There are as few rows as there were interruptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Text, and_, func, literal, or_, select

from backoffice_gui.storage.inbox.schema import watch

__all__ = ["PAUSE", "Watched", "note", "watched"]

PAUSE = timedelta(minutes=10)
"""A longer time between two good lists is an interruption."""
_W = watch.c
_LAST = select(_W.n, _W.since, _W.until).order_by(_W.n.desc()).limit(1)


@dataclass(frozen=True, slots=True)
class Watched:
    """From one good list to another, with no more than `PAUSE` between two of them."""

    since: datetime
    until: datetime


def note(tx: Connection, at: datetime) -> None:
    """A good list came at this moment; a clock that went back a little does not shorten what was noted."""
    last = tx.execute(_LAST).first()
    if last is None or not last.since <= at <= last.until + PAUSE:
        tx.execute(watch.insert().values(since=at, until=at))
    elif at > last.until:
        tx.execute(watch.update().where(_W.n == last.n).values(until=at))


def watched(connection: Connection, start: datetime, end: datetime) -> tuple[datetime | None, list[Watched]]:
    """Since when it is recorded at all (nothing: never), and the intervals that touch a time, in order.

    The last before it and the first after it are among them: what lies between two of them is whole.
    """
    first = connection.execute(select(_W.since).order_by(_W.since).limit(1)).scalar()
    before = select(func.max(_W.since)).where(_W.since < start).scalar_subquery()
    after = select(func.min(_W.since)).where(_W.since >= end).scalar_subquery()
    within = and_(_W.since >= func.coalesce(before, literal("", Text)), or_(after.is_(None), _W.since <= after))
    rows = connection.execute(watch.select().where(within).order_by(_W.since, _W.n))
    return first, [Watched(row.since, row.until) for row in rows]
