"""What happens in a schedule, act by act: the storm, the calm after it, and the reckoning.

    outcome = play("storm-17", folder, template)

A failure says how exactly this is run again.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Collection, Sequence
from pathlib import Path

from backoffice_gui.domain.collecting import Summary
from tests.support.simulation.oracle import Violation
from tests.support.simulation.process import Machine
from tests.support.simulation.reckoning import at_rest, reckon
from tests.support.simulation.schedule import Ground, Outcome, Setup, Theatre, theatre
from tests.support.simulation.weather import Weather

__all__ = ["Failed", "again", "play"]

STORM = 60.0
CALM = 900.0
GRACE = 400.0
"""Seconds to expiry with which nothing may be lost once nothing goes wrong any more (I9)."""
_LEAST_FREE = 100 * 1024 * 1024


class Failed(AssertionError):
    """A schedule in which something did not hold; says how to run it again. `faults`: what had struck, in order."""

    def __init__(self, words: str, faults: Sequence[str]) -> None:
        super().__init__(words)
        self.faults = tuple(faults)


def again(seed: str, only: Collection[str] | None = None, order: int = 0) -> str:
    """The command that runs exactly this."""
    left = "" if only is None else f" --faults {','.join(sorted(only)) or 'none'}"
    return f".venv/bin/python -m tests.support.simulation.run {seed}{left}{f' --order {order}' if order else ''}"


def play(
    seed: str,
    folder: Path,
    template: Ground,
    *,
    only: frozenset[str] | None = None,
    keep_lines: bool = False,
    setup: Setup | None = None,
    weather: Weather | None = None,
) -> Outcome:
    """Play a seed to its end; raises `Failed` where an invariant does not hold, or anything breaks."""
    setup = setup or Setup.of(seed)
    weather = weather or Weather(seed, setup.profile, only)
    with theatre(seed, folder, template, setup, weather, keep_lines=keep_lines) as staged:
        try:
            _storm(staged)
            _calm(staged)
            _twice_is_once(staged)
        except Exception as error:
            if keep_lines:
                sys.stdout.write("\n".join([*(staged.world.lines or []), traceback.format_exc()]))
            struck = staged.weather.struck
            exactly = again(seed, only, setup.order)
            raise Failed(
                f"{type(error).__name__}: {error}\n  after {len(struck)} faults; again: {exactly}", struck
            ) from error
        return Outcome(
            seed,
            staged.world.digest(),
            staged.world.steps,
            len(staged.weather.struck),
            sum(machine.lives for machine in staged.machines),
            sum(entry["outcome"] == "acknowledged" for entry in staged.oracle.outcomes.values()),
            staged.world.time,
            staged.world.lines or [],
        )


def _storm(play: Theatre) -> None:
    """Submissions come in, machines work, die and come back; everything that can go wrong may."""
    setup, world, dice = play.setup, play.world, play.dice
    for machine in play.machines:
        world.after(dice.uniform(0.0, 3.0), lambda machine=machine: _start(machine))  # type: ignore[misc]
    for _ in range(setup.submissions):
        several = dice.choice((1, 1, 1, 2, 4))
        world.after(dice.uniform(0.0, setup.spread), lambda several=several: play.submit(several))  # type: ignore[misc]
    for _ in range(dice.randint(0, setup.profile.events)):
        world.after(dice.uniform(1.0, setup.spread + STORM), lambda: _something_happens(play))
    _supervise(play)
    world.run(setup.spread + STORM)
    play.oracle.all_is_somewhere()


def _start(machine: Machine) -> None:
    if not machine.running:
        machine.start()


def _supervise(play: Theatre) -> None:
    """Whoever is down is started again, sooner or later."""
    if play.stopping:
        return
    for machine in play.machines:
        if not machine.running and machine.lives and play.dice.random() < 0.5:
            machine.start()
    play.world.after(play.dice.uniform(0.5, 20.0), lambda: _supervise(play))


def _something_happens(play: Theatre) -> None:
    """To a whole machine: it is restarted, suspended, its clock jumps, its disk fills up."""
    what = play.dice.choice(play.setup.profile.happenings)
    machine = play.dice.choice(play.machines)
    seconds = play.dice.uniform(1.0, 150.0)
    if not play.weather.takes("world", what):
        return
    match what:
        case "front-restarts":
            play.network.restart(play.dice.uniform(0.1, 3.0))
        case "front-away":
            play.network.restart(seconds)
        case "suspend":
            machine.owner.frozen_until = max(machine.owner.frozen_until, play.world.time + seconds)
            play.world.after(seconds, lambda: None)
        case "clock":
            machine.clock.skew += play.dice.choice((-7200.0, -1.0, 3600.0, 90.0, 86400.0))
        case "no-room":
            play.room.free = play.dice.choice((0, _LEAST_FREE))
            play.world.after(seconds, lambda: setattr(play.room, "free", play.room.ENOUGH))
        case "poke" if machine.running:
            machine.poke()


def _calm(play: Theatre) -> None:
    """Nothing goes wrong any more: everything must come to rest, and nothing that had time left be lost (I9)."""
    play.weather.clear()
    play.room.free = play.room.ENOUGH
    world, oracle = play.world, play.oracle
    for machine in play.machines:
        machine.owner.frozen_until = min(machine.owner.frozen_until, world.time)
    world.run(5.0, until=lambda: play.server.up)
    if not play.server.up:
        play.server.start()
    end = world.civil().timestamp()
    held = [made for id_, made in oracle.made.items() if id_ not in oracle.outcomes]
    in_time = [made for made in held if made.expires_at - end > GRACE]
    if not world.run(CALM + play.setup.lifetime, until=lambda: at_rest(play), every=5.0):
        raise Violation(f"I9: {at_rest.__name__} not within {CALM:.0f} s of calm: {reckon(play, waiting=True)}")
    for made in in_time:
        if oracle.outcomes[made.id]["outcome"] != "acknowledged" and play.setup.profile.honest:
            raise Violation(f"I9: {made.seq} expired, though nothing went wrong any more and it had time")
    _clean_stop(play)
    reckon(play)


def _clean_stop(play: Theatre) -> None:
    """A stop ends within 5 s, whatever is going on."""
    play.oracle.all_is_somewhere()
    play.stopping = True
    for machine in play.machines:
        machine.stop()
    if not play.world.run(5.0, until=lambda: not any(machine.running for machine in play.machines)):
        raise Violation("a stop took more than 5 s")


def _twice_is_once(play: Theatre) -> None:
    """Run to rest once more, and again: nothing changes (I22)."""
    _to_rest(play)
    before = {name: store.state() for name, store in play.oracle.stores.items()}
    _to_rest(play)
    for name, store in play.oracle.stores.items():
        if store.state() != before[name]:
            raise Violation(f"I22: {name} changed in a run that had nothing to do")
    reckon(play)


def _to_rest(play: Theatre) -> None:
    for machine in play.machines:
        machine.start(once=True)
        if not play.world.run(600.0, until=lambda machine=machine: not machine.running):  # type: ignore[misc]
            raise Violation(f"I9: {machine.name} does not end with --once")
        if not isinstance(machine.ended, Summary):
            raise Violation(f"I9: {machine.name} ended with {machine.ended!r}")
