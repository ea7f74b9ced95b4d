"""What went wrong, as a value that can cross threads and be shown: a code, facts, and no personal data."""

from __future__ import annotations

import traceback
from dataclasses import dataclass, field

from backoffice_gui.errors import Circumstance

__all__ = ["DEFECT", "Failure", "failure_of", "named"]

DEFECT = "DEF-001"
"""The code of a fault of ours."""
_UNREACHABLE, _REFUSED = "STO-015", "refused"


@dataclass(frozen=True, slots=True)
class Failure:
    """One failure: the sentences for it are in `text.explain`.

    `places` is where it was raised (module, line, function), never a value; `exit_code` ends a run without a person.
    """

    code: str
    reason: str = ""
    facts: dict[str, str | int | float] = field(default_factory=dict)
    retry: bool = False
    error: str = ""
    places: tuple[str, ...] = ()
    exit_code: int = 1

    @property
    def defect(self) -> bool:
        """Whether it is a fault of ours."""
        return self.code == DEFECT

    @property
    def away(self) -> bool:
        """Whether a team's server can't be reached; one that takes nobody by this login is there, and says no."""
        return self.code == _UNREACHABLE and self.reason != _REFUSED


def _places(error: BaseException) -> tuple[str, ...]:
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    return tuple(
        f"{frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames
    )


def named(word: str) -> Failure:
    """The failure that one word stands for: a code, and its reason after a colon (`TRF-004:expired`)."""
    code, _, reason = word.partition(":")
    return Failure(code, reason)


def failure_of(error: BaseException) -> Failure:
    """The failure an exception stands for; anything outside `Circumstance` is a defect."""
    name = type(error).__name__
    if isinstance(error, Circumstance):
        return Failure(error.code, error.reason, dict(error.facts), error.retry, name, _places(error), error.exit_code)
    return Failure(DEFECT, error=name, places=_places(error))
