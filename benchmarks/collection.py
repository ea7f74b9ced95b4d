"""Collection over TLS with a client certificate, beside one curl that stores nothing."""

from __future__ import annotations

import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, median
from benchmarks.processes import collect, curl, front, make_store
from benchmarks.workload import Load, by_name

__all__ = ["measure"]

_FRONTS = {"stub": "benchmarks.stub", "reference": "benchmarks.reference"}
_BOUNDS = {"small": (0.15, 0.4), "bulky": (0.12, 0.2)}


def _round(module: str, load: Load, share: float) -> tuple[float, float, float]:
    """Seconds of curl, of our collector, and of our collector's whole process, for the same parts of one server."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        with front(module, Path(name), "--load", load.name, "--share", str(share)) as served:
            make_store(served.config)
            by_curl = curl(served)
            run = collect(served.config)
        done = run.summary["acknowledged"] + run.summary["closed"]
        if run.summary["stored"] != load.count or done < load.count or run.summary["bytes"] != load.octets:
            raise SystemExit(f"not everything came home: {run.summary}")
        return by_curl, float(run.summary["seconds"]), run.whole


def measure(rounds: int = 5, share: float = 1.0) -> Iterator[Figure]:
    """Medians of interleaved rounds: for each load, against the stub and against the reference front end."""
    for name, (floor, goal) in _BOUNDS.items():
        load = by_name(name, share)
        seconds: dict[str, list[tuple[float, float, float]]] = {each: [] for each in _FRONTS}
        for _ in range(rounds):
            for each, module in _FRONTS.items():
                seconds[each].append(_round(module, load, share))
        for each in _FRONTS:
            by_curl, ours, whole = (median(column) for column in zip(*seconds[each], strict=True))
            rate = (
                f"{load.requests / by_curl:.0f} parts/s"
                if name == "small"
                else f"{load.octets / by_curl / 1e6:.0f} MB/s"
            )
            own = f"{load.count / ours:.0f}/s" if name == "small" else f"{load.octets / ours / 1e6:.0f} MB/s"
            against = f"one curl on the {each} ({rate}; ours {own}; {whole:.2f} s with the process's start)"
            yield Figure(f"collect_{name}_{each}", by_curl / ours, "× curl", against, floor, goal)
