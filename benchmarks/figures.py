"""A measured figure, what it was measured against, and the file that all of them go to."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["ROOT", "Figure", "median", "show", "write"]

ROOT = Path(__file__).resolve().parents[1]
_FILE = ROOT / "build" / "bench.json"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the issue.

    `floor` is what it must reach, `goal` what we want; where `at_most` is set, both are bounds from above.
    """

    name: str
    value: float
    unit: str
    against: str
    floor: float | None = None
    goal: float | None = None
    at_most: bool = False

    @property
    def verdict(self) -> str:
        """How it stands to its bounds, in a word."""
        if self.floor is None:
            return ""
        if not _reaches(self.value, self.floor, at_most=self.at_most):
            return "BELOW" if not self.at_most else "ABOVE"
        if self.goal is not None and not _reaches(self.value, self.goal, at_most=self.at_most):
            return "ok"
        return "ok" if self.goal is None else "goal"


def _reaches(value: float, bound: float, *, at_most: bool) -> bool:
    return value <= bound if at_most else value >= bound


def median(values: Sequence[float]) -> float:
    """The middle one: what a single slow neighbour does not move."""
    return statistics.median(values)


def show(figure: Figure) -> None:
    """One line for people."""
    bound = "≤" if figure.at_most else "≥"
    bounds = "" if figure.floor is None else f"{bound} {figure.floor:g}"
    goal = "" if figure.goal is None else f" (goal {figure.goal:g})"
    value = f"{figure.value:10.3f}" if abs(figure.value) < 1000 else f"{figure.value:10.0f}"
    print(f"  {figure.verdict:5} {figure.name:34} {value} {figure.unit:8} {bounds}{goal}  against {figure.against}")


def write(figures: Sequence[Figure]) -> Path:
    """Lay the figures over those of earlier runs in `build/bench.json`, so that one can be measured alone."""
    kept = json.loads(_FILE.read_text("utf-8")) if _FILE.exists() else {}
    for figure in figures:
        members = asdict(figure)
        kept[members.pop("name")] = {key: members[key] for key in ("value", "unit", "against", "floor", "goal")}
    _FILE.parent.mkdir(parents=True, exist_ok=True)
    _FILE.write_text(json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    return _FILE
