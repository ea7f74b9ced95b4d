"""Two collectors, each a program of its own, on one server: killed, stopped and cut at will while submissions come in."""

from __future__ import annotations

import itertools
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from backoffice_gui import settings
from backoffice_gui.domain.monitor import Holder
from backoffice_gui.storage.team.leader import TeamLock
from tests.journeys.commands import begun, console
from tests.support import proof
from tests.support.front import Front, plain_submission, running_front
from tests.support.logins import admitted, as_login, use_login
from tests.support.postgres import Server
from tests.support.program_server import Program
from tests.support.waiting import until

ROUNDS = proof.size(2, 60)
_DEATH, _STOP = 60.0, 5.0
"""Seconds within which another leads: after a death, after a clean stop."""


@dataclass(slots=True)
class Pair:
    """Two collectors by one login, a machine's folder each; `ways` are what may happen to the one that leads."""

    server: Server
    database: str
    configs: tuple[Path, Path]
    run: dict[int, Program] = field(default_factory=dict)

    def begin(self) -> None:
        """Whoever does not run is begun."""
        for n, config in enumerate(self.configs):
            if n not in self.run:
                self.run[n] = begun(config, "collect")

    def holder(self) -> Holder | None:
        """Who leads, and by a connection of since when."""
        return TeamLock.holder(self.server.address(self.database))

    def leading(self) -> int | None:
        """Which of them leads."""
        held, pids = self.holder(), {program.pid: n for n, program in self.run.items()}
        return None if held is None else pids.get(held.pid)

    def leads(self) -> int:
        """Which of them leads, once one does."""
        until(lambda: self.leading() is not None, _DEATH)
        found = self.leading()
        assert found is not None
        return found

    def end(self, n: int, how: signal.Signals) -> None:
        """One of them is no more."""
        program = self.run.pop(n)
        program.send_signal(how)
        program.communicate(timeout=60)


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """A site that holds nothing yet."""
    with running_front(tmp_path / "front") as made:
        yield made


@pytest.fixture
def pair(front: Front, server: Server, tmp_path: Path) -> Iterator[Pair]:
    """A team's store, and two machines that may collect into it."""
    database = server.new()
    first = front.settings_file
    words = first.read_text("utf-8").replace("[store]", f'[store]\nserver = "{server.address(database)}"')
    first.write_text(words, "utf-8")
    assert console(first, "store", "init").code == 0
    use_login(first, server.address(database, server.login("demo_collector", "backoffice_collector")))
    second = first.with_name("second.toml")
    second.write_text(first.read_text("utf-8").replace('folder = "store"', 'folder = "second"'), "utf-8")
    made = Pair(server, database, (first, second))
    try:
        yield made
    finally:
        for n in list(made.run):
            made.end(n, signal.SIGKILL)
        server.drop(database)


def _killed(pair: Pair, leader: int) -> float:
    pair.end(leader, signal.SIGKILL)
    return _DEATH


def _stopped(pair: Pair, leader: int) -> float:
    pair.end(leader, signal.SIGTERM)
    return _STOP


def _cut(pair: Pair, leader: int) -> float:
    """Every connection to the database ends, the lead's among them; who had it may have it again."""
    del leader
    pair.server.end_backends(pair.database)
    return _DEATH


HOW: tuple[Callable[[Pair, int], float], ...] = (_killed, _stopped, _cut)


@pytest.mark.timeout(120 + ROUNDS * 30)
def test_whoever_dies_the_other_goes_on_in_time_and_nothing_is_lost_or_doubled(
    front: Front, pair: Pair, tmp_path: Path
) -> None:
    """Each time while submissions come in: another leads within a minute of a death, five seconds of a clean stop."""
    dice, number, enough = random.Random(7), itertools.count(), threading.Event()

    def come_in() -> None:
        while not enough.wait(0.1):
            front.desk.take_in([plain_submission(b'{"n": %d}' % next(number), dice.randbytes(2_000))])

    coming = threading.Thread(target=come_in, name="coming-in")
    coming.start()
    try:
        for n in range(ROUNDS):
            _round(front, pair, HOW[n % len(HOW)])
    finally:
        enough.set()
        coming.join(30)
    pair.begin()
    pair.leads()
    until(lambda: _home(front) == len(front.made()), 120)
    _told(front, pair, tmp_path)


def _round(front: Front, pair: Pair, happens: Callable[[Pair, int], float]) -> None:
    pair.begin()
    leader, before, known = pair.leads(), pair.holder(), _home(front)
    until(lambda: _home(front) > known, 60)
    within, begun_at = happens(pair, leader), time.monotonic()
    until(lambda: pair.leading() is not None and pair.holder() != before, within)
    assert time.monotonic() - begun_at < within + 1


def _home(front: Front) -> int:
    return list(front.outcomes().values()).count("acknowledged")


def _told(front: Front, pair: Pair, tmp_path: Path) -> None:
    """A lead's desk finds each of them once, whole, and makes one case of each."""
    config, server = pair.configs[0], pair.server
    made, login = settings.load(config, {}), server.login("demo_lead", "backoffice_lead")
    use_login(config, server.address(pair.database, login))
    admitted(as_login(made, server.address(pair.database)), settings.load(config, {}), login)
    lines = console(config, "list").lines
    assert sorted((line["id"], line["digest"]) for line in lines) == sorted(
        (name, truth.digest) for name, truth in front.made().items()
    )
    checked = console(config, "verify").last
    assert (checked["ok"], checked["checked"]["parts"]) == (True, sum(len(t.parts) for t in front.made().values()))
    assert console(config, "cases", "intake").last["cases"] == len(front.made())
    assert console(config, "cases", "intake").last["cases"] == 0
