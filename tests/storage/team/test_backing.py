"""An inbox on a server keeps the promises of `Database`: broken off, cut, shut; its place and its refusals."""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from backoffice_gui.errors import StoreBusy, StoreError, StoreUnreachable, UsageError, WrongKey
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.inbox import attempts, submissions
from backoffice_gui.storage.journeys import carried
from backoffice_gui.storage.team import backing, session
from backoffice_gui.storage.team.backing import TeamBacking
from backoffice_gui.storage.team.inbox import open_inbox
from backoffice_gui.storage.team.leader import TeamLock
from tests.support.postgres import Server, running_server
from tests.support.stores import MOMENT, World, invented
from tests.support.waiting import until

ENDLESS = text("SELECT pg_sleep(60)")


@pytest.fixture(scope="module")
def waiting(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose commits wait for a standby that never answers."""
    place = server.folder.with_name(f"backoffice-{secrets.token_hex(4)}")
    settings = ("wal_level=replica", "max_wal_senders=2")
    with running_server(place, tmp_path_factory.mktemp("waiting"), *settings) as running:
        running.do("postgres", "CREATE TABLE example (n integer)")
        running.do("postgres", "GRANT ALL ON example TO PUBLIC")
        running.do("postgres", "CREATE SCHEMA inbox")
        running.do("postgres", "CREATE TABLE inbox.attempt AS SELECT 1 AS attempt, '2026-01-05' AS ack_sent_at")
        running.do("postgres", "GRANT ALL ON SCHEMA inbox TO PUBLIC; GRANT ALL ON inbox.attempt TO PUBLIC")
        running.login("demo_stranger")
        running.do("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        running.do("postgres", "SELECT pg_reload_conf()")
        yield running


@contextlib.contextmanager
def committing(waiting: Server, folder: Path) -> Iterator[tuple[Database, list[str], int]]:
    """A database in whose COMMIT a thread waits, what that hears in the end, and the server's process."""
    database = Database(TeamBacking(waiting.address("postgres"), "inbox", folder))
    heard: list[str] = []

    def write() -> None:
        try:
            with database.transaction() as tx:
                tx.execute(text("INSERT INTO public.example VALUES (1)"))
            heard.append("done")
        except StoreError as error:
            heard.append(error.reason)

    query = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
    until(lambda: not waiting.admin.execute(query).fetchall())  # what a test before this one left may end yet
    thread = threading.Thread(target=write)
    thread.start()
    found: list[tuple[object, ...]] = []

    def waits() -> bool:
        found.extend(waiting.admin.execute(query).fetchall())
        return bool(found)

    until(waits)
    pid = int(str(found[0][0]))
    try:
        yield database, heard, pid
    finally:  # until its wait ends, the next one waits for its lock
        waiting.admin.execute("SELECT pg_cancel_backend(%s)", [pid])
        until(lambda: not waiting.admin.execute(query).fetchall())
        thread.join(10)
        database.close()


def test_a_commit_that_no_standby_has_is_unknown(waiting: Server, tmp_path: Path) -> None:
    """Somebody ended the wait: the server says that it is done, and warns that it might not have been carried over."""
    with committing(waiting, tmp_path) as (_database, heard, pid):
        waiting.admin.execute("SELECT pg_cancel_backend(%s)", [pid])
        until(lambda: bool(heard))
    assert heard == ["commit-unknown"]


def test_a_commit_is_never_broken_off(waiting: Server, tmp_path: Path) -> None:
    """Not by what is shut either: the server would go on as if it were done."""
    with committing(waiting, tmp_path) as (database, heard, pid):
        assert database.shut(0.5)
        until(lambda: bool(heard))
        still = waiting.admin.execute("SELECT wait_event FROM pg_stat_activity WHERE pid = %s", [pid]).fetchone()
    assert heard == ["commit-unknown"]
    assert still == ("SyncRep",)


def test_a_commit_is_not_waited_for_without_end(
    waiting: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows then, others hear what they wait for, and who leads; once the standby answers it is there, once."""
    monkeypatch.setattr(backing, "COMMIT_SECONDS", 0.3)
    monkeypatch.setattr(session, "LOCK_MS", 300)
    monkeypatch.setattr(session.TeamConnection, "lock_ms", 300)
    with committing(waiting, tmp_path) as (database, heard, _pid):
        until(lambda: bool(heard))
        assert heard == ["commit-unknown"]
        for login in ("backoffice", "demo_stranger"):
            other = Database(TeamBacking(waiting.address("postgres", login), "inbox", tmp_path))
            with contextlib.closing(other), pytest.raises(StoreBusy, match="locked-standby"), other.transaction():
                pass
        lead = TeamLock.acquire(waiting.address("postgres"), "the next")
        assert lead.held
        lead.release()
        before = waiting.do("postgres", "SELECT count(*) FROM example")
        waiting.do("postgres", "ALTER SYSTEM RESET synchronous_standby_names")
        waiting.do("postgres", "SELECT pg_reload_conf()")
        with database.transaction() as tx:
            assert [tuple(row) for row in tx.execute(text("SELECT count(*) - 1 FROM public.example"))] == before
        waiting.do("postgres", "ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
        waiting.do("postgres", "SELECT pg_reload_conf()")


def test_what_is_carried_waits_for_the_standby_though_it_changes_nothing(
    waiting: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What only looks is not waited for, and says nothing of what the standby has."""
    monkeypatch.setattr(backing, "COMMIT_SECONDS", 0.3)
    with contextlib.closing(Database(TeamBacking(waiting.address("postgres"), "inbox", tmp_path))) as database:
        with database.transaction() as tx:
            assert tx.execute(text("SELECT 1")).scalar() == 1
        with pytest.raises(StoreError, match="commit-unknown"), database.transaction() as tx:
            carried(tx)
        waiting.admin.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")


def test_an_acknowledgement_that_is_sent_again_waits_for_the_standby_again(
    waiting: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its fact is there already, perhaps on the first server alone: nothing is changed, and the COMMIT waits."""
    monkeypatch.setattr(backing, "COMMIT_SECONDS", 0.3)
    with contextlib.closing(Database(TeamBacking(waiting.address("postgres"), "inbox", tmp_path))) as database:
        with pytest.raises(StoreError, match="commit-unknown"), database.transaction() as tx:
            attempts.ack_sent(tx, [1], MOMENT)
        waiting.admin.execute("SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")


def name_of(world: World) -> str:
    """The database it lies in."""
    return str(world.inbox._backing.address.database)  # type: ignore[attr-defined]


def test_a_query_that_is_needless_is_broken_off(team_world: World) -> None:
    """As its own kind of busy."""
    said: list[str] = []

    def ask() -> None:
        try:
            with team_world.inbox.reading(interruptible=True) as connection:
                connection.execute(ENDLESS)
        except StoreBusy as error:
            said.append(error.reason)

    thread = threading.Thread(target=ask)
    thread.start()

    def stopped() -> bool:
        team_world.inbox.interrupt()
        return bool(said)

    until(stopped)
    thread.join(10)
    assert said == ["interrupted"]


def test_a_server_that_restarts_is_found_again(team_world: World, server: Server) -> None:
    """What was under way has failed, by its name; the next goes through, and nothing was lost."""
    team_world.sight(invented(1))
    assert server.end_backends(name_of(team_world)) >= 1
    with pytest.raises(StoreUnreachable, match="lost"):
        team_world.sight(invented(2))
    assert [facts.row for facts in team_world.sight(invented(2))] == [2]


def test_a_commit_whose_answer_never_came_is_unknown(team_world: World, server: Server) -> None:
    """It is looked up by key, over a new connection; the old one is gone."""
    inbox = team_world.inbox

    def cut(_connection: object) -> None:
        server.end_backends(name_of(team_world))

    event.listen(inbox._writer, "commit", cut)
    with pytest.raises(StoreError, match="commit-unknown"):
        team_world.sight(invented(1))
    event.remove(inbox._writer, "commit", cut)
    with inbox.fresh() as connection:
        assert sum(submissions.counts(connection).values()) == 0


def test_what_is_shut_is_shut(team_world: World) -> None:
    """Also under a statement that runs: whoever asked for it hears that it is locked."""
    heard: list[str] = []
    running = threading.Event()

    def hold() -> None:
        try:
            with team_world.inbox.reading() as connection:
                running.set()
                connection.execute(ENDLESS)
        except WrongKey as error:
            heard.append(error.reason)

    thread = threading.Thread(target=hold)
    thread.start()
    assert running.wait(10)
    assert team_world.inbox.shut(1.0)
    thread.join(10)
    assert heard == ["locked"]


def test_its_place_is_the_servers(team_world: World, server: Server, tmp_path: Path) -> None:
    """The same from every machine; another as soon as it is put back as another database."""
    other = open_inbox(server.address(name_of(team_world)), tmp_path)
    assert other.place() == team_world.inbox.place()
    other.close()
    team_world.inbox.close()
    copied = server.new(name_of(team_world))
    copy = open_inbox(server.address(copied), tmp_path)
    assert copy.place() != team_world.inbox.place()
    copy.close()
    server.drop(copied)


def test_a_teams_store_is_backed_up_by_its_server(team_world: World, tmp_path: Path) -> None:
    """No copy of ours; its log and free pages are not ours to keep either."""
    with pytest.raises(UsageError, match="team-no-copy"):
        team_world.inbox.copy_to(tmp_path / "copy")
    with pytest.raises(UsageError, match="team-no-copy"), team_world.inbox.copied(tmp_path / "copy"):
        pass
    team_world.inbox.checkpoint()
    team_world.inbox.reclaim()


def test_a_server_knows_who_asks(team_world: World) -> None:
    """The role that was logged in with."""
    assert team_world.inbox.login() == team_world.inbox.login() == "backoffice"
