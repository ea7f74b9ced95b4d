"""A real collector on a real inbox, in the test's own process, against whatever front end a test runs."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from backoffice_gui import settings
from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.collector import Collector, CollectorParts
from backoffice_gui.collector.lanes import ThreadLanes
from backoffice_gui.domain.collecting import CollectorEvent, Summary
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.incidents import Incident
from backoffice_gui.sealing.chunks import SealContext
from backoffice_gui.sealing.keys import PrivateKey, generate, open_with, run_key_info, unwrap
from backoffice_gui.storage.inbox import attempts, identity, incidents, keys, submissions
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.transfer import FrontEnd, Role, load_endpoint
from tests.support.stores import new_inbox

__all__ = ["Desk", "LowDice", "a_desk", "a_desk_on", "opened"]


class LowDice(random.Random):
    """Dice that always say the least: no time is lost between tries."""

    def uniform(self, a: float, _b: float) -> float:
        """The least."""
        return a


@dataclass(slots=True)
class Desk:
    """One store with its private key, and collectors that run on it one after the other."""

    folder: Path
    config: Path
    inbox: Inbox
    private: PrivateKey
    clock: Clock = field(default_factory=SystemClock)
    peers: frozenset[StoreId] = frozenset()
    probe_one_in: int = 20
    events: list[CollectorEvent] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(7))

    @property
    def store_id(self) -> StoreId:
        """The store's name now."""
        with self.inbox.reading() as conn:
            return identity.ids(conn).current

    def front(self) -> FrontEnd:
        """A client of the configured front end."""
        return FrontEnd(load_endpoint(settings.load(self.config, {}), "0"), role=Role.COLLECTOR, clock=self.clock)

    def parts(self, front: FrontEnd, **more: object) -> CollectorParts:
        """What a collector is given."""
        parts = CollectorParts(
            inbox=self.inbox,
            front=front,
            clock=self.clock,
            make_lanes=ThreadLanes,
            dice=self.dice,
            listener=self.events.append,
            peers=self.peers,
            probe_one_in=self.probe_one_in,
        )
        return replace(parts, **more)  # type: ignore[arg-type]

    def collect(self, **more: object) -> Summary:
        """Collect once, to rest."""
        front = self.front()
        try:
            return Collector(self.parts(front, **more)).run(once=True)
        finally:
            front.close()

    def counts(self) -> dict[Stage, int]:
        """How many stand at each stage that has any."""
        with self.inbox.reading() as conn:
            return {stage: count for stage, count in submissions.counts(conn).items() if count}

    def incidents(self) -> list[Incident]:
        """The incidents that are open."""
        with self.inbox.reading() as conn:
            return incidents.incidents(conn, open_only=True)

    def names(self) -> list[str]:
        """The names of all events so far, in order."""
        return [event.name.value for event in self.events]


def opened(desk: Desk, row: int) -> tuple[bytes, dict[int, bytes]]:
    """The manifest's JWS and the parts of a submission, opened with the private key."""
    with desk.inbox.fresh() as conn:
        facts = submissions.facts(conn, [row])[row]
        shown = facts.shown_attempt
        rows = attempts.attempt_rows(conn, row)
        attempt = next(a for a in rows if shown is None or a.id == shown.attempt)
        run_key = keys.run_keys(conn, [attempt.run_key])[attempt.run_key]
    octets = open_with(desk.private, run_key.sealed, run_key_info(run_key.store_id, desk.private.public()))
    key = facts.key
    context = SealContext(attempt.store_id, key.origin, key.id, key.digest, attempt.tag)
    attempt_key = unwrap(octets, attempt.wrapped_key, context)
    manifest = b""
    parts: dict[int, bytes] = {}
    with desk.inbox.fresh() as conn:
        for chunk in attempts.chunks(conn, attempt.id):
            plain = attempt_key.open(chunk.part, chunk.n, chunk.sealed, last=chunk.last)
            if chunk.part == 0xFFFF_FFFF:
                manifest = plain
            else:
                parts[chunk.part] = parts.get(chunk.part, b"") + plain
    return manifest, parts


@contextlib.contextmanager
def a_desk(folder: Path, config: Path, **more: object) -> Iterator[Desk]:
    """A new store in `folder`, for the front end that `config` names."""
    with a_desk_on(new_inbox(folder), config, **more) as desk:
        yield desk


@contextlib.contextmanager
def a_desk_on(inbox: Inbox, config: Path, **more: object) -> Iterator[Desk]:
    """The same on an inbox that was made elsewhere, and has neither name nor key."""
    clock = SystemClock()
    private = generate()
    with inbox.transaction() as tx:
        identity.make(tx, clock.now(), "a place of this test")
        keys.put_public(tx, private.public(), clock.now())
    desk = Desk(inbox.folder, config, inbox, private, **more)  # type: ignore[arg-type]
    try:
        yield desk
    finally:
        inbox.close()
