"""Everything at once, for long: collector, window and front end, ten times the expected load, kills, bad weather.

At the end nothing is lost, nothing is doubled, and neither memory nor descriptors have grown. Some seconds
in `make test`; an hour in `make deep`, with a kill every two minutes.
"""

from __future__ import annotations

import json
import os
import random
import re
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.journeys.commands import console
from tests.proof.soak.machines import Machine, flat
from tests.support import proof
from tests.support.relay import Relay
from tests.support.waiting import until

SECONDS = int(os.environ.get("BACKOFFICE_SOAK_SECONDS", "0")) or proof.size(12, 3_600)
KILL_EVERY = proof.size(4, 120)
A_MINUTE = proof.size(300, 42)
"""Ten times 2,000 submissions in a working day of eight hours are 42 a minute (domain.md §5)."""
_MOST_MEMORY = 200 * 1024 * 1024
_MOST_DESCRIPTORS = 64
_PORT = re.compile(r'^url = "([^"]*)"', re.MULTILINE)


@pytest.mark.parametrize(
    ("seen", "is_flat"),
    [
        ([100 << 20] * 500, True),
        ([(100 << 20) + n * (1 << 18) for n in range(500)], False),
        ([(20 << 20) + n * (1 << 19) for n in range(100)] + [70 << 20] * 400, True),
        ([(20 << 20) + n * (1 << 20) for n in range(300)], True),
    ],
)
def test_growth_is_told_from_warming_up(seen: list[int], is_flat: bool) -> None:
    """A leak of a quarter of a MiB a look is found; what has not lived for long is not judged."""
    assert flat(seen) is is_flat


@pytest.mark.parametrize(("growing", "told"), [(0, 0), (1, 0), (2, 2), (4, 4)])
def test_what_leaks_leaks_in_every_life(growing: int, told: int, tmp_path: Path) -> None:
    """One life of four that grew was slow to warm up; two of four are told, and short ones are not counted."""
    leaking, level = [(100 << 20) + n * (1 << 18) for n in range(500)], [100 << 20] * 500
    machine = Machine([], tmp_path, "x")
    machine.memory = [leaking] * growing + [level] * (4 - growing) + [[1 << 20] * 20]
    assert len(machine.grown()) == told


@pytest.mark.expected_logs("asyncio")  # the relay's own: it goes on sending to who has gone
@pytest.mark.timeout(SECONDS + 900)
def test_an_hour_of_everything_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """Whoever holds the store's lock is killed, collector or window; the other takes over."""
    front = Machine(
        ["backoffice_gui.cli", "--json", "reference-front", "--dir", str(tmp_path / "front"), "--count", "20",
         "--rate", str(A_MINUTE)],
        tmp_path,
        "front",
    )  # fmt: skip
    config = tmp_path / "front" / "config.toml"
    with proof.suite("soak") as done:
        front.start()
        until(lambda: b"ready" in (tmp_path / "front.out").read_bytes(), 60)
        found = _PORT.search(config.read_text("utf-8"))
        assert found is not None
        port = urlsplit(found[1]).port
        assert port is not None
        try:
            with Relay(port, seed=9) as relay:
                began = time.monotonic()
                assert console(config, "store", "init").code == 0
                machines = _weather(tmp_path, config, front, relay)
                done["soak_seconds"] += round(time.monotonic() - began)
            assert front.stop() == 0, front.said()
            _whole(tmp_path, config)
            _bounded(*machines)
        finally:
            front.kill()


def _weather(folder: Path, config: Path, front: Machine, relay: Relay) -> tuple[Machine, Machine, Machine]:
    """Collect in bad weather with kills; the machines as they were seen."""
    over = {"BACKOFFICE_TRANSFER__URL": f"https://127.0.0.1:{relay.port}/transfer/v1"}
    words = ["--config", str(config)]
    collector = Machine(["backoffice_gui.cli", *words, "--json", "collect"], folder, "collector", over)
    window = Machine(["backoffice_gui", *words], folder, "window", over)
    machines = (front, collector, window)
    dice = random.Random(5)
    pause = threading.Event()
    try:
        began = last_kill = time.monotonic()
        while (now := time.monotonic()) - began < SECONDS or (not relay.fates["clear"] and now - began < SECONDS + 60):
            collector.start()
            window.start()
            if now - last_kill >= KILL_EVERY:
                last_kill = now
                (collector if dice.random() < 0.85 else window).kill()
            for machine in machines:
                machine.look()
            pause.wait(0.5)
        relay.quiet()
        collector.kill()
        window.stop()
    finally:
        collector.kill()
        window.kill()
    assert relay.fates["clear"] > 0
    assert relay.fates.total() > relay.fates["clear"] or SECONDS < 60  # a few connections may all be spared
    return machines


def _bounded(front: Machine, collector: Machine, window: Machine) -> None:
    """The front end has lived through all of it; nobody holds more than he may, nor more and more."""
    assert len(front.memory) == 1, front.said()
    for machine in (front, collector, window):
        assert max(machine.descriptors) <= _MOST_DESCRIPTORS, machine.name
        assert machine.grown() == []
    assert max(max(life, default=0) for life in collector.memory) <= _MOST_MEMORY


def _whole(folder: Path, config: Path) -> None:
    """Start the front end once more without arrivals; what is left comes home, and all of it is there once."""
    front = Machine(["backoffice_gui.cli", "--json", "reference-front", "--dir", str(folder / "front")], folder, "last")
    front.start()
    try:
        until(lambda: b"ready" in (folder / "last.out").read_bytes(), 60)
        rest = console(config, "collect", "--once", seconds=600)
        assert (rest.code, rest.last["held"], rest.last["lost"], rest.last["missing"]) == (0, 0, 0, 0), rest.last
        lines = [json.loads(line) for line in (folder / "front" / "truth.jsonl").read_text("utf-8").splitlines()]
        made = {line["id"]: line["digest"] for line in lines if "outcome" not in line}
        ended = {line["id"]: line["outcome"] for line in lines if "outcome" in line}
        listed = console(config, "list", seconds=600).lines
        assert len(listed) == len(made) > 20
        assert {(line["id"], line["digest"], line["stage"]) for line in listed} == {
            (name, digest, "CLOSED") for name, digest in made.items()
        }
        assert set(ended.values()) == {"acknowledged"}
        checked = console(config, "verify", seconds=1_800)
        assert (checked.code, checked.last["ok"]) == (0, True), checked.last
        assert console(config, "incident", "list").lines == []
    finally:
        front.stop()
