"""How soon a colleague's change is heard: twenty desks on one server, a network away, while one of them works.

The time is from the moment at which the act is asked for until the last desk was told what, by whom, of which case; so
the change itself is in it. `polling`: the same through a pooler that swallows notifications.
"""

from __future__ import annotations

import contextlib
import dataclasses
import random
import secrets
import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from backoffice_gui.actions.case_notes import write_note
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.treat import treat
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.cases import CaseAct, Duty
from backoffice_gui.domain.colleagues import Heard, Way
from backoffice_gui.domain.presence import Patience
from backoffice_gui.sealing import generate
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.casebook import create_casebook, open_casebook
from backoffice_gui.storage.team.line import Line
from backoffice_gui.wiring.listening import Listening, Rhythm
from benchmarks.far import far
from benchmarks.figures import Figure
from tests.support.pooler import pooler
from tests.support.postgres import running_server
from tests.support.teams import enter
from tests.support.waiting import until

__all__ = ["measure"]

_KEY = bytes(range(32))
_AWAY = 5.0
"""Milliseconds there and back."""
_DESKS, _CHANGES, _POLLED = 20, 200, 20
_BOUND = 1_000.0
_AGENT = "agent.exemple"
_MEMORY = Path("/dev/shm")


class _Ear:
    """One desk that listens, and when it heard of what."""

    def __init__(self, address: Address, post: str) -> None:
        self.when: dict[tuple[int, str], float] = {}
        self.run = Listening(lambda bell: Line(address, bell, post, Patience()), SystemClock(), self._told, Rhythm())
        self.run.start()

    def _told(self, heard: Heard) -> None:
        now = time.perf_counter()
        for each in heard.changes:
            self.when.setdefault((each.case, f"{each.name} {each.version}"), now)


@contextlib.contextmanager
def _listening(address: Address, many: int, way: Way) -> Iterator[list[_Ear]]:
    ears = [_Ear(address, f"POSTE-{n}") for n in range(many)]
    try:
        until(lambda: all(ear.run.hearing.way is way for ear in ears))
        yield ears
    finally:
        for ear in ears:
            ear.run.stop(20.0)


def _worked(desk: Desk, ears: list[_Ear], changes: int, dice: random.Random) -> list[float]:
    """Milliseconds from asking until the last desk knew, of each change."""
    took, version = [], 1
    pause = threading.Event()
    for n in range(changes):
        act = CaseAct.GIVE_BACK if n % 2 else CaseAct.TAKE
        begun = time.perf_counter()
        (key,) = treat(desk, [CaseKey(1, version)], Asked(act), SystemClock(), duties=frozenset(Duty)).done
        version, wanted = key.version, (1, f"{act.value} {key.version}")
        until(lambda wanted=wanted: all(wanted in ear.when for ear in ears))  # type: ignore[misc]
        took.append(1_000 * (max(ear.when[wanted] for ear in ears) - begun))
        write_note(desk, 2, "EXEMPLE", SystemClock())
        pause.wait(dice.uniform(0.0, 0.3))
    return sorted(took)


def _figures(took: list[float], name: str, against: str, bound: float) -> Iterator[Figure]:
    yield Figure(f"{name}_median", took[len(took) // 2], "ms", against)
    yield Figure(f"{name}_p99", took[len(took) * 99 // 100], "ms", against, floor=bound, at_most=True)


def measure(changes: int = _CHANGES) -> Iterator[Figure]:
    """Begin a server, let desks listen from afar, and work."""
    place = _MEMORY if _MEMORY.is_dir() else Path("/tmp")
    with tempfile.TemporaryDirectory(prefix="bench-") as kept, tempfile.TemporaryDirectory(prefix="far-") as away:
        folder, inner = Path(kept), place / f"backoffice-{secrets.token_hex(4)}"
        with running_server(inner, folder) as server, far(Path(away), inner, _AWAY):
            name = server.new()
            with contextlib.closing(create_casebook(server.address(name), folder, _KEY)) as casebook:
                with casebook.transaction() as tx:
                    keys.put_private(tx, generate(), SystemClock().now())
                enter(Desk(casebook, {}, _AGENT), 2)
            distant = dataclasses.replace(server, folder=Path(away)).address(name)
            swallowing = pooler(inner, place / f"pooler-{secrets.token_hex(3)}")
            with contextlib.closing(open_casebook(distant, folder, _KEY)) as casebook, swallowing as towards:
                desk, dice = Desk(casebook, {}, _AGENT), random.Random(7)
                against = f"{changes} changes heard by {_DESKS} desks, {_AWAY:g} ms away, there and back"
                with _listening(distant, _DESKS, Way.LISTENING) as ears:
                    yield from _figures(_worked(desk, ears, changes, dice), "heard", against, _BOUND)
                against = f"{_POLLED} changes heard by a desk behind a pooler that swallows notifications"
                with _listening(dataclasses.replace(server, folder=towards).address(name), 1, Way.POLLING) as ears:
                    yield from _figures(_worked(desk, ears, _POLLED, dice), "polled", against, 2_500.0)
