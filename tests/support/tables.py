"""The tables of a new store on disk, by the statements that made the first one of this process.

Alembic and SQLAlchemy put the same words together for each of the hundreds of stores that tests make: half of what
making one takes. Only from nothing to the version of today, by the revisions that ship: the tests of migrations go to
`head` and are as ever, real programs are, and so is all of `make deep`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, StaticPool, create_engine, event, inspect

from backoffice_gui.storage.dialect import is_postgresql
from backoffice_gui.storage.migrations import run
from backoffice_gui.storage.versions import CASEBOOK, INBOX
from tests.support.proof import DEEP

__all__ = ["know", "share"]

_MADE: dict[Path, list[tuple[str, Any]]] = {}
"""By the folder of their revisions: the words and what was bound to them, in order."""
_UPGRADE = run.upgrade


def _of_today(tx: Connection, scripts: Path, revision: str) -> bool:
    shipped = any((scripts, revision) == (schema.scripts, str(schema.known)) for schema in (INBOX, CASEBOOK))
    return shipped and not is_postgresql(tx) and not inspect(tx).get_table_names()


@contextmanager
def _heard(tx: Connection) -> Iterator[list[tuple[str, Any]]]:
    said: list[tuple[str, Any]] = []

    def note(_tx: object, _cursor: object, words: str, values: Any, *_more: object) -> None:
        said.append((words, values))

    event.listen(tx, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(tx, "before_cursor_execute", note)


def _upgrade(tx: Connection, scripts: Path, revision: str) -> None:
    if not _of_today(tx, scripts, revision):
        _UPGRADE(tx, scripts, revision)
    elif scripts in _MADE:
        for words, values in _MADE[scripts]:
            tx.exec_driver_sql(words, values or None).close()
    else:
        with _heard(tx) as said:
            _UPGRADE(tx, scripts, revision)
        _MADE[scripts] = said


def share() -> None:
    """From here on, in this process and in those that it forks."""
    if not DEEP:
        run.upgrade = _upgrade


def know() -> None:
    """Make the first ones now, in memory: for a process that forks each of those that make a store."""
    for schema in (INBOX, CASEBOOK):
        engine = create_engine("sqlite://", module=driver, poolclass=StaticPool)
        with engine.begin() as tx:
            run.upgrade(tx, schema.scripts, str(schema.known))
        engine.dispose()
