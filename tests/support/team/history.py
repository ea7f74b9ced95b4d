"""One history: two collectors and some agents on one server, connections that end, and what must hold after it.

    outcome = play("history-7", server, pattern, folder)       # raises `AssertionError`, its words begin with the seed

Each works by a login of his own: collectors by theirs, every second agent is a lead, the others are agents of all
services. Which statement or COMMIT of whom ends is the seed's; in which order threads meet is the machine's: a seed
that fails may have to be played a few times.
"""

from __future__ import annotations

import contextlib
import random
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from backoffice_gui.actions import desk as desks
from backoffice_gui.actions.intake import intake
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.cases import Duty
from backoffice_gui.reference_front.generator import submission
from backoffice_gui.sealing.keys import PrivateKey
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.seeds import HeldKey
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.backing import TeamBacking
from backoffice_gui.storage.team.casebook import create_casebook
from backoffice_gui.storage.team.grants import EVERYWHERE, group_of
from backoffice_gui.storage.team.inbox import create_inbox, open_inbox
from backoffice_gui.storage.versions import TEAM_CASEBOOK
from tests.support.collecting import Desk, LowDice, a_desk_on
from tests.support.front import Front, running_front
from tests.support.postgres import Server
from tests.support.stores import MOMENT
from tests.support.team import judging
from tests.support.team.collectors import LeadingCollector
from tests.support.team.cutting import Cuts
from tests.support.team.people import Agent, Said, Written

__all__ = ["Outcome", "Size", "a_pattern", "play"]

_CLOCK = SystemClock()
_KEY = bytes(range(32))
_PATIENCE = 120.0
_TAKE_IN = 2


@dataclass(frozen=True, slots=True)
class Size:
    """How much happens: agents, what each of them asks for, submissions."""

    agents: int = 3
    acts: int = 5
    submissions: int = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a history came to: acts asked for, connections that ended, how often the lead was taken."""

    said: tuple[Said | Written, ...]
    cuts: int
    leads: int


@dataclass(slots=True)
class _Team:
    """Everybody, and who can be stopped."""

    front: Front
    desk: Desk
    casebook: Casebook
    stop: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)
    collectors: list[LeadingCollector] = field(default_factory=list)
    agents: list[Agent] = field(default_factory=list)
    cuts: list[Cuts] = field(default_factory=list)


def a_pattern(server: Server, folder: Path) -> str:
    """A database with the tables of both stores and nothing in them: each history begins with a copy of it."""
    name = server.new()
    create_inbox(server.address(name), folder).close()
    create_casebook(server.address(name), folder, _KEY).close()
    return name


def play(seed: str, server: Server, pattern: str, folder: Path, size: Size) -> Outcome:
    """Play a seed to its end and judge it."""
    name = server.new(pattern)
    try:
        with _a_team(seed, server, name, folder, size) as team:
            try:
                _live(seed, team, size)
                _rest(team, size)
            except AssertionError as error:
                raise AssertionError(f"{seed}: {error}") from error
            said: list[Said | Written] = [one for agent in team.agents for one in agent.said]
            said += [one for agent in team.agents for one in agent.written]
            ended = sum(cuts.struck.total() for cuts in team.cuts)
            return Outcome(tuple(said), ended, sum(each.leads for each in team.collectors))
    finally:
        server.drop(name)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a history is played; what is opened there is closed with `stack`."""

    seed: str
    server: Server
    name: str
    folder: Path
    stack: contextlib.ExitStack

    def address(self, login: str) -> Address:
        """Of the database, for who logs in so."""
        return self.server.address(self.name, login)


@contextlib.contextmanager
def _a_team(seed: str, server: Server, name: str, folder: Path, size: Size) -> Iterator[_Team]:
    address = server.address(name)
    with contextlib.ExitStack() as stack:
        front = stack.enter_context(running_front(folder / "front"))
        desk = stack.enter_context(a_desk_on(create_inbox(address, folder), front.settings_file))
        casebook = create_casebook(address, folder, _KEY)
        stack.callback(casebook.close)
        with casebook.transaction() as tx:
            keys.put_private(tx, desk.private, MOMENT)
            keys.link(tx, desk.store_id, MOMENT)
        team, place = _Team(front, desk, casebook), _Place(seed, server, name, folder, stack)
        for n in (1, 2):
            team.collectors.append(_collector(f"history_collector_{n}", place, team))
        for n in range(size.agents):
            team.agents.append(_agent(n, place, team, size.acts))
        yield team


def _collector(name: str, place: _Place, team: _Team) -> LeadingCollector:
    address = place.address(place.server.login(name, group_of(TeamRole.COLLECTOR)))
    inbox = open_inbox(address, place.folder / name)
    place.stack.callback(inbox.close)
    cuts = Cuts(f"{place.seed}:{name}", place.server)
    cuts.watch(inbox)
    team.cuts.append(cuts)
    desk = Desk(inbox.folder, team.desk.config, inbox, team.desk.private, dice=LowDice(name))
    return LeadingCollector(name, address, desk, cuts, team.stop)


def _agent(n: int, place: _Place, team: _Team, acts: int) -> Agent:
    """Two of them take in what came home; all but every third give their acts keys."""
    name = f"history_agent_{n:02}"
    leads = n % 2 == 0
    groups = (group_of(TeamRole.LEAD),) if leads else (group_of(TeamRole.AGENT), EVERYWHERE)
    address = place.address(place.server.login(name, *groups))
    # its tables were just made: whether they are of this version, and complete, nobody has to ask for each desk
    key = HeldKey(_KEY)
    casebook = Casebook(TeamBacking(address, TEAM_CASEBOOK.name, place.folder / name, key), key)
    place.stack.callback(casebook.close)
    cuts = Cuts(f"{place.seed}:{name}", place.server)
    cuts.watch(casebook)
    team.cuts.append(cuts)
    inbox = open_inbox(address, place.folder / name) if n < _TAKE_IN else None
    if inbox is not None:
        place.stack.callback(inbox.close)
        cuts.watch(inbox)
    desk = _a_desk(casebook, team.desk.private, name)
    duties = frozenset({Duty.AGENT, Duty.LEAD} if leads else {Duty.AGENT})
    dice = random.Random(f"{place.seed}:{name}")
    return Agent(desk, duties, dice, cuts, inbox, acts, team.done, keyed=n % 3 != 2)


def _a_desk(casebook: Casebook, private: PrivateKey, name: str) -> desks.Desk:
    return desks.Desk(casebook, {private.public().fingerprint: private}, name)


def _live(seed: str, team: _Team, size: Size) -> None:
    """Submissions come in while collectors collect and agents treat, until every agent has asked for all it wanted."""
    dice = random.Random(seed)
    everybody: list[LeadingCollector | Agent] = [*team.collectors, *team.agents]
    workers = [threading.Thread(target=each.live, name=f"history-{n}") for n, each in enumerate(everybody)]
    for worker in workers:
        worker.start()
    try:
        for _ in range(size.submissions):
            team.front.desk.take_in([submission(dice)])
            team.done.wait(dice.uniform(0.0, 0.05))
        for worker in workers[len(team.collectors) :]:
            worker.join(_PATIENCE)
    finally:
        team.done.set()
        team.stop.set()
        for collector in team.collectors:
            collector.end()
        for worker in workers:
            worker.join(_PATIENCE)
    assert not any(worker.is_alive() for worker in workers), "somebody does not end"
    for one in everybody:
        if one.broken is not None:
            raise AssertionError(f"{type(one.broken).__name__}: {one.broken}") from one.broken


def _rest(team: _Team, size: Size) -> None:
    """Nothing ends any more: all comes home, becomes a case, and is what the model says."""
    for cuts in team.cuts:
        cuts.on = False
    team.collectors[0].desk.collect()
    last = team.agents[0]
    assert last.inbox is not None
    intake(last.inbox, last.desk, _CLOCK)
    judging.nothing_is_lost(team.front, team.desk)
    judging.nothing_came_home_twice(team.casebook, size.submissions)
    judging.every_act_is_where_it_was_told(team.casebook, [one for agent in team.agents for one in agent.said])
    judging.every_note_is_there_as_it_was_told(team.casebook, [one for agent in team.agents for one in agent.written])
