"""What goes wrong, and how often: each fault that strikes has a name, its chance, and can be asked for by it.

weather = Weather(seed, PROFILES["storm"])
weather.strikes("wire") -> "answer-lost", or nothing
Weather(seed, PROFILES["storm"], only=frozenset({"wire:3:answer-lost"}))     # that one, and no other
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

__all__ = ["HOSTILE_WIRE", "PROFILES", "WIRE", "Doom", "Profile", "Weather"]

WIRE = (
    "request-lost", "request-late", "request-twice", "answer-lost", "answer-late", "answer-cut", "busy", "silence",
)  # fmt: skip
"""What a network and a tired server do, TLS notwithstanding."""

HOSTILE_WIRE = (
    *WIRE, "request-flip", "answer-flip", "head-flip", "html", "status", "swap", "replay", "shuffle", "shorter", "forged", "twin",
)  # fmt: skip
"""What only a broken or hostile middle does."""

HAPPENINGS = ("front-restarts", "front-away", "suspend", "clock", "no-room", "poke")
"""What happens to a whole machine."""


def _evenly(kinds: tuple[str, ...], of_all: float) -> dict[str, float]:
    return dict.fromkeys(kinds, of_all / len(kinds))


@dataclass(frozen=True, slots=True)
class Profile:
    """How often what strikes, by edge; `honest`: every answer that arrives is the front end's own.

    `events`: how many things happen to whole machines (restarts, jumps, suspends), at most.
    """

    name: str
    rates: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    honest: bool = True
    events: int = 0
    happenings: tuple[str, ...] = HAPPENINGS


def _profile(name: str, wire: float, disk: float, death: float, *, events: int, honest: bool = True) -> Profile:
    rates = {
        "wire": _evenly(WIRE if honest else HOSTILE_WIRE, wire),
        "commit": {
            **_evenly(("full", "io-lost", "io-kept", "busy"), disk),
            **_evenly(("die-before", "die-after"), 3 * death),
        },
        "begin": {"locked": disk / 2, "die": death},
        "read": {"io": disk / 8},
        "write": {"full": disk / 6, "bit": disk / 6},
        "step": {"die": death},
        "line": {"gone": disk / 50},
    }
    return Profile(name, rates, honest, events)


PROFILES = {
    profile.name: profile
    for profile in (
        Profile("calm"),
        Profile("clocks", {"wire": _evenly(WIRE, 0.05)}, events=6, happenings=("clock", "suspend")),
        _profile("weather", 0.25, 0.0, 0.0, events=2),
        _profile("disk", 0.02, 0.12, 0.0, events=1),
        _profile("deaths", 0.05, 0.01, 0.02, events=3),
        _profile("storm", 0.2, 0.05, 0.012, events=4),
        _profile("hostile", 0.3, 0.0, 0.004, events=2, honest=False),
        _profile("war", 0.3, 0.04, 0.01, events=4, honest=False),
    )
}


class Weather:
    """The dice of every edge, and what they did: `struck` names each fault by its edge, the how manieth chance, its kind.

    With `only`, the dice are thrown as ever, and what strikes is what is named: a fault that is left out
    moves the others as little as may be, which is what makes a failure easy to shrink.
    """

    def __init__(self, seed: str, profile: Profile, only: frozenset[str] | None = None) -> None:
        self.profile = profile
        self.on = True
        self.struck: list[str] = []
        self.tell: Callable[[str], None] = lambda _what: None
        self.dice = random.Random(f"{seed}:weather")
        self._only = None if only is None else {name.rpartition(":")[0]: name.rpartition(":")[2] for name in only}
        self._chances: Counter[str] = Counter()

    def strikes(self, edge: str) -> str | None:
        """What goes wrong here and now, if anything does."""
        rates = self.profile.rates.get(edge)
        if not self.on or not rates:
            return None
        self._chances[edge] += 1
        thrown, drawn = self.dice.random(), None
        for kind, rate in rates.items():
            thrown -= rate
            if thrown < 0:
                drawn = kind
                break
        if self._only is not None:
            drawn = self._only.get(f"{edge}:{self._chances[edge]}")
        return self._strike(edge, drawn) if drawn is not None else None

    def takes(self, edge: str, kind: str) -> bool:
        """Whether something that was drawn elsewhere happens; false where it is left out."""
        self._chances[edge] += 1
        if self._only is not None and self._only.get(f"{edge}:{self._chances[edge]}") != kind:
            return False
        self._strike(edge, kind)
        return True

    def _strike(self, edge: str, kind: str) -> str:
        self.struck.append(f"{edge}:{self._chances[edge]}:{kind}")
        self.tell(f"fault {self.struck[-1]}")
        return kind

    def clear(self) -> None:
        """From now on nothing goes wrong."""
        self.on = False


class Doom(Weather):
    """Nothing goes wrong but deaths at chosen moments: steps, and before and after each begin and commit.

    `moments` counts those that were passed while it was on.
    """

    def __init__(self, seed: str, dies_at: frozenset[int] = frozenset()) -> None:
        super().__init__(seed, PROFILES["calm"])
        self.moments = 0
        self._dies_at = dies_at

    def _now(self) -> bool:
        self.moments += 1
        return self.moments in self._dies_at

    def strikes(self, edge: str) -> str | None:
        """Death, where its moment has come."""
        if not self.on or edge not in {"step", "begin", "commit"}:
            return None
        if self._now():
            return "die-before" if edge == "commit" else "die"
        return "die-after" if edge == "commit" and self._now() else None
