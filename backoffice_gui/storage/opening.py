"""How a store is made, and how one that is there is brought to this program's schema.

Making: the empty file with its first pragmas, then all tables in one transaction; cut between
the two, it goes on where it was. Opening: the version is read directly; Alembic is loaded only
where it is not the one we know. Before a migration a copy is made, checked and synced.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.errors import DiskFull, StoreBusy, StoreError, StoreIncomplete, StoreMissing
from backoffice_gui.storage import reserve
from backoffice_gui.storage.audit_log import AuditLog
from backoffice_gui.storage.copying import copy
from backoffice_gui.storage.engine import Shape, make_file, maker_engine
from backoffice_gui.storage.faults import converted, converting
from backoffice_gui.storage.place import refuse_remote
from backoffice_gui.storage.versions import Schema, Version, current, judge

__all__ = ["BACKUPS", "Site", "bring_up", "make"]

BACKUPS = "backups"
_TURNS, _PAUSE_SECONDS = 80, 0.25
"""How often, and how far apart, it is asked whether another program's copy before a migration has ended: window and
service begin together with a session, and most stores are copied within these twenty seconds."""


@dataclass(frozen=True, slots=True)
class Site:
    """One database in its folder: its shape, its key where it has one, its schema and its chain."""

    folder: Path
    shape: Shape
    schema: Schema
    log: AuditLog
    key: bytes | None = field(default=None, repr=False)

    @property
    def path(self) -> Path:
        """The database's file."""
        return self.folder / self.shape.file


@contextmanager
def _maker(site: Site) -> Iterator[Engine]:
    engine = maker_engine(site.path, site.shape, site.key)
    try:
        with converting(site.path, keyed=site.shape.keyed):
            yield engine
    finally:
        engine.dispose()


def make(site: Site, clock: Clock) -> None:
    """Make the file and its tables where they are not there yet; what is there is kept, and brought up."""
    refuse_remote(site.folder)
    try:
        make_file(site.path)
    except OSError as error:
        ours = converted(error, site.path, keyed=site.shape.keyed)
        raise ours or StoreError("folder", folder=str(site.folder)) from error
    with _maker(site) as engine:
        with engine.connect() as connection:
            found = current(connection)
        if found is None:
            _upgrade(engine, site, clock, None)
    if found is not None:
        bring_up(site, clock)


def bring_up(site: Site, clock: Clock, *, migrate: bool = True) -> None:
    """Check the version of what is there, and migrate it where it is older.

    Raises `StoreMissing`, `StoreIncomplete`, `StoreNewer`, `StoreMoved`, `WrongKey`, `StoreDamaged`, and for whoever
    only looks (not `migrate`) `StoreError("not-migrated")`, with `found` and `known`: it takes a copy of the whole
    database, which is not for the first monitoring system that comes by, for as long as that waits.
    On a full disk the reserve is let go once, because even reading needs a page of shared memory.
    """
    refuse_remote(site.folder)
    if not site.path.is_file():
        raise StoreMissing(folder=str(site.folder))
    if site.path.stat().st_size == 0:
        raise StoreIncomplete(file=site.shape.file)
    try:
        _bring_up(site, clock, migrate)
    except DiskFull:
        if not reserve.release(site.folder):
            raise
        _bring_up(site, clock, migrate)


def _bring_up(site: Site, clock: Clock, migrate: bool) -> None:
    with _maker(site) as engine:
        for turn in reversed(range(_TURNS)):
            with engine.connect() as connection:
                found = current(connection)
            if found is None:
                raise StoreIncomplete(file=site.shape.file)
            if not judge(found, site.schema):
                return
            if not migrate:
                raise StoreError("not-migrated", found=str(found), known=str(site.schema.known))
            try:
                copy(engine, site.path, site.folder / BACKUPS / f"{site.path.stem}-{found}.db", site.shape, site.key)
                _upgrade(engine, site, clock, found)
                return
            except StoreBusy as error:
                if error.reason != "copying" or not turn:
                    raise
            threading.Event().wait(_PAUSE_SECONDS)  # whoever began with us copies, and migrates: then it is done


def _upgrade(engine: Engine, site: Site, clock: Clock, before: Version | None) -> None:
    # Alembic costs 0.3 s to import and is needed only when a schema is old or absent (perf.md §1)
    from backoffice_gui.storage.migrations import run

    known = site.schema.known
    with engine.begin() as tx:
        found = current(tx)  # again, now that nobody else can write: another process may have been faster
        if found is not None and found >= known:
            return
        run.upgrade(tx, site.schema.scripts, str(known))
        if before is not None:
            details = (("from", str(before)), ("to", str(known)))
            site.log.append(tx, [AuditEvent(clock.now(), Verb.MIGRATED, Role.PROGRAM, site.schema.name, details)])
