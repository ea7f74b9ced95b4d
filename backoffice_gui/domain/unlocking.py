"""How long is waited after wrong passphrases: five are free, then each costs more, a quarter of an hour at most.

Seconds are those of a clock that nobody sets (`clock.Clock.elapsed`): it begins anew when the machine starts, which
never shortens a wait, because all that it shows then has passed since.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["DELAYS", "FREE", "Tries"]

FREE = 5
"""So many wrong passphrases are followed by no delay; the fifth is."""
DELAYS = (10, 30, 60, 120, 300, 600, 900)
"""Seconds after the fifth wrong one, the sixth, and so on; the last of them from then on."""


@dataclass(frozen=True, slots=True)
class Tries:
    """How many passphrases were wrong since the last right one; `at`: when the last of them was, in elapsed seconds."""

    wrong: int = 0
    at: float = 0.0

    @property
    def delay(self) -> int:
        """Seconds between the last one and the next that may be."""
        return 0 if self.wrong < FREE else DELAYS[min(self.wrong - FREE, len(DELAYS) - 1)]

    def wait(self, now: float) -> int:
        """Whole seconds that are still to be waited for at an elapsed moment."""
        passed = now - self.at if now >= self.at else now  # less than it was: the machine has started since
        return max(0, math.ceil(self.delay - max(passed, 0.0)))

    def more(self, now: float) -> Tries:
        """One more."""
        return Tries(self.wrong + 1, now)
