"""A team's migration whose connection ends: before any of its statements, before its COMMIT, and after one that nobody heard.

On a server a migration is one transaction: cut anywhere the schema is what it was, and the same command does it. It goes from
the first version that was shipped to this one. In `make deep` every statement, in `make test` a sample.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.migrations import run
from backoffice_gui.storage.team.joining import Joining
from backoffice_gui.storage.team.making import TeamSite, bring_up, make
from backoffice_gui.storage.versions import TEAM_CASEBOOK, TEAM_INBOX, Version
from tests.support import proof
from tests.support.postgres import Server
from tests.support.team.cutting import commit_unheard

CLOCK = SystemClock()
SITES = {"inbox": (TEAM_INBOX, inbox_log.LOG), "casebook": (TEAM_CASEBOOK, casebook_log.LOG)}
POINTS = proof.size(4, 10_000)


class Cutting:
    """Ends the connection of whoever migrates, before its n-th statement or at its COMMIT; counts the statements."""

    def __init__(self, server: Server, at: int = -1, *, unheard: bool = False) -> None:
        self.count, self._server, self._at, self._unheard = 0, server, at, unheard

    def _end(self, connection: Connection) -> None:
        raw = connection.connection.driver_connection
        assert isinstance(raw, Joining)
        self._server.admin.execute("SELECT pg_terminate_backend(%s, 5000)", [raw.info.backend_pid])

    def says(self, connection: Connection, *_others: Any) -> None:
        """A statement is about to be said."""
        if self.count == self._at:
            self._end(connection)
        self.count += 1

    def commits(self, connection: Connection) -> None:
        """All of it was said."""
        raw = connection.connection.driver_connection
        assert isinstance(raw, Joining)
        if self._unheard:
            commit_unheard(raw)
        if self._unheard or self._at < 0:
            self._end(connection)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Stand between every engine and its server."""
        both = (("before_cursor_execute", self.says), ("commit", self.commits))
        for name, heard in both:
            event.listen(Engine, name, heard)
        try:
            yield
        finally:
            for name, heard in both:
                event.remove(Engine, name, heard)


def _first(site: TeamSite) -> TeamSite:
    """The same site for the program that knew the first version alone."""
    first = Version.read(run.revisions(site.schema.scripts)[0])
    return dataclasses.replace(site, schema=dataclasses.replace(site.schema, known=first))


def _as_it_is(server: Server, name: str, schema: str) -> list[object]:
    """Version, tables, guards, rights and the length of the chain."""
    asked = (
        f"SELECT version_num FROM {schema}.alembic_version",
        f"SELECT tablename FROM pg_tables WHERE schemaname = '{schema}' ORDER BY 1",
        f"SELECT relname, relacl::text FROM pg_class WHERE relnamespace = '{schema}'::regnamespace ORDER BY 1",
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 2, 1",
        "SELECT tablename, policyname FROM pg_policies ORDER BY 1, 2",
        f"SELECT count(*) FROM {schema}.audit",
    )
    return [server.do(name, words) for words in asked]


@pytest.mark.expected_logs("sqlalchemy.pool.impl.NullPool")  # it puts back what nobody heard the end of, and can't
@pytest.mark.timeout(proof.size(300, 3_600))
@pytest.mark.parametrize("schema", SITES)
def test_a_migration_that_is_cut_has_not_begun_and_is_done_by_the_same_command(schema: str, server: Server) -> None:
    """And one whose COMMIT nobody heard is done already."""
    name = server.new()
    site = TeamSite(server.address(name), *SITES[schema])
    try:
        make(_first(site), CLOCK)
        before = _as_it_is(server, name, schema)
        with proof.suite("team") as done:
            last = Cutting(server)
            _cut(last, site)
            points = range(0, last.count, max(1, last.count // POINTS))
            for at in points:
                _cut(Cutting(server, at), site)
                assert _as_it_is(server, name, schema) == before, f"cut before statement {at} of {last.count}"
            _cut(Cutting(server, unheard=True), site)
            done["connections_ended"] += len(points) + 2
        after = _as_it_is(server, name, schema)
        assert (after[0], after[-1]) == ([(str(site.schema.known),)], [(before[-1][0][0] + 1,)])  # type: ignore[index]
        bring_up(site, CLOCK, migrate=True)
        assert _as_it_is(server, name, schema) == after
    finally:
        server.drop(name)


def _cut(cutting: Cutting, site: TeamSite) -> None:
    """The command, its connection ending: a circumstance that is said, and nothing else."""
    with cutting.watching(), pytest.raises(StoreError):
        bring_up(site, CLOCK, migrate=True)
