"""A desk's line to its colleagues: the connection that listens, its place in the company, and what is new."""

from __future__ import annotations

from backoffice_gui.clock import Clock
from backoffice_gui.domain.colleagues import Heard
from backoffice_gui.domain.presence import Patience
from backoffice_gui.storage.bell import Bell
from backoffice_gui.storage.team import news
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.company import Seat
from backoffice_gui.storage.team.listening import Ear
from backoffice_gui.storage.team.news import Mark

__all__ = ["Line"]


class Line:
    """Opened where it is made; for one thread. Whatever fails raises a `StoreError`, and another line is needed."""

    def __init__(self, address: Address, bell: Bell, post: str, patience: Patience) -> None:
        self._ear = Ear(address, bell)
        self.seat = Seat(self._ear, post, patience)

    def passes(self, clock: Clock) -> bool:
        """`Ear.passes`."""
        return self._ear.passes(clock)

    def wait(self, seconds: float) -> frozenset[str]:
        """`Ear.wait`."""
        return self._ear.wait(seconds)

    def said(self) -> frozenset[str]:
        """`Ear.said`."""
        return self._ear.said()

    def mark(self) -> Mark:
        """Where everything stands now."""
        return news.mark(self._ear)

    def news(self, since: Mark) -> tuple[Heard, Mark]:
        """What happened since, and the mark of now."""
        return news.news(self._ear, since)

    def close(self) -> None:
        """Nobody is heard any more."""
        self._ear.close()
