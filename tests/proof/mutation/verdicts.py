"""What mutants came to, in the files that lie beside each mutated module (`mutmut`'s own, which it can show)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tests.support.proof import ROOT

__all__ = ["BROKEN", "LISTED", "SURVIVED", "UNTOUCHED", "function_of", "keep", "kept_in", "reason_of", "verdicts"]

LISTED = ROOT / "tests" / "proof" / "mutation" / "survivors.toml"
SURVIVED, UNTOUCHED, BROKEN = 0, 33, 99
"""Every test that touches it passed; no test touches it; the trying itself fell over, which kills nothing."""
_KILLED = {1, 3, 24, -24, 36, 152, 255}
"""A test failed, or never ended: pytest's codes, and those of the limit on processor time."""


def kept_in(mutants: Path, room: str) -> dict[str, int | None]:
    """Each mutant of a room of the tree `mutants` and the code it ended with; nothing for what was not tried."""
    found: dict[str, int | None] = {}
    for file in sorted((mutants / "backoffice_gui" / room).rglob("*.meta")):
        found |= json.loads(file.read_text("utf-8"))["exit_code_by_key"]
    return found


def verdicts(mutants: Path, room: str) -> dict[str, bool]:
    """Whether each mutant that was tried was killed, by its name; what was not tried is left out."""
    return {name: code in _KILLED for name, code in kept_in(mutants, room).items() if code is not None}


def keep(mutants: Path, name: str, code: int, seconds: float) -> None:
    """Write down what one mutant came to; the next run goes on after it."""
    module = function_of(name).rpartition(".")[0].replace(".", "/")
    places = (mutants / f"{module}.py.meta", mutants / module / "__init__.py.meta")
    file = next(place for place in places if place.exists())
    kept = json.loads(file.read_text("utf-8"))
    kept["exit_code_by_key"][name] = code
    kept["durations_by_key"][name] = round(seconds, 3)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(kept), "utf-8")
    fresh.replace(file)  # a run that is broken off loses one mutant, not a module's


def function_of(name: str) -> str:
    """The function a mutant lies in, as `mutmut` writes it: `module.x_function`, or with its class."""
    return name.rpartition("__mutmut_")[0]


def reason_of(name: str) -> str | None:
    """Why a mutant may survive: by its name, or by the function it lies in (`module.function`)."""
    listed: Mapping[str, str] = tomllib.loads(LISTED.read_text("utf-8"))["survivors"]
    return listed.get(name) or listed.get(function_of(name))
