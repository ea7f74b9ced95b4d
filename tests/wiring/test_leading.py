"""Who keeps a collector from leading, and may not, is an incident by name; who leads and is silent is an alarm."""

from __future__ import annotations

import random
import threading
from contextlib import closing
from pathlib import Path

import pytest

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import StoreHeld
from backoffice_gui.storage.inbox import heartbeat
from backoffice_gui.storage.inbox.home import Lead
from backoffice_gui.storage.inbox.incidents import alarms as known_alarms
from backoffice_gui.storage.inbox.incidents import incidents
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.home import TeamHome
from backoffice_gui.storage.team.inbox import open_inbox
from backoffice_gui.storage.team.leader import LEADING, TeamLock
from backoffice_gui.storage.team.session import LOCKS
from backoffice_gui.wiring.leading import Leading
from tests.support.front import ShiftedClock
from tests.support.postgres import Server
from tests.support.team_store import PEOPLE, populated
from tests.support.waiting import until

CLOCK = SystemClock()


@pytest.mark.expected_logs("lead_waits")
def test_whose_login_keeps_collectors_away_is_noted_once(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """By whoever wanted to lead, at once or in his turn; he leads as soon as that ends. That a server is away is said."""
    team = populated(server, tmp_path)
    stranger, stop = PEOPLE[TeamRole.AUDITOR], threading.Event()
    address = server.address(team.name, PEOPLE[TeamRole.COLLECTOR])
    found: list[Lead | None] = []
    server.do(team.name, "SELECT setval(pg_get_serial_sequence('inbox.incident', 'number'), 10)")
    with closing(open_inbox(address, tmp_path)) as inbox:
        leading = Leading(TeamHome(address, tmp_path), "a collector's", CLOCK)
        waits = threading.Thread(
            target=lambda: found.append(Leading(TeamHome(address, tmp_path), "the next", CLOCK).take(inbox, stop))
        )

        def noted() -> list[str]:
            with inbox.reading() as connection:
                known = incidents(connection, open_only=True)
            return [each.detail for each in known if each.kind is IncidentKind.LOCK_HELD]

        with closing(server.connect(team.name, stranger)) as raw:
            raw.execute(f"SELECT pg_advisory_lock({LOCKS}, {LEADING})".encode())
            for _ in range(2):
                with pytest.raises(StoreHeld):
                    leading.take_now(inbox)
            assert noted() == [f"lead:{stranger}"]
            waits.start()
            until(
                lambda: (
                    server.do(team.name, "SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'the next|%'")
                    != []
                )
            )
        until(lambda: bool(found))
        waits.join(10)
        assert found[0] is not None
        found[0].release()
        assert noted() == [f"lead:{stranger}"]
        nowhere = Address.read(f"postgresql+psycopg://demo@/{team.name}?host={tmp_path}&passfile={server.passfile}")
        waits = threading.Thread(
            target=Leading(TeamHome(nowhere, tmp_path), "the next", CLOCK).take, args=(inbox, stop)
        )
        waits.start()
        until(lambda: "lead_waits" in caplog.messages)
        stop.set()
        waits.join(10)
    server.drop(team.name)


@pytest.mark.expected_logs("lead_silent")
def test_who_leads_and_is_silent_is_an_alarm_until_it_is_heard_again(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A process that hangs keeps its connection and the lead: whoever waits says so, by its own clock alone."""
    team = populated(server, tmp_path)
    address, clock = server.address(team.name, PEOPLE[TeamRole.COLLECTOR]), ShiftedClock()
    with closing(open_inbox(address, tmp_path)) as inbox:
        home = TeamHome(address, tmp_path)
        leads = Leading(home, "a window", CLOCK).take_now(inbox)

        def beat(held: int) -> None:
            with inbox.transaction() as tx:
                heartbeat.beat(tx, held=held)

        def alarms() -> list[AlarmKind]:
            with inbox.reading() as connection:
                return [each.kind for each in known_alarms(connection) if each.kind is AlarmKind.LEAD_SILENT]

        by = home.holder()
        assert by is not None

        def looked(waits: Leading, times: int) -> None:
            """So many looks, a minute apart by its own clock."""
            for _ in range(times):
                clock.forward(seconds=60)
                waits.watch(inbox, by)

        beat(1)
        waits = Leading(home, "the next", clock)
        looked(waits, 9)
        beat(2)
        looked(waits, 9)
        assert alarms() == []
        looked(waits, 3)
        assert alarms() == [AlarmKind.LEAD_SILENT]
        assert caplog.messages.count("lead_silent") == 1
        looked(Leading(home, "a third", clock), 1)
        assert alarms() == [AlarmKind.LEAD_SILENT]
        beat(3)
        looked(waits, 1)
        assert alarms() == []
        leads.release()
    server.drop(team.name)


def test_the_lead_is_given_up_for_somebody_who_waits_and_taken_after_the_others(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After two minutes without a word from the site, never where nobody waits; who takes it is patient no more."""
    team = populated(server, tmp_path)
    address, stop = server.address(team.name, PEOPLE[TeamRole.COLLECTOR]), threading.Event()
    home, often = TeamHome(address, tmp_path), TeamLock.wait.__kwdefaults__
    assert often is not None
    monkeypatch.setitem(often, "every", 0.05)
    with closing(open_inbox(address, tmp_path)) as inbox:
        first, second = (Leading(home, name, CLOCK, random.Random(7)) for name in ("the first", "the second"))
        lead, found = first.take_now(inbox), list[Lead | None]()
        assert not first.yields(lead, 1e6)
        waits = threading.Thread(target=lambda: found.append(second.take(inbox, stop)))
        waits.start()
        until(lambda: first.yields(lead, 120))
        assert not first.yields(lead, 119)
        lead.release()
        waits.join(20)
        first.gave_up()
        assert 5 <= first._patience <= 7
        by = home.holder()
        assert by is not None
        first.watch(inbox, by)
        assert first._patience == 2
        assert found[0] is not None
        found[0].release()
        again = first.take(inbox, stop)
        assert again is not None
        assert first._patience == 0
        again.release()
    server.drop(team.name)
