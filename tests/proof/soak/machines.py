"""The processes of a soak: started, looked at from outside (memory, descriptors), killed, started again."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.proof import ROOT

__all__ = ["Machine", "flat"]

_MIB = 1024 * 1024
_LONG_ENOUGH = 360


@dataclass(slots=True)
class Machine:
    """One program, over all its lives; what was seen of it: `memory` (octets) life by life, `descriptors` of all."""

    words: list[str]
    folder: Path
    name: str
    more: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    memory: list[list[int]] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)

    def start(self) -> None:
        """Start it, unless it runs; what it says goes to files, so that no pipe fills."""
        if self.process is not None and self.process.poll() is None:
            return
        self.memory.append([])
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "COV_"))}
        environment |= {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **self.more}
        with (self.folder / f"{self.name}.out").open("ab") as out, (self.folder / f"{self.name}.err").open("ab") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.words], env=environment, stdout=out, stderr=err, cwd=self.folder
            )

    def look(self) -> None:
        """Note its memory and descriptors, if it runs."""
        if self.process is None or self.process.poll() is not None:
            return
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
            with contextlib.suppress(PermissionError):  # it lets nobody but root look (system/dumps.py)
                self.descriptors.append(sum(1 for _ in Path(f"/proc/{self.process.pid}/fd").iterdir()))
        except (FileNotFoundError, ProcessLookupError):
            return
        line = next((line for line in status.splitlines() if line.startswith("VmRSS:")), "VmRSS: 0 kB")
        self.memory[-1].append(int(line.split()[1]) * 1024)

    def kill(self) -> None:
        """Without a word of warning."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait(30)

    def stop(self) -> int:
        """As a service manager stops it; its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def grown(self) -> list[str]:
        """The lives whose memory went on growing, in MiB at ten moments of each, where it is more than a third of them.

        What leaks, leaks in every life; one among many that grew was slow to warm up on a busy machine.
        """
        judged = [(n, life) for n, life in enumerate(self.memory) if len(life) >= _LONG_ENOUGH]
        grew = [
            f"{self.name}, life {n}: {[seen // _MIB for seen in life[:: len(life) // 10]]}"
            for n, life in judged
            if not flat(life)
        ]
        return grew if len(grew) * 3 > len(judged) else []

    def said(self) -> str:
        """The end of what it said on standard error, for a failure."""
        return (self.folder / f"{self.name}.err").read_text("utf-8", "replace")[-2000:]


def flat(seen: list[int], *, share: float = 0.10, least: float = 12 * _MIB) -> bool:
    """Whether what was seen over a life does not grow: its last fifth against its third, by their medians.

    Until then it warms up (two looks a second: a life of under three minutes is all warming up). Growth within
    `share` or `least` is noise.
    """
    fifth = len(seen) // 5
    if len(seen) < _LONG_ENOUGH:
        return True
    early, late = sorted(seen[2 * fifth : 3 * fifth])[fifth // 2], sorted(seen[-fifth:])[fifth // 2]
    return late - early <= max(least, early * share)
