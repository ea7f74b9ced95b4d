"""kill -9 before and after every durable call of every scenario, recovery, and a second kill during recovery.

Each scenario is prepared once; each point is a forked child that dies by SIGKILL at one call of its own. The
front end lives in another process, whose truth is what the invariants are checked against, at the very moment
of the kill (I1, I3, I13) and once the next start has come to rest (I4, I8, I15, I18, I19, I22, and that it
comes to rest exactly as an undisturbed run does). In `make deep` some 8,000 points of all scenarios, of a few every call
(`BACKOFFICE_KILL_POINTS=all`: of each of them), in `make test` a sample.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.support import proof
from tests.support.scenarios import SCENARIOS, WORKSTATION
from tests.support.scenarios.jobs import lines_of, room_in_memory

SHARDS = proof.size(2, 4)
_ASKED = os.environ.get("BACKOFFICE_KILL_POINTS", "0")
EVERY = _ASKED == "all"
ASKED = 0 if EVERY else int(_ASKED)
POINTS = ASKED or (None if EVERY else proof.size(3, 110))
"""Of each scenario so many, drawn by its name; nothing is every call, before and after: 24,000 points, two hours of a core."""
WHOLE = ("a store of the first version is brought up", "one small", "restart amid receipts") if proof.DEEP else ()
"""Killed at every call all the same: what opens an old store, and the shortest way from a list to a receipt."""
DOUBLES = proof.size(1, 12)
BEHIND_THE_DOOR = ASKED or proof.size(2, 64)
"""The same of each scenario of lock, keys, backup, restore and purge."""
DOORS = proof.size(1, 4)
USUAL = (
    "a backup is made, an old one goes",
    "a backup comes back with its passphrase",
    "a purge epoch beside a mirror",
    "a desk is locked amid an act",
    "a lock's last words are laid by",
    "a casebook is rekeyed behind a passphrase",
    "a purge is carried out",
)
"""Of these, those of every day: a casebook is slow to make."""


def said_of(line: dict[str, Any]) -> str:
    """A line of the table."""
    figures = f"{line['calls']:6} {line['points']:6} {line['doubles']:6} {line['seconds']:8.1f}"
    return f"{line['scenario']:42} {figures}"


def broken(line: dict[str, Any]) -> list[str]:
    """What did not hold, each with the words that run it again alone."""
    return [
        f"{line['scenario']} at {point}: {said}\n  again: "
        f'python -m tests.support.scenarios.killing \'{{"root": "build/again", "only": ["{line["scenario"]}"], "at": {point}}}\''
        for point, faults in line["faults"]
        for said in faults
    ]


def run(suite: str, job: dict[str, Any]) -> None:
    """Do a job, count it, and fail with all that did not hold."""
    table, faults = [], []
    with proof.suite(suite) as done:
        for line in lines_of("killing", job):
            done["kill_points"] += line["points"]
            done["double_kills"] += line["doubles"]
            table.append(said_of(line))
            faults += broken(line)
        print("\n".join([f"{'scenario':42}  calls points double  seconds", *table]))  # noqa: T201 - the table of a deep run
        assert faults == [], "\n".join(faults)


@pytest.mark.timeout(proof.size(600, 7_200))
@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_kill_at_any_call_loses_and_doubles_nothing(shard: int, tmp_path: Path) -> None:
    """At each point: nothing is lost at the kill, and the next start ends as if nothing had happened."""
    root = room_in_memory(tmp_path, f"kills-{shard}")
    only = [name for name in SCENARIOS if name not in WORKSTATION][shard::SHARDS]
    run("kills", {"root": str(root), "points": POINTS, "doubles": DOUBLES, "only": only, "whole": WHOLE})


@pytest.mark.timeout(proof.size(600, 7_200))
@pytest.mark.parametrize("shard", range(DOORS))
def test_a_kill_amid_lock_keys_backup_and_purge_loses_and_reveals_nothing(shard: int, tmp_path: Path) -> None:
    """The same; and neither a word of a person nor a secret of ours is in any file then, what was purged in none."""
    root = room_in_memory(tmp_path, f"door-{shard}")
    only = list(WORKSTATION if proof.DEEP else USUAL)[shard::DOORS]
    run("workstation", {"root": str(root), "points": BEHIND_THE_DOOR, "doubles": proof.size(1, 8), "only": only})


def test_there_are_scenarios_enough() -> None:
    """At least forty, and each has a name of its own; those of every day are among them."""
    assert len(SCENARIOS) >= 40
    assert set(USUAL) <= set(WORKSTATION)
