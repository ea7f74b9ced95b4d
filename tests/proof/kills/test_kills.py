"""kill -9 before and after every durable call of every scenario, recovery, and a second kill during recovery.

Each scenario is prepared once; each point is a forked child that dies by SIGKILL at one call of its own. The
front end lives in another process, whose truth is what the invariants are checked against, at the very moment
of the kill (I1, I3, I13) and once the next start has come to rest (I4, I8, I15, I18, I19, I22, and that it
comes to rest exactly as an undisturbed run does). In `make deep` every call, in `make test` a sample.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.support import proof
from tests.support.scenarios import SCENARIOS
from tests.support.scenarios.jobs import lines_of, room_in_memory

SHARDS = proof.size(2, 4)
POINTS = int(os.environ.get("BACKOFFICE_KILL_POINTS", "0")) or (None if proof.DEEP else 4)
"""Of each scenario, and the first kills of its doubles; nothing is every call, before and after (two hours of a core)."""
DOUBLES = proof.size(1, 24)


def said_of(line: dict[str, Any]) -> str:
    """A line of the table."""
    figures = f"{line['calls']:6} {line['points']:6} {line['doubles']:6} {line['seconds']:8.1f}"
    return f"{line['scenario']:34} {figures}"


def broken(line: dict[str, Any]) -> list[str]:
    """What did not hold, each with the words that run it again alone."""
    return [
        f"{line['scenario']} at {point}: {said}\n  again: "
        f'python -m tests.support.scenarios.killing \'{{"root": "build/again", "only": ["{line["scenario"]}"], "at": {point}}}\''
        for point, faults in line["faults"]
        for said in faults
    ]


@pytest.mark.timeout(proof.size(600, 7_200))
@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_kill_at_any_call_loses_and_doubles_nothing(shard: int, tmp_path: Path) -> None:
    """At each point: nothing is lost at the kill, and the next start ends as if nothing had happened."""
    root = room_in_memory(tmp_path, f"kills-{shard}")
    job = {"root": str(root), "points": POINTS, "doubles": DOUBLES, "shard": [shard, SHARDS]}
    table, faults = [], []
    with proof.suite("kills") as done:
        for line in lines_of("killing", job):
            done["kill_points"] += line["points"]
            done["double_kills"] += line["doubles"]
            table.append(said_of(line))
            faults += broken(line)
        print("\n".join([f"{'scenario':34}  calls points double  seconds", *table]))  # noqa: T201 - the table of a deep run
        assert faults == [], "\n".join(faults)


def test_there_are_scenarios_enough() -> None:
    """At least forty, and each has a name of its own."""
    assert len(SCENARIOS) >= 40
