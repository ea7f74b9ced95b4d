"""First paint of the window, beside the same widgets without product code and beside a bare main window."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.figures import ROOT, Figure, median
from benchmarks.processes import collect, front, make_store

__all__ = ["measure"]

_SUBMISSIONS = "0.1"


def _started(home: str, *arguments: str) -> tuple[float, dict[str, Any]]:
    """Seconds from the start of the process to the moment it told, and what it told."""
    environment = dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "HOME": home}
    environment |= {
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.window", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if not done.stdout:
        raise SystemExit(f"{arguments[0]} did not start: {done.stderr}")
    said = json.loads(done.stdout.splitlines()[-1])
    return said["painted"] - begun, said


def measure(rounds: int = 20) -> Iterator[Figure]:
    """Medians of interleaved starts; a start of each kind goes before, so that no file is cold."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        with front("benchmarks.reference", folder, "--load", "small", "--share", _SUBMISSIONS) as served:
            make_store(served.config)
            collect(served.config)
            yield from _measured(folder, str(served.config), rounds)


def _measured(folder: Path, config: str, rounds: int) -> Iterator[Figure]:
    tree = str(folder / "tree.json")
    kinds = {"product": (config, tree), "replica": (tree,), "bare": (), "rows": (config,)}
    seconds: dict[str, list[float]] = {kind: [] for kind in kinds}
    heavy: set[str] = set()
    for n in range(rounds + 1):
        for kind, arguments in kinds.items():
            passed, said = _started(str(folder), kind, *arguments)
            heavy.update(said.get("heavy", ()))
            if n:
                seconds[kind].append(passed)
    middle = {kind: median(values) * 1000 for kind, values in seconds.items()}
    three = f"product {middle['product']:.0f} ms, its widgets {middle['replica']:.0f} ms, bare {middle['bare']:.0f} ms"
    yield Figure(
        "window_first_paint_widgets",
        middle["product"] / middle["replica"],
        "×",
        f"the same widgets without product code ({three}; medians of {rounds} starts)",
        1.25,
        at_most=True,
    )
    yield Figure(
        "window_first_paint_bare",
        middle["product"] / middle["bare"],
        "×",
        f"a bare main window ({three})",
        2.0,
        at_most=True,
    )
    yield Figure(
        "window_heavy_modules", len(heavy), "modules", f"none by first paint: {sorted(heavy)}", 0, at_most=True
    )
    yield Figure("window_submissions_shown", middle["rows"] / 1000, "s", "the start of the process", 1.0, at_most=True)
