"""A database of a state, read without the product and without changing a file of it.

Opened for reading only: SQLite recovers the log in its shared memory, and writes nothing back. Where a rollback
journal lies beside it, it has to be let: then the files are changed (`rolls_back`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver

__all__ = ["Book", "Unreadable", "opened", "read", "rolls_back"]

_LEFT_OUT = {"chunk", "alarm", "heartbeat", "watch", "transit", "gap", "alembic_version"}
"""Tables that are no facts (`chunk` is read on its own)."""


class Unreadable(Exception):
    """The database can't be opened, or does not hold; its words say why."""


Row = tuple[Any, ...]


@dataclass(slots=True)
class Book:
    """What a database holds: rows by table and primary key, sealed chunks by attempt as hashes in order."""

    version: str | None
    columns: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, dict[Any, Row]] = field(default_factory=dict)
    chunks: dict[int, list[tuple[int, int, int, bytes]]] = field(default_factory=dict)
    _each: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def each(self, table: str) -> list[dict[str, Any]]:
        """The rows of a table, by column."""
        if table not in self._each:
            names = self.columns.get(table, [])
            rows = self.rows.get(table, {}).values()
            self._each[table] = [dict(zip(names, row, strict=True)) for row in rows]
        return self._each[table]

    def column(self, table: str, name: str) -> list[Any]:
        """One column of a table."""
        if table not in self.columns:
            return []
        at = self.columns[table].index(name)
        return [row[at] for row in self.rows[table].values()]


def rolls_back(path: Path) -> bool:
    """Whether opening it will roll a transaction back, and so change it."""
    return path.with_name(f"{path.name}-journal").exists()


def opened(path: Path, key: bytes | None) -> driver.Connection:
    """A connection that only reads; raises `Unreadable` where it is no database of this key."""
    mode = "rw" if rolls_back(path) else "ro"
    try:
        raw = driver.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, isolation_level=None, timeout=0)
    except driver.Error as error:
        raise Unreadable(f"{path.name}: {error}") from error
    try:
        if key is not None:
            raw.execute("PRAGMA cipher_log_level = NONE")
            raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.Error as error:
        raw.close()
        raise Unreadable(f"{path.name}: {error}") from error
    return raw


def read(path: Path, key: bytes | None, *, whole: bool) -> Book | None:
    """All that counts in it; nothing where it has no tables of ours. `whole`: every page is checked too.

    Raises `Unreadable`.
    """
    raw = opened(path, key)
    try:
        if whole:
            _check(raw, path)
        return _book(raw)
    except driver.Error as error:
        raise Unreadable(f"{path.name}: {error}") from error
    finally:
        raw.close()


def _check(raw: driver.Connection, path: Path) -> None:
    (said,) = raw.execute("PRAGMA integrity_check").fetchone()
    if said != "ok":
        raise Unreadable(f"{path.name}: integrity_check: {said}")
    if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise Unreadable(f"{path.name}: foreign_key_check")


def _book(raw: driver.Connection) -> Book | None:
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    if "alembic_version" not in tables:
        return None
    found = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None:
        return None
    book = Book(found[0])
    for table in tables:
        if table not in _LEFT_OUT and not table.startswith("sqlite_"):
            cursor = raw.execute(f'SELECT * FROM "{table}"')
            book.columns[table] = [column[0] for column in cursor.description]
            book.rows[table] = {row[0]: row for row in cursor}
    if "chunk" in tables:
        for number, part, n, last, sealed in raw.execute("SELECT attempt, part, n, last, sealed FROM chunk"):
            held = book.chunks.setdefault(number, [])
            held.append((part, n, last, hashlib.sha256(sealed).digest()))
        for held in book.chunks.values():
            held.sort()
    return book
