"""What a scenario is: how its folder is made, what is done there, and how it is done to its end after a kill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.scenarios import checking, revealing
from tests.support.scenarios.place import Place

__all__ = ["Scenario", "named"]

Deed = Callable[[Place], None]


def _nothing(_place: Place) -> dict[str, Any]:
    return {}


def _all_well(_place: Place) -> list[str]:
    return []


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing a process of ours does, that may be killed at any call.

    `prepare` makes the folder once. `run` is what is killed; `recover` is what the next start does (it
    must come to rest; by default the same again). `rules` are what the front end does amiss meanwhile.
    `seen` is what else must be the same at rest, whatever was killed. `whole` is false where the store
    may be incomplete before `run` (its making). `stride`: of the writes of a very long run every
    so manieth is taken; every sync, name and cut is. `desk`: the casebook is opened, which makes SQLCipher
    slow down the rest of the process that does it. `alike`: stages between which the end may differ, where
    the front end itself cannot show the same twice. `doubted`: a copy that could not be read counts as one more that
    differs, and what was set apart for that is closed all the same once a sound one is here. `amid`: what does not hold at the very moment of a kill, looked at
    in copies.
    """

    name: str
    run: Deed
    prepare: Deed
    recover: Deed | None = None
    rules: tuple[tuple[str, int], ...] = ()
    seen: Callable[[Place], dict[str, Any]] = field(default=_nothing)
    whole: bool = True
    stride: int = 1
    desk: bool = False
    alike: tuple[str, ...] = ()
    doubted: bool = False
    amid: Callable[[Place], list[str]] = field(default=_all_well)

    def again(self, place: Place) -> None:
        """What the next start does after a kill."""
        (self.recover or self.run)(place)

    def at_rest(self, place: Place) -> dict[str, Any]:
        """What it has come to."""
        rest = {**checking.resting(place), **self.seen(place)}
        for facts in rest["stages"].values():
            facts[0] = "/".join(self.alike) if facts[0] in self.alike else facts[0]
            if self.doubted and facts[:2] == ["CLOSED", "integrity"]:
                facts[1], facts[3] = None, False
        if self.alike:
            # asked for the one, it answers with the receipt of the other
            rest["incidents"] = [each for each in rest["incidents"] if each[0] != "receipt_invalid"]
        return rest

    def at_the_kill(self, place: Place) -> list[str]:
        """What does not hold before anything has looked at what a kill left."""
        return [*(revealing.revealed(place) if self.desk else []), *self.amid(place)]

    def check(self, place: Place, truth: dict[str, Any], *, thorough: bool = True) -> list[str]:
        """What does not hold once it is at rest; `thorough` asks the product's own verification too."""
        faults = checking.sound(place, truth)
        if thorough:
            faults += [*checking.verified(place), *checking.plain_words(place)]
        if self.desk:
            faults += revealing.revealed(place)
        return faults


def named(*scenarios: Scenario) -> dict[str, Scenario]:
    """By name; two of one name are a mistake."""
    found = {scenario.name: scenario for scenario in scenarios}
    assert len(found) == len(scenarios), "a name is there twice"
    return found
