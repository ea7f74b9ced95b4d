"""A filter and a sort as the database's own words: always right, and quick where an index carries them.

The list of a store that was opened a moment ago, and the console's, are read so; `case_columns` takes over
once it is filled. Both mean the same by a filter (`domain.case_conditions`), and have one order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Text, and_, case, false, func, not_, or_, true, type_coerce

from backoffice_gui.domain.case_conditions import ANSWERS, DayRange, badges_of, days_of, yes
from backoffice_gui.domain.case_list import CaseColumn, CaseSort, Condition, Field, Operator
from backoffice_gui.domain.cases import BUCKETS, CaseKind, CaseState, Source
from backoffice_gui.domain.paris import midnight
from backoffice_gui.storage.casebook.caseload_schema import cases
from backoffice_gui.storage.dialect import place_in
from backoffice_gui.storage.types import moment_text

__all__ = ["heaps", "ordering", "where"]

_C = cases.c
_PLAIN: Mapping[Field, Column[str]] = {
    Field.STATE: _C.state,
    Field.KIND: _C.kind,
    Field.SOURCE: _C.source,
    Field.AGENT: _C.agent,
}


def _midnight(day: date) -> str:
    """When a day begins in Paris, as moments are stored."""
    try:
        return moment_text(midnight(day))
    except OverflowError:
        return day.isoformat()


def _between(column: ColumnElement[Any], days: DayRange, said: Callable[[date], str]) -> ColumnElement[bool]:
    clauses: list[ColumnElement[bool]] = [column.is_not(None)]
    if days.first is not None:
        clauses.append(column >= said(days.first))
    if days.behind is not None:
        clauses.append(column < said(days.behind))
    return and_(*clauses)


def _on(condition: Condition) -> ColumnElement[bool]:
    """A condition on a date."""
    columns: dict[Field, Column[Any]] = {
        Field.DUE: _C.due_on,
        Field.RECEIVED: _C.received_at,
        Field.CLOSED: _C.closed_at,
    }
    column = type_coerce(columns[condition.field], Text)  # bounds are compared as they are stored
    said = date.isoformat if condition.field is Field.DUE else _midnight
    return or_(false(), *(_between(column, days, said) for days in days_of(condition)))


def _among(column: ColumnElement[Any], values: Sequence[str | int]) -> ColumnElement[bool]:
    return column == values[0] if len(values) == 1 else column.in_(values)


def _answered(values: tuple[str, ...]) -> ColumnElement[bool]:
    spaced = " " + _C.answer + " "
    return or_(false(), *(place_in(spaced, f" {value} ") > 0 for value in values if value in ANSWERS))


def _holds(condition: Condition) -> ColumnElement[bool]:
    """The condition as if it said `is`."""
    field, values = condition.field, condition.values
    if field in _PLAIN:
        return _among(_PLAIN[field], values)
    if field is Field.BADGE:
        return _C.badges.op("&")(int(badges_of(values))) != 0
    if field is Field.ANSWER:
        return _answered(values)
    column: ColumnElement[bool] = _C.parts > 0 if field is Field.PARTS else _C.unread.is_(True)
    return or_(false(), *(column if said else not_(column) for said in yes(values)))


def _clause(condition: Condition) -> ColumnElement[bool]:
    if condition.field in (Field.RECEIVED, Field.DUE, Field.CLOSED):
        holds = _on(condition)
        return not_(func.coalesce(holds, false())) if condition.operator is Operator.IS_NOT else holds
    if condition.operator in (Operator.BEFORE, Operator.AFTER):
        return false()
    holds = _holds(condition)
    return not_(holds) if condition.operator is Operator.IS_NOT else holds


def heaps(conditions: tuple[Condition, ...]) -> tuple[int, ...]:
    """The heaps that all wanted states lie in; nothing where any may be."""
    for each in conditions:
        if each.field is Field.STATE and each.operator is Operator.IS:
            return tuple(sorted({int(BUCKETS[state]) for state in CaseState if state.value in each.values}))
    return ()


def where(conditions: tuple[Condition, ...]) -> list[ColumnElement[bool]]:
    """The clauses that all hold; conditions are absolute (`domain.case_conditions.absolute`)."""
    among = heaps(conditions)  # indexes begin with them
    return [*([_among(_C.bucket, among)] if among else ()), *(_clause(each) for each in conditions)] or [true()]


def _ranked(column: ColumnElement[Any], words: list[str]) -> ColumnElement[Any]:
    return case({word: rank for rank, word in enumerate(words)}, value=column, else_=len(words))


_EMPTY_LAST: Mapping[CaseColumn, ColumnElement[Any]] = {
    CaseColumn.DUE: type_coerce(_C.due_on, Text),
    CaseColumn.CLOSED: type_coerce(_C.closed_at, Text),
    CaseColumn.AGENT: func.nullif(_C.agent, ""),
}
_NEVER_EMPTY: Mapping[CaseColumn, ColumnElement[Any]] = {
    CaseColumn.APPLICANT: _C.sort_key,
    CaseColumn.STATE: _ranked(_C.state, [each.value for each in CaseState]),
    CaseColumn.KIND: _ranked(_C.kind, [each.value for each in CaseKind]),
    CaseColumn.SOURCE: _ranked(_C.source, [each.value for each in Source]),
}
"""Where that is said of what is never empty, a server's index is not read backwards."""


def ordering(sort: CaseSort) -> list[ColumnElement[Any]]:
    """The columns that a list is ordered by; what is empty comes last, either way."""
    down = sort.descending
    ordered = [_NEVER_EMPTY[sort.column]] if sort.column in _NEVER_EMPTY else []
    ordered.append(_C.case)
    turned: list[ColumnElement[Any]] = [each.desc() if down else each.asc() for each in ordered]
    column = _EMPTY_LAST.get(sort.column)
    return turned if column is None else [(column.desc() if down else column.asc()).nulls_last(), *turned]
