"""100,000 submissions in the table: first paint after a query, a jump to the middle, frames while scrolling."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile  # noqa: TID251  # a benchmark's store is invented, and goes with its folder
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.archive import fill
from benchmarks.figures import ROOT, Figure, median
from benchmarks.processes import front, make_store

__all__ = ["measure"]

_PATIENCE = 300


def _used(config: Path, rows: int) -> dict[str, Any]:
    home = str(config.parent)
    environment = dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "HOME": home}
    environment |= {"XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scrolling", str(config), str(rows)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    if done.returncode != 0 or not done.stdout:
        raise SystemExit(f"the window did not serve: {done.stdout}{done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def measure(rows: int = 100_000) -> Iterator[Figure]:
    """Once in peace, once while a collection runs in the window's own process."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        with front("benchmarks.reference", folder, "--load", "small", "--share", "0.0005") as served:
            make_store(served.config)
            fill(folder / "store", rows)
            quiet = _used(served.config, rows)
        for file in (folder / "front").glob("*.db*"):
            file.unlink()
        with front("benchmarks.reference", folder, "--load", "small") as served:
            busy = _used(served.config, rows)
    yield _at_most("table_first_paint", median(quiet["asked"]), 100, f"{rows} rows, median of {len(quiet['asked'])}")
    yield _at_most(
        "table_jump", median(quiet["jumps"]), 20, f"to the middle of {rows} rows, median of {len(quiet['jumps'])}"
    )
    yield _at_most("table_frame", max(quiet["frames"]), 33, _frames(quiet))
    while_collecting = f"{_frames(busy)}; {busy['came']} submissions came in meanwhile"
    yield _at_most("table_frame_collecting", max(busy["frames"]), 33, while_collecting)


def _frames(told: dict[str, Any]) -> str:
    frames = sorted(told["frames"])
    slow = frames[len(frames) * 99 // 100]
    return f"the longest of {len(frames)} (median {median(frames):.1f}, 99th of 100: {slow:.1f})"


def _at_most(name: str, value: float, floor: float, against: str) -> Figure:
    return Figure(name, value, "ms", against, floor, at_most=True)
