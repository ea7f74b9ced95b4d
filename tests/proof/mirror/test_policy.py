"""A mirror that goes and comes back while a real collector works with a real front end, under both policies."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from backoffice_gui.collector import Collector, MirrorPolicy, MirrorTo
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.storage.inbox import heartbeat, identity, mirrored
from backoffice_gui.storage.mirror import files
from backoffice_gui.storage.mirror.index import read_index
from backoffice_gui.storage.mirror.slots import read_all
from tests.support import proof
from tests.support.collecting import Desk, a_desk
from tests.support.errands import ACKS, alarms, closed, going_on, some
from tests.support.faults import Call, Faults
from tests.support.front import Front, ShiftedClock, running_front
from tests.support.mirrors import rebuilt
from tests.support.waiting import until


@pytest.fixture
def clock() -> ShiftedClock:
    """One time for both sides, pushed forward by the test."""
    return ShiftedClock()


@pytest.fixture
def faults() -> Faults:
    """What happens between them."""
    return Faults()


@pytest.fixture
def front(tmp_path: Path, clock: ShiftedClock, faults: Faults) -> Iterator[Front]:
    """A front end that holds nothing yet."""
    with running_front(tmp_path / "front", clock=clock, wrap=faults.wrap) as made:
        yield made


@pytest.fixture
def desk(front: Front, clock: ShiftedClock, tmp_path: Path) -> Iterator[Desk]:
    """A store, and the folder for its mirror."""
    (tmp_path / "mirror").mkdir()
    with a_desk(tmp_path / "store", front.settings_file, clock=clock) as made:
        yield made


def lag(desk: Desk) -> int:
    """How many the mirror lacks."""
    with desk.inbox.reading() as conn:
        row = mirrored.current(conn)
        return -1 if row is None else mirrored.lag(conn, row.n).count


def caught_up(desk: Desk) -> Callable[[], bool]:
    """Whether the mirror lacks nothing and its alarm has ended."""
    return lambda: lag(desk) == 0 and AlarmKind.MIRROR not in alarms(desk)


def acknowledged(front: Front) -> int:
    """How many web copies were destroyed for an acknowledgement."""
    return sum(outcome == "acknowledged" for outcome in front.outcomes().values())


def pass_time(clock: ShiftedClock, collector: Collector, desk: Desk, minutes: float) -> None:
    """Let time pass for both, in steps that are no wake-up; the collector lists after each.

    What really passes meanwhile is part of it: on a busy machine the steps alone take a minute.
    """
    end = clock.now() + timedelta(minutes=minutes)
    while (left := (end - clock.now()).total_seconds()) > 0:
        clock.forward(seconds=min(30, left))
        before = clock.now()
        collector.poke()
        until(partial(listed_since, desk, before), seconds=60)


def listed_since(desk: Desk, moment: datetime) -> bool:
    """Whether a good list came after a moment."""
    with desk.inbox.reading() as conn:
        at = heartbeat.read(conn).last_good_list_at
    return at is not None and at >= moment


def whole_in_the_mirror(root: Path, tmp_path: Path, count: int) -> None:
    """The mirror gives as many copies back, none twice."""
    with rebuilt(root, tmp_path / "again") as (_inbox, what):
        assert (what.copies, what.incomplete, what.sealed_for_good) == (count, 0, 0)


@pytest.mark.timeout(300)
def test_held_back_until_ten_minutes_before_expiry(
    front: Front, desk: Desk, clock: ShiftedClock, tmp_path: Path
) -> None:
    """Gone mid-run: nothing is acknowledged, an alarm stands; then it goes on, and the rest is caught up with."""
    root, away = tmp_path / "mirror", tmp_path / "unplugged"
    with proof.suite("mirror") as done:
        with going_on(desk, mirror=MirrorTo(root, MirrorPolicy.HOLD)) as collector:
            some(front, 3)
            until(closed(desk, 3))
            root.rename(away)
            some(front, 2)
            until(lambda: desk.counts().get(Stage.VERIFIED) == 2 and AlarmKind.MIRROR in alarms(desk))
            pass_time(clock, collector, desk, 18)
            assert (acknowledged(front), desk.counts().get(Stage.VERIFIED)) == (3, 2)
            pass_time(clock, collector, desk, 1.5)
            until(closed(desk, 5))
            assert AlarmKind.MIRROR in alarms(desk)
            away.rename(root)
            collector.poke()
            until(caught_up(desk), 40)
            done["mirror_cases"] += 5
        whole_in_the_mirror(root, tmp_path, 5)


@pytest.mark.timeout(300)
def test_acknowledging_goes_on_and_the_rest_is_caught_up_with(front: Front, desk: Desk, tmp_path: Path) -> None:
    """With `continue`: acknowledged at once, an alarm stands until what is missing was written."""
    root, away = tmp_path / "mirror", tmp_path / "unplugged"
    with proof.suite("mirror") as done:
        with going_on(desk, mirror=MirrorTo(root, MirrorPolicy.CONTINUE)) as collector:
            some(front, 3)
            until(closed(desk, 3))
            root.rename(away)
            some(front, 4)
            until(closed(desk, 7))
            assert AlarmKind.MIRROR in alarms(desk)
            assert lag(desk) == 4
            away.rename(root)
            collector.poke()
            until(caught_up(desk), 40)
            done["mirror_cases"] += 7
        whole_in_the_mirror(root, tmp_path, 7)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("trouble", ["full", "write", "sync", "read-back"])
def test_a_disk_that_fails_under_the_mirror(
    trouble: str, front: Front, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is acknowledged on its word; when it is well again all is written anew, and nothing is doubled."""
    root = tmp_path / "mirror"
    failing = True
    real = {name: getattr(files, name) for name in ("write", "sync", "digest_of_range")}
    number = {"full": errno.ENOSPC, "write": errno.EIO, "sync": errno.EIO}.get(trouble, 0)

    def fail(name: str) -> Callable[..., object]:
        def act(*words: object) -> object:
            if failing and name == "write":
                os.write(words[0], b"half of it")  # type: ignore[arg-type]
            if failing and name == "digest_of_range":
                return bytes(32)
            if failing:
                raise OSError(number, "EXEMPLE")
            return real[name](*words)

        return act

    edge = {"full": "write", "write": "write", "sync": "sync", "read-back": "digest_of_range"}[trouble]
    with proof.suite("mirror") as done:
        with going_on(desk, mirror=MirrorTo(root, MirrorPolicy.HOLD)) as collector:
            some(front, 2)
            until(closed(desk, 2))
            monkeypatch.setattr(files, edge, fail(edge))
            some(front, 3)
            until(lambda: desk.counts().get(Stage.VERIFIED) == 3 and AlarmKind.MIRROR in alarms(desk))
            assert acknowledged(front) == 2
            failing = False
            collector.poke()
            until(closed(desk, 5), 40)
            until(caught_up(desk), 40)
            done["mirror_cases"] += 5
        whole_in_the_mirror(root, tmp_path, 5)
        folder = next(root.iterdir())
        assert len(files.numbers(folder)) <= 3


@pytest.mark.timeout(300)
def test_every_acknowledgement_comes_after_the_mirrors_sync(
    front: Front, desk: Desk, faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each acknowledgement: what had been synced of the mirror by then gives every copy that it names, key and all."""
    root = tmp_path / "mirror"
    synced: dict[int, int] = {}
    asked: set[str] = set()
    lacking: list[str] = []
    real = files.sync

    def sync(handle: int) -> None:
        real(handle)
        found = os.fstat(handle)
        synced[found.st_ino] = found.st_size

    def durable_ids() -> set[str]:
        """What a power cut at this moment would leave of the mirror."""
        left = tmp_path / "left"
        shutil.rmtree(left, ignore_errors=True)
        left.mkdir()
        [folder] = list(root.iterdir())
        for file in folder.iterdir():
            (left / file.name).write_bytes(file.read_bytes()[: synced.get(file.stat().st_ino, 0)])
        keys = read_all(left)
        return {
            whole.said["facts"]["id"]
            for tag, whole in read_index([left]).whole.items()
            if tag in keys and keys[tag].wrapped
        }

    async def look(call: Call) -> None:
        message = await call.receive()
        named = {item["id"] for item in json.loads(message["body"])["items"]}
        asked.update(named)
        lacking.extend(named - durable_ids())

        async def again() -> object:
            return message

        await call.app(call.scope, again, call.send)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "sync", sync)
    faults.add("POST", ACKS, look)
    with proof.suite("mirror") as done:
        with going_on(desk, mirror=MirrorTo(root)):
            for _ in range(3):
                some(front, 20, size=30)
            some(front, 3, size=200_000)
            until(closed(desk, 63), 60)
        assert len(asked) == 63
        assert lacking == []
        done["mirror_cases"] += len(asked)
    with desk.inbox.reading() as conn:
        assert identity.ids(conn).current == next(root.iterdir()).name
