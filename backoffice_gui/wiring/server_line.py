"""The line to a team's server as this window knows it: there, or away since when; and who wants to hear of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from backoffice_gui.domain.outbox import NEVER_AWAY, Fate, Line, Pending

__all__ = ["PAUSES", "ServerLine", "pause_before"]

PAUSES = (1.0, 2.0, 5.0, 15.0)
"""Seconds before each look for a server that is away; the last one again and again."""


def pause_before(tries: int, chance: float) -> float:
    """Seconds before the next look; `chance` in [0, 1) spreads those of 150 desks over a fifth more."""
    return PAUSES[min(tries, len(PAUSES) - 1)] * (1 + chance / 5)


class ServerLine:
    """For any thread; listeners are called where something changed, on the thread that changed it."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._line = NEVER_AWAY
        self._listeners: list[Callable[[Line], None]] = []

    @property
    def away(self) -> bool:
        """Whether the server was found away, and not back since."""
        return not self._line.reachable

    @property
    def now(self) -> Line:
        """How it is; returns at once."""
        return self._line

    def listen(self, heard: Callable[[Line], None]) -> None:
        """From now on this hears each change of it."""
        with self._guard:
            self._listeners.append(heard)

    def lost(self, at: datetime) -> None:
        """The server was found away; since when stays what it was."""
        self._say(lambda line: replace(line, reachable=False, since=at, applied=0) if line.reachable else line)

    def back(self) -> None:
        """The server answers again."""
        self._say(lambda line: replace(line, reachable=True, since=None))

    def waits(self, pending: Sequence[Pending], *, applied: int = 0) -> None:
        """What waits now; `applied`: how many more reached the server."""
        shown = [each.fate for each in pending if each.shown]
        self._say(
            lambda line: replace(
                line,
                waiting=shown.count(Fate.WAITING),
                clashed=shown.count(Fate.CLASHED),
                refused=shown.count(Fate.REFUSED),
                applied=line.applied + applied,
            )
        )

    def opened(self, *, set_aside: bool = False, held: bool = False) -> None:
        """How the outbox was opened."""
        self._say(lambda line: replace(line, set_aside=set_aside, held=held))

    def forget(self) -> None:
        """The desk was locked: what waits is not said; who listens goes on listening."""
        self._say(lambda _line: NEVER_AWAY)

    def _say(self, change: Callable[[Line], Line]) -> None:
        with self._guard:
            before, self._line = self._line, change(self._line)
            now, listeners = self._line, tuple(self._listeners)
        if now != before:
            for heard in listeners:
                heard(now)
