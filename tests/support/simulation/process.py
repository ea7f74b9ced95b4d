"""One collector process of the simulation, with its machine's clock: it lives, dies, and is started again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backoffice_gui.collector import Collector, CollectorParts
from backoffice_gui.domain.collecting import CollectorEvent, Summary
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import FrontEndError, StoreError
from backoffice_gui.sealing.keys import PrivateKey
from backoffice_gui.storage.engine import INBOX_SHAPE
from backoffice_gui.storage.file_backing import FileBacking
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.transfer import FrontEnd, Role
from backoffice_gui.transfer.endpoint import Endpoint
from tests.support.simulation.disk import Disk
from tests.support.simulation.lanes import ProcessClock, VirtualEvent, VirtualLanes
from tests.support.simulation.network import Network, VirtualConnections
from tests.support.simulation.world import Dead, Owner, World

__all__ = ["Machine", "Place", "in_folder", "share_engines"]


@dataclass(slots=True)
class Place:
    """A store with its private key and what it lies on; `open` opens it as a new process does."""

    name: str
    private: PrivateKey
    store_id: str
    disk: Disk
    open: Callable[[], Inbox]


def in_folder(name: str, folder: Path, private: PrivateKey, store_id: str, disk: Disk) -> Place:
    """A store that is a file in a folder."""
    return Place(name, private, store_id, disk, lambda: Inbox(FileBacking(folder / INBOX_SHAPE.file, INBOX_SHAPE)))


class _Engines:
    """SQLAlchemy's compiled statements, kept over lives: a process compiles them once, we start thousands.

    The dialect is kept with them, because what is compiled is kept for a dialect.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Any, Any]] = {}

    def share(self, inbox: Inbox) -> None:
        """Give this inbox what was compiled before, or keep what it will compile."""
        for role in ("_writer", "_readers", "_fresh"):
            engine = getattr(inbox, role)
            kept = f"{engine.dialect.name}{role}"
            if kept not in self._kept:
                with engine.connect():
                    self._kept[kept] = (engine.dialect, engine._compiled_cache)
            engine.dialect, engine._compiled_cache = self._kept[kept]


_ENGINES = _Engines()
share_engines = _ENGINES.share


@dataclass(slots=True)
class _Life:
    transports: list[VirtualConnections]
    collector: Collector | None = None
    stopped: bool = False
    inbox: Inbox | None = None

    def look_up(self) -> None:
        """Have every exchange see its stop."""
        for transport in self.transports:
            transport.look_up()


@dataclass(slots=True, eq=False)
class Machine:
    """A machine on which one collector runs, on one place; `ended` is how the last run went."""

    world: World
    network: Network
    endpoint: Endpoint
    place: Place
    name: str
    clock: ProcessClock
    dice: random.Random
    peers: frozenset[StoreId] = frozenset()
    probe_one_in: int = 3
    heard: Callable[[CollectorEvent], None] = lambda _event: None
    owner: Owner = field(init=False)
    ended: Summary | BaseException | None = None
    lives: int = 0
    _life: _Life | None = None

    def __post_init__(self) -> None:
        self.owner = Owner(self.name)

    @property
    def running(self) -> bool:
        """Whether a collector runs here."""
        return self._life is not None

    def start(self, *, once: bool = False) -> None:
        """A new process: nothing is known but what the store holds."""
        assert self._life is None
        self.lives += 1
        self.ended = None
        self.owner.alive = True
        subject = f"CN={self.name}"
        wire, poll = (VirtualConnections(self.endpoint, self.clock, self.network, subject, self.name) for _ in range(2))
        self._life = life = _Life([wire, poll])
        self.world.note(self.name, f"starts {self.lives}")
        self.world.spawn(self.owner, "decides", lambda: self._main(life, once))

    def _main(self, life: _Life, once: bool) -> None:
        wire, poll = life.transports
        front = FrontEnd(self.endpoint, role=Role.COLLECTOR, clock=self.clock, transport=wire)
        front._poll = poll  # as without a transport given: the waiting poll has connections of its own
        inbox = life.inbox = self.place.open()
        share_engines(inbox)
        collector = life.collector = Collector(self._parts(inbox, front, life))
        collector._stop = VirtualEvent(self.world)  # the one wait between two lives
        if life.stopped:
            collector.stop()
        try:
            self.ended = collector.run(once=once)
        except (StoreError, FrontEndError) as error:
            self.ended = error
        finally:
            inbox.close()
        self._life = None
        self.world.note(self.name, f"ends {type(self.ended).__name__}")

    def _parts(self, inbox: Inbox, front: FrontEnd, life: _Life) -> CollectorParts:
        return CollectorParts(
            inbox=inbox,
            front=front,
            clock=self.clock,
            make_lanes=lambda: VirtualLanes(self.world, self.owner, life.look_up),
            dice=self.dice,
            listener=self._listen,
            peers=self.peers,
            probe_one_in=self.probe_one_in,
        )

    def _listen(self, event: CollectorEvent) -> None:
        self.world.note(self.name, f"{event.name.value} {event.seq} {event.detail}")
        self.heard(event)

    def stop(self) -> None:
        """A clean stop is asked for."""
        life = self._life
        if life is None:
            return
        life.stopped = True
        if life.collector is not None:
            life.collector.stop()

    def poke(self) -> None:
        """List now."""
        life = self._life
        if life is not None and life.collector is not None:
            life.collector.poke()

    def die(self) -> None:
        """The process is killed; called between two steps."""
        life, self._life = self._life, None
        self.owner.alive = False
        self.world.note(self.name, "dies")
        self.world.end_tasks(self.owner)
        if life is not None:
            for transport in life.transports:
                transport.close()
            if life.inbox is not None:
                life.inbox.close()

    def die_here(self) -> None:
        """The process is killed from within one of its own steps; raises `Dead`."""
        self.owner.alive = False
        self.owner.frozen_until = float("inf")
        self.world.after(0.0, self._bury)
        raise Dead

    def _bury(self) -> None:
        self.owner.frozen_until = -float("inf")
        self.die()
