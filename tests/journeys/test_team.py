"""Collectors of a team: the reference front end over TLS, a real server, and what happens when it goes."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.collector import Collector, duties
from backoffice_gui.domain.collecting import CollectorEvent, EventName, Summary
from backoffice_gui.domain.facts import Stage
from backoffice_gui.storage.inbox import audit_log, identity
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.engine import LOCKS, WRITING
from backoffice_gui.storage.team.inbox import create_inbox, open_inbox
from backoffice_gui.storage.team.leader import TeamLock
from backoffice_gui.storage.team.session import TeamConnection
from backoffice_gui.storage.versions import TEAM_INBOX
from backoffice_gui.wiring import CollectorRun, collecting
from tests.support.collecting import Desk, a_desk_on, opened
from tests.support.console import call
from tests.support.front import Front, plain_submission, running_front, streamed_part
from tests.support.logins import admitted, as_login, use_login
from tests.support.postgres import Server
from tests.support.waiting import until


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """A front end that holds nothing yet."""
    with running_front(tmp_path / "front") as made:
        yield made


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """An empty one."""
    name = server.new()
    yield name
    server.drop(name)


@pytest.fixture
def desk(front: Front, server: Server, database: str, tmp_path: Path) -> Iterator[Desk]:
    """A team's inbox for that front end."""
    with a_desk_on(create_inbox(server.address(database), tmp_path), front.settings_file) as made:
        yield made


def proven(front: Front, desk: Desk) -> None:
    """Everything is closed, opens to the octets that the front end made, and the chain is whole."""
    made = {truth.digest: truth for truth in front.made().values()}
    assert set(front.outcomes().values()) == {"acknowledged"}
    assert desk.counts() == {Stage.CLOSED: len(made)}
    for row in range(1, len(made) + 1):
        _manifest, parts = opened(desk, row)
        found = [(len(parts[n]), hashlib.sha256(parts[n]).hexdigest()) for n in sorted(parts)]
        assert any(found == list(truth.parts) for truth in made.values())
    with desk.inbox.reading() as connection:
        assert audit_log.verify(connection).ok


def test_what_is_held_comes_home_to_a_server(front: Front, desk: Desk) -> None:
    """Small and large: stored, read back over a fresh connection, acknowledged, closed."""
    front.desk.take_in([plain_submission(b'{"n": %d}' % n) for n in range(20)])
    large = plain_submission(b"{}")
    front.desk.take_in([large.__class__(large.kind, (*large.parts, streamed_part(5 * 1024 * 1024 + 5)))])
    summary = desk.collect()
    assert (summary.stored, summary.acknowledged, summary.closed, summary.failed) == (21, 21, 21, 0)
    proven(front, desk)


@pytest.mark.expected_logs("store_trouble")
def test_a_server_that_restarts_costs_nothing(front: Front, desk: Desk, server: Server, database: str) -> None:
    """Every connection ends in the middle: the collector's next life starts from the facts."""
    front.desk.take_in([plain_submission(b'{"n": %d}' % n) for n in range(30)])
    cut: list[int] = []

    def heard(event: CollectorEvent) -> None:
        if event.name is EventName.STORED and not cut:
            cut.append(server.end_backends(database))

    client = desk.front()
    collector = Collector(desk.parts(client, listener=heard))
    ended: list[Summary] = []
    thread = threading.Thread(target=lambda: ended.append(collector.run()), name="collector")
    thread.start()
    try:
        until(lambda: bool(cut) and _closed(desk) == 30, 60)
    finally:
        collector.stop()
        thread.join(20)
        client.close()
    assert cut[0] >= 1
    proven(front, desk)


def _closed(desk: Desk) -> int:
    with contextlib.suppress(Exception):
        return desk.counts().get(Stage.CLOSED, 0)
    return 0


def test_the_next_collector_takes_over_at_death(
    front: Front, desk: Desk, server: Server, database: str, tmp_path: Path
) -> None:
    """It waited, has its own connections and its own run key; what the first had begun, it ends."""
    address, stop = server.address(database), threading.Event()
    first = TeamLock.acquire(address, "the first")
    front.desk.take_in([plain_submission(b'{"n": 1}')])
    assert desk.collect().closed == 1
    front.desk.take_in([plain_submission(b'{"n": 2}')])
    with contextlib.closing(open_inbox(address, tmp_path / "other", SystemClock())) as inbox:
        second = Desk(inbox.folder, desk.config, inbox, desk.private)
        taken: list[TeamLock | None] = []

        def lead() -> None:
            taken.append(TeamLock.wait(address, "the second", stop, every=0.02))

        thread = threading.Thread(target=lead)
        thread.start()
        server.do("postgres", f"SELECT pg_terminate_backend({first._raw.info.backend_pid})")
        thread.join(20)
        assert taken[0] is not None
        assert second.collect().closed == 1
        with inbox.reading() as connection:
            assert identity.ids(connection).current == desk.store_id
        taken[0].release()
    first.release()
    proven(front, desk)


def test_the_console_keeps_a_store_on_a_server(
    front: Front, server: Server, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Made, collected into, listed, verified and taken out of: the same commands, with an address in the configuration."""
    address = str(server.address(database))
    config = front.settings_file
    missing = call(capsys, "--config", config, "store", "migrate", "--store", address)
    assert missing.code == 4
    assert "store init" in missing.err
    made = call(capsys, "--config", config, "store", "init", "--store", address)
    assert (made.code, address in made.out) == (0, True)
    words = config.read_text("utf-8")
    config.write_text(words.replace("[store]", f'[store]\nserver = "{address}"'), "utf-8")
    assert call(capsys, "--config", config, "store", "init").code == 2
    front.desk.take_in([plain_submission(b'{"n": %d}' % n, b"EXEMPLE") for n in range(5)])
    refused = call(capsys, "--config", config, "collect", "--once")
    assert (refused.code, "backoffice team add" in refused.err) == (4, True)
    assert set(front.outcomes().values()) != {"acknowledged"}
    use_login(config, server.address(database, server.login("demo_collector", "backoffice_collector")))
    collected = call(capsys, "--config", config, "--json", "collect", "--once")
    assert (collected.code, collected.objects[-1]["closed"]) == (0, 5)
    made_by, lead = settings.load(config, {}), server.login("console_lead", "backoffice_lead")
    use_login(config, server.address(database, lead))
    admitted(as_login(made_by, server.address(database)), settings.load(config, {}), lead)
    listed = call(capsys, "--config", config, "--json", "list").objects
    assert {line["id"] for line in listed} == set(front.made())
    checked = call(capsys, "--config", config, "--json", "verify")
    assert (checked.code, checked.objects[-1]["ok"]) == (0, True)
    assert checked.objects[-1]["checked"]["left_out"] == ["casebook_audit"], "a lead does not read the journal"
    shown = call(capsys, "--config", config, "--json", "status").objects[-1]
    assert (shown["held"], shown["collector"]) == (0, None)
    out = tmp_path / "out"
    assert call(capsys, "--config", config, "extract", listed[0]["id"], "--to", out, "--reason", "EXEMPLE").code == 0
    assert (out / "part-1").read_bytes() == b"EXEMPLE"
    use_login(config, server.address(database))
    assert call(capsys, "--config", config, "extract", listed[0]["id"], "--to", out, "--reason", "EXEMPLE").code == 4
    kept = call(capsys, "--config", config, "store", "migrate")
    assert (kept.code, str(TEAM_INBOX.known) in kept.out) == (0, True)
    refused = call(capsys, "--config", config, "backup", "--to", tmp_path)
    assert (refused.code, "USE-001" in refused.err) == (2, True)
    assert not list((tmp_path / "front").rglob("inbox.db"))


@pytest.fixture
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who leads asks often whether it still does."""
    monkeypatch.setattr(duties, "_LEADING", 0.05)


@pytest.mark.usefixtures("often")
@pytest.mark.expected_logs("lead_lost", "store_trouble")
def test_two_collectors_run_and_one_leads(
    front: Front,
    server: Server,
    database: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The second waits for a clean stop; one that loses its lock stops, and waits in turn for whoever has it."""
    config = front.settings_file
    assert call(capsys, "--config", config, "store", "init", "--store", server.address(database)).code == 0
    address = server.address(database, server.login("demo_collector", "backoffice_collector"))
    configured = settings.with_values(settings.load(config, {}), {"store.server": str(address)})
    runs = {name: CollectorRun(configured, SystemClock(), lambda _event: None, program=name) for name in ("a", "b")}
    threads = {name: threading.Thread(target=run.run, name=name) for name, run in runs.items()}
    monkeypatch.setattr(TeamConnection, "lock_ms", 200)
    monkeypatch.setattr(collecting, "_AWAY_SECONDS", 0.05)
    held = server.connect(database, "backoffice")
    held.execute(f"SELECT pg_advisory_lock({LOCKS}, {WRITING['inbox']})".encode())
    try:
        threads["a"].start()
        waits = set[object]()
        until(lambda: len(_since(server, waits)) > 2, 60)
        held.close()  # who kept the turn to write has ended no collector
        until(lambda: runs["a"].collecting, 60)
        threads["b"].start()
        until(lambda: _waits(server, database), 60)
        assert _leader(address) == "a"
        runs["a"].stop()
        threads["a"].join(20)
        until(lambda: runs["b"].collecting, 60)
        assert _leader(address) == "b"
        before = _backend(server)
        server.do("postgres", f"SELECT pg_terminate_backend({before})")
        until(
            lambda: runs["b"].collecting and _backend(server) not in (None, before), 60
        )  # it was lost, and taken again
        front.desk.take_in([plain_submission(b'{"n": 1}')])
        until(lambda: set(front.outcomes().values()) == {"acknowledged"}, 60)
        before = _backend(server)
        server.end_backends(
            database
        )  # the server itself was away: the lock's connection, and those it reads and writes by
        until(lambda: runs["b"].collecting and _backend(server) not in (None, before), 60)
        front.desk.take_in([plain_submission(b'{"n": 2}')])
        until(lambda: list(front.outcomes().values()).count("acknowledged") == 2, 60)
    finally:
        for name, run in runs.items():
            run.stop()
            if threads[name].ident is not None:
                threads[name].join(20)
    assert not any(thread.is_alive() for thread in threads.values())
    until(lambda: _leader(address) == "")


def _since(server: Server, known: set[object]) -> set[object]:
    """When somebody began to wait for the turn to write, each time that somebody did."""
    waiting = (
        "SELECT waitstart FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND objid = 1 AND NOT granted"
    )
    known.update(since for (since,) in server.do("postgres", waiting) if since is not None)
    return known


def _leader(address: Address) -> str:
    held = TeamLock.holder(address)
    return "" if held is None else held.program


_LOCKS = "FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND objid = 4"


def _backend(server: Server) -> object:
    found = server.do("postgres", f"SELECT pid {_LOCKS} AND granted")
    return found[0][0] if found else None


def _waits(server: Server, database: str) -> bool:
    """Whether a second connection by a collector's name is there."""
    query = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}' AND application_name LIKE 'b|%'"
    return server.do("postgres", query) == [(1,)]


def test_an_address_with_a_password_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And is not repeated."""
    config = tmp_path / "config.toml"
    config.write_text('[store]\nfolder = "store"\nkey_file = "store.key"\n', "utf-8")
    address = "postgresql+psycopg://agent:EXEMPLE-word@db.example/ofpra"
    said = call(capsys, "--config", config, "store", "init", "--store", address)
    assert (said.code, "EXEMPLE-word" in said.err + said.out) == (2, False)
    assert "passfile" in said.err
