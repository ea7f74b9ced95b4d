"""A scenario of `tests.support.scenarios`, run once and recorded; runs in the recorded process."""

from __future__ import annotations

import pickle
from pathlib import Path

from tests.support.calls import Calls
from tests.support.scenarios import SCENARIOS, FrontProcess, Place

__all__ = ["borrow"]


def borrow(calls: Calls, name: str, root: Path, record: Path, kept: Path) -> None:
    """Prepare it unwatched, run it watched; `kept` gets what lay there before, and the front end's truth."""
    scenario = SCENARIOS[name]
    front = FrontProcess()
    try:
        place = Place(root, front.url)
        place.tell("open", folder=str(root))
        scenario.prepare(place)
        place.tell("close")
        place.tell("open", folder=str(root), rules=scenario.rules)
        there = {str(path.relative_to(place.office)): path for path in place.office.rglob("*")}
        baseline = {path: each.read_bytes() for path, each in there.items() if each.is_file()}
        folders = tuple(path for path, each in there.items() if each.is_dir())
        calls.watch(place.office)
        calls.record(record)
        scenario.run(place)
        calls.watch(None)
        kept.write_bytes(pickle.dumps((baseline, folders, place.tell("truth")["made"], scenario.whole)))
    finally:
        front.end()
