"""What columns are filled from, and what changed since: statements that cost one journey each, however many cases.

Where the store is a file, rows come one by one; a team's server packs them (`team_facts`). What moved is told with the
case that now stands before it in an order, so that it is put in its place without a question for each step of a search.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, case, func, literal_column, select, text

from backoffice_gui.caseload import team_facts
from backoffice_gui.storage.casebook.caseload_schema import case_fact, cases
from backoffice_gui.storage.dialect import among, is_postgresql, listed

__all__ = [
    "Changed",
    "Fact",
    "Stand",
    "agents",
    "by_closing",
    "by_name",
    "changed",
    "every",
    "last",
    "moved",
    "oddly_closed",
]

Fact = Sequence[int]
"""A case, what is packed of it, and the hours since 1970 (UTC) of its receipt and of its closing, 0 for none."""
Stand = tuple[int, int | None]
"""A case, and the one that stands right before it; nothing where it is the first."""
_AT_ONCE = 1_000
_F, _C = case_fact.c, cases.c
_ALL = select(
    _F.case, _F.what, literal_column("(days & 1073741823) / 60"), literal_column("(days >> 30) / 60")
).select_from(case_fact)
_MOVED = text(
    'SELECT 0, (SELECT coalesce(max("case"), 0) FROM case_fact) UNION ALL SELECT n, "case" FROM '
    '(SELECT n, "case" FROM case_moved WHERE n > :known ORDER BY n LIMIT :most) AS moved'
)
_LAST = text('SELECT (SELECT coalesce(max("case"), 0) FROM case_fact), (SELECT coalesce(max(n), 0) FROM case_moved)')
_AGENTS = text("SELECT code, agent FROM agent_code")
_BY_NAME = select(_C.case).order_by(_C.sort_key, _C.case).with_hint(cases, "INDEXED BY ix_cases_sort_key", "sqlite")
_BY_CLOSING = select(_C.case).where(_C.bucket == 2, _C.closed_at.is_not(None)).order_by(_C.closed_at, _C.case)
_ODDLY_CLOSED = select(_C.case).where(_C.bucket < 2, _C.closed_at.is_not(None))
_NAMED_BEFORE: ColumnElement[int | None] = literal_column(
    '(SELECT o."case" FROM cases AS o WHERE (o.sort_key, o."case") < (cases.sort_key, cases."case") '
    'ORDER BY o.sort_key DESC, o."case" DESC LIMIT 1)'
)
_LAST_CLOSED = (
    'SELECT * FROM (SELECT closed_at, "case" FROM cases AS b WHERE b.bucket = {0} AND b.closed_at IS NOT NULL '
    'AND (b.closed_at, b."case") < (cases.closed_at, cases."case") ORDER BY b.closed_at DESC, b."case" DESC '
    "LIMIT 1) AS b{0}"
)
_CLOSED_BEFORE: ColumnElement[int | None] = literal_column(
    f'(SELECT o."case" FROM ({" UNION ALL ".join(map(_LAST_CLOSED.format, range(3)))}) AS o '
    'ORDER BY o.closed_at DESC, o."case" DESC LIMIT 1)'
)
"""In each heap by the index of its closings; those heaps are three."""
_NAMED = func.row_number().over(order_by=(_C.sort_key, _C.case))
_CLOSED = case((_C.closed_at.is_not(None), func.row_number().over(order_by=(_C.closed_at, _C.case))))
_CHANGED = (
    _ALL.join(cases, _C.case == _F.case)
    .where(among(_F.case, "among"))
    .add_columns(_NAMED, _NAMED_BEFORE, _CLOSED, _CLOSED_BEFORE)
)


@dataclass(frozen=True, slots=True)
class Changed:
    """What some cases are now: facts of those that are there, and where they stand by name and by closing, in order."""

    facts: dict[int, Fact]
    by_name: list[Stand]
    by_closing: list[Stand]


def last(connection: Connection) -> tuple[int, int]:
    """The highest number of a case, and that of the last change."""
    highest, change = connection.execute(_LAST).one()
    return highest, change


def moved(connection: Connection, known: int, most: int) -> tuple[int, list[tuple[int, int]]]:
    """The highest number of a case; and at most so many changes after one, each with its case, in order."""
    (_, highest), *changes = sorted(tuple(row) for row in connection.execute(_MOVED, {"known": known, "most": most}))
    return highest, changes


def agents(connection: Connection) -> dict[str, int]:
    """The code of each login."""
    return {agent: code for code, agent in connection.execute(_AGENTS)}


def every(connection: Connection, upto: int) -> Iterator[Iterable[Fact]]:
    """The facts of every case, some at a time, by number."""
    if is_postgresql(connection):
        yield from team_facts.every(connection, upto)
        return
    rows = connection.execute(_ALL).cursor
    while rows is not None and (some := rows.fetchmany(_AT_ONCE)):
        yield some


def changed(connection: Connection, numbers: Sequence[int]) -> Changed:
    """What these cases are now; one that is gone is not there."""
    rows = connection.execute(_CHANGED, {"among": listed(numbers)}).all()
    named = sorted((each[4], each[0], each[5]) for each in rows)
    closed = sorted((each[6], each[0], each[7]) for each in rows if each[6] is not None)
    return Changed(
        {each[0]: tuple(each[:4]) for each in rows},
        [(number, before) for _, number, before in named],
        [(number, before) for _, number, before in closed],
    )


def by_name(connection: Connection) -> array[int]:
    """Every case in the order of names."""
    if is_postgresql(connection):
        return team_facts.numbers(connection, team_facts.BY_NAME)
    return array("I", connection.scalars(_BY_NAME))


def by_closing(connection: Connection) -> array[int]:
    """The cases that are done, in the order in which they were closed."""
    if is_postgresql(connection):
        return team_facts.numbers(connection, team_facts.BY_CLOSING)
    return array("I", connection.scalars(_BY_CLOSING))


def oddly_closed(connection: Connection) -> list[int]:
    """Cases that were closed and are not done."""
    return list(connection.scalars(_ODDLY_CLOSED))
