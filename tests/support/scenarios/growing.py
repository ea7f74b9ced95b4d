"""Scenarios of a store that grows: one of the first version is brought up, and what came in becomes cases.

A store that was made years ago is opened by this program: each database is copied, then migrated in one transaction. After
any kill it is of its old version or of the new one, with everything that it held, and the next start goes on.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from backoffice_gui.security.sources import FileSource
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE, Shape, connect, maker_engine
from backoffice_gui.storage.migrations import run
from backoffice_gui.storage.versions import CASEBOOK, INBOX, Schema, current
from backoffice_gui.wiring import parts
from tests.support.scenarios.casework import form, take_in
from tests.support.scenarios.keeping import casebook_holds, collected
from tests.support.scenarios.place import Place
from tests.support.scenarios.scenario import Scenario, named

__all__ = ["GROWING"]

_FIRST = "1.0"
_MIGRATED = "SELECT count(*) FROM audit WHERE json_extract(event, '$.verb') = 'migrated'"


def _databases(place: Place) -> list[tuple[Shape, Schema, bytes | None]]:
    master = FileSource(place.office / "store.key").load(())
    assert master is not None
    return [(INBOX_SHAPE, INBOX, None), (CASEBOOK_SHAPE, CASEBOOK, master.casebook_key())]


# A store of the first version


def _as_it_was(place: Place) -> None:
    """Two are closed; both databases are taken back to what the first version knew; one more waits on the web."""
    collected(place)
    for shape, schema, key in _databases(place):
        engine = maker_engine(place.store / shape.file, shape, key)
        try:
            with engine.begin() as tx:
                run.downgrade(tx, schema.scripts, _FIRST)
        finally:
            engine.dispose()
    place.tell("take_in", sizes=[[700]])


def _open(place: Place) -> None:
    """Whoever opens it first brings it up: the inbox with its copy, then the casebook with its own."""
    with place.inbox() as opened, parts.desk(place.settings, opened, place.clock):
        return


def _open_and_collect(place: Place) -> None:
    _open(place)
    place.collect()


def _brought_up(place: Place) -> dict[str, Any]:
    """Both are of this version, each by one migration; the newest copy of each is what it was before."""
    with (
        place.inbox() as opened,
        parts.desk(place.settings, opened, place.clock) as desk,
        opened.reading() as inbox,
        desk.casebook.reading() as casebook,
    ):
        versions = [str(current(each)) for each in (inbox, casebook)]
        migrated = [_count(each, _MIGRATED) for each in (inbox, casebook)]
    return {"versions": versions, "migrated": migrated, "copies": _copies(place), **casebook_holds(place)}


def _count(connection: Connection, words: str) -> int:
    return int(connection.exec_driver_sql(words).scalar_one())


def _copies(place: Place) -> list[list[Any]]:
    """Of the newest copy of each: its version, and how much it holds."""
    found = []
    for shape, _schema, key in _databases(place):
        stem = Path(shape.file).stem
        newest = max(
            (place.store / "backups").glob(f"{stem}-{_FIRST}*.db"), key=lambda path: (len(path.name), path.name)
        )
        with closing(connect(newest, shape, key)) as raw:
            (version,) = raw.execute("SELECT version_num FROM alembic_version").fetchone()
            (held,) = raw.execute("SELECT count(*) FROM audit").fetchone()
        found.append([version, held])
    return found


# What came in becomes cases


def _waiting(place: Place) -> None:
    """Three have come home, and no desk was opened since."""
    place.make_store()
    place.tell("take_forms", forms=[form(n) for n in range(3)])
    place.collect()


def _intake(place: Place) -> None:
    with place.inbox() as opened, parts.desk(place.settings, opened, place.clock) as desk:
        take_in(place, opened, desk)


def _taken_in(place: Place) -> dict[str, Any]:
    """Each is one case, with its form, its person and what it is found by."""
    tables = ("cases", "case_form", "person", "identity", "case_fact", "case_event", "certificate")
    with (
        place.inbox() as opened,
        parts.desk(place.settings, opened, place.clock) as desk,
        desk.casebook.reading() as connection,
    ):
        held = {table: _count(connection, f'SELECT count(*) FROM "{table}"') for table in tables}
        held["submissions"] = _count(connection, "SELECT count(DISTINCT submission) FROM cases")
    return {**held, **casebook_holds(place)}


GROWING = named(
    Scenario(
        "a store of the first version is brought up",
        _open,
        _as_it_was,
        _open_and_collect,
        seen=_brought_up,
        desk=True,
        stride=7,
    ),
    Scenario("what came in becomes cases", _intake, _waiting, seen=_taken_in, desk=True, stride=2),
)
