"""Changes that are on their way to a team's server, and what of them is kept while nobody has answered.

A line that is silent (a pulled cable, a tunnel that went) says nothing for twenty seconds. What is asked of the server
meanwhile stands in no outbox yet: so it is kept there as soon as its answer is late, or its desk is left, and taken out
once the server has answered. Its key is the one it was sent with: sent again, it is done once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from backoffice_gui.clock import timed
from backoffice_gui.domain.outbox import Drafted, Pending

__all__ = ["LATE_SECONDS", "Flight", "Flights"]

LATE_SECONDS = 0.3
"""An answer that takes longer is late, and what it is the answer to is kept; an act takes a tenth of that."""


@dataclass(eq=False, slots=True)
class Flight:
    """What one command is sending: `made` says it as it would wait; `kept`, what of it the outbox holds by now."""

    made: Callable[[], Sequence[Pending]]
    shown: int
    timer: threading.Timer | None = None
    kept: tuple[Pending, ...] = field(default=(), repr=False)


class Flights:
    """What is on its way now; for any thread. `late` is called with what was not answered in time."""

    def __init__(self, late: Callable[[Flight], None]) -> None:
        self._late = late
        self._change = threading.Condition()
        self._now: list[Flight] = []
        self.hidden: frozenset[str] = frozenset()
        """The keys of what the outbox holds of it: nobody else sends those, or shows that they wait."""

    def __contains__(self, flight: Flight) -> bool:
        return flight in self._now

    @property
    def now(self) -> tuple[Flight, ...]:
        """What is on its way, in order."""
        return tuple(self._now)

    @property
    def many(self) -> int:
        """How many changes that are, without those that nobody is shown."""
        return sum(each.shown for each in self.now)

    def begin(self, made: Callable[[], Sequence[Pending]], shown: int) -> Flight:
        """From now on it is on its way."""
        flight = Flight(made, shown)
        with self._change:
            self._now.append(flight)
        flight.timer = timed(LATE_SECONDS, "late", lambda: self._late(flight))
        return flight

    @contextmanager
    def holding(self, flight: Flight, kept: Sequence[Pending]) -> Iterator[None]:
        """The outbox takes it inside; hidden from before, so that nobody finds it there in between."""
        keys = {each.key for each in kept}
        with self._change:
            self.hidden |= keys
        try:
            yield
        except BaseException:
            with self._change:
                self.hidden -= keys
            raise
        flight.kept = tuple(kept)

    def end(self, flight: Flight) -> None:
        """It is not on its way any more; what the outbox holds of it waits from now on."""
        if flight.timer is not None:
            flight.timer.cancel()
        with self._change:
            self._now.remove(flight)
            self.hidden -= {each.key for each in flight.kept}
            self._change.notify_all()

    def landed(self, seconds: float) -> bool:
        """Whether all of it was answered within so long."""
        with self._change:
            return self._change.wait_for(lambda: not self._now, seconds)

    def written(self, case: int, what: str) -> str | None:
        """The text of the draft that the outbox holds of what is on its way; nothing where there is none."""
        for each in (each for flight in self.now for each in flight.kept):
            if each.case == case and isinstance(each.change, Drafted) and each.change.what == what:
                return each.change.text
        return None
