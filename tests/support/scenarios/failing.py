"""The n-th call fails: run as a program with the library of system calls preloaded.

    python -m tests.support.scenarios.failing '{"root": …, "sites": 30, "only": ["one small"]}'

For each scenario a line of JSON: failures, how the runs ended, seconds, and what did not hold. `sites` is how many
failures of a scenario are tried, nothing for all of them, `kind` those of one kind; `at` is one failure alone, as the line names it.
"""

from __future__ import annotations

import errno
import gc
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.support.calls import Kind, read_record
from tests.support.scenarios import SCENARIOS
from tests.support.scenarios.forks import HEAP, MEMORY, Failure, Loaded, Workshop

__all__ = ["main", "synced_again"]

_SEED = 20261126
_THOROUGH = 8
_FOR_GOOD = -1
_OF_A_KIND = {
    Kind.WRITE: (
        (errno.ENOSPC, 1),
        (errno.ENOSPC, _FOR_GOOD),
        (errno.EIO, 1),
        (errno.EIO, _FOR_GOOD),
        (errno.EINTR, 1),
    ),
    Kind.SYNC: ((errno.EIO, 1), (errno.EIO, _FOR_GOOD)),
    Kind.CUT: ((errno.EIO, 1), (errno.EIO, _FOR_GOOD)),
    Kind.NAME: ((errno.EIO, 1), (errno.ENOSPC, _FOR_GOOD)),
    Kind.OPEN: ((errno.EMFILE, 1), (errno.EMFILE, _FOR_GOOD)),
    Kind.READ: ((errno.EIO, 1), (errno.EIO, _FOR_GOOD)),
    Kind.LOCK: ((errno.EAGAIN, 1),),
}
"""Errors of each kind of call, once and for good. An interruption for good is nothing a system does; a lock
that is refused for good costs five real seconds a statement, and is tried at one call of each scenario."""
_EVERY = {Kind.READ: 7, Kind.LOCK: 11}
"""Of calls that are many and alike, every so manieth."""
_HEAPS = tuple(size * 1024 for size in (300, 600, 1_200, 2_400, 4_800))


def _in_bursts(ops: str) -> Iterator[int]:
    """Of the writes between two syncs (one commit's): the first two, the middle one and the last; by number of the write."""
    burst: list[int] = []
    write = 0
    for op in [*ops, "s"]:
        if op in "wa":
            burst.append(write)
            write += 1
        elif burst:
            yield from sorted({burst[0], burst[min(1, len(burst) - 1)], burst[len(burst) // 2], burst[-1]})
            burst = []


def _memory_sites(workshop: Workshop, loaded: Loaded) -> Iterator[Failure]:
    """Each function of the storing path, at its first call and at its last."""
    called = workshop.stored_by(loaded)
    first = {name: n for n, name in reversed(list(enumerate(called)))}
    last = {name: n for n, name in enumerate(called)}
    yield from (Failure(MEMORY, n, 0) for n in sorted({*first.values(), *last.values()}))
    yield from (Failure(HEAP, size, 0) for size in _HEAPS)


def _failures(workshop: Workshop, loaded: Loaded) -> Iterator[Failure]:
    for kind, errors in _OF_A_KIND.items():
        if kind is Kind.WRITE:
            sites = list(_in_bursts(loaded.ops))
            yield from (Failure(kind, n, 0, short=True) for n in sites)
        else:
            sites = list(range(0, workshop.counted(loaded, kind), _EVERY.get(kind, 1)))
        yield from (Failure(kind, n, error, times) for n in sites for error, times in errors)
        if kind is Kind.LOCK and sites:
            yield Failure(kind, sites[len(sites) // 2], errno.EAGAIN, _FOR_GOOD)
    yield from _memory_sites(workshop, loaded)


def synced_again(octets: bytes) -> list[str]:
    """Files whose sync failed and was tried again over the same descriptor: what the first lost, the second hides.

    Not where a database was written again in between: a checkpoint that failed begins from its first frame, so its
    second sync has all of it before it (SQLite closes a database by one, over the descriptor it has). Nor where a log
    is only closed: what it syncs then was committed, and synced, before; the frames of the commit that failed are not
    brought in, and go with the log. A log that is written to after its second sync, or stays, is a fault.
    """
    failed: dict[int, str] = {}
    closing: dict[str, str] = {}
    twice: dict[str, str] = {}
    went_on: set[str] = set()
    faults = []
    for call in read_record(octets):
        if call.op == "w":
            if call.path in closing or call.path in twice:
                faults.append(closing.pop(call.path, "") or twice.pop(call.path))
            elif call.path.endswith("-wal"):
                went_on.add(call.path)
            else:
                failed = {descriptor: path for descriptor, path in failed.items() if path != call.path}
        elif call.op == "u":
            closing.pop(call.path, None)
        elif call.op in "oz":
            failed.pop(call.offset, None)
        elif call.op == "s" and call.offset in failed:
            path = failed.pop(call.offset)
            said = f"the same sync again: {path}"
            if path.endswith("-wal"):
                closing[path] = said
            else:
                faults.append(said)
        elif call.op == "x":
            said = f"the same sync again: {call.path}"
            if call.offset in failed and call.path.endswith("-wal") and call.path not in went_on:
                twice[call.path] = said
            elif call.offset in failed:
                faults.append(said)
            failed[call.offset] = call.path
            went_on.discard(call.path)
    return [*faults, *closing.values()]


def _tried(
    workshop: Workshop, loaded: Loaded, failure: Failure, record: Path, *, thorough: bool
) -> tuple[str, list[str]]:
    record.unlink(missing_ok=True)
    traced = record if failure.kind == Kind.SYNC else None
    said, faults = workshop.fail(loaded, failure, record=traced, thorough=thorough)
    if traced is not None and record.exists():
        faults += synced_again(record.read_bytes())
    return said.get("circumstance", "raised") if isinstance(said, dict) else "died", faults


def _one(workshop: Workshop, name: str, job: dict[str, Any]) -> dict[str, Any]:
    began = time.monotonic()
    loaded = workshop.load(name)
    faults: list[list[Any]] = [["undisturbed", loaded.faults]] if loaded.faults else []
    gc.collect()
    gc.freeze()
    failures = [Failure(*job["at"])] if "at" in job else list(_failures(workshop, loaded))
    if "kind" in job:
        failures = [failure for failure in failures if failure.kind == job["kind"]]
    if job.get("sites") is not None:
        random.Random(f"{_SEED}:{name}").shuffle(failures)
        failures = failures[job.get("beyond", 0) :][: job["sites"]]
    ends: Counter[str] = Counter()
    for number, failure in enumerate(failures):
        record = Path(job["root"]) / "record"
        ended, broken = _tried(workshop, loaded, failure, record, thorough=number % _THOROUGH == 0 or "at" in job)
        ends[ended] += 1
        if broken:
            faults.append([list(asdict(failure).values()), broken])
    return {
        "scenario": name,
        "failures": len(failures),
        "ends": dict(ends),
        "seconds": round(time.monotonic() - began, 1),
        "faults": faults,
    }


def main(job: dict[str, Any]) -> None:
    """Do a job; a line for each scenario."""
    shard, shards = job.get("shard", [0, 1])
    names = (job.get("only") or list(SCENARIOS))[shard::shards]
    workshop = Workshop(Path(job["root"]))
    try:
        for name in names:
            print(json.dumps(_one(workshop, name, job)), flush=True)  # noqa: T201 - this program's output
    finally:
        workshop.end()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
