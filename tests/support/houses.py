"""A whole house of ours beside the reference front end: store, key file, pins, collector, desk; and its truth.

with a_house(tmp_path, count=3) as house:
    house.collect()                 # the product's own run, canaries opened as `collect` has them opened
    house.nothing_taken()           # the front end's truth: all is held still
    house.all_home()                # all acknowledged, and every octet opens with the key of this machine
"""

from __future__ import annotations

import contextlib
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from backoffice_gui import settings
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.domain.collecting import CollectorEvent, Summary
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import Circumstance
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox import incidents, submissions
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import CollectorRun, parts
from tests.support.front import Front, plain_submission, running_front

__all__ = ["House", "a_house", "beneath_guards"]

CLOCK = SystemClock()
_SECONDS = 30.0


def beneath_guards(folder: Path, *statements: str) -> None:
    """Change an inbox as somebody who can write to its file does, or a failing disk; the guards stand again after."""
    inbox = Inbox.open(folder)
    try:
        with inbox.transaction() as tx:
            guards = tx.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
            for guard in guards:
                tx.execute(text(f'DROP TRIGGER "{guard.name}"'))
            for statement in statements:
                assert tx.execute(text(statement)).rowcount > 0, statement
            for guard in guards:
                tx.execute(text(guard.sql))
    finally:
        inbox.close()


@dataclass
class House:
    """One machine of ours; `hear` is told what its collector says, in the collector's thread."""

    front: Front
    root: Path
    clock: Clock = CLOCK
    hear: Callable[[CollectorEvent], None] = lambda _event: None

    @property
    def settings(self) -> Settings:
        """This machine's configuration."""
        return settings.load(self.root / "config.toml", {})

    @property
    def store(self) -> Path:
        """Where the two databases lie."""
        return self.settings.store_folder

    @property
    def key_file(self) -> Path:
        """Where the master secret lies."""
        return self.settings.path(self.settings.store.key_file or "")

    @property
    def pins(self) -> Path:
        """Where the fingerprints are noted."""
        return self.settings.pins_folder

    def more(self, count: int) -> None:
        """Let people send some more."""
        known = len(self.front.made())
        self.front.desk.take_in([plain_submission(b"EXEMPLE %d" % (known + n), b"x" * 300) for n in range(count)])

    def prove(self) -> None:
        """What `collect` has done by a process of its own, whose failures nobody hears (`cli/collecting.py`)."""
        with contextlib.suppress(Circumstance):
            parts.open_waiting_canaries(self.settings, self.clock)

    def run(self) -> CollectorRun:
        """A run of the product's own collector on this machine."""
        return CollectorRun(self.settings, self.clock, self.hear, program="EXEMPLE", prove=self.prove)

    def collect(self) -> Summary:
        """Collect once."""
        return self.run().run(once=True)

    @contextlib.contextmanager
    def collecting(self) -> Iterator[list[BaseException]]:
        """A collector that goes on in a thread of its own; yields what ended it before its time."""
        run, failures = self.run(), list[BaseException]()

        def work() -> None:
            try:
                run.run()
            except Circumstance as error:
                failures.append(error)

        thread = threading.Thread(target=work, name="collector")
        thread.start()
        try:
            yield failures
        finally:
            run.stop()
            thread.join(_SECONDS)
        assert not thread.is_alive()

    # What can be seen

    def counts(self) -> dict[Stage, int]:
        """How many stand at each stage that has any."""
        with parts.inbox(self.settings, CLOCK) as opened, opened.reading() as connection:
            return {stage: count for stage, count in submissions.counts(connection).items() if count}

    def alarms(self) -> dict[AlarmKind, str]:
        """The alarms that last, with their details; but for the clocks, which tests turn."""
        with parts.inbox(self.settings, CLOCK) as opened, opened.reading() as connection:
            found = {alarm.kind: alarm.detail for alarm in incidents.alarms(connection)}
        return {kind: detail for kind, detail in found.items() if kind is not AlarmKind.CLOCK_SKEW}

    def incidents(self) -> list[IncidentKind]:
        """The kinds of the open incidents, in order."""
        with parts.inbox(self.settings, CLOCK) as opened, opened.reading() as connection:
            return [incident.kind for incident in incidents.incidents(connection, open_only=True)]

    def nothing_taken(self) -> None:
        """By the front end's truth nothing was acknowledged, and it holds all of it still."""
        assert self.front.outcomes() == {}
        with self.front.client(Transfer_Role="observer") as client:
            assert client.get("submissions").json()["held"] == len(self.front.made())

    def opens(self) -> int:
        """How many parts open with this machine's key and are what their manifests say; a fault fails."""
        with parts.inbox(self.settings, CLOCK) as opened, parts.desk(self.settings, opened, CLOCK) as desk:
            found = verify_store(opened, desk)
        assert found.faults == ()
        return dict(found.checked)["parts"]

    def all_home(self) -> None:
        """All that people sent was acknowledged, is here, and opens; a second copy of something does no harm."""
        made = self.front.made()
        assert self.front.outcomes() == dict.fromkeys(made, "acknowledged")
        assert self.counts() == {Stage.CLOSED: len(made)}
        assert self.opens() >= sum(len(one.parts) for one in made.values())
        assert self.alarms() == {}

    # What is done to it

    def set_aside(self, *names: str) -> Path:
        """Copies of files of the store, to be put back later."""
        aside = self.root / f"aside-{len(list(self.root.glob('aside-*')))}"
        aside.mkdir()
        for name in names:
            for file in self.store.glob(f"{name}*"):
                shutil.copy2(file, aside / file.name)
        return aside

    def put_back(self, aside: Path) -> None:
        """Put such copies in the place of what is there, into the same files where there are some."""
        for name in {file.name.removesuffix("-wal").removesuffix("-shm") for file in aside.iterdir()}:
            for old in self.store.glob(f"{name}-*"):
                old.unlink()
        for file in aside.iterdir():
            (self.store / file.name).write_bytes(file.read_bytes())

    def clone(self, root: Path) -> House:
        """Another machine made from a copy of this one: store, configuration, key and pins."""
        shutil.copytree(self.root, root, ignore=shutil.ignore_patterns("front", "aside-*", "truth.jsonl", "outbox"))
        return House(self.front, root, self.clock)


@contextlib.contextmanager
def a_house(folder: Path, *, count: int = 3, clock: Clock = CLOCK) -> Iterator[House]:
    """A front end that holds so many, and a complete store of ours beside it."""
    with running_front(folder / "front", count=0) as front:
        house = House(front, front.folder, clock)
        parts.new_store(house.settings, CLOCK)
        house.more(count)
        yield house
