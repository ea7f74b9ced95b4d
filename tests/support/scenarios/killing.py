"""Kills at every call, or at a sample of them: run as a program with the library of system calls preloaded.

    python -m tests.support.scenarios.killing '{"root": …, "points": 5, "doubles": 1, "shard": [0, 2]}'

For each scenario of its shard a line of JSON: calls, points, double kills, seconds, and what did not hold.
`points` is how many of a scenario's points are taken (after the first `beyond`), nothing for all; `whole` names scenarios of
which all are, `only` those that are looked at at all, and
`at` a single point `[n, after]` or `[n, after, m, after]`, so that one that failed can be run alone.
"""

from __future__ import annotations

import gc
import json
import random
import sys
import time
from pathlib import Path
from typing import Any

from tests.support.scenarios import SCENARIOS
from tests.support.scenarios.forks import Loaded, Workshop

__all__ = ["main"]

_SEED = 20261126
_THOROUGH = 4
"""One point in so many is checked by the product's own verification too, and once more to rest."""

_LONG = 2
"""Strides beyond this are those of runs with thousands of writes."""

Point = tuple[int, bool]


def _points(loaded: Loaded, wanted: int | None, beyond: int) -> list[Point]:
    """Every call before and after, or a sample; of the writes of a very long run every so manieth."""
    stride = loaded.scenario.stride
    calls = [n for n, op in enumerate(loaded.ops) if op != "w" or n % stride == 0]
    points = [(n, after) for n in calls for after in (False, True)]
    if wanted is None:
        return points
    random.Random(f"{_SEED}:{loaded.scenario.name}").shuffle(points)
    return points[beyond : beyond + wanted]


def _doubles(loaded: Loaded, wanted: int) -> list[tuple[Point, Point]]:
    dice = random.Random(f"{_SEED}:{loaded.scenario.name}:twice")
    firsts = [dice.randrange(max(1, len(loaded.ops))) for _ in range(wanted)]
    # a recovery that begins in the middle makes more calls than one at rest: the second kill may come later
    most = max(2, loaded.recovery, len(loaded.ops) // 2)
    return [((n, dice.random() < 0.5), (dice.randrange(most), dice.random() < 0.5)) for n in firsts]


def _one(workshop: Workshop, name: str, job: dict[str, Any]) -> dict[str, Any]:
    began = time.monotonic()
    loaded = workshop.load(name)
    faults: list[list[Any]] = [["undisturbed", loaded.faults]] if loaded.faults else []
    gc.collect()
    gc.freeze()
    points: list[tuple[Point, Point | None]]
    if "at" in job:
        n, after, *second = job["at"]
        points = [((n, after), (second[0], second[1]) if second else None)]
    else:
        wanted = None if name in job.get("whole", ()) else job["points"]
        if wanted is not None and loaded.scenario.stride > _LONG:
            wanted = -(-wanted // 4)  # in a sample a point of a very long run costs as much as ten others
        points = [(point, None) for point in _points(loaded, wanted, job.get("beyond", 0))]
        points += [*_doubles(loaded, job["doubles"])]
    killed = doubles = 0
    for number, (first, second) in enumerate(points):
        times, broken = workshop.kill(
            loaded, first[0], after=first[1], second=second, thorough=number % _THOROUGH == _THOROUGH - 1 or "at" in job
        )
        killed += times > 0
        doubles += times > 1
        if broken:
            faults.append([[*first, *(second or ())], broken])
    return {
        "scenario": name,
        "calls": len(loaded.ops),
        "points": killed,
        "doubles": doubles,
        "seconds": round(time.monotonic() - began, 1),
        "faults": faults,
    }


def main(job: dict[str, Any]) -> None:
    """Do a job; a line for each scenario."""
    shard, shards = job.get("shard", [0, 1])
    names = job.get("only") or list(SCENARIOS)[shard::shards]
    workshop = Workshop(Path(job["root"]))
    try:
        for name in names:
            print(json.dumps(_one(workshop, name, job)), flush=True)  # noqa: T201 - this program's output
    finally:
        workshop.end()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
