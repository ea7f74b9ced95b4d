"""What a suite of the proof has done, counted by the suite itself and kept for `make proof`.

    with proof.suite("kills") as done:
        done["kill_points"] += 1

A line a run goes to `build/proof/<suite>.jsonl` (`BACKOFFICE_PROOF` names another folder), also where the
suite fails: then with `violations`. How much a suite does is `size(in make test, in make deep)`.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

__all__ = ["DEEP", "FIGURES", "ROOT", "folder", "size", "suite"]

ROOT = Path(__file__).parents[2]
DEEP = os.environ.get("BACKOFFICE_DEPTH") == "deep"
"""Whether the long form of everything was asked for (`make deep`)."""
_RUN = os.environ.get("BACKOFFICE_RUN", "")
_FOLDER = os.environ.get("BACKOFFICE_PROOF", "")
"""Both read here, once: within a test the environment is another (tests/conftest.py)."""

FIGURES = (
    "kill_points",
    "double_kills",
    "power_states",
    "call_faults",
    "schedules",
    "team_schedules",
    "steps",
    "worlds",
    "tls_cells",
    "network_faults",
    "hostile_cases",
    "key_cases",
    "mirror_cases",
    "conformance_checks",
    "histories",
    "connections_ended",
    "acts",
    "forced_errors",
    "searched_mebibytes",
    "fuzz_execs",
    "bugs_planted",
    "bugs_caught_twice",
    "mutants_made",
    "mutants",
    "mutants_killed",
    "soak_seconds",
    "simulated_days",
    "violations",
)
"""All that is ever counted; a name that is not here is a slip of the pen."""


def size(usual: int, deep: int) -> int:
    """How many of something: the first in `make test`, the second in `make deep`."""
    return deep if DEEP else usual


def folder() -> Path:
    """Where the records lie."""
    return Path(os.environ.get("BACKOFFICE_PROOF") or _FOLDER or ROOT / "build" / "proof")


def _commit() -> str:
    words = ["git", "rev-parse", "--short=12", "HEAD"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    return said.stdout.strip() or "unknown"


@contextlib.contextmanager
def suite(name: str) -> Iterator[Counter[str]]:
    """Count what a suite does; what it counted is kept with its seconds, however it ends."""
    done: Counter[str] = Counter()
    began = time.monotonic()
    try:
        yield done
    except BaseException:
        done["violations"] += 1
        raise
    finally:
        unknown = set(done) - set(FIGURES)
        assert not unknown, f"not a figure of the proof: {unknown}"
        line = {
            "suite": name,
            "run": os.environ.get("BACKOFFICE_RUN", _RUN),
            "commit": _commit(),
            "depth": "deep" if DEEP else "test",
            "seconds": round(time.monotonic() - began, 1),
            **dict(sorted(done.items())),
        }
        folder().mkdir(parents=True, exist_ok=True)
        with (folder() / f"{name}.jsonl").open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(line) + "\n")
