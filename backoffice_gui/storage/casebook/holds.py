"""Holds: a case that somebody keeps from being purged, why, and until which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, and_, func, select

from backoffice_gui.domain.purging import Held
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.casebook.retention_schema import hold
from backoffice_gui.storage.dialect import among, listed

__all__ = ["held_until", "holds", "place", "release"]

_H = hold.c
_STANDS = _H.ended_at.is_(None)


def place(tx: Connection, case: int, agent: str, reason: str, *, until: date, at: datetime) -> int:
    """Place a hold; returns its number."""
    values = {"case": case, "agent": agent, "reason": reason, "until": until.isoformat(), "made_at": at}
    (number,) = tx.execute(hold.insert().values(**values)).inserted_primary_key or (0,)
    return int(number)


def release(tx: Connection, case: int, number: int, agent: str, at: datetime) -> bool:
    """End one hold of a case; false where it stands no more."""
    which = and_(_H.case == case, _H.hold == number, _STANDS)
    return bool(tx.execute(hold.update().where(which).values(ended_at=at, ended_by=agent)).rowcount)


def holds(connection: Connection, *, standing_only: bool = True, most: int = 1_000) -> tuple[Held, ...]:
    """Holds with the numbers of their cases, the newest first; those that stand, or all."""
    query = select(hold, cases.c.number).join(cases, cases.c.case == _H.case).order_by(_H.hold.desc()).limit(most)
    if standing_only:
        query = query.where(_STANDS)
    return tuple(
        Held(
            hold=row.hold,
            case=row.case,
            number=row.number,
            agent=row.agent,
            reason=row.reason,
            until=date.fromisoformat(row.until),
            made_at=row.made_at,
            ended_at=row.ended_at,
            ended_by=row.ended_by or "",
        )
        for row in connection.execute(query)
    )


def held_until(connection: Connection, numbers: Sequence[int]) -> dict[int, date]:
    """Of these cases, those that are held, with the last day of the longest hold."""
    query = select(_H.case, func.max(_H.until)).where(_STANDS, among(_H.case, "among")).group_by(_H.case)
    rows = connection.execute(query, {"among": listed(list(numbers))})
    return {case: date.fromisoformat(until) for case, until in rows}
