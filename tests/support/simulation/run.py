"""Run seeds by hand: `python -m tests.support.simulation.run storm-17 [--faults 3,7] [--shrink] [--count 100]`.

Prints the trace of one seed; with `--shrink` leaves out one fault after the other as long as it
still fails; with `--count` plays so many seeds of a profile (`storm`) and prints those that fail.
"""

from __future__ import annotations

import argparse
import logging
import shutil
import sys
import time
import uuid
from pathlib import Path

from tests.support.simulation.acts import Failed, again, play
from tests.support.simulation.schedule import Template

__all__ = ["a_folder", "main", "shrunk"]

_SHM = Path("/dev/shm")


def a_folder(otherwise: Path) -> Path:
    """A new folder in memory, where the system has such a place; else in the one named."""
    folder = (_SHM if _SHM.is_dir() else otherwise) / f"simulation-{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    return folder


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _fails(seed: str, folder: Path, template: Template, only: frozenset[int] | None) -> str | None:
    try:
        play(seed, folder / "play", template, only=only)
    except Failed as failed:
        return str(failed)
    return None


def shrunk(seed: str, folder: Path, template: Template, most: int = 400) -> frozenset[int]:
    """The faults without which it does not fail, found by leaving out half, then a quarter, then one at a time."""
    needed = list(range(1, most + 1))
    piece = len(needed) // 2
    while piece:
        at = 0
        while at < len(needed):
            fewer = needed[:at] + needed[at + piece :]
            if _fails(seed, folder, template, frozenset(fewer)) is not None:
                needed = fewer
            else:
                at += piece
        piece //= 2
    return frozenset(needed)


def _many(profile: str, first: int, count: int, folder: Path, template: Template) -> int:
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
    words.add_argument("--faults")
    words.add_argument("--shrink", action="store_true")
    words.add_argument("--digest", action="store_true")
    words.add_argument("--count", type=int, default=0)
    words.add_argument("--first", type=int, default=0)
    said = words.parse_args()
    logging.disable(logging.WARNING)
    only = None if said.faults is None else frozenset(map(int, said.faults.split(",")))
    folder = a_folder(Path("build"))
    try:
        template = Template.make(folder / "template")
        if said.count:
            return 1 if _many(said.seed, said.first, said.count, folder, template) else 0
        if said.shrink:
            _say(again(said.seed, shrunk(said.seed, folder, template)))
            return 0
        outcome = play(said.seed, folder / "play", template, only=only, keep_lines=not said.digest)
        if said.digest:
            _say(outcome.trace)
            return 0
        _say("\n".join(outcome.lines))
        return 0
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    raise SystemExit(main())
