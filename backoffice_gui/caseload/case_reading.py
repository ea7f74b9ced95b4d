"""Pages and counts by the database itself: where the columns are not filled, and for the console."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, func, select, type_coerce, union_all

from backoffice_gui.caseload.case_hits import narrowed, newest_first
from backoffice_gui.caseload.case_search import exact_cases
from backoffice_gui.caseload.case_where import heaps, ordering, where
from backoffice_gui.domain.case_list import CaseColumn, CaseCount, CaseFilter, CaseQuery, Condition, Field, Operator
from backoffice_gui.domain.cases import BUCKETS, CaseState
from backoffice_gui.domain.search_terms import search_terms
from backoffice_gui.storage.casebook.caseload_schema import cases, tally
from backoffice_gui.storage.dialect import among, listed

__all__ = ["MOST_FOUND", "counted", "found_by_words", "read"]

MOST_FOUND = 10_000
"""How many cases words may find in a list; beyond, only the newest of them are listed."""
_COUNTED = 1_000
"""How far cases are counted where nothing has counted them already."""
_C, _T = cases.c, tally.c
_BY_HEAP = {CaseColumn.DUE: type_coerce(_C.due_on, Text), CaseColumn.CLOSED: type_coerce(_C.closed_at, Text)}
"""Orders that an index has, heap by heap."""
_TALLIED = {Field.STATE: _T.state, Field.KIND: _T.kind, Field.AGENT: _T.agent}


def found_by_words(connection: Connection, wanted: CaseFilter) -> tuple[list[int], bool]:
    """The cases that the words and the conditions of a filter find, newest first; and whether there are more."""
    terms, clauses = search_terms(wanted.words), where(wanted.conditions)
    numbers = exact_cases(connection, terms, wanted.words)
    if numbers:
        named = select(_C.case).where(among(_C.case, "among"), *clauses)
        numbers = list(connection.scalars(named, {"among": listed(numbers)}))
    between = narrowed(connection, terms.words, clauses)
    if between is not None:
        last = connection.execute(select(func.coalesce(func.max(_C.case), 0))).scalar_one()
        numbers += newest_first(last, MOST_FOUND + 1, between)
    numbers = sorted(set(numbers), reverse=True)
    return numbers[:MOST_FOUND], len(numbers) > MOST_FOUND


def read(connection: Connection, query: CaseQuery, start: int, size: int) -> list[int]:
    """The cases of a page; the filter is absolute (`domain.case_conditions.absolute`)."""
    wanted: dict[str, Any] = {}
    clauses: Sequence[ColumnElement[bool]] = where(query.filter.conditions)
    if query.filter.words.strip():
        numbers, _ = found_by_words(connection, query.filter)
        clauses, wanted = [among(_C.case, "among")], {"among": listed(numbers)}
    elif query.sort.column in _BY_HEAP and len(heaps(query.filter.conditions)) > 1:
        return list(connection.scalars(_merged(query, start, size)))
    found = select(_C.case).where(*clauses).order_by(*ordering(query.sort)).offset(start).limit(size)
    return list(connection.scalars(found, wanted))


def _merged(query: CaseQuery, start: int, size: int) -> Select[Any]:
    """A page of several heaps, each read in the order of its own index: no more of each than the page can reach."""
    conditions, down = query.filter.conditions, query.sort.descending
    found = select(_BY_HEAP[query.sort.column].label("day"), _C.case).where(*where(conditions))
    found = found.order_by(*ordering(query.sort)).limit(start + size)
    parts = (found.where(_C.bucket == heap).subquery(f"heap_{heap}") for heap in heaps(conditions))
    every = union_all(*(select(part) for part in parts)).subquery("heaps")
    ordered = [each.desc() if down else each.asc() for each in (every.c.day, every.c.case)]
    return select(every.c.case).order_by(ordered[0].nulls_last(), ordered[1]).offset(start).limit(size)


def _tallied(conditions: Sequence[Condition]) -> list[ColumnElement[bool]] | None:
    """The conditions as those of the tally, where it knows all of them."""
    clauses: list[ColumnElement[bool]] = []
    for each in conditions:
        known = _TALLIED.get(each.field)
        if known is None or each.operator not in (Operator.IS, Operator.IS_NOT):
            return None
        clauses.append(known.in_(each.values) if each.operator is Operator.IS else known.not_in(each.values))
        if each.field is Field.STATE and each.operator is Operator.IS:
            clauses.append(_T.bucket.in_({int(BUCKETS[state]) for state in CaseState if state.value in each.values}))
    return clauses


def _counting(conditions: Sequence[Condition]) -> tuple[Select[Any], bool]:
    """The query of how many cases conditions leave, and whether it goes no further than a thousand."""
    known = _tallied(conditions)
    if known is not None:
        return select(func.coalesce(func.sum(_T.number), 0)).where(*known), False
    some = select(_C.case).where(*where(tuple(conditions))).limit(_COUNTED + 1).subquery()
    return select(func.count()).select_from(some), True


def counted(connection: Connection, wanted: Sequence[CaseFilter]) -> list[CaseCount]:
    """How many cases each filter leaves: exact where the tally knows, else counted up to a thousand; all at once."""
    plain = [n for n, each in enumerate(wanted) if not each.words.strip()]
    queries = [_counting(wanted[n].conditions) for n in plain]
    numbers = connection.execute(select(*(query.scalar_subquery() for query, _ in queries))).one() if plain else ()
    found = {
        n: CaseCount(min(int(number), _COUNTED), more=number > _COUNTED) if limited else CaseCount(int(number))
        for n, number, (_, limited) in zip(plain, numbers, queries, strict=True)
    }
    for n, each in enumerate(wanted):
        if n not in found:
            cases_found, more = found_by_words(connection, each)
            found[n] = CaseCount(len(cases_found), more)
    return [found[n] for n in range(len(wanted))]
