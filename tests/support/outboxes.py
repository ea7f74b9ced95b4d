"""An outbox in memory that keeps the promises of `gui.outbox_office.OutboxOffice`: a test says what waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from backoffice_gui.domain.office import Changes
from backoffice_gui.domain.outbox import Fate, Line, Pending

__all__ = ["MemoryOutbox"]


class MemoryOutbox:
    """`say` makes the line another; what was asked stands in `said`."""

    def __init__(self) -> None:
        self.now_line = Line()
        self.now_pending: tuple[Pending, ...] = ()
        self.said: list[tuple[str, str]] = []
        self._heard: list[Callable[[Line], None]] = []

    def line(self) -> Line:
        """As set."""
        return self.now_line

    def pending(self) -> tuple[Pending, ...]:
        """As set."""
        return self.now_pending

    def retry(self) -> Changes:
        """Noted."""
        self.said.append(("retry", ""))
        return Changes()

    def redo(self, key: str) -> Changes:
        """Noted; it waits again."""
        self.said.append(("redo", key))
        self._keep(*(replace(one, fate=Fate.WAITING) if one.key == key else one for one in self.now_pending))
        return Changes()

    def discard(self, key: str) -> Changes:
        """Noted, and forgotten."""
        self.said.append(("discard", key))
        self._keep(*(one for one in self.now_pending if one.key != key))
        return Changes()

    def listen(self, heard: Callable[[Line], None]) -> None:
        """Keep who hears."""
        self._heard.append(heard)

    def away(self, since: datetime | None, *pending: Pending) -> None:
        """The server is away (`None`: back), and this waits."""
        self.now_line = replace(self.now_line, reachable=since is None, since=since)
        self._keep(*pending)

    def ended(self, since: datetime) -> None:
        """The server is there, and takes nobody by this login any more."""
        self.say(replace(self.now_line, reachable=False, since=since, ended=True))

    def keep(self, change: Pending) -> None:
        """This waits too."""
        self._keep(*self.now_pending, change)

    def _keep(self, *pending: Pending) -> None:
        self.now_pending = pending
        many = {fate: sum(one.fate is fate and one.shown for one in pending) for fate in Fate}
        self.say(
            replace(
                self.now_line,
                waiting=many[Fate.WAITING],
                clashed=many[Fate.CLASHED],
                refused=many[Fate.REFUSED],
            )
        )

    def say(self, line: Line) -> None:
        """The line is so now, and whoever listens is told."""
        self.now_line = line
        for heard in self._heard:
            heard(line)
