"""From a recording to its states: which cuts, which fates, laid out and checked one after the other."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.support.power.checks import Examiner
from tests.support.power.disk import Disk, Fate, Mode, State, lying
from tests.support.power.laying import Floor
from tests.support.power.promises import Promises
from tests.support.power.recorder import Recorded

__all__ = ["Found", "Plan", "Walked", "walk"]


Rest = Callable[[Promises], tuple[list[str], Promises]]
"""Has what lies in the folder come to rest (`fronts.Resting`)."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is looked at: the share of the cuts, mixed states a cut, pages checked one in so many, share at rest."""

    cuts: float = 1.0
    mixed: int = 3
    whole_one_in: int = 1
    rests: float = 0.0
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """One state that does not hold: `scenario / mode:cut:fate[:seed]`."""

    state: str
    what: tuple[str, ...]


@dataclass(slots=True)
class Walked:
    """What came of a walk: how many different states were checked, and those that do not hold."""

    states: int = 0
    rests: int = 0
    found: list[Found] = field(default_factory=list)

    def says(self, words: str) -> bool:
        """Whether these words are said of a state."""
        return any(words in what for found in self.found for what in found.what)


def _states(disk: Disk, plan: Plan) -> Iterator[State]:
    yield disk.state(Fate.NONE)
    if disk.unsynced:
        yield disk.state(Fate.ALL)
        for n in range(plan.mixed):
            yield disk.state(Fate.MIXED, f"{plan.seed}.{n}")


class Walk:
    """One way through a recording: the states of one disk, in order, laid out and checked.

    `rest`: has some of them come to rest too. The same plan gives the same states of the same recording.
    """

    def __init__(self, recorded: Recorded, mode: Mode, plan: Plan, rest: Rest | None = None) -> None:
        self._recorded, self._plan, self._rest = recorded, plan, rest
        self._dice = random.Random(f"{plan.seed}:{recorded.scenario.name}:{mode}")
        self._disk = Disk(mode, recorded.baseline, recorded.folders)
        self._floor, self._examiner = Floor(recorded.folder), Examiner(recorded.folder, recorded.truth)
        self._promises = Promises(made=recorded.made)
        self._known: dict[int, int] = {}
        self.walked = Walked()

    def go(self, lost: str | None = None) -> Walked:
        """To the end, or to the first cut after which a state is found that `lost` is said of."""
        for call in self._recorded.calls:
            self._disk.take(call)
            if call.op == "n":
                self._promises.note(call.octets.decode())
            if self._dice.random() < self._plan.cuts:
                for state in _states(self._disk, self._plan):
                    self._visit(state)
                if lost is not None and self.walked.says(lost):
                    break
        return self.walked

    def _visit(self, state: State) -> None:
        """Check a state, unless it was checked with the same promises."""
        key = hash(state.key)
        if self._known.get(key) == self._promises.count:
            return
        self.walked.states += key not in self._known
        self._known[key] = self._promises.count
        if self._examiner.looking.changed:
            self._examiner.looking.changed = False
            self._floor.spoilt()
        self._floor.lay(state)
        whole = self._dice.randrange(self._plan.whole_one_in) == 0
        what = self._examiner.findings(state, self._promises, whole=whole)
        if self._rest is not None and self._dice.random() < self._plan.rests:
            what += self._at_rest(self._rest)
        if what:
            self.walked.found.append(Found(f"{self._recorded.scenario.name} / {state.name}", tuple(what)))

    def _at_rest(self, rest: Rest) -> list[str]:
        found, promises = rest(self._promises)
        self._floor.spoilt()
        self.walked.rests += 1
        found += self._examiner.findings(lying(self._recorded.folder), promises, whole=True)
        return [f"at rest: {what}" for what in found]


def walk(recorded: Recorded, mode: Mode, plan: Plan, rest: Rest | None = None, lost: str | None = None) -> Walked:
    """Walk through a recording: all of it, or until `lost` is said of a state."""
    return Walk(recorded, mode, plan, rest).go(lost)
