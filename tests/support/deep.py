"""`make deep`: the long form of every suite, two at a time, each in a process of its own.

    python -m tests.support.deep                        all that has not ended green with these sources
    python -m tests.support.deep soak simulation        these, whatever was done before
    python -m tests.support.deep --list                 which there are, and the minutes each takes

`tests/deep.toml` says which tests a suite has, in how many shares they are run, and how many minutes of one core they take
on an idle machine. The longest begin first; a suite that fails stops no other; one that takes many times its minutes is
ended. One that is said to be `idle` mostly waits: it has no lane, it runs beside them. What a part prints lies in
`build/deep`, and what was done there is remembered: a run that was broken off goes on with the parts that are left, and
so does one after a commit, as long as nothing that a part rests on has changed (`tests/support/inputs.py`). Their records
bear the name of one run then, each part's those of its last time.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.support.inputs import inputs_of, tracked
from tests.support.proof import ROOT

__all__ = ["LANES", "TABLE", "Part", "Suite", "main", "makespan", "parts_of", "read", "share_of"]

TABLE = ROOT / "tests" / "deep.toml"
LANES = 2
_PATIENCE = 8
"""So many times its minutes a part may take on a crowded machine, and a quarter of an hour besides."""
_BESIDES = 15


@dataclass(frozen=True, slots=True)
class Suite:
    """Tests that are run together: `words` for pytest, in `shares`, `minutes` of one core on an idle machine.

    One that is `idle` leaves the cores to the others, which run meanwhile. `also`: files or folders of tests of other
    suites that it runs or reads.
    """

    name: str
    words: tuple[str, ...]
    minutes: float
    shares: int = 1
    idle: bool = False
    also: tuple[str, ...] = ()

    def inputs(self, files: Sequence[str]) -> str:
        """The hash of what it rests on, of these lines of `git ls-tree`; nothing where there are none."""
        return inputs_of([*self.words, *self.also], [*self.words, str(self.shares)], files)


@dataclass(frozen=True, slots=True)
class Part:
    """One share of a suite."""

    suite: Suite
    share: int

    @property
    def minutes(self) -> float:
        """Of one core, on an idle machine."""
        return self.suite.minutes / self.suite.shares

    @property
    def name(self) -> str:
        """As it is said and filed."""
        return self.suite.name if self.suite.shares == 1 else f"{self.suite.name}-{self.share + 1}"


def read(table: Path = TABLE) -> dict[str, Suite]:
    """The suites by name."""
    said: Mapping[str, Any] = tomllib.loads(table.read_text("utf-8"))["suite"]
    return {
        name: Suite(
            name,
            tuple(one["tests"]),
            float(one["minutes"]),
            one.get("shares", 1),
            one.get("idle", False),
            tuple(one.get("also", ())),
        )
        for name, one in said.items()
    }


def share_of(names: Sequence[str], share: int, shares: int) -> set[str]:
    """Every so manieth of these tests, by their names: in which order a run has them is another each time."""
    return set(sorted(names)[share::shares])


def parts_of(suites: Sequence[Suite]) -> list[Part]:
    """Their shares, the longest first."""
    parts = [Part(suite, share) for suite in suites for share in range(suite.shares)]
    return sorted(parts, key=lambda part: -part.minutes)


def makespan(parts: Sequence[Part], lanes: int = LANES) -> float:
    """Minutes until all are done, each begun as soon as a lane is free, the idle ones at once."""
    free = [0.0] * lanes
    for part in parts:
        if not part.suite.idle:
            first = free.index(min(free))
            free[first] += part.minutes
    return max([*free, *(part.minutes for part in parts if part.suite.idle)])


@dataclass(slots=True)
class _Done:
    """What parts ended green, with what they rested on, kept between runs: when the first of these began names them all."""

    file: Path
    inputs: Mapping[str, str]
    """What each part rests on now, by its name."""
    began: str = field(default_factory=lambda: datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ"))
    green: dict[str, float] = field(default_factory=dict)
    """Minutes, by the part's name."""
    lapsed: set[str] = field(default_factory=set)
    """What was green, and rests on something else by now."""

    def load(self) -> None:
        """What was green and rests on the same; the name of that run, whose records are gone on with."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(self.file.read_text("utf-8"))
            for part, (inputs, minutes) in kept["green"].items():
                if inputs and self.inputs.get(part) == inputs:
                    self.green[part] = minutes
                else:
                    self.lapsed.add(part)
            self.began = kept["began"] if self.green else self.began

    def forget(self, parts: Sequence[str]) -> None:
        for part in parts:
            self.green.pop(part, None)
        self._write()

    def note(self, part: str, minutes: float) -> None:
        self.green[part] = round(minutes, 1)
        self._write()

    def _write(self) -> None:
        green = {part: (self.inputs[part], minutes) for part, minutes in self.green.items()}
        self.file.write_text(json.dumps({"began": self.began, "green": green}), "utf-8")


@dataclass(slots=True)
class _Run:
    """One run: its lanes, and how each part ended."""

    folder: Path
    done: _Done
    waiting: queue.SimpleQueue[Part] = field(default_factory=queue.SimpleQueue)
    ended: list[tuple[Part, bool, float]] = field(default_factory=list)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    turn: threading.Lock = field(default_factory=threading.Lock)
    broken_off: bool = False

    def lane(self) -> None:
        """Take the next part until none is left."""
        while not self.broken_off:
            try:
                part = self.waiting.get_nowait()
            except queue.Empty:
                return
            self.take(part)

    def take(self, part: Part) -> None:
        """Run one, and say how it ended."""
        own = self.folder / part.name
        shutil.rmtree(own, ignore_errors=True)
        with self.turn:
            _forget_records(self.done.began, lambda name: name == part.name)
        began = time.monotonic()
        green = self._one(part, own)
        with self.turn:
            if not self.broken_off:
                green &= _keep(own, part.name)
            if green and part.suite.inputs(tracked(ROOT)) != self.done.inputs[part.name]:
                green = False  # somebody changed something meanwhile: it is green of nothing
            self._note(part, (time.monotonic() - began) / 60, green=green)

    def _one(self, part: Part, own: Path) -> bool:
        usual = {name: value for name, value in os.environ.items() if not name.startswith("BACKOFFICE_")}
        environment = usual | {
            "BACKOFFICE_DEPTH": "deep",
            "BACKOFFICE_PROOF": str(own),
            "BACKOFFICE_RUN": self.done.began,
            "BACKOFFICE_SHARE": f"{part.share}/{part.suite.shares}",
            "HYPOTHESIS_PROFILE": "deep",
        }
        words = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-m",
            "deep or not deep",
            "--timeout",
            "14400",
            *part.suite.words,
        ]
        most = (part.minutes * _PATIENCE + _BESIDES) * 60
        with (self.folder / f"{part.name}.log").open("wb") as log:
            process = subprocess.Popen(
                words, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )
            self.running[part.name] = process
            try:
                return process.wait(most) == 0
            except subprocess.TimeoutExpired:
                return False
            finally:
                _end(process)
                self.running.pop(part.name, None)

    def _note(self, part: Part, minutes: float, *, green: bool) -> None:
        self.ended.append((part, green, minutes))
        said = "green" if green else "broken off" if self.broken_off else "RED"
        log = "" if green else f"   {self.folder / part.name}.log"
        _say(f"{part.name:16} {said:10} {minutes:6.1f} min of {part.minutes:5.1f}{log}")
        if green:
            self.done.note(part.name, minutes)

    def break_off(self) -> None:
        """End what runs; what was done stays done."""
        self.broken_off = True
        for process in list(self.running.values()):
            _end(process)


def _keep(own: Path, part: str) -> bool:
    """Put a part's records among those of the proof, and say whether all of them could be read.

    A part that was ended amid a line has not all of its own.
    """
    whole = True
    for file in own.glob("*.jsonl"):
        there = ROOT / "build" / "proof" / file.name
        there.parent.mkdir(parents=True, exist_ok=True)
        mine, each_of_them = _records(file)
        whole &= each_of_them
        _write(there, [*_records(there)[0], *(each | {"part": part} for each in mine)])
    return whole


def _forget_records(run: str, which: Callable[[str], bool]) -> None:
    """Take out of the proof what some parts left there at another time of this run: a part is counted once."""
    for file in (ROOT / "build" / "proof").glob("*.jsonl"):
        before, _ = _records(file)
        left = [each for each in before if each.get("run") != run or not which(str(each.get("part")))]
        if left != before:
            _write(file, left)


def _write(file: Path, records: Sequence[Mapping[str, Any]]) -> None:
    fresh = file.with_suffix(".new")
    fresh.write_text("".join(f"{json.dumps(each)}\n" for each in records), "utf-8")
    fresh.replace(file)


def _records(file: Path) -> tuple[list[dict[str, Any]], bool]:
    """What can be read of it, and whether that is all."""
    found: list[dict[str, Any]] = []
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    for line in lines:
        with contextlib.suppress(ValueError):
            found.append(json.loads(line))
    return found, len(found) == len(lines)


def _end(process: subprocess.Popen[bytes]) -> None:
    """The process and all that it started, which is of its session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _list(suites: Sequence[Suite], green: Mapping[str, float]) -> None:
    for suite in sorted(suites, key=lambda each: -each.minutes):
        ended = [part.name for part in parts_of([suite]) if part.name in green]
        state = f"{len(ended)} green here, {sum(green[name] for name in ended):.0f} min" if ended else ""
        _say(f"{suite.name:16} {suite.minutes:6.0f} min in {suite.shares}  {state}")
    hours, minutes = divmod(round(makespan([part for part in parts_of(suites) if part.name not in green])), 60)
    _say(f"what is left, {LANES} at a time: {hours} h {minutes:02}")


def _go(run: _Run, parts: Sequence[Part]) -> bool:
    lanes = [threading.Thread(target=run.lane, name=f"lane-{n}") for n in range(LANES)]
    for part in parts:
        if part.suite.idle:
            lanes.append(threading.Thread(target=run.take, args=(part,), name=part.name))
        else:
            run.waiting.put(part)
    for lane in lanes:
        lane.start()
    try:
        for lane in lanes:
            lane.join()
    except KeyboardInterrupt:
        run.break_off()
        for lane in lanes:
            lane.join()
    return not run.broken_off and len(run.ended) == len(parts) and all(green for _part, green, _minutes in run.ended)


def main(words: Sequence[str]) -> int:
    """Run them; 0 where all are green, those that were green before included."""
    parser = argparse.ArgumentParser(prog="make deep", description=__doc__)
    parser.add_argument("--list", action="store_true", help="say which there are, and how long they take")
    parser.add_argument("--anew", action="store_true", help="forget what ended green with these sources")
    parser.add_argument("suites", nargs="*", metavar="suite")
    asked = parser.parse_args(words)
    known = read()
    if unknown := set(asked.suites) - set(known):
        parser.error(f"no suite: {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    folder = ROOT / "build" / "deep"
    folder.mkdir(parents=True, exist_ok=True)
    files = tracked(ROOT)
    inputs = {part.name: part.suite.inputs(files) for part in parts_of(list(known.values()))}
    done = _Done(folder / "done.json", inputs)
    if not asked.anew:
        done.load()
    if asked.list:
        _list(list(known.values()), done.green)
        return 0
    if asked.anew:
        done.forget([])
    # what was green and is not now counts no more, nor what has another name; what was red stays until it is run again
    _forget_records(done.began, lambda name: name not in inputs or name in done.lapsed)
    if asked.suites:
        done.forget([part.name for part in parts_of([known[name] for name in asked.suites])])
    wanted = [known[name] for name in asked.suites or known]
    _list(wanted, done.green)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    green = _go(_Run(folder, done), [part for part in parts_of(wanted) if part.name not in done.green])
    _say("all green" if green else "not green")
    return 0 if green else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
