"""The headless collector: memory at rest and under a 2 GiB part, processor time while it waits."""

from __future__ import annotations

import json
import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

from benchmarks.figures import Figure
from benchmarks.processes import Front, collecting, front, make_store, resident, spent

__all__ = ["measure"]

_GIB = 2**30
_SETTLING = 8.0


def _await(process: Popen[str], event: str, count: int) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        count -= json.loads(line)["event"] == event
        if count <= 0:
            return
    raise SystemExit(f"the collector ended before {event}")


def _hold(served: Front, octets: int) -> None:
    assert served.process.stdin is not None
    assert served.process.stdout is not None
    print(f"submit {octets}", file=served.process.stdin, flush=True)
    served.process.stdout.readline()


def measure(idle: float = 60.0, octets: int = 2 * _GIB) -> Iterator[Figure]:
    """At rest after a few submissions, then while one large part is fetched, sealed, stored and read back."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        small = ("--load", "small", "--share", "0.01")
        with front("benchmarks.reference", Path(name), *small) as served:
            make_store(served.config)
            with collecting(served.config) as process:
                _await(process, "acknowledged", 20)
                time.sleep(_SETTLING)
                yield from _at_rest(process, idle)
                yield _under_load(process, served, octets)


def _at_rest(process: Popen[str], idle: float) -> Iterator[Figure]:
    before = spent(process.pid)
    time.sleep(idle)
    busy = (spent(process.pid) - before) / idle * 100
    against = f"one core, over {idle:.0f} s of long-polling the reference front end"
    yield Figure("collector_idle_cpu", busy, "%", against, 0.5, at_most=True)
    yield Figure("collector_memory_rest", resident(process.pid), "MiB", "resident, while it waits", 120, at_most=True)


def _under_load(process: Popen[str], served: Front, octets: int) -> Figure:
    _hold(served, octets)
    begun = time.perf_counter()
    _await(process, "acknowledged", 1)
    seconds = time.perf_counter() - begun
    against = f"resident at most, while a part of {octets / _GIB:.2f} GiB came in ({seconds:.0f} s)"
    return Figure("collector_memory_large", resident(process.pid, "VmHWM"), "MiB", against, 200, at_most=True)
