"""A hundred and fifty agents on one server, a network away: how long each act takes while all of them work.

`make bench ARGS=crowd`; `python -m benchmarks.crowd --agents 10 --seconds 5` for less of it.

How long an agent takes over a case nobody has measured. What comes in (2,000 requests a working day, domain.md §5)
gives each of 150 one in half an hour; one who does nothing else is taken to need six minutes: he looks at his list,
opens a case, takes it, writes a note, closes it. Ten times that pace is a case in 36 seconds, a pause after each act:
fifty times what comes in. `--pace 18` is twice as much again, and was what this judged until November 2026: there two
processors are three quarters busy, and one opening in a hundred takes longer than the 200 ms that are asked. Agents of
a service choose among the first of one list, so they meet. Each one's first case of the day is in no figure: whatever
is asked of a connection for the first time has to be planned there.

All is on one machine: the server, in memory, and the agents' own programs, each a process, whose share of the
processors is said (`crowd_clients`); on machines of their own they would leave that to the server. Every desk listens,
and is there for its colleagues; of a tenth the window reads its list again whenever it hears of something, as all would
(`--looks 100`), which is more than these processors have.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import math
import os
import secrets
import subprocess
import sys
import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.crowd_desks import ACTS, Order
from benchmarks.crowd_store import KEY, Place, deadlocks, discrepancies, logins, peopled
from benchmarks.far import far
from benchmarks.figures import ROOT, Figure, show
from tests.support.postgres import Server, running_server

__all__ = ["Wanted", "measure", "measured"]

_AWAY = 5.0
"""Milliseconds there and back."""
_BOUND = 200.0
_PAUSES = 4
_MEMORY = Path("/dev/shm")
_CONNECTED = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
_SETTINGS = (
    "max_connections=2000",  # docs/operations.md, Sizing
    "shared_buffers=1GB",
    "work_mem=16MB",
    "maintenance_work_mem=256MB",
    "max_wal_size=4GB",
    "autovacuum=on",
)


@dataclasses.dataclass(frozen=True, slots=True)
class Wanted:
    """How large: `pace` is how many seconds an agent takes over a case; `looks` as of an `Order`."""

    agents: int = 150
    cases: int = 100_000
    seconds: float = 120.0
    pace: float = 36.0
    looks: int = 10

    @property
    def fresh(self) -> int:
        """Cases that are yet to be treated: half as many again as can be."""
        return math.ceil(self.agents * (3 + 1.5 * self.seconds / self.pace))


def measure(wanted: Wanted | None = None) -> Iterator[Figure]:
    """Begin a server, people it, let them work."""
    place = _MEMORY if _MEMORY.is_dir() else Path("/tmp")
    with tempfile.TemporaryDirectory(prefix="bench-") as kept:
        inner = place / f"backoffice-{secrets.token_hex(4)}"
        with running_server(inner, Path(kept), *_SETTINGS) as server:
            yield from measured(server, Path(kept), wanted or Wanted())


def measured(server: Server, folder: Path, wanted: Wanted) -> Iterator[Figure]:
    """The same on a server that runs; `folder` is the crowd's own."""
    there = Place(server, server.new(), folder)
    with tempfile.TemporaryDirectory(prefix="far-") as away, far(Path(away), server.folder, _AWAY):
        yield from peopled(there, wanted.agents, wanted.cases, wanted.fresh)
        distant = Place(dataclasses.replace(server, folder=Path(away)), there.name, folder)
        with contextlib.ExitStack() as stack:
            crowd = stack.enter_context(_process(_order(distant, wanted)))
            _heard(crowd)
            connections = server.do(there.name, _CONNECTED)[0][0]
            before = _machine()
            _tell(crowd)
            told = json.loads(_heard(crowd))
            busy = _busy(before, _machine())
            _tell(crowd)
        yield Figure("crowd_connections", float(str(connections)), "", f"the server's, as {wanted.agents} desks begin")
        yield from _figures(told, wanted, busy)
        yield from _held(there, told["tales"])


def _order(place: Place, wanted: Wanted) -> Order:
    addresses = {login: str(place.server.address(place.name, login)) for login in logins(wanted.agents)}
    return Order(addresses, KEY.hex(), str(place.folder), wanted.seconds, wanted.pace / _PAUSES, 7, wanted.looks)


@contextlib.contextmanager
def _process(order: Order) -> Iterator[subprocess.Popen[str]]:
    words = [sys.executable, "-m", "benchmarks.crowd_desks"]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            _tell(process, json.dumps(dataclasses.asdict(order)))
            yield process
            process.wait(300)
        finally:
            process.kill()


def _tell(process: subprocess.Popen[str], words: str = "") -> None:
    assert process.stdin is not None
    process.stdin.write(f"{words}\n")
    process.stdin.flush()


def _heard(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError("some desks of the crowd have ended")
    return line


def _machine() -> tuple[int, int]:
    """Ticks of all processors, and those in which nobody wanted one."""
    ticks = [int(word) for word in Path("/proc/stat").read_text("ascii").splitlines()[0].split()[1:9]]
    return sum(ticks), ticks[3] + ticks[4]


def _busy(before: tuple[int, int], after: tuple[int, int]) -> float:
    return 1 - (after[1] - before[1]) / max(1, after[0] - before[0])


def _figures(told: dict[str, Any], wanted: Wanted, busy: float) -> Iterator[Figure]:
    tales, seconds = told["tales"], told["seconds"]
    broken = [tale["broken"] for tale in tales if tale["broken"]]
    if broken:
        raise RuntimeError(f"{len(broken)} agents could not go on: {broken[0]}")
    against = f"{wanted.agents} agents, a case in {wanted.pace:g} s each, {_AWAY:g} ms away, {wanted.cases} cases"
    for act in ACTS:
        took = sorted(one for tale in tales for one in tale["took"][act])
        if took:
            of = f"{against}; {len(took)} times"
            yield Figure(f"crowd_{act}_p50", took[len(took) // 2], "ms", of)
            yield Figure(f"crowd_{act}_p99", took[len(took) * 99 // 100], "ms", of, floor=_BOUND, at_most=True)
    acts = sum(len(tale["took"][act]) for tale in tales for act in ACTS[1:])
    yield Figure("crowd_acts", acts / seconds, "acts/s", f"{against}; opened, taken, noted, closed in {seconds:.0f} s")
    looked = sum(tale["looked"] for tale in tales)
    yield Figure("crowd_looks", looked / seconds, "looks/s", "lists read again because a colleague had done something")
    left = Counter(code for tale in tales for code in tale["left"][tale["begun"] :])
    yield Figure("crowd_met", left.pop("case-changed", 0), "", "acts left because a colleague was first")
    idle = left.pop("nothing to do", 0)
    why = f"acts that waited five seconds for their turn, or were refused: {dict(left)}; empty lists: {idle}"
    yield Figure("crowd_refused", sum(left.values()), "", why, floor=0, at_most=True)
    cores = os.cpu_count() or 1
    share = told["cpu"] / (seconds * cores)
    yield Figure("crowd_clients", 100 * share, "%", f"of {cores} processors: the agents' own programs")
    yield Figure(
        "crowd_machine", 100 * busy, "%", f"of {cores} processors: everything here, clients, network and server"
    )


def _held(place: Place, tales: list[dict[str, Any]]) -> Iterator[Figure]:
    wrong = discrepancies(place, tales)
    for each in wrong[:20]:
        print(f"  {each}", file=sys.stderr)
    acts = sum(len(tale["acts"]) + len(tale["notes"]) for tale in tales)
    against = f"{acts} changes, each where its agent believes it is, and no other"
    yield Figure("crowd_lost", len(wrong), "", against, floor=0, at_most=True)
    yield Figure("crowd_deadlocks", deadlocks(place), "", "pg_stat_database", floor=0, at_most=True)


def _main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crowd")
    for field in dataclasses.fields(Wanted):
        parser.add_argument(f"--{field.name}", type=type(field.default), default=field.default)
    figures = []
    for figure in measure(Wanted(**vars(parser.parse_args(arguments)))):
        show(figure)
        figures.append(figure)
    return int(any(figure.verdict in ("BELOW", "ABOVE") for figure in figures))


if __name__ == "__main__":
    raise SystemExit(_main(sys.argv[1:]))
