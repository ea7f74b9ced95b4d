"""The line to a team's server as this window knows it: there, or away since when; and who wants to hear of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from backoffice_gui.actions.desk import Desk
from backoffice_gui.domain.outbox import NEVER_AWAY, Fate, Line, Pending
from backoffice_gui.errors import StoreError, StoreIncomplete
from backoffice_gui.storage.away import is_refused
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.team import granted

__all__ = ["PAUSES", "ServerLine", "pause_before", "takes_us"]

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
        self._desk: Desk | None = None

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

    def lost(self, at: datetime, *, ended: bool = False) -> None:
        """The server was found away; since when stays what it was. `ended`: it is there, and refuses this login."""

        def gone(line: Line) -> Line:
            away = replace(line, reachable=False, since=at, applied=0) if line.reachable else line
            return replace(away, ended=away.ended or ended)

        self._say(gone)

    def shut_out(self, error: BaseException, at: datetime) -> bool:
        """Whether this error means that the server takes nobody by this login any more; from now on that is said.

        What is done until the desk is locked waits, sealed, as beside a server that is away.
        """
        desk = self._desk
        ended = is_refused(error)
        if not ended and desk is not None and _shut(error):
            ended = not takes_us(desk.casebook)
        if ended:
            self.lost(at, ended=True)
        return ended

    def stands_for(self, desk: Desk) -> None:
        """Whose line it is: this desk's, until it is locked."""
        self._desk = desk

    def back(self) -> None:
        """The server answers again."""
        self._say(lambda line: replace(line, reachable=True, since=None, ended=False))

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
        self._desk = None
        self._say(lambda _line: NEVER_AWAY)

    def _say(self, change: Callable[[Line], Line]) -> None:
        with self._guard:
            before, self._line = self._line, change(self._line)
            now, listeners = self._line, tuple(self._listeners)
        if now != before:
            for heard in listeners:
                heard(now)


def _shut(error: BaseException) -> bool:
    """Whether a schema may be shut to us: what is in it is not permitted, or not there by its bare name."""
    return isinstance(error, StoreIncomplete) or (isinstance(error, StoreError) and error.reason == "not-permitted")


def takes_us(database: Database) -> bool:
    """Whether our login is in a group of ours still; where that can't be asked, nothing is known, and it is."""
    try:
        with database.fresh() as connection:
            return granted.belongs(connection)
    except StoreError as error:
        return not is_refused(error)
