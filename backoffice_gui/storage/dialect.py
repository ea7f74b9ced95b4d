"""What is particular to a database's dialect in statements, in one place; and the fast way for many rows.

SQLite for the embedded store, PostgreSQL for a team's; what they say differently is compiled here, so that the
statements of the stores are written once. Their guards stand in `migrations/*_guards`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Dialect,
    Integer,
    LargeBinary,
    Table,
    TableValuedAlias,
    Text,
    bindparam,
    column,
    literal_column,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import Delete, Insert, Update
from sqlalchemy.sql.functions import FunctionElement

from backoffice_gui.storage.types import moment_text

__all__ = [
    "BINARY",
    "FEW",
    "MOVED_AWAY",
    "OTHER_DAY",
    "Many",
    "Tongue",
    "among",
    "attempting",
    "each_of",
    "gathered",
    "highest",
    "is_postgresql",
    "latest",
    "listed",
    "moment_text",
    "place_in",
    "read_json",
    "unless_there",
    "zeros",
]

BINARY = "backoffice_binary"
"""Of a statement, that a server shall answer it in octets, not in words: octets as words are twice as long."""
FEW = 50
"""Rows that are kept until they are said with something else."""
MOVED_AWAY = "OF001"
"""The SQLSTATE of our own that the guards of a casebook raise which went elsewhere; its detail says where."""
OTHER_DAY = "OF002"
"""The SQLSTATE of our own for a line of the journal that is of a day to come, by the server's clock."""


class _Among(FunctionElement[bool]):
    """`column IN (the values of a JSON list)`."""

    type = Boolean()
    name = "among"
    inherit_cache = True


@compiles(_Among)
def _among_sqlite(element: _Among, compiler: SQLCompiler, **kw: Any) -> str:
    which, values = (compiler.process(each, **kw) for each in element.clauses)
    return f"({which} IN (SELECT value FROM json_each({values})))"


@compiles(_Among, "postgresql")
def _among_postgresql(element: _Among, compiler: SQLCompiler, **kw: Any) -> str:
    which, values = (compiler.process(each, **kw) for each in element.clauses)
    kind = "bigint" if isinstance(next(iter(element.clauses)).type, BigInteger | Integer) else "text"
    return f"({which} = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST({values} AS jsonb))::{kind})))"


def among(which: ColumnElement[int] | ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether a column is among the values of the list bound as `name` (by `listed`): one bind, however many."""
    return _Among(which, bindparam(name, type_=Text()))


class _Each(FunctionElement[str]):
    """The values of a JSON list, one a row, in the column `value`."""

    type = Text()
    name = "each"
    inherit_cache = True


@compiles(_Each)
def _each_sqlite(element: _Each, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(_Each, "postgresql")
def _each_postgresql(element: _Each, compiler: SQLCompiler, **kw: Any) -> str:
    return f"jsonb_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS jsonb))"


def each_of(name: str) -> TableValuedAlias:
    """The values of the list bound as `name` (by `listed`), a row each: `.c.value`, as text."""
    return _Each(bindparam(name, type_=Text())).table_valued(column("value", Text), name=f"each_{name}")


class gathered(FunctionElement[str]):  # noqa: N801 - used as SQLAlchemy's own functions are
    """Rows as one JSON list: of values, or of lists where there are several columns; an empty list of none."""

    type = Text()
    name = "gathered"
    inherit_cache = True


@compiles(gathered)
def _gathered_sqlite(element: gathered, compiler: SQLCompiler, **kw: Any) -> str:
    values = compiler.process(element.clauses, **kw)
    return f"json_group_array(json_array({values}))" if len(element.clauses) > 1 else f"json_group_array({values})"


@compiles(gathered, "postgresql")
def _gathered_postgresql(element: gathered, compiler: SQLCompiler, **kw: Any) -> str:
    values = compiler.process(element.clauses, **kw)
    row = f"json_build_array({values})" if len(element.clauses) > 1 else values
    return f"CAST(coalesce(json_agg({row}), '[]') AS text)"


class zeros(FunctionElement[bytes]):  # noqa: N801 - used as SQLAlchemy's own functions are
    """As many zero octets as a column has: what a destroyed key is overwritten with."""

    type = LargeBinary()
    name = "zeros"
    inherit_cache = True


@compiles(zeros)
def _zeros_sqlite(element: zeros, compiler: SQLCompiler, **kw: Any) -> str:
    return f"zeroblob(length({compiler.process(element.clauses, **kw)}))"


@compiles(zeros, "postgresql")
def _zeros_postgresql(element: zeros, compiler: SQLCompiler, **kw: Any) -> str:
    return f"decode(repeat('00', length({compiler.process(element.clauses, **kw)})), 'hex')"


class latest(FunctionElement[str]):  # noqa: N801 - the same
    """The greatest of several values, none of which is nothing."""

    type = Text()
    name = "latest"
    inherit_cache = True


@compiles(latest)
def _latest_sqlite(element: latest, compiler: SQLCompiler, **kw: Any) -> str:
    return f"max({compiler.process(element.clauses, **kw)})"


@compiles(latest, "postgresql")
def _latest_postgresql(element: latest, compiler: SQLCompiler, **kw: Any) -> str:
    return f"greatest({compiler.process(element.clauses, **kw)})"


class place_in(FunctionElement[int]):  # noqa: N801 - the same
    """Where a text first stands in another, counted from one; 0 where it does not."""

    type = Integer()
    name = "place_in"
    inherit_cache = True


@compiles(place_in)
def _place_sqlite(element: place_in, compiler: SQLCompiler, **kw: Any) -> str:
    return f"instr({compiler.process(element.clauses, **kw)})"


@compiles(place_in, "postgresql")
def _place_postgresql(element: place_in, compiler: SQLCompiler, **kw: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **kw)})"


class read_json(FunctionElement[str]):  # noqa: N801 - the same
    """What stands at a path of a JSON text, as text; nothing where the text is none."""

    type = Text()
    name = "read_json"
    inherit_cache = True


@compiles(read_json)
def _json_sqlite(element: read_json, compiler: SQLCompiler, **kw: Any) -> str:
    words, path = (compiler.process(each, **kw) for each in element.clauses)
    return f"CASE WHEN json_valid({words}) = 1 THEN json_extract({words}, {path}) END"


@compiles(read_json, "postgresql")
def _json_postgresql(element: read_json, compiler: SQLCompiler, **kw: Any) -> str:
    """As `json`, not `jsonb`: that reads every number of a text, and fails on one that no type holds."""
    words, path = (compiler.process(each, **kw) for each in element.clauses)
    return f"(CAST({words} AS json) #>> string_to_array(substr(CAST({path} AS text), 3), '.'))"


class _Highest(FunctionElement[int]):
    """The highest number of a column, both named by literals: it brings no table into its statement."""

    type = BigInteger()
    name = "highest"
    inherit_cache = True


@compiles(_Highest)
def _highest_sqlite(element: _Highest, compiler: SQLCompiler, **kw: Any) -> str:
    table, column = (compiler.process(each, **kw) for each in element.clauses)
    return f"(SELECT max({column}) FROM {table})"


@compiles(_Highest, "postgresql")
def _highest_postgresql(element: _Highest, compiler: SQLCompiler, **kw: Any) -> str:
    table, _column = (compiler.process(each, **kw) for each in element.clauses)
    return f"highest('{table}')"


def highest(of: Column[int]) -> ColumnElement[int]:
    """The highest number that a column has, of all rows: on a server also of those that one may not see."""
    return _Highest(literal_column(of.table.name), literal_column(of.name))


def unless_there(table: Table) -> Insert:
    """An INSERT that leaves a row of the same key as it is; both dialects say it alike."""
    return postgresql.insert(table).on_conflict_do_nothing()


def is_postgresql(connection: Connection) -> bool:
    """Whether this is a team's server."""
    return connection.dialect.name == "postgresql"


def attempting(tx: Connection) -> AbstractContextManager[Any]:
    """For a statement that may be refused and the transaction go on: PostgreSQL wants a savepoint for that."""
    return tx.begin_nested() if is_postgresql(tx) else nullcontext()


def listed(values: Sequence[int] | Sequence[str]) -> str:
    """The value to bind for `among`."""
    return json.dumps(list(values))


class Tongue:
    """A dialect, whichever connections speak it: what is compiled for one is good for all of the same name."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tongue) and other.dialect.name == self.dialect.name

    def __hash__(self) -> int:
        return hash(self.dialect.name)


@lru_cache(maxsize=256)
def _compiled(
    statement: Insert | Update | Delete, tongue: Tongue, names: tuple[str, ...]
) -> tuple[str, tuple[int, ...] | None]:
    compiled = statement.compile(dialect=tongue.dialect, column_keys=list(names))
    order = compiled.positiontup
    return str(compiled), None if order is None else tuple(names.index(name) for name in order)


class Many:
    """A statement that is run for many rows, its parameters given as tuples in the order of `names`.

    It is compiled once; values go to the driver as they are (times as `moment_text`), which costs
    a tenth of what a dictionary for each row does.
    """

    def __init__(self, statement: Insert | Update | Delete, *names: str) -> None:
        self._statement = statement
        self._names = names

    def run(self, tx: Connection, rows: Sequence[tuple[object, ...]]) -> int:
        """Run it once for each row, nothing for none; how many rows it has changed."""
        if not rows:
            return 0
        words, order = _compiled(self._statement, Tongue(tx.dialect), self._names)
        said: list[Any]
        if order is None:
            said = [dict(zip(self._names, row, strict=True)) for row in rows]
        elif order == tuple(range(len(self._names))):
            said = list(rows)
        else:
            said = [tuple(row[at] for at in order) for row in rows]
        return tx.exec_driver_sql(words, said).rowcount

    def later(
        self, tx: Connection, rows: Sequence[tuple[object, ...]], done: Callable[[int], object] | None = None
    ) -> None:
        """The same; on a server with the next question or COMMIT (`storage.journeys`), where it is for few rows.

        Before anything is committed, `done` is given for how many rows nothing was changed, and may raise.
        """
        if len(rows) > FEW or not is_postgresql(tx):
            changed = self.run(tx, rows)
            if done is not None:
                done(len(rows) - changed)
            return
        words, _order = _compiled(self._statement, Tongue(tx.dialect), self._names)
        raw: Any = tx.connection.driver_connection
        heard = None if done is None else lambda answer: done(1 - answer.changed)
        for row in rows:
            raw.later(words, dict(zip(self._names, row, strict=True)), heard)
