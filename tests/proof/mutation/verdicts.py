"""What the mutants of a run came to, from the files that mutmut keeps beside each mutated module."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from tests.support.proof import ROOT

__all__ = ["LISTED", "reason_of", "verdicts"]

LISTED = ROOT / "tests" / "proof" / "mutation" / "survivors.toml"
_KILLED = {1, 3, 24, -24, 36, 152, 255}
"""A test failed, or never ended: pytest's codes, and those of the limit on processor time."""


def verdicts(tree: Path) -> dict[str, bool]:
    """Whether each mutant that was tried was killed, by its name; what was not tried is left out."""
    found: dict[str, bool] = {}
    for file in sorted((tree / "mutants").rglob("*.meta")):
        tried: Mapping[str, int | None] = json.loads(file.read_text("utf-8"))["exit_code_by_key"]
        found |= {name: code in _KILLED for name, code in tried.items() if code is not None}
    return found


def reason_of(name: str) -> str | None:
    """Why a mutant may survive: by its name, or by the function it lies in (`module.function`)."""
    listed: Mapping[str, str] = tomllib.loads(LISTED.read_text("utf-8"))["survivors"]
    return listed.get(name) or listed.get(name.rpartition("__mutmut_")[0])
