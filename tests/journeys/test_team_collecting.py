"""A team's collector by its own login, from its configuration: what it waits for, and goes on after."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import secrets
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import WrongKey
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox import incidents
from backoffice_gui.storage.team.engine import LOCKS, WRITING
from backoffice_gui.wiring import CollectorRun, collecting, parts
from backoffice_gui.wiring.case_session import case_session
from backoffice_gui.wiring.team_recovering import recover_team
from tests.support.collecting import LowDice
from tests.support.front import Front, plain_submission, running_front
from tests.support.postgres import Server
from tests.support.waiting import until
from tests.support.wire import Wire

CLOCK = SystemClock()


class CivilClock(SystemClock):
    """The machine's, whose civil time a test sets wrong by some hours."""

    hours = 0.0

    def now(self) -> dt.datetime:
        """What this machine takes for the time."""
        return super().now() + dt.timedelta(hours=self.hours)


@dataclasses.dataclass(frozen=True)
class House:
    """A store on the server and the configuration of a machine that collects into it."""

    front: Front
    settings: Settings
    name: str
    server: Server
    drawer: Path

    def as_login(self, login: str, folder: Path) -> Settings:
        """The configuration of another machine, where somebody logs in."""
        address = str(self.server.address(self.name, login))
        mine = {"store.server": address, "store.folder": str(folder / "store"), "store.key_file": str(folder / "key")}
        return settings.with_values(self.settings, mine)

    def alarms(self) -> dict[AlarmKind, str]:
        """Those that stand."""
        with parts.inbox(self.settings, CLOCK) as opened, opened.reading() as connection:
            return {alarm.kind: alarm.detail for alarm in incidents.alarms(connection)}

    def brought_home(self) -> Callable[[], bool]:
        """Let one more be sent; whether all of them were acknowledged."""
        self.front.desk.take_in([plain_submission(b"{}")])
        return lambda: (
            set(self.front.outcomes().values()) == {"acknowledged"}
            and len(self.front.outcomes()) == len(self.front.made())
        )


@pytest.fixture(scope="module")
def house(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Made by the owner, collected into by a collector's own login."""
    name, folder = server.new(), tmp_path_factory.mktemp("collecting")
    with running_front(folder / "front") as front:
        made = settings.load(front.settings_file, {})
        drawer = folder / "drawer.txt"
        owner = settings.with_values(made, {"store.server": str(server.address(name))})
        parts.new_store(owner, CLOCK, recovery_file=drawer)
        login = server.login("demo_collector", "backoffice_collector")
        mine = settings.with_values(made, {"store.server": str(server.address(name, login))})
        yield House(front, mine, name, server, drawer)
    server.drop(name)


@contextlib.contextmanager
def _collecting(configured: Settings, clock: SystemClock) -> Iterator[threading.Thread]:
    run = CollectorRun(configured, clock, lambda _event: None, program="EXEMPLE", dice=LowDice())
    thread = threading.Thread(target=run.run, name="collector")
    thread.start()
    try:
        yield thread
    finally:
        run.stop()
        thread.join(20)
    assert not thread.is_alive()


def test_a_lead_may_be_the_first_who_ever_opens_it(house: House, server: Server, tmp_path: Path) -> None:
    """He may make no keys: the journal's own is made by the next who may, and keeps him from nothing."""
    made = "SELECT count(*) FROM casebook.audit_key"
    lead = house.as_login(server.login("demo_first", "backoffice_lead"), tmp_path)
    assert server.do(house.name, made) == [(0,)]
    recover_team(lead, CLOCK, file=house.drawer, code=parts.no_passphrase, new=None, old=parts.no_passphrase)
    for _ in range(2):
        with case_session(lead, CLOCK) as session:
            assert session.listing(CaseFilter(), 10) == 0
    assert server.do(house.name, made) == [(0,)]
    admin = house.as_login(server.login("demo_admin", "backoffice_admin"), tmp_path / "admin")
    with contextlib.suppress(WrongKey), case_session(admin, CLOCK, keys_only=True):
        pass
    with case_session(lead, CLOCK, keys_only=True) as session:
        session.admit("demo_admin", session.asking("demo_admin"))
    with case_session(admin, CLOCK, keys_only=True):
        pass
    assert server.do(house.name, made) == [(1,)]


@pytest.mark.expected_logs("store_trouble")
def test_a_commit_that_nobody_answers_before_the_first_life_ends_nobody(
    house: House, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It proves its key, and is cut off amid that: it leads again, and all comes home."""
    monkeypatch.setattr(collecting, "_AWAY_SECONDS", 0.05)
    home = house.brought_home()
    waits = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2 AND objid = 1 AND NOT granted"
    with Wire(server.folder, server.folder / f"w{secrets.token_hex(3)}") as wire:
        there = str(dataclasses.replace(server, folder=wire.folder).address(house.name, "demo_collector"))
        held = server.connect(house.name, "backoffice")
        held.execute(f"SELECT pg_advisory_lock({LOCKS}, {WRITING['inbox']})".encode())
        with _collecting(settings.with_values(house.settings, {"store.server": there}), CLOCK):
            until(lambda: server.do(house.name, waits) != [], 30)
            wire.trip(after=True, word=b"COMMIT")
            held.close()
            until(lambda: wire.cuts > 0, 30)
            until(home, 60)


@pytest.mark.expected_logs("store_trouble")
def test_clocks_a_day_apart_are_an_alarm_and_waited_for(house: House) -> None:
    """The server's journal takes no line of a day to come: nothing is stored, nobody ends, all comes home once they agree."""
    clock = CivilClock()
    clock.hours = 30
    before = house.front.outcomes()
    home = house.brought_home()
    with _collecting(house.settings, clock) as thread:
        until(lambda: AlarmKind.SERVER_CLOCK in house.alarms(), 60)
        assert thread.is_alive()
        assert house.alarms()[AlarmKind.SERVER_CLOCK] == "30"
        assert house.front.outcomes() == before
        clock.hours = 0
        until(home, 60)
        until(lambda: AlarmKind.SERVER_CLOCK not in house.alarms(), 60)


@pytest.mark.expected_logs("store_trouble")
def test_the_same_where_the_store_is_to_be_named_anew(house: House, server: Server) -> None:
    """What is written before the first life is a line of the journal as well."""
    clock = CivilClock()
    clock.hours = 30
    named = "SELECT count(*) FROM inbox.store"
    ((before,),) = server.do(house.name, named)
    server.do(house.name, "SET session_replication_role = replica; UPDATE inbox.store SET place = 'EXEMPLE'")
    home = house.brought_home()
    with _collecting(house.settings, clock):
        until(lambda: AlarmKind.SERVER_CLOCK in house.alarms(), 60)
        assert server.do(house.name, named) == [(before,)]
        clock.hours = 0
        until(home, 60)
        until(lambda: AlarmKind.SERVER_CLOCK not in house.alarms(), 60)
    assert server.do(house.name, named) == [(int(str(before)) + 1,)]
