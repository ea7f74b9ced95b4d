"""Try mutants within one run of a room's tests: pytest collects once, each mutant has a process of its own.

    python -m pytest -p tests.proof.mutation.trying --room sealing --only '*_7' tests/sealing     (in tree/mutants)

`mutmut` would start pytest anew for each mutant, which takes fifty times what the tests of one function take. Here
a first process notes which tests touch which function, and how long they take; then a process for each mutant
runs those alone: first what killed a neighbour, then the mirrored test file, the quickest first, until one fails.
"""

from __future__ import annotations

import contextlib
import fnmatch
import gc
import json
import math
import os
import resource
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, Phase, settings
from mutmut.state import state

from tests.proof.mutation.verdicts import BROKEN, SURVIVED, UNTOUCHED, function_of, keep, kept_in, reason_of

__all__ = ["Touching", "order"]

_AT_ONCE = 2
_MEASURE_TIME_OR_MEMORY = ("in_reasonable_time", "needs_little_memory", "drips_do_not_fill_the_slots")
"""Tests that are about the machine, or about who is first on a clock that runs with it: trampolines make them late."""

settings.register_profile(
    "mutants",
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),  # a mutant is killed by any example: none is made smaller
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Which mutants."""
    parser.addoption("--room", required=True, help="a folder of the package")
    parser.addoption("--only", action="append", default=[], help="a pattern of mutants' names")


def pytest_configure(config: pytest.Config) -> None:
    """Take the place of pytest's own loop."""
    config.pluginmanager.register(_Loop(config), "mutants")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what measures the machine."""
    items[:] = [item for item in items if not any(word in item.name for word in _MEASURE_TIME_OR_MEMORY)]


@dataclass(frozen=True, slots=True)
class Touching:
    """Which tests touch which function, by their places in the collection; and seconds of processor for each test."""

    by_function: dict[str, list[int]]
    seconds: list[float]


def order(names: Sequence[str], touching: Touching, mutant: str, killers: Counter[int]) -> list[int]:
    """The tests for one mutant: first what killed most of its neighbours, then its mirrored file, the quickest first."""
    function = function_of(mutant)
    mirrored = "test_" + function.rpartition(".")[0].rpartition(".")[2] + ".py::"
    return sorted(
        touching.by_function.get(function, []),
        key=lambda i: (-killers[i], mirrored not in names[i], touching.seconds[i]),
    )


@dataclass(slots=True)
class _Running:
    mutant: str
    report: Path
    own: Path
    began: float = field(default_factory=time.monotonic)


class _Loop:
    def __init__(self, config: pytest.Config) -> None:
        self.room: str = config.getoption("--room")
        self.only: list[str] = config.getoption("--only")
        self.report: Path | None = None
        self.items: list[pytest.Item] = []
        self.running: dict[int, _Running] = {}
        self.killers: dict[str, Counter[int]] = {}
        self.place = _roomy() / f"backoffice-mutants-{os.getpid()}"
        self.place.mkdir()
        self.begun = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """All of it; a room whose own tests fail is not tried."""
        self.items = session.items
        gc.freeze()
        try:
            wanted = self._wanted()
            touching = self._touching() if wanted else Touching({}, [])
            for mutant in wanted:
                self._begin(mutant, touching)
            while self.running:
                self._end_one()
        finally:
            shutil.rmtree(self.place, ignore_errors=True)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """The first that fails ends the process that tries a mutant."""
        if report.failed and self.report is not None:
            self.report.write_text(report.nodeid, "utf-8")
            os._exit(1)

    def _wanted(self) -> list[str]:
        """What has not been tried, and what survived for no reason: a test may have been written since."""
        tried = kept_in(Path(), self.room)
        alive = [name for name, code in tried.items() if code in (SURVIVED, UNTOUCHED) and not reason_of(name)]
        wanted = alive + [name for name, code in tried.items() if code is None]
        return [name for name in wanted if not self.only or any(fnmatch.fnmatch(name, one) for one in self.only)]

    def _touching(self) -> Touching:
        """What an earlier run noted, while these are the same tests of the same sources; else noted now."""
        said, tests = Path("touching.json"), [item.nodeid for item in self.items]
        if not said.exists() or _newer(said, self.room) or json.loads(said.read_text("utf-8"))["tests"] != tests:
            self._note(said)
        noted = json.loads(said.read_text("utf-8"))
        return Touching(noted["by_function"], noted["seconds"])

    def _note(self, said: Path) -> None:
        failed = self.place / "failed"
        pid, _own = self._fork("stats", failed, lambda: _note_what_is_touched(self.items, said), math.inf)
        if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]):
            pytest.exit(f"without a mutant: {failed.read_text('utf-8') if failed.exists() else 'a crash'}", 1)

    def _begin(self, mutant: str, touching: Touching) -> None:
        names = [item.nodeid for item in self.items]
        chosen = order(names, touching, mutant, self.killers.setdefault(function_of(mutant), Counter()))
        if not chosen:
            keep(Path(), mutant, UNTOUCHED, 0.0)
            return
        while len(self.running) >= _AT_ONCE:
            self._end_one()
        report = self.place / mutant[-80:]
        most = 5 + 5 * sum(touching.seconds[i] for i in chosen)
        pid, own = self._fork(mutant, report, lambda: _run([self.items[i] for i in chosen]), most)
        self.running[pid] = _Running(mutant, report, own)

    def _end_one(self) -> None:
        pid, status = os.wait()
        ended = self.running.pop(pid)
        keep(Path(), ended.mutant, os.waitstatus_to_exitcode(status), time.monotonic() - ended.began)
        shutil.rmtree(ended.own, ignore_errors=True)
        if ended.report.exists():
            killer = ended.report.read_text("utf-8")
            found = [i for i, item in enumerate(self.items) if item.nodeid == killer]
            self.killers[function_of(ended.mutant)].update(found)
            ended.report.unlink()

    def _fork(self, mutant: str, report: Path, work: Callable[[], None], most: float) -> tuple[int, Path]:
        self.begun += 1
        own = self.place / str(self.begun)  # not by the process: its number comes again, and what it left may lie there
        pid = os.fork()
        if not pid:
            self.report = report
            self._work(mutant, own, work, most)
        return pid, own

    def _work(self, mutant: str, own: Path, work: Callable[[], None], most: float) -> NoReturn:
        code = BROKEN
        with contextlib.suppress(BaseException):
            own.mkdir()
            os.environ |= {"MUTANT_UNDER_TEST": mutant, "PYTEST_DEBUG_TEMPROOT": str(own)}
            if most < math.inf:
                resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(most), math.ceil(most) + 2))
            work()
            code = SURVIVED
        os._exit(code)


def _roomy() -> Path:
    """Memory, where there is some: nothing here is about the disk."""
    memory = Path("/dev/shm")
    return memory if os.access(memory, os.W_OK) else Path.cwd()


def _newer(than: Path, room: str) -> bool:
    """Whether a test or a module of the room has been written since."""
    files = [*Path("tests").rglob("*.py"), *Path("backoffice_gui", room).glob("*.py")]
    return any(file.stat().st_mtime > than.stat().st_mtime for file in files)


def _run(items: Sequence[pytest.Item]) -> None:
    for _item in _one_by_one(items):
        pass


def _one_by_one(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
        yield item


def _note_what_is_touched(items: Sequence[pytest.Item], said: Path) -> None:
    by_function: dict[str, list[int]] = {}
    seconds: list[float] = []
    began = time.process_time()
    for place, _item in enumerate(_one_by_one(items)):
        for function in state()._stats:
            by_function.setdefault(function, []).append(place)
        state()._stats.clear()
        seconds.append(time.process_time() - began)
        began = time.process_time()
    tests = [item.nodeid for item in items]
    said.write_text(json.dumps({"tests": tests, "by_function": by_function, "seconds": seconds}), "utf-8")
