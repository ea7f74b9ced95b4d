"""What a check is given: the bench it asks from, the shelf of its own submissions, and the long stay they share."""

from __future__ import annotations

from dataclasses import dataclass, field

from backoffice_gui.conformance.bench import Bench
from backoffice_gui.conformance.reading import Signed, signed
from backoffice_gui.conformance.shelf import Own, Shelf
from backoffice_gui.transfer.jws import TYP_RECEIPT

__all__ = ["Stay", "Trial"]

_HELD = 14


class Stay:
    """Submissions that are left alone until their end; what happens on the way is looked at once, in order of time.

    One stay serves every check that needs the time, so that the real 29 minutes are waited once. While it lasts
    the kit gives no heartbeat of its own.
    """

    def __init__(self, bench: Bench, shelf: Shelf) -> None:
        self._bench, self._shelf = bench, shelf
        self._own: list[Own] = []
        self._began = 0.0
        self.was_quiet = False
        """Whether the form was found closed for want of a heartbeat."""

    def begun(self) -> list[Own]:
        """Its submissions, made with the first call."""
        if not self._own:
            self._shelf.clear()
            self._own = self._shelf.fresh(_HELD)
            self._began = self._bench.setup.clock.elapsed()
        return self._own

    def until(self, seconds: float) -> None:
        """Wait until they are so many seconds old."""
        self.begun()
        self._bench.wait(self._began + seconds - self._bench.setup.clock.elapsed())


@dataclass(slots=True)
class Trial:
    """One run of the kit against one front end."""

    bench: Bench
    first_pos: int = 0
    """The ledger's end when the kit began: what comes after it is of this run."""
    shelf: Shelf = field(init=False)
    stay: Stay = field(init=False)
    destroyed: list[Own] = field(default_factory=list)
    """Taken over more than 60 s ago."""

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.bench)
        self.stay = Stay(self.bench, self.shelf)

    def entries(self, limit: int = 500) -> list[Signed]:
        """The ledger since the kit began, as served; skips the check where a page is none."""
        return self.entries_from(self.bench, self.first_pos, limit)

    @staticmethod
    def entries_from(bench: Bench, after: int, limit: int = 500) -> list[Signed]:
        """The ledger beyond a position."""
        found: list[Signed] = []
        while texts := bench.ledger(after, limit)["entries"]:
            found += [signed(text, bench.setup.keys, TYP_RECEIPT, "entry") for text in texts]
            after += len(texts)
        return found
