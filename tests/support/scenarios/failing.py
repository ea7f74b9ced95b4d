"""The n-th call fails: run as a program with the library of system calls preloaded.

    python -m tests.support.scenarios.failing '{"root": …, "sites": 30, "only": ["one small"]}'

For each scenario a line of JSON: failures, how the runs ended, seconds, and what did not hold. Of each site of our code
(`sites.py`) the first call of a run and the last are made to fail. `each` is how often a fault is tried at a site in all
scenarios together, `share` `[n, of]` which of all sites are looked at, `sites` how many failures of a scenario are tried,
nothing for all of them, `kind` those of one kind; `shard` is every so manieth scenario; `at` is one failure alone, as the
line names it.
"""

from __future__ import annotations

import errno
import gc
import json
import random
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.support.calls import Kind, read_record
from tests.support.scenarios import SCENARIOS
from tests.support.scenarios.forks import HEAP, MEMORY, Failure, Loaded, Workshop
from tests.support.scenarios.sites import Seen, first_and_last, role

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
_COPIES = "store/backups/"
"""Where copies lie that were made before a migration."""
_HEAPS = tuple(size * 1024 for size in (300, 600, 1_200, 2_400, 4_800))


Tried = Counter[tuple[str, int, int, int, bool]]
"""How often each fault was tried at each site, in all scenarios of a job."""


def _in_bursts(written: list[str]) -> Iterator[tuple[str, str, int]]:
    """Of the writes between two syncs (one commit's): the first two, the middle one and the last; which, its file, its number."""
    burst: list[tuple[str, int]] = []
    write = 0
    for path in [*written, ""]:
        if path:
            burst.append((role(path), write))
            write += 1
        elif burst:
            places = {"first": 0, "second": min(1, len(burst) - 1), "amid": len(burst) // 2, "last": len(burst) - 1}
            for at, word in {at: word for word, at in reversed(places.items())}.items():
                yield word, *burst[at]
            burst = []


def _calls(kind: Kind, loaded: Loaded, seen: Seen) -> list[tuple[str, int]]:
    """The calls of a kind that may fail, each with its site: of each site the first and the last, of writes by their place."""
    sites = seen.sites[int(kind)]
    if kind is not Kind.WRITE:
        return list(first_and_last((site, n) for n, site in enumerate(sites)))
    placed = ((f"{word}: {file}, {sites[n]}", n) for word, file, n in _in_bursts(loaded.written) if n < len(sites))
    return [(site.partition(": ")[2], n) for site, n in first_and_last(placed)]


def _drawn(calls: list[tuple[str, int]], *fault: int) -> list[tuple[str, int]]:
    """The same in an order of this fault's own: what is failed at one call of a site only is not always its first."""
    return sorted(calls, key=lambda call: zlib.crc32(f"{fault} {call}".encode()))


def _failures(loaded: Loaded, seen: Seen) -> Iterator[tuple[str, Failure]]:
    """Each fault at each site, with the site."""
    for kind, errors in _OF_A_KIND.items():
        calls = _calls(kind, loaded, seen)
        if kind is Kind.WRITE:
            yield from ((site, Failure(kind, n, 0, short=True)) for site, n in _drawn(calls, 0))
        for error, times in errors:
            yield from ((site, Failure(kind, n, error, times)) for site, n in _drawn(calls, error, times))
        if kind is Kind.LOCK and calls:
            site, n = calls[len(calls) // 2]
            yield site, Failure(kind, n, errno.EAGAIN, _FOR_GOOD)
    stored = first_and_last((name, n) for n, name in enumerate(seen.stored))
    yield from ((name, Failure(MEMORY, n, 0)) for name, n in stored)
    yield from ((loaded.scenario.name, Failure(HEAP, size, 0)) for size in _HEAPS)


def _enough(failures: Iterable[tuple[str, Failure]], job: dict[str, Any], tried: Tried) -> Iterator[Failure]:
    """Those whose fault was not tried `each` times at its site; what is yielded counts. Of all sites those of this share."""
    each, (share, shares) = job.get("each"), job.get("share", (0, 1))
    for site, failure in failures:
        if zlib.crc32(site.encode()) % shares != share:
            continue
        known = (site, failure.kind, failure.error, failure.times, failure.short)
        if each is None or tried[known] < each or failure.kind == HEAP:
            tried[known] += 1
            yield failure


def synced_again(octets: bytes) -> list[str]:
    """Files whose sync failed and was tried again over the same descriptor: what the first lost, the second hides.

    Not where all that the failed sync was of was written again in between, as a checkpoint that failed begins from its
    first frame (SQLite closes a database by one, over the descriptor it has). Nor where a log
    is only closed: what it syncs then was committed, and synced, before; the frames of the commit that failed are not
    brought in, and go with the log. A log that is written to after its second sync, or stays, is a fault. Nor where
    a log begins anew: its head is written again, and nothing that stood in it counts any more (that was brought in, and
    synced, before); nor where a file was emptied, as a database that was not one yet is by its rollback.
    """
    failed: dict[int, str] = {}
    since: defaultdict[str, set[int]] = defaultdict(set)
    lost: dict[str, set[int]] = {}
    closing: dict[str, str] = {}
    twice: dict[str, str] = {}
    went_on: set[str] = set()
    faults = []
    for call in read_record(octets):
        if call.op == "w":
            since[call.path].add(call.offset)
            lost.get(call.path, set()).discard(call.offset)
            if call.path in closing or call.path in twice:
                faults.append(closing.pop(call.path, "") or twice.pop(call.path))
            elif call.path.endswith("-wal") and call.offset:
                went_on.add(call.path)
            elif call.path.endswith("-wal") or not lost.get(call.path):
                failed = {descriptor: path for descriptor, path in failed.items() if path != call.path}
        elif call.op == "u":
            closing.pop(call.path, None)
        elif call.op == "t" and not call.offset:
            since[call.path], lost[call.path] = set(), set()
            failed = {descriptor: path for descriptor, path in failed.items() if path != call.path}
        elif call.op in "oz":
            failed.pop(call.offset, None)
        elif call.op == "s" and call.offset not in failed:
            since[call.path] = set()
        elif call.op == "s":
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
            lost[call.path] = set(since[call.path])
            went_on.discard(call.path)
    return [*faults, *closing.values()]


def _tried(
    workshop: Workshop, loaded: Loaded, failure: Failure, record: Path, *, thorough: bool
) -> tuple[str, list[str]]:
    record.unlink(missing_ok=True)
    traced = record if failure.kind == Kind.SYNC else None
    said, faults = workshop.fail(loaded, failure, record=traced, thorough=thorough)
    ended = said.get("circumstance", "raised") if isinstance(said, dict) else "died"
    if traced is not None and record.exists():
        # a copy whose making has failed is litter, however SQLite closed it: nobody was told of it
        faults += [each for each in synced_again(record.read_bytes()) if not (ended and _COPIES in each)]
    return ended, faults


def _wanted(workshop: Workshop, loaded: Loaded, job: dict[str, Any], tried: Tried) -> list[Failure]:
    if "at" in job:
        return [Failure(*job["at"])]
    failures = list(_enough(_failures(loaded, workshop.looked_at(loaded)), job, tried))
    if "kind" in job:
        failures = [failure for failure in failures if failure.kind == job["kind"]]
    if job.get("sites") is not None:
        random.Random(f"{_SEED}:{loaded.scenario.name}").shuffle(failures)
        failures = failures[job.get("beyond", 0) :][: job["sites"]]
    return failures


def _one(workshop: Workshop, name: str, job: dict[str, Any], tried: Tried) -> dict[str, Any]:
    began = time.monotonic()
    loaded = workshop.load(name)
    faults: list[list[Any]] = [["undisturbed", loaded.faults]] if loaded.faults else []
    gc.collect()
    gc.freeze()
    failures = _wanted(workshop, loaded, job, tried)
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
    workshop, tried = Workshop(Path(job["root"])), Tried()
    try:
        for name in names:
            print(json.dumps(_one(workshop, name, job, tried)), flush=True)  # noqa: T201 - this program's output
    finally:
        workshop.end()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
