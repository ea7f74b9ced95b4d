"""A fork server: everything is imported once, and each point is a forked child that is killed, or failed at a call.

The process must be preloaded with `tests.support.calls`. One `Workshop` holds one folder and one front end;
`load` prepares a scenario, `kill` and `fail` run one point of it and say what does not hold afterwards.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import sqlcipher3.dbapi2 as driver

from backoffice_gui.errors import Circumstance
from backoffice_gui.storage.migrations import run as migrations
from tests.support import compiled, memory, tables
from tests.support.calls import Calls, Kind, read_record
from tests.support.scenarios import SCENARIOS, FrontProcess, Place, Scenario, Snapshot
from tests.support.scenarios.checking import after_recovery, as_prepared, before_recovery
from tests.support.scenarios.place import TEMPORARY
from tests.support.scenarios.sites import STORING, Seen, looked_at

__all__ = ["HEAP", "MEMORY", "Ended", "Failure", "Loaded", "Workshop"]

_LONGEST = 300
"""Seconds after which a child counts as hanging: a purge whose lock is refused for good is patient for two minutes."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: by SIGKILL, or with what it said."""

    killed: bool
    said: Any
    died: bool = False

    @property
    def fault(self) -> list[str]:
        """What is wrong with a child that was not killed: it hung, or something was raised."""
        if self.killed:
            return []
        if self.died:
            return ["a process hung, or died by itself"]
        return [f"raised: {self.said['raised']}"] if isinstance(self.said, dict) and "raised" in self.said else []


@dataclass(frozen=True, slots=True)
class Failure:
    """What fails: the n-th call of a kind, once (`times` 1) or for good (-1), perhaps as a short write.

    `MEMORY` as the kind: the n-th call of a function of `storage/inbox` finds no memory; `HEAP`: SQLite has `n`
    octets and no more.
    """

    kind: int
    n: int
    error: int
    times: int = 1
    short: bool = False


MEMORY, HEAP = 1 << 20, 1 << 21
"""Kinds of failure that are no system calls."""


def _without_memory(n: int) -> None:
    """From here on the n-th call of a function of `storage/inbox` raises `MemoryError`."""
    left = [n]

    def hook(frame: FrameType, event: str, _arg: object) -> None:
        if event == "call" and STORING in frame.f_code.co_filename:
            left[0] -= 1
            if left[0] < 0:
                raise MemoryError

    sys.setprofile(hook)


@dataclass(slots=True)
class Loaded:
    """A prepared scenario: its folder kept, what an undisturbed run comes to, and the calls it makes.

    `written`: the file of each write, in order, and nothing for each sync between them.
    """

    scenario: Scenario
    kept: Snapshot
    prepared: dict[str, Any]
    rest: Any = None
    ops: str = ""
    written: list[str] = field(default_factory=list)
    recovery: int = 0
    faults: list[str] = field(default_factory=list)


def _hangs(_number: int, _frame: object) -> None:
    raise TimeoutError("a recovery hangs")


def _guarded(deed: Callable[[], Any]) -> Any:
    try:
        return deed()
    except BaseException as error:  # noqa: BLE001 - said to the parent, whatever it is
        return {"raised": "".join(traceback.format_exception(error))[-3_000:]}


class Workshop:
    """One folder, one front end, one process that forks; it must have one thread."""

    def __init__(self, root: Path) -> None:
        logging.disable(logging.CRITICAL)
        gc.set_threshold(20_000, 10, 10)  # what is prepared is frozen, and a child is gone before it has much garbage
        memory.as_the_depth_asks()
        compiled.share()
        tables.share()
        tables.know()
        self._base = root
        os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = str(root / "place" / "office" / TEMPORARY)
        self._calls = Calls()
        self._front = FrontProcess()
        self._place: Place | None = None
        self._warm()

    def _warm(self) -> None:
        """Import and compile here, once, what every child would have to: a run without a kill, and its checks."""
        assert migrations is not None
        place, scenario = self._fresh(), SCENARIOS["one small"]
        prepared = self.child(lambda: scenario.prepare(place))
        assert not prepared.fault, prepared.fault
        for _ in range(2):
            scenario.run(place)
            scenario.check(place, place.tell("truth"))
            scenario.at_rest(place)
        place.tell("close")

    def _fresh(self) -> Place:
        """An empty folder with its front end."""
        root = self._base / "place"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)
        self._place = Place(root, self._front.url)
        self._place.tell("open", folder=str(root))
        return self._place

    @property
    def place(self) -> Place:
        """Where the scenario that is loaded lies."""
        assert self._place is not None
        return self._place

    def end(self) -> None:
        """End the front end, and remove everything."""
        self._front.end()
        shutil.rmtree(self._base, ignore_errors=True)

    # Children

    def child(self, deed: Callable[[], Any]) -> Ended:
        """Do something in a forked process."""
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            signal.alarm(_LONGEST)
            octets = json.dumps(_guarded(deed)).encode()
            self._calls.watch(None)
            with os.fdopen(write, "wb") as out:
                out.write(octets)
            os._exit(0)
        os.close(write)
        with os.fdopen(read, "rb") as said:
            octets = said.read()
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        return Ended(killed, json.loads(octets) if octets else None, died=not octets and not killed)

    def _armed(self, n: int, *, after: bool) -> None:
        self._calls.reset()
        self._calls.only(Kind.DURABLE)
        self._calls.kill(n, after=after)
        self._calls.watch(self.place.office)

    # A scenario

    def load(self, name: str) -> Loaded:
        """Prepare a scenario, and run it undisturbed."""
        scenario = SCENARIOS[name]
        self.place.tell("close")
        place = self._fresh()
        prepared = self.child(lambda: scenario.prepare(place))
        assert not prepared.fault, f"{name}: {prepared.fault}"
        place.tell("close")
        loaded = Loaded(scenario, Snapshot(place.root), as_prepared(place))
        self._undisturbed(loaded)
        return loaded

    def begin(self, loaded: Loaded) -> None:
        """The folder as it was prepared, and the front end on it."""
        self.place.tell("close")
        loaded.kept.put_back(self.place.clock)
        self.place.tell("open", folder=str(self.place.root), rules=loaded.scenario.rules)

    def _undisturbed(self, loaded: Loaded) -> None:
        self.begin(loaded)
        scenario, place = loaded.scenario, self.place
        record = self._base / "record"
        record.unlink(missing_ok=True)

        def run() -> int:
            self._calls.record(record)
            self._armed(-1, after=False)
            scenario.run(place)
            return self._calls.count

        def again() -> list[Any]:
            self._armed(-1, after=False)
            scenario.again(place)
            made = self._calls.count
            self._calls.watch(None)
            return [made, scenario.at_rest(place), scenario.check(place, place.tell("truth"))]

        first = self.child(run)
        loaded.faults += first.fault
        made = [(call.op, call.path) for call in read_record(record.read_bytes()) if call.op not in "cn"]
        ops = "".join(op for op, _path in made)
        loaded.written = [path if op in "wa" else "" for op, path in made if op in "was"]
        loaded.ops = ops if len(ops) == first.said else "w" * (first.said if isinstance(first.said, int) else 0)
        second = self.child(again)
        loaded.faults += second.fault
        if not second.fault:
            loaded.recovery, loaded.rest, amiss = second.said
            loaded.faults += amiss

    # Points

    def kill(
        self, loaded: Loaded, n: int, *, after: bool, second: tuple[int, bool] | None = None, thorough: bool = True
    ) -> tuple[int, list[str]]:
        """Kill a run at its n-th call (and its recovery at another); how often it was killed, and what does not hold."""
        self.begin(loaded)
        killed = 0

        def run() -> None:
            self._armed(n, after=after)
            loaded.scenario.run(self.place)

        ended = self.child(run)
        faults = ended.fault
        killed += ended.killed
        if second is not None and ended.killed:

            def again() -> None:
                self._armed(second[0], after=second[1])
                loaded.scenario.again(self.place)

            ended = self.child(again)
            faults += ended.fault
            killed += ended.killed
        return killed, faults + self.settled(loaded, thorough=thorough)

    def fail(
        self, loaded: Loaded, failure: Failure, *, record: Path | None = None, thorough: bool = True
    ) -> tuple[Any, list[str]]:
        """Let a call of a run fail; what the run said, and what does not hold once the fault is lifted."""
        self.begin(loaded)

        def run() -> dict[str, str]:
            self._arm(failure, record)
            try:
                loaded.scenario.run(self.place)
            except Circumstance as error:
                return {"circumstance": f"{type(error).__name__} {error.reason}"}
            except MemoryError:
                if failure.kind not in {MEMORY, HEAP}:
                    raise
                return {"circumstance": "MemoryError"}  # the rim says it as a defect, without a traceback
            finally:
                sys.setprofile(None)
                self._calls.fail(-1, 0)
            return {"circumstance": ""}

        ended = self.child(run)
        return ended.said, ended.fault + self.settled(loaded, thorough=thorough)

    def _arm(self, failure: Failure, record: Path | None) -> None:
        if failure.kind == MEMORY:
            _without_memory(failure.n)
        elif failure.kind == HEAP:
            driver.connect(":memory:").execute(f"PRAGMA hard_heap_limit = {failure.n}")
        else:
            self._calls.record(record)
            self._calls.trace(record is not None)
            self._calls.only(Kind(failure.kind))
            self._calls.fail(failure.n, failure.error, times=failure.times, short=failure.short)
            self._calls.reset()
            self._calls.watch(self.place.office)

    def looked_at(self, loaded: Loaded) -> Seen:
        """Where the calls of an undisturbed run come from."""
        self.begin(loaded)

        def run() -> dict[str, Any]:
            self._calls.watch(self.place.office)
            seen = looked_at(self._calls, lambda: loaded.scenario.run(self.place))
            return {"sites": list(seen.sites.items()), "stored": seen.stored}

        said = self.child(run).said
        return Seen(dict(said["sites"]), said["stored"])

    def settled(self, loaded: Loaded, *, thorough: bool) -> list[str]:
        """The next start, to rest: what does not hold then, or held not at the kill.

        `thorough`: also by the product's own verification, and once more to rest (I22).
        """
        scenario, place = loaded.scenario, self.place
        truth = place.tell("truth")

        def recover() -> list[str]:
            self._calls.watch(None)
            faults, before = before_recovery(place, truth, loaded.prepared)
            faults += scenario.at_the_kill(place)
            scenario.again(place)
            faults += after_recovery(place, before)
            rest = scenario.at_rest(place)
            if rest != loaded.rest:
                faults.append(f"comes to rest otherwise: {_differences(loaded.rest, rest)}")
            faults += scenario.check(place, place.tell("truth"), thorough=thorough)
            if not thorough:
                return faults
            scenario.again(place)
            if scenario.at_rest(place) != rest:
                faults.append(f"I22 not the same once more: {_differences(rest, scenario.at_rest(place))}")
            return faults

        # a process that has opened the casebook is slow ever after; all else recovers here, where all is warm
        if scenario.desk:
            ended = self.child(recover)
            return ended.fault or list(ended.said)
        signal.signal(signal.SIGALRM, _hangs)
        signal.alarm(_LONGEST)
        said = _guarded(recover)
        signal.alarm(0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        return [f"raised: {said['raised']}"] if isinstance(said, dict) else list(said)


def _differences(wanted: Any, found: Any) -> str:
    """What is not as it should be."""
    if not isinstance(wanted, dict):
        return f"{wanted} != {found}"
    wanted, found = json.loads(json.dumps(wanted)), json.loads(json.dumps(found))
    return "; ".join(
        f"{name}: {wanted.get(name)} != {found.get(name)}"
        for name in {**wanted, **found}
        if wanted.get(name) != found.get(name)
    )[:1_500]
