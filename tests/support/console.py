"""The console as services and scripts use it: a process of its own, its lines and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["ROOT", "Said", "console", "start"]

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said and how it ended."""

    code: int
    lines: list[dict[str, Any]]
    stderr: str

    @property
    def last(self) -> dict[str, Any]:
        """The last line, often the only one."""
        return self.lines[-1]


def start(config: Path | None, *words: str) -> subprocess.Popen[str]:
    """Start a command; its standard output is read by whoever asked for it."""
    chosen = [] if config is None else ["--config", str(config)]
    return subprocess.Popen(
        [sys.executable, "-m", "backoffice_gui.cli", *chosen, "--json", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def console(config: Path | None, *words: str, seconds: float = 100) -> Said:
    """Run a command to its end."""
    with start(config, *words) as process:
        stdout, stderr = process.communicate(timeout=seconds)
    return Said(process.returncode, [json.loads(line) for line in stdout.splitlines()], stderr)
