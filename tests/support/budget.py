"""`make test` within ten minutes: each suite has its seconds, and a run that takes more fails.

The seconds of both workers are counted together, as tests report them: `tests/budget.toml` says how many a
suite may take, nine minutes in all, and how long a fixed piece of work takes on the machine that the seconds were
measured on. A machine that needs longer for that work is given longer for the suites, so what is held is the ratio.
A suite that takes more than its seconds is shown; the run fails where one takes five times as much, or all
together half as much again as the ten minutes: a shared machine swings by that. Only a run of everything is judged;
`make deep` and a run of some files are not.
"""

from __future__ import annotations

import hashlib
import os
import time
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter

from tests.support.proof import DEEP, ROOT

__all__ = ["Budget", "suite_of", "verdict"]

_MOST = 900.0
_WORKERS = 2
_NOTHING = 1.0
_TABLE = ROOT / "tests" / "budget.toml"


def suite_of(path: str) -> str:
    """The suite that a test file belongs to: its folder under `tests/`, two deep for the proof's."""
    parts = Path(path).parts
    parts = parts[parts.index("tests") + 1 :] if "tests" in parts else parts
    deep = 2 if parts[0] == "proof" else 1
    return "/".join(parts[:deep]) if len(parts) > deep else parts[0] if len(parts) > 1 else "whole"


def _fixed_work() -> float:
    """Seconds for work that is the same everywhere: some hashing, some interpreting, some syncs."""
    (ROOT / "build").mkdir(exist_ok=True)
    file = ROOT / "build" / f"fixed-work-{os.getpid()}"
    began = time.perf_counter()
    octets = bytes(1 << 20)
    for _ in range(48):
        hashlib.sha256(octets).digest()
    total = 0
    for n in range(1_500_000):
        total += n & 7
    with file.open("wb") as written:
        for _ in range(100):
            written.write(octets[:4096])
            written.flush()
            os.fsync(written.fileno())
    took = time.perf_counter() - began
    file.unlink()
    return took


def verdict(taken: dict[str, float], allowed: dict[str, float], slowness: float) -> list[str]:
    """What fails a run, a sentence each; `slowness` stretches what is allowed, never shortens it."""
    stretch = max(1.0, slowness)
    said = [
        f"{suite}: {seconds:.0f} s, five times its {allowed.get(suite, 0) * stretch:.0f} s"
        for suite, seconds in sorted(taken.items())
        if seconds > 5 * allowed.get(suite, 0) * stretch + _NOTHING
    ]
    whole, most = sum(taken.values()), _WORKERS * _MOST * stretch
    return [*said, f"everything: {whole:.0f} s of {most:.0f} s"] if whole > most else said


class Budget:
    """A plugin that adds up, shows the table at the end, and fails a whole run that is over."""

    def __init__(self, config: pytest.Config) -> None:
        table = tomllib.loads(_TABLE.read_text("utf-8"))
        self._allowed: dict[str, float] = table["seconds"]
        self._reference: float = table["fixed_work"]
        self._whole = not config.args or [Path(arg).resolve() for arg in config.args] == [ROOT / "tests"]
        self._held = self._whole and not DEEP and not config.option.keyword and config.option.markexpr == "not deep"
        self._taken: dict[str, float] = defaultdict(float)
        self._slowness = _fixed_work() / self._reference if self._held else 1.0
        self._over: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add the seconds of a phase of a test."""
        self._taken[suite_of(report.nodeid.partition("::")[0])] += report.duration

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Judge a run in which every test passed."""
        if self._held and exitstatus == pytest.ExitCode.OK:
            self._slowness = max(self._slowness, _fixed_work() / self._reference)
            self._over = verdict(dict(self._taken), self._allowed, self._slowness)
            if self._over:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: TerminalReporter) -> None:
        """The table of seconds per suite."""
        if not self._held:
            return
        terminalreporter.section(f"seconds of work per suite (this machine: {self._slowness:.2f} × the reference)")
        for suite, seconds in sorted(self._taken.items(), key=lambda each: -each[1]):
            over = seconds > self._allowed.get(suite, 0) * max(1.0, self._slowness)
            terminalreporter.line(f"{suite:24} {seconds:7.1f} of {self._allowed.get(suite, 0):5.0f}", yellow=over)
        whole, most = sum(self._taken.values()), sum(self._allowed.values())
        terminalreporter.line(f"{'everything':24} {whole:7.1f} of {most:5.0f}")
        for sentence in self._over:
            terminalreporter.line(f"over its seconds: {sentence}", red=True)
