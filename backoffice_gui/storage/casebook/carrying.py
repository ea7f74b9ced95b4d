"""The casebook's rows as they are carried between a file and a server: as they lie, but for secrets and sums.

A secret is open on the way: encrypted with all the rest in a file, sealed under the team's key on a server. Sums that a
team keeps by service are sums of all; services, members and their keys are the team's own, and stay.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Table, func, select

from backoffice_gui.storage import leaving, seeds
from backoffice_gui.storage.casebook import audit_keys, keys, purges
from backoffice_gui.storage.casebook.caseload_schema import tally
from backoffice_gui.storage.casebook.retention_schema import purge_secret
from backoffice_gui.storage.casebook.schema import MODEL, audit_key, private_key
from backoffice_gui.storage.dialect import is_postgresql
from backoffice_gui.storage.pouring import Rows, pour, rows_of, streamed

__all__ = ["HELD_BACK", "TABLES", "leave", "living", "put"]

HELD_BACK = private_key
"""Poured last: with it a casebook is complete."""
TABLES = [table for table in MODEL.sorted_tables if table is not HELD_BACK]
_SECRETS: dict[str, tuple[str, str, Callable[[Any], str]]] = {
    private_key.name: ("seed", "fingerprint", keys.secret_name),
    audit_key.name: ("seed", "public", audit_keys.secret_name),
    purge_secret.name: ("key", "n", purges.secret_name),
}
"""Of each table with a secret: its column, the column that it is called by, and how."""
_SUMS = 1_000


def living(connection: Connection, table: Table) -> Generator[list[tuple[Any, ...]]]:
    """Every row of a table, its secrets open; to be closed where it is left early."""
    with closing(_summed(connection) if table is tally else rows_of(connection, table)) as rows:
        yield from _changed(connection, table, rows, seeds.opened)


def put(tx: Connection, table: Table, rows: Rows) -> None:
    """Pour rows whose secrets are open."""
    pour(tx, table, _changed(tx, table, rows, seeds.closed))


def leave(tx: Connection, to: str) -> None:
    """On a server, let nobody change anything but the chain from this commit on: windows of others are still open.

    Whoever tries hears `StoreMoved("away")`, with the fact `to`. A file that goes is nobody else's.
    """
    if is_postgresql(tx):
        leaving.shut(tx, to)


def _summed(connection: Connection) -> Generator[list[tuple[Any, ...]]]:
    keyed = list(tally.primary_key.columns)
    query = select(*keyed, func.sum(tally.c.number)).group_by(*keyed).order_by(*keyed)
    with closing(streamed(connection, query, _SUMS)) as slices:
        for some in slices:
            yield [(*row[:-1], int(row[-1])) for row in some]


def _changed(
    connection: Connection, table: Table, rows: Rows, change: Callable[[Connection, str, bytes], bytes]
) -> Iterator[list[tuple[Any, ...]]]:
    if table.name not in _SECRETS or not is_postgresql(connection):
        yield from rows
        return
    secret, called, name = _SECRETS[table.name]
    columns = [column.name for column in table.c]
    at, by = columns.index(secret), columns.index(called)
    for some in rows:
        yield [(*row[:at], change(connection, name(row[by]), bytes(row[at])), *row[at + 1 :]) for row in some]
