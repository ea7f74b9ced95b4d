"""A team's schema: made in one go and by one at a time, refused by name where it is newer, older or sorted otherwise."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreBusy, StoreError, StoreIncomplete, StoreNewer
from backoffice_gui.storage.inbox import audit_log
from backoffice_gui.storage.migrations import run
from backoffice_gui.storage.team.engine import LOCKS, maker_engine
from backoffice_gui.storage.team.making import MIGRATING, TeamSite, bring_up, make
from backoffice_gui.storage.versions import TEAM_INBOX, Version
from tests.support.postgres import Server

CLOCK = SystemClock()


@pytest.fixture
def name(server: Server) -> Iterator[str]:
    """An empty database."""
    made = server.new()
    yield made
    server.drop(made)


@pytest.fixture
def site(server: Server, name: str) -> TeamSite:
    """Its inbox's schema."""
    return TeamSite(server.address(name), TEAM_INBOX, audit_log.LOG)


def tables(server: Server, name: str) -> set[str]:
    """What lies in the schema."""
    found = server.do(name, "SELECT tablename FROM pg_tables WHERE schemaname = 'inbox'")
    return {str(row[0]) for row in found}


def test_several_at_once_make_it_once(site: TeamSite, server: Server, name: str) -> None:
    """The others find it made; nobody else may look into it."""
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda _n: make(site, CLOCK), range(3))) == [None] * 3
    assert "submission" in tables(server, name)
    granted = server.do(name, "SELECT has_schema_privilege('public', 'inbox', 'usage')")
    assert granted == [(False,)]


def test_a_making_that_fails_leaves_nothing(
    site: TeamSite, server: Server, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables and guards are one transaction."""
    real = run.upgrade

    def fail(*arguments: object) -> None:
        real(*arguments)  # type: ignore[arg-type]
        raise StoreError("planted")

    monkeypatch.setattr(run, "upgrade", fail)
    with pytest.raises(StoreError, match="planted"):
        make(site, CLOCK)
    assert tables(server, name) == set()
    with pytest.raises(StoreIncomplete, match="tables"):
        bring_up(site, CLOCK)


def test_a_newer_schema_is_refused_by_both_versions(site: TeamSite, server: Server, name: str) -> None:
    """Another major version; a newer minor one is worked with."""
    make(site, CLOCK)
    server.do(name, "UPDATE inbox.alembic_version SET version_num = '1.9'")
    bring_up(site, CLOCK)
    server.do(name, "UPDATE inbox.alembic_version SET version_num = '2.0'")
    with pytest.raises(StoreNewer, match=rf"found=2\.0 known={TEAM_INBOX.known}"):
        bring_up(site, CLOCK)


def test_an_older_schema_waits_for_its_administrator(
    site: TeamSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whoever opens it changes nothing; `migrate` does, and the chain says so."""
    make(site, CLOCK)
    newer = dataclasses.replace(site, schema=dataclasses.replace(TEAM_INBOX, known=Version(1, 99), scripts=tmp_path))
    with pytest.raises(StoreError, match=rf"schema-older found={TEAM_INBOX.known} known=1\.99"):
        bring_up(newer, CLOCK)
    asked: list[str] = []
    monkeypatch.setattr(run, "upgrade", lambda _tx, _scripts, revision: asked.append(revision))
    bring_up(newer, CLOCK, migrate=True)
    assert asked == ["1.99"]


def test_a_schema_of_before_is_brought_up(site: TeamSite) -> None:
    """From the first revision: tables, then who may what of them, in one transaction."""
    make(site, CLOCK)
    engine = maker_engine(site.address, site.name)
    with engine.begin() as tx:
        run.downgrade(tx, TEAM_INBOX.scripts, "1.4")
    with pytest.raises(StoreError, match="schema-older"):
        bring_up(site, CLOCK)
    bring_up(site, CLOCK, migrate=True)
    with engine.begin() as tx:
        assert tx.exec_driver_sql("SELECT has_table_privilege('backoffice_dpo', 'inbox.trace', 'SELECT')").scalar()
    engine.dispose()


def test_many_look_at_once_and_nobody_beside_a_migration(site: TeamSite) -> None:
    """Where another looks, the version is looked at beside him; where another migrates, it is waited for."""
    make(site, CLOCK)
    engine = maker_engine(site.address, site.name)
    for shared in ("_shared", ""):
        with engine.begin() as tx:
            tx.exec_driver_sql(f"SELECT pg_advisory_xact_lock{shared}({LOCKS}, {MIGRATING})")
            with nullcontext() if shared else pytest.raises(StoreBusy):
                bring_up(site, CLOCK)
            if shared:
                with pytest.raises(StoreBusy):
                    bring_up(site, CLOCK, migrate=True)
    engine.dispose()
    bring_up(site, CLOCK, migrate=True)


def test_text_sorted_by_a_language_is_refused(server: Server) -> None:
    """Its order changes with the system's version, and indexes with it."""
    name = "sorted_by_a_language"
    how = "LOCALE_PROVIDER icu ICU_LOCALE 'fr' LOCALE 'C' TEMPLATE template0"
    server.do("postgres", f"CREATE DATABASE {name} OWNER backoffice {how}")
    with pytest.raises(StoreError, match="collation found=icu"):
        make(TeamSite(server.address(name), TEAM_INBOX, audit_log.LOG), CLOCK)
    server.drop(name)


def test_whose_access_was_ended_is_not_told_that_nothing_was_made(site: TeamSite, server: Server, name: str) -> None:
    """`store init` would be wrong advice: it is there, and shut to this login."""
    make(site, CLOCK)
    login = server.login("demo_ended")
    server.do(name, f"GRANT CONNECT ON DATABASE {name} TO {login}")
    ended = dataclasses.replace(site, address=server.address(name, login))
    with pytest.raises(StoreError, match="not-permitted"):
        bring_up(ended, CLOCK)
