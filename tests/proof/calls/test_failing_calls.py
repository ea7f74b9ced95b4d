"""The n-th call fails, at each call of what our processes do: nothing is lost, nothing is said that is not so.

ENOSPC, EIO, EINTR, short writes, EMFILE, a failing sync, a refused lock, and no memory (for Python at each function
of the storing path, for SQLite by its heap limit), once and for good. In each: no acknowledgement of what is not
whole here (I1, I2), no other end than a circumstance of ours or going on, and once the fault is lifted the
next start comes to rest exactly as an undisturbed run does. A sync that failed is never tried again over the
same descriptor. In `make deep` every fault at every site of our code (`scenarios/sites.py`), in the first scenario that
comes by. `BACKOFFICE_CALLS_SITES` asks for so many of each scenario instead, as `make test` does of six.
"""

from __future__ import annotations

import contextlib
import os
import struct
from pathlib import Path
from typing import Any

import pytest

from tests.support import proof
from tests.support.scenarios import SCENARIOS
from tests.support.scenarios.failing import synced_again
from tests.support.scenarios.jobs import lines_of, room_in_memory
from tests.support.scenarios.sites import first_and_last, role

USUAL = (
    "one small",
    "a digest that differs once",
    "receipts at once",
    "restart with a stored one",
    "a foreign copy is erased",
    "first run with a key file",
)
SHARDS = proof.size(2, 4)
SITES = int(os.environ.get("BACKOFFICE_CALLS_SITES", "0")) or (None if proof.DEEP else 6)
"""Of each scenario so many, drawn by its name; nothing is all that are wanted."""
EACH = 1
"""How often a fault is tried at a site, in all scenarios together: once is some 6,000 failures in 85 scenarios."""


def broken(line: dict[str, Any]) -> list[str]:
    """What did not hold, each with the words that run it again alone."""
    return [
        f"{line['scenario']} failing {failure}: {said}\n  again: python -m tests.support.scenarios.failing "
        f'\'{{"root": "build/again", "only": ["{line["scenario"]}"], "at": {failure}}}\' (preloaded: tests/support/calls)'
        for failure, faults in line["faults"]
        for said in faults
    ]


@pytest.mark.timeout(proof.size(600, 7_200))
@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_call_that_fails_loses_nothing_and_ends_calmly(
    shard: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At each site, once and for good; then the next start. What each scenario came to is printed when it ends."""
    root = room_in_memory(tmp_path, f"calls-{shard}")
    only = list(SCENARIOS) if proof.DEEP else list(USUAL)
    job: dict[str, Any] = {"root": str(root), "only": only}
    if SITES is None:
        job |= {"each": EACH, "share": [shard, SHARDS]}
    else:
        job |= {"sites": SITES, "shard": [shard, SHARDS]}
    faults = []
    with proof.suite("calls") as done:
        for line in lines_of("failing", job):
            done["call_faults"] += line["failures"]
            with capsys.disabled() if proof.DEEP else contextlib.nullcontext():
                print(f"{line['scenario']:34} {line['failures']:6} calls {line['seconds']:8.1f} s {line['ends']}")  # noqa: T201 - the table of a deep run
            faults += broken(line)
        assert faults == [], "\n".join(faults)


def test_of_calls_that_are_alike_the_first_and_the_last_fail() -> None:
    """In the order of the calls; one that is alone is tried once."""
    calls = [("commit", 0), ("open", 1), ("commit", 2), ("commit", 3), ("close", 4)]
    assert list(first_and_last(calls)) == [("commit", 0), ("open", 1), ("commit", 3), ("close", 4)]
    assert [role(path) for path in ("store/inbox.db-wal", "store/backups/inbox-1.0.db", "pins/a.json")] == [
        "inbox.db-wal",
        ".db",
        ".json",
    ]


def _traced(op: str, descriptor: int, name: bytes = b"f") -> bytes:
    return struct.pack("<IIIqq", ord(op), len(name), 0, descriptor, 0) + name


def test_the_same_sync_again_is_seen() -> None:
    """Over the same descriptor it is a fault, over one that was opened since it is not."""
    assert synced_again(_traced("x", 7) + _traced("s", 7)) == ["the same sync again: f"]
    assert synced_again(_traced("x", 7) + _traced("x", 7)) == ["the same sync again: f"]
    assert synced_again(_traced("x", 7) + _traced("z", 7) + _traced("o", 7) + _traced("s", 7)) == []
    assert synced_again(_traced("x", 7) + _traced("s", 8)) == []


def test_all_that_a_failed_sync_was_of_has_to_be_written_again() -> None:
    """A checkpoint that goes on behind what an earlier one had copied, and not synced, loses that."""
    both = _traced("w", 0) + _traced("w", 16) + _traced("x", 7)
    assert synced_again(both + _traced("w", 0) + _traced("w", 16) + _traced("s", 7)) == []
    assert synced_again(both + _traced("w", 16) + _traced("s", 7)) == ["the same sync again: f"]
    assert synced_again(both + _traced("w", 32) + _traced("s", 7)) != []
    synced = _traced("w", 0) + _traced("s", 7) + _traced("w", 16) + _traced("x", 7)
    assert synced_again(synced + _traced("w", 16) + _traced("s", 7)) == []


def test_what_was_written_again_is_another_sync() -> None:
    """A checkpoint that failed copies all its pages again; a log goes on, and what it had lost stays lost."""
    assert synced_again(_traced("x", 7) + _traced("w", 0) + _traced("s", 7)) == []
    log = b"f-wal"
    assert synced_again(_traced("x", 7, log) + _traced("w", 32, log) + _traced("s", 7, log)) != []
    assert synced_again(_traced("x", 7, log) + _traced("w", 0, log) + _traced("s", 7, log)) == []
    assert synced_again(_traced("x", 7, log) + _traced("w", 0, b"g-wal") + _traced("s", 7, log)) != []
    assert synced_again(_traced("x", 7) + _traced("t", 0) + _traced("s", 7)) == []
    assert synced_again(_traced("x", 7) + _traced("t", 4_096) + _traced("s", 7)) != []
    assert synced_again(_traced("x", 7) + _traced("t", 0, b"g") + _traced("s", 7)) != []
    closing = _traced("x", 7, log) + _traced("s", 7, log)
    assert synced_again(closing) != []
    assert synced_again(closing + _traced("w", 9, log) + _traced("u", 0, log)) != []
    assert synced_again(closing + _traced("u", 0, log)) == []


def test_a_log_whose_second_sync_failed_too_has_told_nobody() -> None:
    """Closing tries once more; a fault only where the log goes on, before it or after."""
    log = b"f-wal"
    twice = _traced("x", 7, log) + _traced("x", 7, log)
    assert synced_again(twice) == []
    assert synced_again(twice + _traced("w", 9, log)) != []
    assert synced_again(_traced("x", 7, log) + _traced("w", 9, log) + _traced("x", 7, log)) != []
