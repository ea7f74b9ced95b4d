"""Cases that an older reader has read, and what a later one makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, bindparam, exists, select

from backoffice_gui.domain.case_text import CaseText
from backoffice_gui.domain.cases import BUCKETS, Bucket, CaseKind, CaseState, Source
from backoffice_gui.storage.casebook.caseload_schema import case_event, case_form, cases, certificate, change
from backoffice_gui.storage.casebook.cases import Origin, add_wishes
from backoffice_gui.storage.casebook.events import PROGRAM
from backoffice_gui.storage.dialect import Many, among, listed

__all__ = ["Older", "ReadAgain", "mark_read", "older", "still", "store"]

_C = cases.c
_TOUCHED = exists().where(and_(case_event.c.case == _C.case, case_event.c.who != PROGRAM))
_COLUMNS = (
    _C.case, _C.version, _C.kind, _C.state, _C.source, _C.person, _C.received_at, _C.badges, _C.store_id, _C.inbox_row,
    _C.origin, _C.submission, _C.digest, case_form.c.kind, case_form.c.octets, _TOUCHED,
)  # fmt: skip
_SELECT = select(*_COLUMNS).select_from(cases.join(case_form, case_form.c.case == _C.case)).order_by(_C.case)
_OLDER = _SELECT.where(and_(_C.case > bindparam("after"), _C.reader < bindparam("newest"))).limit(bindparam("most"))
_AMONG = _SELECT.where(and_(among(_C.case, "among"), _C.reader < bindparam("newest")))
_MARK = Many(
    cases.update().where(_C.case == bindparam("of_case")).values(reader=bindparam("new_reader")),
    "new_reader",
    "of_case",
)
_NEW = (
    "version", "kind", "about", "person", "applicant", "sort_key", "ofpra_number", "due_on", "badges", "comment",
    "delivery", "language", "reader",
)  # fmt: skip
_STORE = Many(
    cases.update().where(_C.case == bindparam("of_case")).values({name: bindparam(f"new_{name}") for name in _NEW}),
    *(f"new_{name}" for name in _NEW),
    "of_case",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Older:
    """A case as it was read; `touched`: an agent did something with it; `open`: it is not dealt with yet."""

    case: int
    version: int
    kind: CaseKind
    open: bool
    source: Source
    person: int | None
    received_at: datetime
    badges: int
    come_of: Origin
    form_kind: str
    octets: bytes | None
    touched: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAgain:
    """What a case shows from now on."""

    case: int
    version: int
    text: CaseText
    person: int | None
    due_on: date | None
    badges: int


def _older(row: Sequence[object]) -> Older:
    case, version, kind, state, source, person, received, badges, *place, form_kind, octets, touched = row
    return Older(
        case=case,  # type: ignore[arg-type]
        version=version,  # type: ignore[arg-type]
        kind=CaseKind(kind),
        open=BUCKETS[CaseState(state)] is not Bucket.DONE,
        source=Source(source),
        person=person,  # type: ignore[arg-type]
        received_at=received,  # type: ignore[arg-type]
        badges=badges,  # type: ignore[arg-type]
        come_of=Origin(*place),  # type: ignore[arg-type]
        form_kind=form_kind,  # type: ignore[arg-type]
        octets=octets,  # type: ignore[arg-type]
        touched=bool(touched),
    )


def older(connection: Connection, after: int, reader: int, most: int) -> list[Older]:
    """At most so many cases beyond one, that an older reader has read, in order."""
    wanted = {"after": after, "newest": reader, "most": most}
    return [_older(tuple(row)) for row in connection.execute(_OLDER, wanted)]


def still(tx: Connection, numbers: Sequence[int], reader: int) -> list[Older]:
    """Of these cases, those that nobody has read again meanwhile, as they are now."""
    wanted = {"among": listed(list(numbers)), "newest": reader}
    return [_older(tuple(row)) for row in tx.execute(_AMONG, wanted)]


def mark_read(tx: Connection, numbers: Sequence[int], reader: int) -> None:
    """Note that a reader has looked at these and left them as they are."""
    _MARK.run(tx, [(reader, case) for case in numbers])


def store(tx: Connection, again: Sequence[ReadAgain], reader: int) -> None:
    """Write what these cases show from now on; what they ask for is written anew."""
    rows = [
        (
            each.version, each.text.kind.value, each.text.about, each.person, each.text.applicant, each.text.sort_key,
            each.text.ofpra_number, None if each.due_on is None else each.due_on.isoformat(), each.badges,
            each.text.comment, each.text.delivery, each.text.language, reader, each.case,
        )
        for each in again
    ]  # fmt: skip
    _STORE.run(tx, rows)
    wanted = {"among": listed([each.case for each in again])}
    tx.execute(certificate.delete().where(among(certificate.c.case, "among")), wanted)
    tx.execute(change.delete().where(among(change.c.case, "among")), wanted)
    add_wishes(tx, [(each.case, each.text) for each in again])
