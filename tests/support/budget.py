"""`make test` within ten minutes: each suite has its seconds, and a run that takes more fails.

The seconds of all workers are counted together, as tests report them: `tests/budget.toml` says how many a
suite may take, and how long a fixed piece of work takes on the machine that the seconds were measured on. A machine
that needs longer for that work is given longer, so what is held is the ratio. A suite that takes more than its seconds
is shown; the run fails where one takes five times as much: a shared machine swings by that.

What is held of all together is the clock on the wall: ten minutes are wanted, and a run fails at thirteen, for a shared
machine swings by that. `make test` is two sessions of pytest
that it names (`BACKOFFICE_SESSION`), the window's and then the rest's; the first leaves its seconds to the second.
Of a run of everything in one session the suites are judged alone: it may have one worker. `make deep` and a run of some
files are not judged.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter

from tests.support.proof import DEEP, ROOT

__all__ = ["Budget", "Left", "suite_of", "verdict"]

_MOST = 780.0
_NOTHING = 1.0
_SESSION = "BACKOFFICE_SESSION"
_FIRST, _SECOND = "window", "rest"
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


def verdict(taken: dict[str, float], allowed: dict[str, float], slowness: float, wall: float) -> list[str]:
    """What fails a run of `wall` seconds, a sentence each; `slowness` stretches what is allowed, never shortens it."""
    stretch = max(1.0, slowness)
    said = [
        f"{suite}: {seconds:.0f} s, five times its {allowed.get(suite, 0) * stretch:.0f} s"
        for suite, seconds in sorted(taken.items())
        if seconds > 5 * allowed.get(suite, 0) * stretch + _NOTHING
    ]
    most = _MOST * stretch
    return [*said, f"everything: {wall:.0f} s of {most:.0f} s"] if wall > most else said


class Left:
    """What the first session leaves to the second: the seconds on the wall, taken once."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "seconds-of-the-window.json"

    def leave(self, wall: float) -> None:
        """At the end of the first."""
        self._file.parent.mkdir(exist_ok=True)
        self._file.write_text(json.dumps(wall), "ascii")

    def take(self) -> float:
        """At the beginning of the second; nothing where it stands alone."""
        if not self._file.exists():
            return 0.0
        wall = float(json.loads(self._file.read_text("ascii")))
        self._file.unlink()
        return wall


class Budget:
    """A plugin that adds up, shows the table at the end, and fails a whole run that is over."""

    def __init__(self, config: pytest.Config) -> None:
        table = tomllib.loads(_TABLE.read_text("utf-8"))
        self._allowed: dict[str, float] = table["seconds"]
        self._reference: float = table["fixed_work"]
        session = os.environ.get(_SESSION, "")
        whole = not config.args or [Path(arg).resolve() for arg in config.args] == [ROOT / "tests"]
        self._first, self._named = session == _FIRST, session in {_FIRST, _SECOND}
        self._held = (
            (whole or self._named) and not DEEP and not config.option.keyword and config.option.markexpr == "not deep"
        )
        self._left = Left(ROOT / "build")
        self._before = self._left.take() if self._held and session == _SECOND else 0.0
        self._began = time.monotonic()
        self._taken: dict[str, float] = defaultdict(float)
        self._slowness = _fixed_work() / self._reference if self._held else 1.0
        self._wall = 0.0
        self._over: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add the seconds of a phase of a test."""
        self._taken[suite_of(report.nodeid.partition("::")[0])] += report.duration

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Judge a run in which every test passed."""
        if self._named:
            self._wall = self._before + time.monotonic() - self._began
        if self._held and self._first:
            self._left.leave(self._wall)
        if self._held and exitstatus == pytest.ExitCode.OK:
            self._slowness = max(self._slowness, _fixed_work() / self._reference)
            self._over = verdict(dict(self._taken), self._allowed, self._slowness, self._wall)
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
        whole, most = sum(self._taken.values()), sum(self._allowed.get(suite, 0) for suite in self._taken)
        terminalreporter.line(f"{'everything':24} {whole:7.1f} of {most:5.0f}")
        terminalreporter.line(
            f"{'on the wall, so far':24} {self._wall:7.1f} of {_MOST * max(1.0, self._slowness):5.0f}"
        )
        for sentence in self._over:
            terminalreporter.line(f"over its seconds: {sentence}", red=True)
