"""One schedule: a world made of a seed, things that go wrong in it, a quiet end, and what must hold throughout.

outcome = run_schedule("storm-17", folder, template)        # raises with the seed where something does not hold
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from backoffice_gui.domain.ids import StoreId
from backoffice_gui.reference_front import NewPart, NewSubmission, Pace
from backoffice_gui.sealing.keys import PrivateKey, generate
from backoffice_gui.storage.inbox import identity, keys
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.transfer.endpoint import Endpoint
from backoffice_gui.transfer.jws import KeySet
from tests.support.simulation.disk import Disk, lying_disk
from tests.support.simulation.durable import Durable, FileRead, Read
from tests.support.simulation.lanes import ProcessClock
from tests.support.simulation.network import Exchange, Network
from tests.support.simulation.oracle import Oracle
from tests.support.simulation.process import Machine, Place, in_folder
from tests.support.simulation.server import Server
from tests.support.simulation.sizes import Room, named_by, small_sizes
from tests.support.simulation.twins import twin_in
from tests.support.simulation.weather import PROFILES, Profile, Weather
from tests.support.simulation.world import START, World

__all__ = ["Ground", "Outcome", "Setup", "Template", "Theatre", "theatre"]

URL = "http://127.0.0.1:1/transfer/v1"
_SIZES = (0, 1, 2, 300, 699, 700, 701, 1023, 1024, 1025, 2048, 3000, 5121)


class Ground(Protocol):
    """Where a schedule's stores lie: made once, each schedule begins with copies of them."""

    def place(self, n: int, folder: Path, weather: Weather) -> Place:
        """A copy of the store of this number."""

    def read(self, place: Place) -> Read:
        """What it holds, read beside the product."""

    def lying(self, places: Sequence[Place]) -> AbstractContextManager[None]:
        """For so long, what the product asks of these stores goes through what they lie on."""


@dataclass(frozen=True, slots=True)
class Template:
    """Stores in folders."""

    folder: Path
    privates: tuple[PrivateKey, ...]
    names: tuple[str, ...]
    _at: dict[str, Path] = field(default_factory=dict)

    @classmethod
    def make(cls, folder: Path, count: int = 2) -> Template:
        """Make them, a day before the world begins."""
        clock = ProcessClock(World("template"), skew=-86400.0)
        privates, names = [], []
        for n in range(count):
            inbox, private = Inbox.create(folder / f"store-{n}", clock), generate()
            with named_by(f"store-{n}"), inbox.transaction() as tx:
                names.append(identity.make(tx, clock.now(), "a place of this world"))
                keys.put_public(tx, private.public(), clock.now())
            inbox.close()
            privates.append(private)
        return cls(folder, tuple(privates), tuple(names))

    def place(self, n: int, folder: Path, weather: Weather) -> Place:
        """A copy of its folder, below the schedule's."""
        name = f"store-{n}"
        shutil.copytree(self.folder / name, folder / name)
        self._at[name] = folder / name
        return in_folder(name, folder / name, self.privates[n], self.names[n], Disk(weather))

    def read(self, place: Place) -> FileRead:
        """From its file."""
        return FileRead(self._at[place.name])

    def lying(self, places: Sequence[Place]) -> AbstractContextManager[None]:
        """The driver's own calls."""
        disks = {self._at[place.name]: place.disk for place in places}
        return lying_disk(disks.get)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a seed decides before anything happens.

    `machines`: the store each collector works on; `peers`: whether two stores know each other; `order`:
    which of the orders of a seed's tasks, so that a failure can be sought with fewer faults in another one.
    """

    profile: Profile
    machines: tuple[int, ...]
    peers: bool
    lifetime: float
    submissions: int
    spread: float
    sweep_every: float = 20.0
    order: int = 0

    @classmethod
    def of(cls, seed: str) -> Setup:
        """Profile by the seed's first word, the rest by its dice."""
        dice = random.Random(f"{seed}:setup")
        machines = dice.choice(((0,), (0,), (0,), (0, 0), (0, 0, 0), (0, 1), (0, 0, 1)))
        return cls(
            profile=PROFILES[seed.partition("-")[0]],
            machines=machines,
            peers=dice.random() < 0.5,
            lifetime=dice.choice((1740.0, 1740.0, 1740.0, 300.0, 90.0)),
            submissions=dice.randint(2, 6),
            spread=dice.choice((1.0, 40.0, 100.0)),
        )


@dataclass(slots=True)
class Outcome:
    """What a schedule came to: its trace, and how much happened."""

    seed: str
    trace: str
    steps: int
    faults: int
    lives: int
    acknowledged: int
    seconds: float
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Theatre:
    """A world with everything on its stage."""

    setup: Setup
    world: World
    weather: Weather
    server: Server
    network: Network
    oracle: Oracle
    machines: list[Machine]
    places: list[Place]
    room: Room
    dice: random.Random
    stopping: bool = False

    def submit(self, several: int = 1) -> None:
        """Submissions come in at the front end."""
        octets = [self._octets() for _ in range(several)]
        made = [
            NewSubmission("contact_change", tuple(_part(n, part) for n, part in enumerate(parts))) for parts in octets
        ]
        if self.server.up:
            self.oracle.take_note(self.server.desk.take_in(made), octets)
            self.world.note("front", f"takes {several} in")

    def _octets(self) -> tuple[bytes, ...]:
        return tuple(self.dice.randbytes(self.dice.choice(_SIZES)) for _ in range(self.dice.choice((1, 1, 2, 3))))

    def judge(self, check: Callable[[], None]) -> None:
        """Check from within a task: what is found ends the world, whoever catches it there."""
        try:
            check()
        except AssertionError as violation:
            self.world.broken = violation
            raise

    def machine_of(self) -> Machine | None:
        """Whose step this is."""
        task = self.world.current
        return next((m for m in self.machines if task is not None and m.owner is task.owner), None)


def _part(n: int, octets: bytes) -> NewPart:
    return NewPart(f"piece-{n}.bin", "application/octet-stream", (octets,))


def _wire_disks(play: Theatre) -> None:
    """Every store's driver calls go through its disk, which knows whose step it is."""
    for place in play.places:
        shared = sum(machine.place is place for machine in play.machines) > 1

        def others_first(shared: bool = shared) -> None:
            if shared and play.world.current is not None:
                play.world.let_others()

        def die() -> None:
            if (machine := play.machine_of()) is not None:
                machine.die_here()

        def dead() -> bool:
            return play.world.current is not None and not play.world.current.owner.alive

        def jobs_first(shared: bool = shared) -> None:
            if not shared and play.world.current is not None:
                play.world.let_others()

        place.disk.at_commit = jobs_first
        place.disk.before, place.disk.die, place.disk.dead = others_first, die, dead
        place.disk.committed = lambda name=place.name: play.judge(lambda: play.oracle.committed(name))  # type: ignore[misc]


def _machines(play: Theatre, endpoint: Endpoint) -> Iterator[Machine]:
    for n, which in enumerate(play.setup.machines):
        place = play.places[which]
        others = {StoreId(other.store_id) for other in play.places if other is not place} if play.setup.peers else set()
        clock = ProcessClock(play.world, skew=play.dice.choice((0.0, 0.0, -30.0, 45.0, 3600.0)))
        dice = random.Random(f"{play.world.seed}:machine:{n}")
        yield Machine(play.world, play.network, endpoint, place, f"collector-{n + 1}", clock, dice, frozenset(others))


def _watch(play: Theatre) -> None:
    def sent(exchange: Exchange) -> None:
        machine = play.machine_of()
        assert machine is not None
        play.judge(lambda: play.oracle.about_to_acknowledge(exchange, machine.place.name))

    def step() -> None:
        if play.weather.strikes("step") is not None:
            running = [machine for machine in play.machines if machine.running]
            if running:
                play.dice.choice(running).die()
                play.oracle.all_is_somewhere()

    play.network.sent = sent
    play.world.at_step = step


@contextmanager
def theatre(
    seed: str,
    folder: Path,
    template: Ground,
    setup: Setup,
    weather: Weather,
    *,
    keep_lines: bool = False,
    start: dt.datetime = START,
) -> Iterator[Theatre]:
    """Put a seed on the stage; whatever happens in it, everything is cleared away afterwards."""
    room = Room()
    with ExitStack() as stack:
        stack.enter_context(small_sizes(seed, room))
        world = World(seed, start=start, keep_lines=keep_lines, order=setup.order)
        weather.tell = lambda what: world.note("weather", what)
        folder.mkdir(parents=True)
        stack.callback(shutil.rmtree, folder)
        server = Server(world, folder / "web", Pace(lifetime=setup.lifetime, sweep_every=setup.sweep_every))
        stack.callback(server.close)
        places = [template.place(n, folder, weather) for n in sorted(set(setup.machines))]
        signer = server.desk.signer
        public = signer._key.public_key()
        read = {place.name: Durable(template.read(place), place.private, public) for place in places}
        oracle = Oracle(server, public, read)
        stack.callback(oracle.close)
        raw = public.public_bytes(Encoding.Raw, PublicFormat.Raw)
        endpoint = Endpoint(URL, None, KeySet({signer.kid: raw}), "0")
        network = Network(world, weather, server, twin=lambda answer: twin_in(answer, server, oracle, weather.dice))
        dice = random.Random(f"{seed}:life")
        play = Theatre(setup, world, weather, server, network, oracle, [], places, room, dice)
        play.machines.extend(_machines(play, endpoint))
        _wire_disks(play)
        _watch(play)
        stack.enter_context(template.lying(places))
        stack.callback(_clear, play)
        yield play


def _clear(play: Theatre) -> None:
    play.world.at_step = None
    play.weather.clear()
    for machine in play.machines:
        if machine.running:
            machine.die()
    for place in play.places:
        place.disk.close()
