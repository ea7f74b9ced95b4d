"""Where cases stand: read for an act, and written back where the version is still the one that was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, or_, select

from backoffice_gui.domain.cases import BUCKETS, Badge, Bucket, CaseKind, CaseState
from backoffice_gui.domain.treating import Answered, Decided, Standing
from backoffice_gui.errors import Defect
from backoffice_gui.storage.casebook.caseload_schema import cases, certificate, change
from backoffice_gui.storage.dialect import Many, among, listed, moment_text
from backoffice_gui.storage.journeys import Asked, ask, asking, later

__all__ = [
    "asked",
    "known",
    "known_asked",
    "load",
    "number_of",
    "set_badge",
    "set_read",
    "set_unread",
    "store",
    "tell_news",
]

_C = cases.c
_LOAD = select(
    _C.case, _C.version, _C.kind, _C.state, _C.agent, _C.person, _C.received_at, _C.due_on, _C.days_left,
    _C.receipt_done_at, _C.closed_at, _C.answer, _C.badges,
).where(among(_C.case, "among"))  # fmt: skip
_CERTIFICATES = (
    select(certificate.c.case, certificate.c.n, certificate.c.answer, certificate.c.reason, certificate.c.answered_at)
    .where(among(certificate.c.case, "among"))
    .order_by(certificate.c.case, certificate.c.n)
)
_CHANGES = (
    select(change.c.case, change.c.field, change.c.decision, change.c.reason, change.c.decided_at)
    .where(among(change.c.case, "among"))
    .order_by(change.c.case, change.c.field)
)
_VERSION = select(_C.version).where(_C.case == bindparam("of_case"))
_NEWS = int(Badge.NEWS)
_READ = (
    cases.update()
    .where(_C.case == bindparam("of_case"), or_(_C.unread.is_(True), _C.badges.op("&")(_NEWS) != 0))
    .values(unread=False, badges=_C.badges.op("&")(~_NEWS))
)
_CHANGED = (
    "version", "state", "bucket", "agent", "person", "due_on", "days_left", "receipt_done_at", "closed_at", "answer",
    "badges",
)  # fmt: skip
_STORE = Many(
    cases.update()
    .where(and_(_C.case == bindparam("of_case"), _C.version == bindparam("seen")))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED}),
    *(f"new_{name}" for name in _CHANGED),
    "of_case",
    "seen",
)
_ANSWERED = Many(
    certificate.update()
    .where(and_(certificate.c.case == bindparam("of_case"), certificate.c.n == bindparam("of_n")))
    .values(answer=bindparam("new_answer"), reason=bindparam("new_reason"), answered_at=bindparam("new_at")),
    "new_answer",
    "new_reason",
    "new_at",
    "of_case",
    "of_n",
)
_DECIDED = Many(
    change.update()
    .where(and_(change.c.case == bindparam("of_case"), change.c.field == bindparam("of_field")))
    .values(decision=bindparam("new_decision"), reason=bindparam("new_reason"), decided_at=bindparam("new_at")),
    "new_decision",
    "new_reason",
    "new_at",
    "of_case",
    "of_field",
)


def known_asked(case: int) -> Asked:
    """What `known` asks."""
    return asking(_VERSION, of_case=case)


def known(connection: Connection, case: int) -> int:
    """A case's version; 0 where there is no such case."""
    return ask(connection, known_asked(case)).scalar() or 0


def number_of(connection: Connection, case: int) -> str:
    """The number people say; empty where there is no such case."""
    return connection.execute(select(_C.number).where(_C.case == case)).scalar() or ""


def asked(numbers: Sequence[int]) -> tuple[Asked, ...]:
    """What `load` asks."""
    wanted = listed(list(numbers))
    return tuple(asking(each, among=wanted) for each in (_CERTIFICATES, _CHANGES, _LOAD))


def load(connection: Connection, numbers: Sequence[int]) -> dict[int, Standing]:
    """Where these cases stand; one that is not there is left out."""
    certificates, changes, stand = asked(numbers)
    answered: dict[int, list[Answered]] = {}
    for case, *values in map(list[Any], ask(connection, certificates)):
        answered.setdefault(case, []).append(Answered(*values))
    decided: dict[int, list[Decided]] = {}
    for case, *values in map(list[Any], ask(connection, changes)):
        decided.setdefault(case, []).append(Decided(*values))
    return {
        row.case: _standing(row, tuple(answered.get(row.case, ())), tuple(decided.get(row.case, ())))
        for row in ask(connection, stand)
    }


def _standing(row: Row[*tuple[object, ...]], answered: tuple[Answered, ...], decided: tuple[Decided, ...]) -> Standing:
    members = row._asdict()
    due = members["due_on"]
    members["kind"], members["state"] = CaseKind(members["kind"]), CaseState(members["state"])
    members["due_on"] = None if due is None else date.fromisoformat(due)
    return Standing(**members, certificates=answered, changes=decided)


def store(tx: Connection, moves: Sequence[tuple[Standing, Standing]], *, late: bool = False) -> None:
    """Write cases as they are now, each over its version before.

    Raises `Defect` where one has moved on since it was read (the writer's turn was not held): before it is committed.
    `late`: what is said before it has been refused then (`in_turn.say_move`).
    """
    _STORE.later(tx, [_values(was, new) for was, new in moves], None if late else _all_stood)
    _ANSWERED.later(tx, list(_answers(moves)))
    _DECIDED.later(tx, list(_decisions(moves)))


def _all_stood(left: int) -> None:
    """By what was changed, not by what is there: another may have come to the very version that this one wanted."""
    if left:
        raise Defect("a case moved on while it was written")


def _values(was: Standing, new: Standing) -> tuple[object, ...]:
    return (
        new.version, new.state.value, int(BUCKETS[new.state]), new.agent, new.person,
        None if new.due_on is None else new.due_on.isoformat(), new.days_left,
        None if new.receipt_done_at is None else moment_text(new.receipt_done_at),
        None if new.closed_at is None else moment_text(new.closed_at), new.answer, new.badges,
        was.case, was.version,
    )  # fmt: skip


def _answers(moves: Sequence[tuple[Standing, Standing]]) -> Iterable[tuple[object, ...]]:
    for was, new in moves:
        for each in set(new.certificates) - set(was.certificates):
            at = None if each.at is None else moment_text(each.at)
            yield each.answer, each.reason, at, new.case, each.n


def _decisions(moves: Sequence[tuple[Standing, Standing]]) -> Iterable[tuple[object, ...]]:
    for was, new in moves:
        for each in set(new.changes) - set(was.changes):
            at = None if each.at is None else moment_text(each.at)
            yield each.decision, each.reason, at, new.case, each.field


def tell_news(tx: Connection, numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Say that something came in about these; those that are not done with, each with its version, are told."""
    wanted = {"among": listed(list(numbers)), "done": int(Bucket.DONE)}
    still_open = and_(among(_C.case, "among"), _C.bucket != bindparam("done"))
    found = [(row.case, row.version) for row in tx.execute(select(_C.case, _C.version).where(still_open), wanted)]
    if found:
        told = {"among": listed([case for case, _ in found])}
        read = and_(among(_C.case, "among"), _C.unread.is_(False))  # what nobody has read yet is all news
        tx.execute(cases.update().where(read).values(badges=_C.badges.op("|")(int(Badge.NEWS))), told)
    return found


def set_badge(tx: Connection, numbers: Sequence[int], badge: Badge, *, on: bool) -> int:
    """Say a badge of these, or take it from them; how many that changes. Their versions stay what they are."""
    has = _C.badges.op("&")(int(badge)) != 0
    new = _C.badges.op("|")(int(badge)) if on else _C.badges.op("&")(~int(badge))
    which = and_(among(_C.case, "among"), ~has if on else has)
    return tx.execute(cases.update().where(which).values(badges=new), {"among": listed(list(numbers))}).rowcount


def set_read(tx: Connection, case: int) -> None:
    """Say of a case that it was read, and its news with it."""
    later(tx, _READ, [{"of_case": case}])


def set_unread(tx: Connection, numbers: Sequence[int], *, unread: bool) -> int:
    """Say of cases that they were read (and their news with them), or not; how many that changes."""
    news = int(Badge.NEWS)
    has_news = _C.badges.op("&")(news) != 0
    changes = _C.unread.is_(False) if unread else or_(_C.unread.is_(True), has_news)
    which = and_(among(_C.case, "among"), changes)
    values = {"unread": True} if unread else {"unread": False, "badges": _C.badges.op("&")(~news)}
    return tx.execute(cases.update().where(which).values(values), {"among": listed(list(numbers))}).rowcount
