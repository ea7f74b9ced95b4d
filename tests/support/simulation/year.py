"""Simulated days: one store, a process restarted every day, a few submissions a day, the civil clock of Paris around it.

Underneath everything is UTC: the machine's time zone, and its two changes a year, must not matter.
"""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.actions.open_canaries import open_canaries
from tests.support.simulation.oracle import Violation
from tests.support.simulation.reckoning import reckon
from tests.support.simulation.schedule import Setup, Template, Theatre, theatre
from tests.support.simulation.sizes import slow_pace
from tests.support.simulation.weather import PROFILES, Weather

__all__ = ["Days", "live_through"]

DAY = 86_400.0
_RECKONING = 7
"""Days between two full reckonings."""


@dataclass(frozen=True, slots=True)
class Days:
    """What so many days came to; `octets` is what the process took of memory after each reckoning."""

    days: int
    submissions: int
    closed: int
    steps: int
    trace: str
    octets: tuple[int, ...]


def _resident() -> int:
    return (
        int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 if Path("/proc/self/statm").exists() else 0
    )


def live_through(days: int, start: dt.datetime, seed: str, folder: Path, template: Template) -> Days:
    """Live so many days from `start`; raises `Violation` where anything is lost, doubled, or left open."""
    setup = Setup(PROFILES["calm"], (0,), peers=False, lifetime=1740.0, submissions=0, spread=0.0, sweep_every=900.0)
    octets: list[int] = []
    with theatre(seed, folder, template, setup, Weather(seed, setup.profile), start=start) as play, slow_pace():
        (machine,), (place,) = play.machines, play.places
        place.disk.committed = lambda: None  # facts are compared once a day
        for day in range(1, days + 1):
            machine.start()
            _a_day(play)
            machine.stop()
            if not play.world.run(5.0, until=lambda: not machine.running):
                raise Violation("a stop took more than 5 s")
            with closing(place.open()) as inbox:  # in the evening a desk shows that what came in can be opened
                open_canaries(inbox, {place.private.public().fingerprint: place.private}, machine.clock.now())
            play.oracle.committed(place.name)
            if day % _RECKONING == 0 or day == days:
                reckon(play)
                octets.append(_resident())
        (closed,) = play.oracle.stores[place.name].rows("SELECT count(*) FROM submission WHERE stage = 'CLOSED'")[0]
        if closed != len(play.oracle.made):
            raise Violation(f"{len(play.oracle.made)} came in, {closed} are closed")
        return Days(days, len(play.oracle.made), closed, play.world.steps, play.world.digest(), tuple(octets))


def _a_day(play: Theatre) -> None:
    """Two to six submissions at any hour, and the rest of the day until 5 s before its end."""
    for _ in range(play.dice.randint(2, 6)):
        play.world.after(play.dice.uniform(0.0, DAY - 3600.0), play.submit)
    play.world.run(DAY - 5.0)
