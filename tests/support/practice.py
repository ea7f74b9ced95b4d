"""A casebook filled with a few hundred invented cases, made once; and what lists must say of it, worked out by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, text

from backoffice_gui.actions.practice import practice
from backoffice_gui.domain.case_conditions import Asking
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseRow, CaseSort, Condition, Field, Operator
from backoffice_gui.domain.cases import Badge, CaseKind, CaseState, Source
from backoffice_gui.domain.deadlines import working_days_after
from backoffice_gui.storage.casebook.store import Casebook
from tests.support.clock import TurnedClock
from tests.support.stores import make_casebook

__all__ = ["AGENT", "ASKING", "NOW", "Known", "holds", "in_order", "known", "practised"]

NOW = datetime(2026, 11, 26, 14, 0, tzinfo=UTC)
AGENT = "demo.agent007"
ASKING = Asking(AGENT, date(2026, 11, 26))
_PARIS = ZoneInfo("Europe/Paris")


@contextmanager
def practised(folder: Path, cases: int, seed: int = 7) -> Iterator[Casebook]:
    """A casebook with so many invented cases."""
    clock = TurnedClock(NOW)
    with make_casebook(folder, bytes(range(32))) as casebook:
        practice(casebook, clock, wanted=cases, seed=seed)
        yield casebook


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """One case as a list shows it, with what is not shown."""

    row: CaseRow
    sort_key: str
    answer: str


def known(connection: Connection, rows: tuple[CaseRow, ...]) -> list[Known]:
    """The rows with what they are sorted and narrowed by."""
    more = {
        case: (key, answer)
        for case, key, answer in connection.execute(text('SELECT "case", sort_key, answer FROM cases'))
    }
    return [Known(row, *more[row.case]) for row in rows]


def _day(value: datetime | None) -> date | None:
    return None if value is None else value.astimezone(_PARIS).date()


def _dates(one: Known, condition: Condition) -> bool:
    field = condition.field
    days = {Field.DUE: one.row.due_on, Field.RECEIVED: _day(one.row.received_at), Field.CLOSED: _day(one.row.closed_at)}
    day, wanted = days[field], []
    for value in condition.values:
        if value[:1] in "+-":
            step = int(value)
            if field is Field.DUE:
                wanted.append(working_days_after(ASKING.today, step) if step else ASKING.today)
            else:
                wanted.append(date.fromordinal(ASKING.today.toordinal() + step))
        else:
            wanted.append(date.fromisoformat(value))
    if condition.operator is Operator.IS_NOT:
        return day not in wanted
    if day is None or not wanted:
        return False
    if condition.operator is Operator.IS:
        return day in wanted
    return day < max(wanted) if condition.operator is Operator.BEFORE else day >= min(wanted)


def _values(one: Known, field: Field) -> set[str]:
    row = one.row
    return {
        Field.STATE: {row.state.value},
        Field.KIND: {row.kind.value},
        Field.SOURCE: {row.source.value},
        Field.AGENT: {row.agent, *(["me"] if row.agent == AGENT else [])},
        Field.BADGE: {badge.name.lower() for badge in Badge if badge.name and badge in row.badges and badge},
        Field.PARTS: {"yes" if row.parts else "no"},
        Field.UNREAD: {"yes" if row.unread else "no"},
        Field.ANSWER: set(one.answer.split()),
    }[field]


def holds(one: Known, wanted: CaseFilter) -> bool:
    """Whether every condition holds for a case."""
    for condition in wanted.conditions:
        if condition.field in (Field.RECEIVED, Field.DUE, Field.CLOSED):
            said = _dates(one, condition)
        elif condition.operator in (Operator.BEFORE, Operator.AFTER):
            said = False
        else:
            said = bool(_values(one, condition.field) & set(condition.values)) is (condition.operator is Operator.IS)
        if not said:
            return False
    return True


def _key(one: Known, column: CaseColumn) -> object:
    row = one.row
    if column is CaseColumn.STATE:
        return list(CaseState).index(row.state)
    if column is CaseColumn.KIND:
        return list(CaseKind).index(row.kind)
    if column is CaseColumn.SOURCE:
        return list(Source).index(row.source)
    return {
        CaseColumn.DUE: row.due_on,
        CaseColumn.APPLICANT: one.sort_key.encode(),
        CaseColumn.CLOSED: row.closed_at,
        CaseColumn.AGENT: row.agent or None,
    }.get(column, 0)


def in_order(all_of_them: list[Known], sort: CaseSort) -> list[int]:
    """The cases in an order: what is empty comes last, either way."""
    full = [one for one in all_of_them if _key(one, sort.column) is not None]
    empty = [one for one in all_of_them if _key(one, sort.column) is None]
    full.sort(key=lambda one: (_key(one, sort.column), one.row.case), reverse=sort.descending)
    empty.sort(key=lambda one: one.row.case, reverse=sort.descending)
    return [one.row.case for one in (*full, *empty)]
