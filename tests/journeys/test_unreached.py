"""Who leads a team's collectors and can't reach the site gives the lead to whoever waits for it; alone he goes on."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.audit import Verb
from backoffice_gui.clock import SystemClock
from backoffice_gui.collector import duties
from backoffice_gui.domain.incidents import Alarm, AlarmKind
from backoffice_gui.reference_front.authority import Authority, Pair
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox import audit_log, heartbeat, incidents
from backoffice_gui.storage.inbox.heartbeat import Heartbeat
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team.inbox import open_inbox
from backoffice_gui.storage.team.leader import TeamLock
from backoffice_gui.wiring import CollectorRun, parts
from tests.support.front import Front, ShiftedClock, plain_submission, running_front
from tests.support.postgres import Server
from tests.support.waiting import until


@dataclass(slots=True)
class Post:
    """A collector on a thread of its own, by its own clock."""

    name: str
    configured: Settings
    clock: ShiftedClock = field(default_factory=ShiftedClock)
    run: CollectorRun = field(init=False)
    thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.run = CollectorRun(self.configured, self.clock, lambda _event: None, program=self.name)
        self.thread = threading.Thread(target=self.run.run, name=self.name)

    def stop(self) -> None:
        """It ends as a program that is told to."""
        self.run.stop()
        self.thread.join(20)
        assert not self.thread.is_alive()


class Team:
    """A team's store for a site; `seeing` reaches it, the `blind` trust another authority than the site's."""

    def __init__(self, front: Front, server: Server, folder: Path, posts: contextlib.ExitStack) -> None:
        self.front, self.server, self._posts = front, server, posts
        self.database = server.new()
        owners = {"store.server": str(server.address(self.database))}
        made = settings.with_values(settings.load(front.settings_file, {}), owners)
        parts.new_store(made, SystemClock())
        self.address = server.address(self.database, server.login("demo_collector", "backoffice_collector"))
        self.seeing = settings.with_values(made, {"store.server": str(self.address)})
        Authority(Pair(folder / "autre.pem", folder / "autre.key"), SystemClock())
        self.blind = settings.with_values(self.seeing, {"transfer.ca_file": str(folder / "autre.pem")})
        self.inbox: Inbox = posts.enter_context(contextlib.closing(open_inbox(self.address, folder)))

    def begin(self, name: str, configured: Settings) -> Post:
        """Another collector; it ends with the test."""
        post = Post(name, configured)
        self._posts.callback(post.stop)
        post.thread.start()
        return post

    def leader(self) -> tuple[str, datetime | None]:
        """Who leads, and since when."""
        held = TeamLock.holder(self.address)
        return ("", None) if held is None else (held.program, held.since)

    def leads(self, post: Post) -> None:
        """Wait until this one leads."""
        until(lambda: self.leader()[0] == post.name, 40)

    def waits(self, post: Post) -> None:
        """Wait until this one waits for the lead."""
        named = f"SELECT 1 FROM pg_stat_activity WHERE application_name LIKE '{post.name}|%'"
        until(lambda: self.server.do(self.database, named) != [] and self.leader()[0] not in ("", post.name), 40)

    def pulse(self) -> Heartbeat:
        """What the store knows of the site."""
        with self.inbox.reading() as connection:
            return heartbeat.read(connection)

    def alarms(self) -> list[Alarm]:
        """What stands."""
        with self.inbox.reading() as connection:
            return incidents.alarms(connection)

    def tries(self, post: Post, seconds: float = 0) -> None:
        """So many seconds pass for it, and then it has tried the site in vain: once a minute, by its own clock."""
        post.clock.forward(seconds=seconds)

        def tried() -> bool:
            due = self.pulse().next_poll_at
            return due is not None and 30 < (due - post.clock.now()).total_seconds() <= 60

        until(tried)


@pytest.fixture
def team(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Team]:
    """Nobody collects yet; who leads, and who waits, looks often at the lead."""
    monkeypatch.setattr(duties, "_LEADING", 0.05)
    often = TeamLock.wait.__kwdefaults__
    assert often is not None
    monkeypatch.setitem(often, "every", 0.1)
    with running_front(tmp_path / "front") as front, contextlib.ExitStack() as posts:
        made = Team(front, server, tmp_path, posts)
        yield made
    server.drop(made.database)


@pytest.mark.expected_logs("lead_given_up")
def test_who_cannot_reach_the_site_gives_way_to_who_can(team: Team) -> None:
    """Where nobody waits he goes on trying; who waits has the lead in a moment then, and keeps it."""
    team.front.desk.take_in([plain_submission(b'{"n": 1}')])
    blind = team.begin("aveugle", team.blind)
    until(lambda: [each.kind for each in team.alarms()] == [AlarmKind.CREDENTIAL])
    alone = team.leader()
    for _ in range(3):
        team.tries(blind, 61)
    assert team.leader() == alone
    assert team.front.outcomes() == {}
    seeing = team.begin("voyante", team.seeing)
    team.leads(seeing)
    until(lambda: set(team.front.outcomes().values()) == {"acknowledged"})
    assert team.alarms() == []
    team.waits(blind)
    until(lambda: blind.run.waiting)
    assert seeing.run.collecting
    assert not seeing.run.waiting
    blind.clock.forward(seconds=600)
    team.front.desk.take_in([plain_submission(b'{"n": 2}')])
    until(lambda: list(team.front.outcomes().values()) == ["acknowledged"] * 2)
    assert team.leader()[0] == seeing.name
    seeing.stop()
    team.leads(blind)
    until(lambda: not blind.run.waiting)
    until(lambda: AlarmKind.CREDENTIAL in [each.kind for each in team.alarms()])


@pytest.mark.expected_logs("lead_given_up")
def test_a_site_that_nobody_reaches_is_one_alarm_while_the_lead_goes_round(team: Team) -> None:
    """Not sooner than after two minutes each; since when nothing was heard is counted over the store."""
    first = team.begin("premier", team.blind)
    until(lambda: [each.kind for each in team.alarms()] == [AlarmKind.CREDENTIAL])
    alarm, since = team.alarms(), team.pulse().offline_since
    second = team.begin("deuxieme", team.blind)
    team.waits(second)
    for leads, waits in ((first, second), (second, first)):
        mine = team.leader()
        team.tries(leads, 61)
        assert team.leader() == mine
        leads.clock.forward(seconds=61)
        team.leads(waits)
        team.waits(leads)
        team.tries(waits)
    assert team.alarms() == alarm
    assert (team.pulse().offline_since, team.pulse().last_good_list_at) == (since, None)
    with team.inbox.reading() as connection:
        assert incidents.incidents(connection, open_only=True) == []
        raised = [each for each in audit_log.read(connection) if each.verb == Verb.ALARM_RAISED.value]
    assert len(raised) == 1
