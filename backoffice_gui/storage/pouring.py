"""Rows carried from one database of ours into another, whatever each speaks, and the digests that compare them.

Values go as they lie: times are the same text in both, octets the same octets. The owner lifts the guards of the tables
that are poured into, in the transaction that pours, and sets them again before it ends: nobody else ever finds them
lifted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Float,
    Integer,
    LargeBinary,
    Row,
    Select,
    SmallInteger,
    Table,
    Text,
    select,
    type_coerce,
)
from sqlalchemy.types import TypeEngine

from backoffice_gui.errors import Defect
from backoffice_gui.storage.dialect import Many, is_postgresql
from backoffice_gui.storage.types import Moment

__all__ = [
    "Rows",
    "Tally",
    "emptied",
    "numbers",
    "octets_of",
    "patient",
    "pour",
    "rows_of",
    "set_numbers",
    "streamed",
    "unguarded",
]

Rows = Iterable[list[tuple[Any, ...]]]
_POURING_KIB = 131_072
_SLICE = 1_000
_SLICE_HEAVY = 16
"""Rows that are in memory at once: of a table with octets, which may have a mebibyte each, fewer."""
_COPIED: tuple[tuple[type[TypeEngine[Any]], str], ...] = (
    (Boolean, "bool"),
    (BigInteger, "int8"),
    (SmallInteger, "int2"),
    (Integer, "int4"),
    (Float, "float8"),
    (LargeBinary, "bytea"),
    (Text, "text"),
)
"""What COPY is told of each column, in this order."""
_FORCED = (
    "SELECT relname FROM pg_class WHERE relforcerowsecurity AND relnamespace = current_schema()::regnamespace"
    " AND relname = ANY (CAST(%(names)s AS text[]))"
)
_PATIENT = (
    "SELECT set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)"
)


class Tally:
    """How many rows went by, and the digest of all of them in order: the same rows have the same."""

    def __init__(self) -> None:
        self.rows = 0
        self._sha = hashlib.sha256()
        self._encoder = msgspec.msgpack.Encoder()

    def heard(self, some: Sequence[tuple[Any, ...]]) -> None:
        """The next rows; each value is written with its kind and length, so that no two rows are written alike."""
        self.rows += len(some)
        for row in some:
            self._sha.update(self._encoder.encode(row))

    @property
    def digest(self) -> str:
        """SHA-256 in hex, of what was heard so far."""
        return self._sha.hexdigest()


def _plain(column: Column[Any]) -> ColumnElement[Any]:
    """A column without what Python makes of it."""
    kind = Text() if isinstance(column.type, Moment) else column.type
    return type_coerce(column, kind).label(column.name)


def rows_of(
    connection: Connection, table: Table, where: ColumnElement[bool] | None = None
) -> Generator[list[tuple[Any, ...]]]:
    """Every row of a table as it lies, in the order of its key, some at a time; to be closed where it is left early."""
    query: Select[Any] = select(*(_plain(column) for column in table.c)).order_by(*table.primary_key.columns)
    heavy = any(isinstance(column.type, LargeBinary) for column in table.c)
    slices = streamed(connection, query if where is None else query.where(where), _SLICE_HEAVY if heavy else _SLICE)
    with closing(slices):
        for some in slices:
            yield [tuple(row) for row in some]


def streamed(connection: Connection, query: Select[Any], size: int) -> Generator[Sequence[Row[Any]]]:
    """What a query finds, `size` rows at a time, whatever it finds in all; to be closed where it is left early."""
    with connection.execute(query, execution_options={"yield_per": size}) as found:
        yield from found.partitions()


def pour(tx: Connection, table: Table, rows: Rows) -> None:
    """Put rows into a table, their values in the order of its columns."""
    if is_postgresql(tx):
        _copied(tx, table, rows)
        return
    insert = Many(table.insert(), *(column.name for column in table.c))
    for some in rows:
        insert.run(tx, some)


def _copied(tx: Connection, table: Table, rows: Rows) -> None:
    driver = tx.connection.driver_connection
    if driver is None:
        raise Defect("a connection without a driver")
    names = ", ".join(f'"{column.name}"' for column in table.c)
    with driver.cursor() as cursor, cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN (FORMAT BINARY)') as copy:
        copy.set_types([_kind(column) for column in table.c])
        for some in rows:
            for row in some:
                copy.write_row(row)


def _kind(column: Column[Any]) -> str:
    kind = column.type.impl_instance if isinstance(column.type, Moment) else column.type
    for known, said in _COPIED:
        if isinstance(kind, known):
            return said
    raise Defect(f"a column of an unknown kind: {column.name}")


def patient(tx: Connection) -> None:
    """Let this transaction take its time: a server breaks off what is idle or runs for a minute."""
    if is_postgresql(tx):
        tx.exec_driver_sql(_PATIENT)


# Guards


@contextmanager
def unguarded(tx: Connection, tables: Sequence[Table]) -> Iterator[None]:
    """Lift the guards of these tables for what is done inside; for their owner, within one transaction."""
    lifted = _lifted_on_server(tx, tables) if is_postgresql(tx) else _lifted_in_file(tx, tables)
    with _roomy(tx):
        yield
    for words in lifted:
        tx.exec_driver_sql(words)


@contextmanager
def _roomy(tx: Connection) -> Iterator[None]:
    """In a file, keep the pages of indexes that every row goes into: else they come and go for each."""
    if is_postgresql(tx):
        yield
        return
    before = tx.exec_driver_sql("PRAGMA cache_size").scalar()
    tx.exec_driver_sql(f"PRAGMA cache_size = -{_POURING_KIB}")
    try:
        yield
    finally:
        tx.exec_driver_sql(f"PRAGMA cache_size = {before}")


def _lifted_on_server(tx: Connection, tables: Sequence[Table]) -> list[str]:
    """Triggers, and row security where it holds for the owner too: COPY refuses to pour under it."""
    names = [table.name for table in tables]
    forced = set(tx.exec_driver_sql(_FORCED, {"names": names}).scalars())
    for name in names:
        tx.exec_driver_sql(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
        if name in forced:
            tx.exec_driver_sql(f'ALTER TABLE "{name}" NO FORCE ROW LEVEL SECURITY')
    again = [f'ALTER TABLE "{name}" ENABLE TRIGGER USER' for name in names]
    return [*again, *(f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY' for name in names if name in forced)]


def _lifted_in_file(tx: Connection, tables: Sequence[Table]) -> list[str]:
    names = {table.name for table in tables}
    found = tx.exec_driver_sql("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid")
    guards = [(name, words) for name, table, words in found if table in names]
    for name, _words in guards:
        tx.exec_driver_sql(f'DROP TRIGGER "{name}"')
    return [words for _name, words in guards]


def emptied(tx: Connection, tables: Sequence[Table]) -> None:
    """Take every row out of tables whose guards are lifted: what a copying that was cut has left."""
    for table in reversed(tables):
        tx.execute(table.delete())


# Numbers that are never given twice


def _counted(tables: Sequence[Table]) -> list[tuple[Table, Column[Any]]]:
    """The tables whose numbers are never used again, with the column of the number."""
    kept = [each for each in tables if each.dialect_options["sqlite"]["autoincrement"]]
    return [(each, next(iter(each.primary_key.columns))) for each in kept]


def numbers(connection: Connection, tables: Sequence[Table]) -> dict[str, int]:
    """The last number that each such table has given, whether its row is still there or not."""
    found: dict[str, int] = {}
    for table, column in _counted(tables):
        if is_postgresql(connection):
            given = connection.exec_driver_sql(
                f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {_sequence(connection, table, column)}"
            )
        else:
            given = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table.name,))
        found[table.name] = given.scalar() or 0
    return found


def _sequence(connection: Connection, table: Table, column: Column[Any]) -> str | None:
    asked = "SELECT pg_get_serial_sequence(%(table)s, %(column)s)"
    named: str | None = connection.exec_driver_sql(asked, {"table": table.name, "column": column.name}).scalar()
    return named


def set_numbers(tx: Connection, tables: Sequence[Table], given: dict[str, int]) -> None:
    """Go on counting where the other database was; a server counts every table with one whole number for a key."""
    if not is_postgresql(tx):
        for name, last in given.items():
            if tx.exec_driver_sql("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (last, name)).rowcount == 0:
                tx.exec_driver_sql("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last))
        return
    for table in tables:
        key = list(table.primary_key.columns)
        sequence = _sequence(tx, table, key[0]) if len(key) == 1 else None
        if sequence is None:
            continue
        highest = tx.exec_driver_sql(f'SELECT coalesce(max("{key[0].name}"), 0) FROM "{table.name}"').scalar() or 0
        last = max(given.get(table.name, 0), highest)
        tx.exec_driver_sql(
            "SELECT setval(%(of)s, %(last)s, %(used)s)", {"of": sequence, "last": max(last, 1), "used": last > 0}
        )


def octets_of(connection: Connection, tables: Sequence[Table]) -> int:
    """How much room these tables take where they are, roughly."""
    if is_postgresql(connection):
        of = "pg_total_relation_size(quote_ident(name)::regclass)"
        taken = f"SELECT coalesce(sum({of}), 0) FROM unnest(CAST(%(names)s AS text[])) AS name"
        return int(connection.exec_driver_sql(taken, {"names": [table.name for table in tables]}).scalar() or 0)
    pages = connection.exec_driver_sql("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
    return int(pages.scalar() or 0)
