"""Two collectors, each a program of its own, that may collect into one team's store: who leads, and what ends them."""

from __future__ import annotations

import contextlib
import itertools
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from backoffice_gui.domain.monitor import Holder
from backoffice_gui.reference_front import NewSubmission
from backoffice_gui.settings import Settings, load
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.leader import TeamLock
from tests.journeys.commands import begun, console
from tests.support.front import Front
from tests.support.logins import admitted, as_login, use_login
from tests.support.postgres import Server
from tests.support.program_server import Program
from tests.support.waiting import until

__all__ = ["DEATH", "Pair", "another_machine", "coming_in", "home", "store_of", "whole_once"]

DEATH, _STOP = 60.0, 5.0
"""Seconds within which another leads: after a death, after a clean stop."""
_CASES = "SELECT count(*), count(DISTINCT inbox_row) FROM casebook.cases"


@dataclass(slots=True)
class Pair:
    """Two collectors, a machine's folder each; `killed`, `stopped`, … are what may happen to the one that leads.

    Each of these returns the seconds within which one must lead again.
    """

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
        until(lambda: self.leading() is not None, DEATH)
        found = self.leading()
        assert found is not None
        return found

    def goes_on(self, happens: Callable[[int], float]) -> float:
        """It happens to the one that leads, and another leads in time, or the same anew; after how many seconds."""
        leader, before = self.leads(), self.holder()
        within, begun_at = happens(leader), time.monotonic()
        try:
            until(lambda: self.leading() is not None and self.holder() != before, within)
        except AssertionError:
            raise AssertionError(f"nobody leads anew within {within:.0f} s: {self.holder()}, before {before}") from None
        took = time.monotonic() - begun_at
        assert took < within + 1
        return took

    def end(self, n: int, how: signal.Signals) -> None:
        """One of them is no more."""
        program = self.run.pop(n)
        program.send_signal(how)
        program.communicate(timeout=60)

    def end_all(self) -> None:
        """Neither is."""
        for n in list(self.run):
            self.end(n, signal.SIGKILL)

    def killed(self, leader: int) -> float:
        """As by the system that lacks memory."""
        self.end(leader, signal.SIGKILL)
        return DEATH

    def stopped(self, leader: int) -> float:
        """As by who looks after its machine; the other stands by, and is not on its way yet."""
        until(lambda: self._stands_by(1 - leader), DEATH)
        self.end(leader, signal.SIGTERM)
        return _STOP

    def _stands_by(self, n: int) -> bool:
        """Whether it is connected to wait for the lead: it says who it is there."""
        named = f"SELECT 1 FROM pg_stat_activity WHERE split_part(application_name, '|', 2) = '{self.run[n].pid}'"
        return bool(self.server.do(self.database, named))

    def cut(self, _leader: int) -> float:
        """Every connection to the database ends, the lead's among them; who had it may have it again."""
        self.server.end_backends(self.database)
        return DEATH


def another_machine(first: Path, name: str) -> Path:
    """The configuration of another machine of the same site, with a folder of its own."""
    config = first.with_name(f"{name}.toml")
    config.write_text(first.read_text("utf-8").replace('folder = "store"', f'folder = "{name}"'), "utf-8")
    return config


def store_of(front: Front, server: Server) -> str:
    """A team's store for what comes in at this site, made by the owner with its configuration; the database's name."""
    database, config = server.new(), front.settings_file
    address = server.address(database)
    words = config.read_text("utf-8").replace("[store]", f'[store]\nserver = "{address}"')
    config.write_text(words, "utf-8")
    assert console(config, "store", "init").code == 0
    return database


@contextlib.contextmanager
def coming_in(front: Front, made: Callable[[int, random.Random], NewSubmission], seconds: float) -> Iterator[None]:
    """Submissions come in at the site, one after so many seconds, each of a number of its own."""
    dice, enough = random.Random(7), threading.Event()

    def come_in() -> None:
        for number in itertools.count():
            if enough.wait(seconds):
                return
            front.desk.take_in([made(number, dice)])

    coming = threading.Thread(target=come_in, name="coming-in")
    coming.start()
    try:
        yield
    finally:
        enough.set()
        coming.join(30)


def home(front: Front) -> int:
    """How many were acknowledged."""
    return list(front.outcomes().values()).count("acknowledged")


def whole_once(front: Front, server: Server, database: str, config: Path) -> Settings:
    """A lead's desk finds each of them once, whole, and makes one case of each; the desk of this lead.

    `config`: of the machine that made the store. He may read the journals too.
    """
    address: Callable[..., Address] = lambda *login: server.address(database, *login)  # noqa: E731
    login = server.login("demo_lead", "backoffice_lead", "backoffice_auditor")
    use_login(config, address(login))
    lead = load(config, {})
    admitted(as_login(lead, address()), lead, login)
    made = front.made()
    until(lambda: len(console(config, "list", "--stage", "closed").lines) == len(made), 60)
    lines = console(config, "list").lines
    assert sorted((line["id"], line["digest"]) for line in lines) == sorted(
        (name, t.digest) for name, t in made.items()
    )
    assert list(front.outcomes().values()) == ["acknowledged"] * len(made)
    checked = console(config, "verify").last
    assert (checked["ok"], checked["checked"]["parts"]) == (True, sum(len(truth.parts) for truth in made.values()))
    console(config, "cases", "intake")
    assert console(config, "cases", "intake").last["cases"] == 0
    assert server.do(database, _CASES) == [(len(made), len(made))]
    return lead
