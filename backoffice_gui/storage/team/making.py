"""How a team's schema is made, and brought to this program's version: one at a time, by an advisory lock.

All of it is one transaction, tables and guards: PostgreSQL takes back half-made ones by itself. The version is read
directly; Alembic is loaded only where it is not the one we know.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, text

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.errors import StoreError, StoreIncomplete
from backoffice_gui.storage.audit_log import AuditLog
from backoffice_gui.storage.team import engine as engines
from backoffice_gui.storage.team import rights
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.engine import LOCKS
from backoffice_gui.storage.team.faults import converting
from backoffice_gui.storage.versions import TEAM_INBOX, Schema, Version, current, judge

__all__ = ["MIGRATING", "TeamSite", "bring_up", "judges_removals", "make", "schema_begun"]

MIGRATING = 3
"""The second half of the advisory lock under which tables are made and changed."""
_THERE = text("SELECT to_regclass(:table) IS NOT NULL")
_JUDGES = text("SELECT to_regprocedure('inbox.may_end(bigint)') IS NOT NULL")
_SORTS = {"C", "POSIX", "C.UTF-8", "C.utf8"}
_MAY_ENTER = text("SELECT has_schema_privilege(oid, 'USAGE') FROM pg_namespace WHERE nspname = :name")
_COLLATION = text(
    "SELECT datcollate, datlocprovider::text, to_regnamespace(:name) IS NOT NULL FROM pg_database"
    " WHERE datname = current_database()"
)


@dataclass(frozen=True, slots=True)
class TeamSite:
    """One schema of a team's database: where, what this program knows of it, and its chain."""

    address: Address
    schema: Schema
    log: AuditLog

    @property
    def name(self) -> str:
        """The schema's name on the server."""
        return self.schema.name


@contextmanager
def _unmoved(site: TeamSite, *, alone: bool) -> Iterator[Connection]:
    """A transaction that nobody makes or migrates beside; `alone`: nor looks, as whoever changes something is.

    Those who only look do so together: after a power cut all of a team's windows are opened within a minute.
    """
    engine = engines.maker_engine(site.address, site.name)
    try:
        with converting(site.name), engine.begin() as tx:
            tx.exec_driver_sql(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}({LOCKS}, {MIGRATING})")
            yield tx
    finally:
        engine.dispose()


def schema_begun(address: Address, schema: str, table: str) -> bool:
    """Whether a schema has this table of its own; raises `StoreUnreachable`."""
    engine = engines.fresh_engine(address, schema)
    try:
        with converting(schema), engine.connect() as connection:
            return bool(connection.execute(_THERE, {"table": f"{schema}.{table}"}).scalar())
    finally:
        engine.dispose()


def judges_removals(address: Address) -> bool:
    """Whether the server judges what a collector removes, as programs from 1.5 on expect; raises `StoreUnreachable`."""
    engine = engines.fresh_engine(address, TEAM_INBOX.name)
    try:
        with converting(TEAM_INBOX.name), engine.connect() as connection:
            return bool(connection.execute(_JUDGES).scalar())
    finally:
        engine.dispose()


def make(site: TeamSite, clock: Clock) -> None:
    """Make the schema and its tables where they are not there yet; what is there is kept, and brought up.

    Raises `StoreUnreachable`, `StoreBusy` (somebody else migrates), `StoreNewer`, `StoreError`: `not-permitted`,
    `unsafe-server`, `server-too-old`, `collation` (text would be sorted by a language's rules, which change).
    """
    with _unmoved(site, alone=True) as tx:
        collation, provider, there = tx.execute(_COLLATION, {"name": site.name}).one()
        if provider not in {"c", "b"} or (provider == "c" and collation not in _SORTS):
            raise StoreError("collation", found=collation if provider == "c" else "icu")
        if not there:
            tx.exec_driver_sql(f"CREATE SCHEMA {site.name}")
            tx.exec_driver_sql(f"REVOKE ALL ON SCHEMA {site.name} FROM PUBLIC")
        _upgrade(tx, site, clock)


def bring_up(site: TeamSite, clock: Clock, *, migrate: bool = False) -> None:
    """Check the version of what is there; an older one is migrated where that was asked for.

    A team's schema is changed by its administrator (`store migrate`), never by whoever opens it first.
    Raises `StoreIncomplete` (no tables), `StoreNewer`, `StoreError`: `schema-older` with `found` and `known`,
    `not-permitted` where its schema is shut to this login.
    """
    with _unmoved(site, alone=migrate) as tx:
        found = current(tx)
        if found is None:
            if tx.execute(_MAY_ENTER, {"name": site.name}).scalar() is False:
                raise StoreError("not-permitted")  # it is there, and shut to this login: whose access was ended
            raise StoreIncomplete("tables", file=site.name)
        if judge(found, site.schema):
            if not migrate:
                raise StoreError("schema-older", found=str(found), known=str(site.schema.known))
        elif not migrate:
            return
        _upgrade(tx, site, clock)


def _upgrade(tx: Connection, site: TeamSite, clock: Clock) -> None:
    # Alembic costs 0.3 s to import and is needed only when a schema is old or absent (perf.md §1)
    from backoffice_gui.storage.migrations import run

    found, known = current(tx), site.schema.known
    rights.ensure_groups(tx)
    older = found is None or judge(found, site.schema)
    if older:
        run.upgrade(tx, site.schema.scripts, str(known))
    rights.settle(tx)
    if older and found is not None:
        _note(tx, site, clock, found)


def _note(tx: Connection, site: TeamSite, clock: Clock, before: Version) -> None:
    details = (("from", str(before)), ("to", str(site.schema.known)))
    site.log.append(tx, [AuditEvent(clock.now(), Verb.MIGRATED, Role.PROGRAM, site.name, details)])
