"""What is particular to a database's dialect in statements, in one place; and the fast way for many rows.

SQLite today; PostgreSQL gets its other half here (`= ANY`), and its guards beside
`migrations/*_guards`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy import ColumnElement, Connection, Dialect, bindparam, column, func, select
from sqlalchemy.sql.dml import Delete, Insert, Update

from backoffice_gui.storage.types import moment_text

__all__ = ["Many", "among", "listed", "moment_text"]


def among(which: ColumnElement[int] | ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether a column is among the values of the list bound as `name` (by `listed`): one bind, however many."""
    values = func.json_each(bindparam(name)).table_valued(column("value"))
    return which.in_(select(values.c.value))


def listed(values: Sequence[int] | Sequence[str]) -> str:
    """The value to bind for `among`."""
    return json.dumps(list(values))


@lru_cache(maxsize=256)
def _compiled(
    statement: Insert | Update | Delete, dialect: Dialect, names: tuple[str, ...]
) -> tuple[str, tuple[int, ...] | None]:
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
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

    def run(self, tx: Connection, rows: Sequence[tuple[object, ...]]) -> None:
        """Run it once for each row; nothing for none."""
        if not rows:
            return
        words, order = _compiled(self._statement, tx.dialect, self._names)
        if order is None:
            tx.exec_driver_sql(words, [dict(zip(self._names, row, strict=True)) for row in rows])
        elif order == tuple(range(len(self._names))):
            tx.exec_driver_sql(words, list(rows))
        else:
            tx.exec_driver_sql(words, [tuple(row[at] for at in order) for row in rows])
