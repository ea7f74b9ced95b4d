"""Invented persons send invented forms: some at the start, then at a rate, the same for the same seed."""

from __future__ import annotations

import logging
import random
import threading

from backoffice_gui.clock import Clock
from backoffice_gui.errors import StoreError
from backoffice_gui.logs import event
from backoffice_gui.reference_front.desk import Desk
from backoffice_gui.reference_front.generator import submission

__all__ = ["Arrivals"]

_LOGGER = logging.getLogger(__name__)
_AT_ONCE = 50


class Arrivals:
    """The n-th submission of a folder depends on the seed and on n alone (ids and times do not)."""

    def __init__(self, desk: Desk, seed: int, clock: Clock) -> None:
        self._clock = clock
        self._desk = desk
        self._seed = seed
        self._made = desk.high_seq()

    def _next(self) -> random.Random:
        self._made += 1
        return random.Random(f"{self._seed}:{self._made}")

    def fill(self, count: int) -> None:
        """Make so many at once."""
        while count > 0:
            now = min(count, _AT_ONCE)
            self._desk.take_in([submission(self._next()) for _ in range(now)])
            count -= now

    def keep_coming(self, rate: float, stop: threading.Event) -> None:
        """Send `rate` a minute through the form's own door until `stop`; whoever finds it closed goes away."""
        if rate <= 0:
            return
        due = self._clock.elapsed() + 60 / rate
        while not stop.wait(max(0.0, due - self._clock.elapsed())):
            due += 60 / rate
            try:
                self._desk.submit(submission(self._next()))
            except StoreError as error:
                # The form would say so to the person, who tries again; the next one comes all the same.
                event(_LOGGER, logging.WARNING, "arrival_failed", code=error.code)
