"""The way back: while a team's server is away it is looked for, and what waits is sent once it answers; on a thread."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable

from backoffice_gui import logs
from backoffice_gui.actions.applying import By
from backoffice_gui.actions.desk import Desk
from backoffice_gui.clock import Clock
from backoffice_gui.errors import Circumstance, WrongKey
from backoffice_gui.wiring.offline import Offline
from backoffice_gui.wiring.rounds import REVIVE_SECONDS
from backoffice_gui.wiring.server_line import pause_before

__all__ = ["Returning"]

_LOG = logging.getLogger(__name__)
_BUSY_SECONDS = 5.0


class Returning:
    """Sleeps until something waits; `by` says whose changes they are, or nothing while the desk is locked.

    `told` hears that what lists show has changed. `chance` spreads the looks of many desks.
    """

    def __init__(
        self,
        offline: Offline,
        by: Callable[[], By | None],
        told: Callable[[], None],
        clock: Clock,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._offline, self._by, self._told, self._clock, self._chance = offline, by, told, clock, chance
        self._started_at = clock.elapsed()
        self._woken, self._hurried = threading.Event(), threading.Event()
        self._stopping = threading.Event()
        self._now = False
        self._guard = threading.Lock()
        """Whether it goes on is decided by one at a time: what was told to end is not begun anew beside."""
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, unless it goes on already; returns at once."""
        with self._guard:
            self._begin()

    def _begin(self) -> None:
        if self._thread is not None and self._thread.is_alive():
            return
        self._started_at = self._clock.elapsed()
        self._stopping = threading.Event()
        self._offline.wakes(self._woken.set)
        self._thread = threading.Thread(target=self._work, args=(self._stopping,), name="returning", daemon=True)
        self._thread.start()
        self._woken.set()

    def watch(self) -> None:
        """Begin again what a defect has ended, once a minute: what waits here is in no other place."""
        with self._guard:
            thread = self._thread
            ended = thread is not None and not thread.is_alive()
            if ended and self._clock.elapsed() - self._started_at >= REVIVE_SECONDS:
                self._begin()

    def look(self) -> None:
        """Look for the server now, without the pause; returns at once."""
        self._now = True
        self._rouse()

    def stop(self, seconds: float) -> None:
        """End it after the change that is being sent; waits so long for it."""
        with self._guard:
            thread, self._thread = self._thread, None
            self._stopping.set()
        self._rouse()
        if thread is not None:
            thread.join(seconds)

    def _rouse(self) -> None:
        self._hurried.set()
        self._woken.set()

    def _work(self, stopping: threading.Event) -> None:
        tries = 0
        pause: float | None = None
        while not stopping.is_set():
            if pause is None:
                self._woken.wait()
            else:
                self._hurried.wait(pause)  # what is kept meanwhile shortens no pause
            self._woken.clear()
            self._hurried.clear()
            if stopping.is_set():
                return
            tries, pause = self._round(stopping, tries)

    def _round(self, stopping: threading.Event, tries: int) -> tuple[int, float | None]:
        """One look, and what waits is sent; how often it was in vain, and seconds until the next (nothing: woken)."""
        by = self._by()
        if by is None:
            return 0, None
        away = self._offline.server.away
        if away and not tries and not self._now:
            return 1, pause_before(0, self._chance())
        self._now = False
        try:
            if away:
                _answers(by.desk)
                self._offline.server.back()
                self._told()
            if self._offline.replay(by, stopping.is_set):
                self._told()
        except WrongKey:
            return 0, None  # locked meanwhile
        except Circumstance as error:
            if self._offline.noticed(error):
                return tries + 1, pause_before(tries, self._chance())
            logs.event(_LOG, logging.INFO, "not_sent", code=error.code, detail=error.reason)
            return 0, _BUSY_SECONDS
        return 0, None


def _answers(desk: Desk) -> None:
    """Ask over a new connection; raises `StoreUnreachable`."""
    with desk.casebook.fresh() as connection:
        connection.exec_driver_sql("SELECT 1")
