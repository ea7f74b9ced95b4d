"""Cases as they come in: numbered, known by the submission they were made of, read again by a later reader."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BigInteger, Connection, and_, bindparam, cast, func, select
from sqlalchemy import case as either

from backoffice_gui.domain import ids as names
from backoffice_gui.domain.case_text import CaseText, wish_of
from backoffice_gui.domain.cases import BUCKETS, Bucket, CaseKind, CaseState, Source
from backoffice_gui.domain.ids import Digest, SubmissionId, SubmissionKey
from backoffice_gui.storage.casebook.case_insert import insert_cases
from backoffice_gui.storage.casebook.caseload_schema import case_form, cases, certificate, change, numbering
from backoffice_gui.storage.casebook.numbers import highest_removed
from backoffice_gui.storage.dialect import Many, among, each_of, gathered, listed, moment_text, read_json

__all__ = [
    "MAX_KEPT",
    "Earlier",
    "NewCase",
    "Origin",
    "add",
    "add_wishes",
    "by_submissions",
    "earlier",
    "last",
    "next_numbers",
    "relocate",
    "sharing_wish",
]

MAX_KEPT = 1024 * 1024
"""Octets of part 0 that are kept in the casebook; a larger one stays in the inbox."""

_MOST = 20
"""The cases of one person, or persons of one address, that are looked at; more, and the last ones."""

_MANY = 20
"""From so many cases on, what lists are made from is worked out for all at once (`case_insert`)."""

_C = cases.c
_OF_CASE = (
    "case", "number", "kind", "about", "source", "state", "bucket", "person", "applicant", "sort_key", "ofpra_number",
    "received_at", "due_on", "receipt_due_on", "receipt_done_at", "parts", "badges", "comment", "delivery", "language",
    "store_id", "inbox_row", "origin", "submission", "digest", "reader",
)  # fmt: skip
_INSERT = Many(cases.insert(), *_OF_CASE)
_RELOCATE = Many(
    cases.update()
    .where(and_(_C.case == bindparam("of_case"), _C.store_id.is_distinct_from(bindparam("of_store"))))
    .values(store_id=bindparam("new_store"), inbox_row=bindparam("new_row")),
    "new_store",
    "new_row",
    "of_case",
    "of_store",
)
_FORM = Many(case_form.insert(), "case", "kind", "octets")
_CERTIFICATE = Many(certificate.insert(), "case", "n", "type", "form", "copies", "event")
_CHANGE = Many(change.insert(), "case", "field", "before", "after", "key", "valid_from")
_BY_SUBMISSION = select(_C.case, _C.origin, _C.submission, _C.digest).where(
    and_(among(_C.submission, "among"), _C.submission != "")
)
_EACH = each_of("among")
_L, _LATE = cases.alias("late"), cases.alias("latest")
_WHOSE = cast(_EACH.c.value, BigInteger)
_A, _H = certificate.c, change.c
_ASKED = select(
    gathered(_A.type, either((_A.type == "birth", ""), else_=read_json(func.nullif(_A.event, ""), "$.date")))
)
_CHANGED = select(gathered(_H.field, func.coalesce(func.nullif(_H.key, ""), _H.after)))
_LAST_OF = select(_LATE.c.case).where(_LATE.c.person == _WHOSE).order_by(_LATE.c.case.desc()).limit(bindparam("most"))
_EARLIER = (
    select(
        _L.c.person, _L.c.case, _L.c.kind, _L.c.state, _L.c.received_at,
        _ASKED.where(_A.case == _L.c.case).scalar_subquery(),
        _CHANGED.where(_H.case == _L.c.case).scalar_subquery(),
    )
    .select_from(_EACH.join(_L, and_(_L.c.person == _WHOSE, _L.c.case.in_(_LAST_OF.correlate(_EACH)))))
    .order_by(_L.c.case.desc())
)  # fmt: skip
_WISHING = (
    select(_C.person)
    .select_from(change.join(cases, _C.case == _H.case))
    .where(_H.field == bindparam("field"), _H.key == _EACH.c.value)
    .order_by(_H.case.desc())
    .limit(bindparam("most"))
    .correlate(_EACH)
    .subquery()
)
_WISHED = select(_EACH.c.value, select(gathered(_WISHING.c.person)).scalar_subquery())
_NUMBERING = select(numbering.c.last).where(numbering.c.year == bindparam("of_year"))


@dataclass(frozen=True, slots=True)
class Origin:
    """The submission that a case was made of; all empty for what was entered by hand."""

    store_id: str | None = None
    inbox_row: int | None = None
    origin: str = ""
    submission: str = ""
    digest: str = ""

    @property
    def key(self) -> SubmissionKey:
        """What identifies the submission."""
        return SubmissionKey(names.Origin(self.origin), SubmissionId(self.submission), Digest(self.digest))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """A case to be added; `form_kind` and `octets` are what it was read from."""

    case: int
    number: str
    text: CaseText
    due_on: date | None
    source: Source
    person: int | None
    received_at: datetime
    receipt_due_on: date | None
    receipt_done_at: datetime | None
    parts: int
    badges: int
    come_of: Origin
    form_kind: str
    octets: bytes | None
    reader: int


def last(connection: Connection) -> int:
    """The highest number in the store, or that a purge has removed; 0 where there never was a case."""
    there = connection.execute(select(func.max(_C.case))).scalar() or 0
    return max(there, highest_removed(connection, cases.name))


def next_numbers(tx: Connection, years: Sequence[int]) -> list[int]:
    """The next number of each of these years, in order: dense, and none is ever given twice."""
    given: dict[int, int] = {}
    found = []
    for year in years:
        if year not in given:
            given[year] = tx.execute(_NUMBERING, {"of_year": year}).scalar() or 0
        given[year] += 1
        found.append(given[year])
    for year, number in given.items():
        changed = tx.execute(numbering.update().where(numbering.c.year == year).values(last=number)).rowcount
        if not changed:
            tx.execute(numbering.insert().values(year=year, last=number))
    return found


def by_submissions(connection: Connection, ids: Sequence[str]) -> dict[SubmissionKey, int]:
    """The cases made of submissions with these ids, by the whole key of each."""
    found = {}
    for row in connection.execute(_BY_SUBMISSION, {"among": listed(list(ids))}):
        found[SubmissionKey(names.Origin(row.origin), SubmissionId(row.submission), Digest(row.digest))] = row.case
    return found


def relocate(tx: Connection, moved: Sequence[tuple[int, Origin]]) -> None:
    """Note where in which inbox the submission of a case lies; the same as ever changes nothing."""
    _RELOCATE.run(tx, [(place.store_id, place.inbox_row, case, place.store_id) for case, place in moved])


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _values(new: NewCase) -> tuple[object, ...]:
    said, come_of = new.text, new.come_of
    done = None if new.receipt_done_at is None else moment_text(new.receipt_done_at)
    return (
        new.case, new.number, said.kind.value, said.about, new.source.value, CaseState.NEW.value,
        int(BUCKETS[CaseState.NEW]), new.person, said.applicant, said.sort_key, said.ofpra_number,
        moment_text(new.received_at), _iso(new.due_on), _iso(new.receipt_due_on), done, new.parts, new.badges,
        said.comment, said.delivery, said.language, come_of.store_id, come_of.inbox_row, come_of.origin,
        come_of.submission, come_of.digest, new.reader,
    )  # fmt: skip


def add(tx: Connection, new: Sequence[NewCase]) -> None:
    """Add cases, numbered from `last` on, with what they ask for, and the octets they were read from."""
    rows = [_values(each) for each in new]
    if len(rows) < _MANY:
        _INSERT.run(tx, rows)
    else:
        insert_cases(tx, _OF_CASE, rows)
    _FORM.run(tx, [(each.case, each.form_kind, each.octets) for each in new])
    add_wishes(tx, [(each.case, each.text) for each in new])


def add_wishes(tx: Connection, new: Iterable[tuple[int, CaseText]]) -> None:
    """Add what cases ask for: certificates and changed contact details."""
    certificates, changes = [], []
    for case, said in new:
        certificates += [(case, each.n, each.type, each.form, each.copies, each.event) for each in said.certificates]
        changes += [(case, each.field, each.before, each.after, each.key, each.valid_from) for each in said.changes]
    _CERTIFICATE.run(tx, certificates)
    _CHANGE.run(tx, changes)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A case that a person has already: what was asked for, when, and whether it is still being dealt with."""

    case: int
    person: int
    kind: CaseKind
    open: bool
    received_at: datetime
    wishes: frozenset[str]


def earlier(connection: Connection, persons: Sequence[int]) -> dict[int, list[Earlier]]:
    """The last cases of these persons, by person, the newest first."""
    wanted = {"among": listed(list(persons)), "most": _MOST}
    found: dict[int, list[Earlier]] = {}
    for person, number, kind, state, at, certificates, changes in connection.execute(_EARLIER, wanted):
        done = BUCKETS[CaseState(state)] is Bucket.DONE
        wishes = {wish_of(type_, day or "") for type_, day in json.loads(certificates)}
        wishes |= {wish_of(field, which) for field, which in json.loads(changes)}
        found.setdefault(person, []).append(Earlier(number, person, CaseKind(kind), not done, at, frozenset(wishes)))
    return found


def sharing_wish(connection: Connection, field: str, keys: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The persons for whom these compared forms are wished, by form; of a form that many wish, the last ones."""
    rows = connection.execute(_WISHED, {"field": field, "among": listed(list(keys)), "most": _MOST})
    return {key: tuple(person for person in json.loads(persons) if person is not None) for key, persons in rows}
