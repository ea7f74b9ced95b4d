"""What decides how long cases are kept, read for many of them at once (`domain.retention.CaseStanding`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, Text, and_, bindparam, func, or_, select, text, type_coerce

from backoffice_gui.domain.cases import Badge, Bucket
from backoffice_gui.domain.retention import CaseStanding
from backoffice_gui.storage.casebook import holds, persons
from backoffice_gui.storage.casebook.caseload_schema import case_form, cases, proposal
from backoffice_gui.storage.casebook.proposals import SAME_PERSON
from backoffice_gui.storage.casebook.retention_schema import hold, tombstone
from backoffice_gui.storage.dialect import among, listed

__all__ = ["closed_before", "closed_since", "marked", "marked_among", "spare", "standings", "unmarked"]

_BATCH = 500
_C, _P, _T = cases.c, proposal.c, tombstone.c
_PAYLOAD_GONE = select(_T.tombstone).where(and_(_T.case == _C.case, _T.category == "payload")).exists()
_STANDING = (
    select(
        _C.case, _C.number, _C.version, _C.bucket, _C.closed_at, _C.person, _C.submission,
        case_form.c.octets.is_not(None).label("form"), _PAYLOAD_GONE.label("gone"),
    )
    .select_from(cases.outerjoin(case_form, case_form.c.case == _C.case))
    .where(among(_C.case, "among"))
    .order_by(_C.case)
)  # fmt: skip
_MARK = _C.badges.op("&")(int(Badge.TO_PURGE))
_FACT = int(Badge.TO_PURGE) << 8  # as the trigger packs it: a row of `cases` is wide, and there are a million
_MARKED = text(
    f'SELECT "case" FROM case_fact WHERE what & {_FACT} <> 0 AND "case" > :after ORDER BY "case" LIMIT :most'
)
_UNMARKED = text(f'NOT EXISTS (SELECT 1 FROM case_fact WHERE case_fact."case" = cases."case" AND what & {_FACT} <> 0)')
_CLOSING = type_coerce(_C.closed_at, Text)
_LEFT = select(_C.case, _CLOSING).where(
    _C.bucket == int(Bucket.DONE),
    _C.closed_at <= bindparam("payload_before"),
    or_(_C.closed_at <= bindparam("case_before"), ~_PAYLOAD_GONE),
)
_AT_ONCE = _LEFT.where(bindparam("since") == _CLOSING, _C.case > bindparam("after")).order_by(_C.case)
_LATER = _LEFT.where(bindparam("since") < _CLOSING).order_by(_C.closed_at, _C.case)
"""Two ranges of one index: what was closed with one act has one moment, and there may be very much of it."""
_CLOSED = (_AT_ONCE, _LATER)
_KEPT = or_(
    select(hold.c.hold)
    .where(hold.c.case == _C.case, hold.c.ended_at.is_(None), hold.c.until >= bindparam("today"))
    .exists(),
    select(_P.case).where(_P.case == _C.case, _P.dismissed_at.is_(None)).exists(),
    select(_P.case).where(_P.other == _C.case, _P.kind != SAME_PERSON, _P.dismissed_at.is_(None)).exists(),
)
_CLOSED_IDLE = (_AT_ONCE.where(~_KEPT), _LATER.where(~_KEPT))
_CLOSED_UNMARKED = (_AT_ONCE.where(_UNMARKED), _LATER.where(_UNMARKED))
_O = cases.alias("other").c
_NEWEST_OTHER = select(
    _C.case, select(func.max(_O.received_at)).where(_O.person == _C.person, _O.case != _C.case).scalar_subquery()
).where(_C.person.is_not(None), among(_C.case, "among"))
_NEWEST_OF = select(func.max(_C.received_at)).where(among(_C.person, "among"), _C.case != bindparam("but"))
_PROPOSED = select(_P.case, func.count()).where(_P.dismissed_at.is_(None), among(_P.case, "among")).group_by(_P.case)
_PROPOSED_TO = (
    select(_P.other, func.count())
    .where(_P.dismissed_at.is_(None), _P.kind != SAME_PERSON, among(_P.other, "among"))
    .group_by(_P.other)
)


def closed_before(
    connection: Connection,
    after: tuple[str, int],
    *,
    payload: datetime,
    case: datetime,
    most: int,
    idle: date | None = None,
) -> list[tuple[str, int]]:
    """Cases that were closed by then, of which anything is left to purge, with when; those closed first come first.

    Beyond one of these, at most so many; the first is asked for with `("", 0)`. `idle`: without those that a hold
    keeps on that day, or for which something is proposed; they are passed over where they lie, many at once.
    """
    if idle is None:
        return _page(connection, _CLOSED, after, {"payload_before": payload, "case_before": case}, most)
    wanted = {"payload_before": payload, "case_before": case, "today": idle.isoformat()}
    return _page(connection, _CLOSED_IDLE, after, wanted, most)


def _page(
    connection: Connection,
    ranges: tuple[Select[int, str], Select[int, str]],
    after: tuple[str, int],
    asked: Mapping[str, object],
    most: int,
) -> list[tuple[str, int]]:
    (since, number), (at_once, later) = after, ranges
    wanted = {"since": since, **asked}
    found: list[tuple[str, int]] = []
    if since:
        rows = connection.execute(at_once.limit(most), wanted | {"after": number})
        found = [(at, of) for of, at in rows]
    if len(found) < most:
        found += [(at, of) for of, at in connection.execute(later.limit(most - len(found)), wanted)]
    return found


def closed_since(connection: Connection, since: datetime, *, payload: bool) -> Iterator[datetime]:
    """When cases were closed, from a moment on, those closed first first; with `payload` those that still have it."""
    query = select(_C.closed_at).where(_C.bucket == int(Bucket.DONE), _C.closed_at > since).order_by(_C.closed_at)
    found = connection.execution_options(yield_per=_BATCH).scalars(query.where(~_PAYLOAD_GONE) if payload else query)
    yield from (at for at in found if at is not None)


def marked(connection: Connection, after: int, most: int) -> list[int]:
    """Cases that say that they are to be purged, beyond a number, in order; at most so many."""
    return list(connection.scalars(_MARKED, {"after": after, "most": most}))


def marked_among(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Of these cases, those that say so."""
    wanted = select(_C.case).where(_MARK != 0, among(_C.case, "among"))
    return set(connection.scalars(wanted, {"among": listed(list(numbers))}))


def unmarked(
    connection: Connection, after: tuple[str, int], *, payload: datetime, case: datetime, most: int
) -> list[tuple[str, int]]:
    """Of the same those that do not say so."""
    return _page(connection, _CLOSED_UNMARKED, after, {"payload_before": payload, "case_before": case}, most)


def spare(tx: Connection, numbers: Sequence[int]) -> int:
    """These persons have sent something: no case of theirs says any longer that it is to be purged; how many did."""
    circles = [set(persons.circle(tx, one)) for one in persons.not_alone(tx, list(numbers))]
    theirs = sorted(set(numbers).union(*circles))
    which = and_(among(_C.person, "among"), _MARK != 0)
    new = _C.badges.op("&")(~int(Badge.TO_PURGE))
    return tx.execute(cases.update().where(which).values(badges=new), {"among": listed(theirs)}).rowcount


def standings(connection: Connection, numbers: Sequence[int]) -> Iterator[CaseStanding]:
    """What decides about these cases; one that is not there is left out."""
    for start in range(0, len(numbers), _BATCH):
        yield from _batch(connection, numbers[start : start + _BATCH])


def _batch(connection: Connection, numbers: Sequence[int]) -> Iterator[CaseStanding]:
    wanted = {"among": listed(list(numbers))}
    rows = connection.execute(_STANDING, wanted).all()
    newest = _newest(connection, rows, wanted)
    held = holds.held_until(connection, numbers)
    proposed: dict[int, int] = {}
    for query in (_PROPOSED, _PROPOSED_TO):
        for case, count in connection.execute(query, wanted):
            proposed[case] = proposed.get(case, 0) + count
    for row in rows:
        yield CaseStanding(
            case=row.case,
            number=row.number,
            version=row.version,
            open=row.bucket != int(Bucket.DONE),
            closed_at=row.closed_at,
            payload=bool(row.form or row.submission) and not row.gone,
            newest_other_at=newest.get(row.case),
            held_until=held.get(row.case),
            proposals=proposed.get(row.case, 0),
        )


def _newest(
    connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]], wanted: dict[str, str]
) -> dict[int, datetime]:
    """When the person of each case sent their last other one; somebody whose rows were joined is one person."""
    found = {case: at for case, at in connection.execute(_NEWEST_OTHER, wanted) if at is not None}
    joined = set(persons.not_alone(connection, sorted({row.person for row in rows if row.person is not None})))
    for row in rows:
        if row.person in joined:
            circle = {"among": listed(persons.circle(connection, row.person)), "but": row.case}
            at = connection.execute(_NEWEST_OF, circle).scalar()
            if at is not None:
                found[row.case] = at
    return found
