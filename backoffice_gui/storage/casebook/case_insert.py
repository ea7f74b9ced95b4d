"""Many new cases at once.

The trigger that keeps what lists are made from makes SQLite remember each page that a row touches, and
SQLCipher encrypt what is remembered. For many rows the trigger stands aside, its work is done for all of them in
three statements, and it is put back: all in the caller's transaction, so nobody ever sees it gone.

A server's trigger works once for a whole statement: all rows go into one, and nothing has to stand aside.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, text

from backoffice_gui.storage.dialect import is_postgresql
from backoffice_gui.storage.migrations import casebook_guards

__all__ = ["insert_cases"]


def insert_cases(tx: Connection, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows of `cases`, numbered by the first column, rising and behind all that are there.

    Values are as the driver takes them (times as `moment_text`).
    """
    if not rows:
        return
    if is_postgresql(tx):
        _served(tx, columns, rows)
        return
    names, places = ", ".join(f'"{name}"' for name in columns), ", ".join("?" for _ in columns)
    tx.exec_driver_sql(f"DROP TRIGGER {casebook_guards.KEEP_INSERT_NAME}")
    tx.exec_driver_sql(f"INSERT INTO cases ({names}) VALUES ({places})", list(rows))
    for statement in casebook_guards.KEEP_MANY:
        tx.exec_driver_sql(statement, (rows[0][0],))
    tx.exec_driver_sql(casebook_guards.KEEP_INSERT)


def _served(tx: Connection, columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    words = f"INSERT INTO cases ({names}) SELECT {names} FROM json_populate_recordset(NULL::cases, CAST(:rows AS json))"
    tx.execute(text(words), {"rows": json.dumps([dict(zip(columns, row, strict=True)) for row in rows])})
