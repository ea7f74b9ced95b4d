"""`make bench`: every figure of the issue, as a ratio in one run, into `build/bench.json`.

make bench                           all of them
make bench ARGS=collection           one group: collection, memory
make bench ARGS='collection --quick' fewer rounds of less, to see that it works
make bench ARGS='caseload --cases 1000000'  the caseload at its full size, its store kept in build/
make bench ARGS='team_caseload --cases 1000000'  the same on a server of its own, 5 ms away
make bench ARGS=crowd                150 agents at once on a server of its own
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from benchmarks import (
    caseload,
    collection,
    crowd,
    intake,
    journal,
    locking,
    memory,
    preview,
    start,
    table,
    team_caseload,
    together,
)
from benchmarks.figures import Figure, show, write

__all__ = ["main"]

_GROUPS: dict[str, Callable[[bool], Iterator[Figure]]] = {
    "caseload": lambda quick: caseload.measure(1_000) if quick else caseload.measure(),
    "collection": lambda quick: collection.measure(2, 0.1) if quick else collection.measure(),
    "crowd": lambda quick: crowd.measure(crowd.Wanted(10, 0, 5.0, 2.0)) if quick else crowd.measure(),
    "intake": lambda quick: intake.measure(400, 1) if quick else intake.measure(),
    "journal": lambda quick: journal.measure(20_000) if quick else journal.measure(),
    "locking": lambda quick: locking.measure(1_000, 3) if quick else locking.measure(),
    "memory": lambda quick: memory.measure(idle=10, octets=64 * 2**20) if quick else memory.measure(),
    "preview": lambda quick: preview.measure(5) if quick else preview.measure(),
    "start": lambda quick: start.measure(4) if quick else start.measure(),
    "table": lambda quick: table.measure(10_000) if quick else table.measure(),
    "team_caseload": lambda quick: team_caseload.measure(2_000) if quick else team_caseload.measure(),
    "together": lambda quick: together.measure(20) if quick else together.measure(),
}

_FULL: dict[str, Callable[[int], Iterator[Figure]]] = {
    "caseload": caseload.measure_kept,
    "team_caseload": team_caseload.measure,
}


def main(arguments: list[str]) -> int:
    """Measure, show, write; 1 where a floor was missed."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("groups", nargs="*", choices=[[], *_GROUPS], default=[])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--cases", type=int, help="how many cases the caseload is measured with")
    options = parser.parse_args(arguments)
    figures: list[Figure] = []
    for name in options.groups or _GROUPS:
        print(f"{name}:", flush=True)
        full = _FULL.get(name) if options.cases else None
        for figure in _GROUPS[name](options.quick) if full is None else full(options.cases):
            show(figure)
            figures.append(figure)
    if not options.quick:
        print(f"written to {write(figures)}")
    return int(any(figure.verdict in ("BELOW", "ABOVE") for figure in figures))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
