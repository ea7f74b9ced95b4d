"""Running a program of the scenarios with the library of system calls preloaded, and reading its lines."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.support.calls import preloaded
from tests.support.proof import ROOT

__all__ = ["lines_of", "room_in_memory"]

_SHARED = Path("/dev/shm")


def room_in_memory(beside: Path, name: str) -> Path:
    """A folder in memory where there is such a thing, else beside the test's own: syncs there cost nothing."""
    base = _SHARED if _SHARED.is_dir() and os.access(_SHARED, os.W_OK) else beside
    return base / f"backoffice-proof-{os.getpid()}-{name}"


def lines_of(program: str, job: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The lines that `tests.support.scenarios.<program>` says of a job; raises `AssertionError` where it fails.

    However it ends, neither the program nor its folder (`root` of the job) is left.
    """
    words = [sys.executable, "-m", f"tests.support.scenarios.{program}", json.dumps(job)]
    environment = preloaded({**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"})
    with subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        try:
            for line in running.stdout:
                yield json.loads(line)
        except BaseException:
            running.kill()
            raise
        finally:
            running.wait()
            shutil.rmtree(job["root"], ignore_errors=True)
    assert running.returncode == 0, f"{program} {job} ended with {running.returncode}"
