"""Run seeds by hand: `python -m tests.support.simulation.run storm-17 [--faults wire:3:busy] [--shrink] [--count 100]`.

Prints the trace of one seed; with `--shrink` leaves out one fault after the other, in this order of its tasks
and in others, as long as it still fails; with `--count` plays so many seeds of a profile (`storm`) and prints those that fail.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.support.simulation.acts import Failed, again, play
from tests.support.simulation.schedule import Ground, Setup, Template

__all__ = ["Shrunk", "a_folder", "main", "shrunk", "without_pieces"]

_SHM = Path("/dev/shm")
_ORDERS = 3
_EARLIER = 12
"""How many other orders are tried for a failure with fewer faults, and how many chances earlier one of them alone."""


def a_folder(otherwise: Path) -> Path:
    """A new folder in memory, where the system has such a place; else in the one named."""
    folder = (_SHM if _SHM.is_dir() else otherwise) / f"simulation-{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    return folder


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class Shrunk:
    """What a failure comes down to: faults none of which can be left out, and the order in which they do it."""

    faults: tuple[str, ...]
    order: int = 0


def _fails(seed: str, folder: Path, template: Ground, only: Sequence[str] | None, order: int = 0) -> Failed | None:
    try:
        setup = replace(Setup.of(seed), order=order)
        play(seed, folder / "play", template, only=None if only is None else frozenset(only), setup=setup)
    except Failed as failed:
        return failed
    return None


def _earlier(fault: str, chances: int) -> str:
    """The same fault, so many chances of its edge earlier."""
    edge, chance, kind = fault.split(":")
    return f"{edge}:{int(chance) - chances}:{kind}"


def _fewer(found: Shrunk) -> Iterator[Shrunk]:
    """What may fail as well with fewer faults: one alone; one less, and what came after it earlier; another order."""
    for fault in found.faults if len(found.faults) > 1 else ():
        for chances in range(_EARLIER):
            yield Shrunk((_earlier(fault, chances),), found.order)
    less = [(found.faults[:at], found.faults[at + 1 :]) for at in range(len(found.faults))]
    for before, after in less if len(found.faults) > 1 else ():
        for chances in range(1, 4):
            yield Shrunk(before + tuple(_earlier(fault, chances) for fault in after), found.order)
        for order in range(1, _ORDERS + 1):
            yield Shrunk(before + after, order)


def without_pieces(found: Shrunk, fails: Callable[[Shrunk], bool]) -> Shrunk:
    """Leave out half, then a quarter, then one at a time, until none of those left can go."""
    piece, at = max(1, len(found.faults) // 2), 0
    while at < len(found.faults):
        fewer = replace(found, faults=found.faults[:at] + found.faults[at + piece :])
        if fails(fewer):
            # what was needed beside it may not be any more
            found, at = fewer, 0 if piece == 1 else at
        else:
            at += piece
        if at >= len(found.faults) and piece > 1:
            piece, at = piece // 2, 0
    return found


def shrunk(seed: str, folder: Path, template: Ground) -> Shrunk:
    """The faults without which it does not fail: delta debugging over faults, then over their chances and the order.

    What goes wrong earlier puts everything after it at other moments: so a fault that has nothing to do with the
    failure may be needed for another to meet what it must. Moved a little, it meets it alone.
    """

    def fails(tried: Shrunk) -> bool:
        return _fails(seed, folder, template, tried.faults, tried.order) is not None

    failed = _fails(seed, folder, template, None)
    if failed is None:
        raise ValueError("it does not fail")
    found: Shrunk | None = without_pieces(Shrunk(failed.faults), fails)
    while found is not None:
        least = found
        found = next((without_pieces(fewer, fails) for fewer in _fewer(least) if fails(fewer)), None)
    return least


def _many(profile: str, first: int, count: int, folder: Path, template: Ground) -> int:
    failed = steps = 0
    began = time.process_time()
    for n in range(first, first + count):
        try:
            steps += play(f"{profile}-{n}", folder / "play", template).steps
        except Failed as error:
            failed += 1
            _say(str(error))
    spent = time.process_time() - began
    _say(
        f"{count} schedules of {profile}, {failed} failed, {steps} steps, {spent:.1f} CPU s, {steps / spent:.0f} steps/s"
    )
    return failed


def main() -> int:
    """The program."""
    words = argparse.ArgumentParser()
    words.add_argument("seed")
    words.add_argument("--faults", help="the names of those that strike, with commas between; `none`")
    words.add_argument("--order", type=int, default=0)
    words.add_argument("--shrink", action="store_true")
    words.add_argument("--digest", action="store_true")
    words.add_argument("--count", type=int, default=0)
    words.add_argument("--first", type=int, default=0)
    said = words.parse_args()
    logging.disable(logging.WARNING)
    only = None if said.faults is None else frozenset(said.faults.split(",")) - {"none"}
    folder = a_folder(Path("build"))
    try:
        template = Template.make(folder / "template")
        if said.count:
            return 1 if _many(said.seed, said.first, said.count, folder, template) else 0
        if said.shrink:
            found = shrunk(said.seed, folder, template)
            _say(again(said.seed, found.faults, found.order))
            return 0
        setup = replace(Setup.of(said.seed), order=said.order)
        outcome = play(said.seed, folder / "play", template, only=only, setup=setup, keep_lines=not said.digest)
        if said.digest:
            _say(outcome.trace)
            return 0
        _say("\n".join(outcome.lines))
        return 0
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    raise SystemExit(main())
