"""One collector of several leads; the next takes over once it stops, or dies."""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.errors import StoreError, StoreHeld, StoreUnreachable
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.grants import group_of
from backoffice_gui.storage.team.leader import LEADING, TeamLock
from backoffice_gui.storage.team.session import LOCKS
from tests.support.postgres import Server
from tests.support.real_windows import tls_server
from tests.support.team_store import PEOPLE, TeamStore
from tests.support.waiting import until

_MEMORY = Path("/dev/shm")


@pytest.fixture
def address(server: Server) -> Iterator[Address]:
    """An empty database: the lock needs no table."""
    name = server.new()
    yield server.address(name)
    server.drop(name)


def test_a_leader_whose_machine_went_is_noticed_within_a_minute(tmp_path: Path) -> None:
    """Nobody says goodbye then: what the network's own signs of life are is settled on both ends, over a network."""
    short = (_MEMORY if os.access(_MEMORY, os.W_OK) else Path("/tmp")) / f"tls{secrets.token_hex(3)}"
    with tls_server(short, tmp_path) as (server, host, authority):
        login = f"?sslrootcert={authority}&passfile={server.passfile}"
        name, port = server.new(), server.do("postgres", "SHOW port")[0][0]
        lock = TeamLock.acquire(Address.read(f"postgresql+psycopg://backoffice@{host}:{port}/{name}{login}"), "first")
        rows = lock._raw.execute("SELECT name, setting FROM pg_settings WHERE name LIKE 'tcp%'").fetchall()
        theirs: dict[str, str] = dict(rows)
        ours = lock._raw.info.get_parameters()
        lock.release()
    for end, said in (("tcp_keepalives_", theirs), ("keepalives_", ours)):
        idle, interval, count = (int(said[f"{end}{word}"]) for word in ("idle", "interval", "count"))
        assert 0 < idle + interval * count <= 60
    assert 0 < int(theirs["tcp_user_timeout"]) <= 60_000
    assert 0 < int(ours["tcp_user_timeout"]) <= 60_000
    assert ours["keepalives"] == "1"


def holds(lock: TeamLock) -> bool:
    """Whether it is held now."""
    return lock.held


def wanted(lock: TeamLock) -> bool:
    """Whether somebody waits for it now."""
    return lock.wanted


def test_one_leads_and_others_hear_who(address: Address) -> None:
    """By program, host and process; once it has let go, nobody does."""
    first = TeamLock.acquire(address, "backoffice collect")
    held = TeamLock.holder(address)
    assert held is not None
    assert (held.program, held.us) == ("backoffice collect", True)
    with pytest.raises(StoreHeld) as caught:
        TeamLock.acquire(address, "the window")
    assert caught.value.facts["holder"] == "backoffice collect"
    first.release()
    first.release()
    until(lambda: TeamLock.holder(address) is None)
    TeamLock.acquire(address, "the window").release()


def test_the_next_takes_over_from_one_that_died(address: Address, server: Server) -> None:
    """Its connection ends; nobody's clock decides."""
    first = TeamLock.acquire(address, "the first")
    assert holds(first)
    found: list[TeamLock] = []
    stop = threading.Event()

    def wait() -> None:
        second = TeamLock.wait(address, "the second", stop, every=0.02)
        if second is not None:
            found.append(second)

    thread = threading.Thread(target=wait)
    thread.start()
    assert found == []
    server.do("postgres", f"SELECT pg_terminate_backend({first._raw.info.backend_pid})")
    until(lambda: bool(found))
    thread.join(10)
    assert not holds(first)
    assert found[0].held
    held = TeamLock.holder(address)
    assert held is not None
    assert held.program == "the second"
    found[0].release()


def test_whether_it_is_wanted_is_seen_by_who_leads(team: TeamStore) -> None:
    """Whoever waits is there by name, by whatever login; who only looks who leads is not, and another store's is not."""
    server, stop = team.server, threading.Event()
    theirs = server.login("leader_other", group_of(TeamRole.COLLECTOR))
    first = TeamLock.acquire(server.address(team.name, PEOPLE[TeamRole.COLLECTOR]), "the first")
    elsewhere = server.new()
    other = TeamLock.acquire(server.address(elsewhere), "another store's")
    with contextlib.closing(server.connect(team.name, PEOPLE[TeamRole.AGENT])):
        assert not wanted(first)
    waits = threading.Thread(target=TeamLock.wait, args=(server.address(team.name, theirs), "the second", stop))
    waits.start()
    until(lambda: wanted(first))
    stop.set()
    waits.join(10)
    until(lambda: not wanted(first))
    for lock in (first, other):
        lock.release()
    assert not wanted(first)
    server.drop(elsewhere)


def test_who_is_patient_takes_it_after_so_many_looks_that_nobody_else_does(address: Address) -> None:
    """Counted anew whenever somebody has it; who is not patient has it before."""
    looks, found, stop = list[str](), list[TeamLock | None](), threading.Event()
    first = TeamLock.acquire(address, "the first")

    def patience() -> int:
        looks.append("look")
        return 3

    def wait() -> None:
        heard = lambda _by: looks.clear()  # noqa: E731 - typed so
        found.append(TeamLock.wait(address, "the second", stop, every=0.02, told=heard, patience=patience))

    thread = threading.Thread(target=wait)
    thread.start()
    until(lambda: looks == ["look"])
    first.release()
    thread.join(20)
    assert found[0] is not None
    assert len(looks) == 4  # three that found it free, and the one that took it
    found[0].release()


def test_one_that_waits_gives_up_when_told(address: Address) -> None:
    """It has nothing then."""
    first = TeamLock.acquire(address, "the first")
    stop = threading.Event()
    found: list[TeamLock | None] = []
    thread = threading.Thread(target=lambda: found.append(TeamLock.wait(address, "the second", stop, every=0.02)))
    thread.start()
    stop.set()
    thread.join(10)
    assert found == [None]
    first.release()


def test_who_waits_says_what_he_meets_and_ends_where_he_is_refused(address: Address, server: Server) -> None:
    """A server without room for him may have some soon; one that takes nobody by this login is no absence."""
    stop, met, found = threading.Event(), list[StoreError](), list[TeamLock | None]()
    mine = server.address(address.parameters["dbname"], server.login("leader_demo"))

    def wait() -> TeamLock | None:
        return TeamLock.wait(mine, "a collector's", stop, every=0.02, away=met.append)

    server.admin.execute("ALTER ROLE leader_demo CONNECTION LIMIT 0")
    thread = threading.Thread(target=lambda: found.append(wait()))
    thread.start()
    until(lambda: len(met) > 1)
    server.admin.execute("ALTER ROLE leader_demo CONNECTION LIMIT -1")
    until(lambda: bool(found))
    thread.join(10)
    assert found[0] is not None
    found[0].release()
    server.admin.execute("ALTER ROLE leader_demo NOLOGIN")
    late = threading.Timer(5, stop.set)
    late.start()
    with pytest.raises(StoreUnreachable, match="refused"):
        wait()
    late.cancel()
    server.admin.execute("ALTER ROLE leader_demo LOGIN")


def test_a_lock_that_is_held_by_a_login_that_may_not_is_told_by_name(team: TeamStore) -> None:
    """Nobody is kept from taking it; whoever waits hears whose login it is, until it ends."""
    stranger, told, stop = PEOPLE[TeamRole.AUDITOR], list[str](), threading.Event()
    address = team.server.address(team.name, PEOPLE[TeamRole.COLLECTOR])
    found: list[TeamLock | None] = []

    def wait() -> None:
        found.append(TeamLock.wait(address, "a collector's", stop, every=0.02, told=lambda by: told.append(by.login)))

    thread = threading.Thread(target=wait)
    with contextlib.closing(team.server.connect(team.name, stranger)) as raw:
        raw.execute(f"SELECT pg_advisory_lock({LOCKS}, {LEADING})".encode())
        with pytest.raises(StoreHeld) as caught:
            TeamLock.acquire(address, "a collector's")
        assert (caught.value.facts["login"], caught.value.facts["rightful"]) == (stranger, 0)
        thread.start()
        until(lambda: len(told) > 2)
    until(lambda: bool(found))
    thread.join(10)
    assert set(told) == {stranger}
    assert found[0] is not None
    held = TeamLock.holder(address)
    assert held is not None
    assert (held.login, held.rightful) == (PEOPLE[TeamRole.COLLECTOR], True)
    found[0].release()


def test_who_may_not_store_does_not_lead(team: TeamStore) -> None:
    """He would keep everybody else from it, and nothing would come home."""
    for role in (TeamRole.AGENT, TeamRole.LEAD):
        address = team.server.address(team.name, PEOPLE[role])
        with pytest.raises(StoreError, match="may-not-collect"):
            TeamLock.acquire(address, "an agent's")
        with pytest.raises(StoreError, match="may-not-collect"):
            TeamLock.wait(address, "an agent's", threading.Event())
    lead = TeamLock.acquire(team.server.address(team.name, PEOPLE[TeamRole.COLLECTOR]), "a collector's")
    lead.release()
