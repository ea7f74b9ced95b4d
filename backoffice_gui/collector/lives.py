"""A collector outlives what the disk does to it: each life starts from the facts, and that is all of recovery.

A full disk, a database locked too long, a commit whose outcome is unknown end one life. What was
in memory is forgotten, the next looks by key over new connections; the same sync is never tried
again (reliability.md §2.3). What is wrong for good (another key, a newer schema) ends the collector.
"""

from __future__ import annotations

import contextlib
import logging
import math
import threading

from backoffice_gui import logs
from backoffice_gui.collector.driver import Driver
from backoffice_gui.collector.run import CollectorParts, Tally
from backoffice_gui.collector.schedule import backoff
from backoffice_gui.domain.collecting import Summary
from backoffice_gui.domain.incidents import AlarmKind
from backoffice_gui.errors import DiskFull, StoreBusy, StoreError, StoreUnreachable
from backoffice_gui.storage import reserve
from backoffice_gui.storage.away import CLOCK, UNKNOWN, is_apart, is_unknown
from backoffice_gui.storage.inbox import incidents

__all__ = ["Collector"]

_LOG = logging.getLogger(__name__)
_PASSING = {"attempt-gone", UNKNOWN, CLOCK, "input-output"}
"""Reasons after which a new connection may find everything in order."""
_IN_A_ROW = 5
"""Lives that a store may end at once, one after the other, before it is not passing any more."""
_A_WHILE = 60.0
_HELD = "locked-by"


class Collector:
    """Brings submissions home until told to stop, or once.

    `run` belongs to one thread; `stop` and `poke` may be called from any other.
    """

    def __init__(self, parts: CollectorParts) -> None:
        self._parts = parts
        self._stop = threading.Event()
        self._driver: Driver | None = None
        self._since = math.inf
        self._held: dict[str, tuple[float, float]] = {}
        """By login, since when somebody has kept us from writing, and when we last met that."""

    def run(self, *, once: bool = False) -> Summary:
        """Collect until `stop`, or, with `once`, until all that was listed is at rest or out of retries.

        Raises `FrontEndError` where, with `once`, no list can be had; `StoreError` where the
        store can't be used (without `once`: for good); nothing is lost by either.
        """
        clock = self._parts.clock
        tally = Tally(clock.elapsed())
        failures = 0
        while not self._stop.is_set():
            began = self._since = clock.elapsed()
            try:
                self._say_who_held()
                self._driver = driver = Driver(self._parts, tally, self._stop, once=once)
                driver.run()
                break
            except StoreError as error:
                failures = 1 if clock.elapsed() - began > _A_WHILE else failures + 1
                passing = isinstance(error, DiskFull | StoreBusy | StoreUnreachable) or error.reason in _PASSING
                if once or not passing or (failures > _IN_A_ROW and not self._lasts(error)):
                    raise
                self._since, self._driver = clock.elapsed(), None
                self._endure(error, failures)
        return tally.summary(clock.elapsed())

    def _lasts(self, error: StoreError) -> bool:
        """Whether it passes however long it takes: a standby that is slow to follow is no disk that breaks."""
        return error.retry or is_apart(error) or (is_unknown(error) and not self._parts.inbox.local)

    def stop(self) -> None:
        """End cleanly within 5 s, though a poll is waiting or a body is coming in."""
        self._stop.set()
        driver = self._driver
        if driver is not None:
            driver.wake()

    @property
    def turned_at(self) -> float:
        """When the deciding thread last turned, or a life began or ended, in elapsed seconds; far ahead before that.

        What hangs as it begins hangs no less: a store that does not answer, a canary that nobody comes back from.
        """
        driver = self._driver
        turned = math.inf if driver is None else driver.turned_at
        return self._since if turned == math.inf else turned

    def poke(self) -> None:
        """List from 0 now (`F5`)."""
        driver = self._driver
        if driver is not None:
            driver.poke()

    def _say_who_held(self) -> None:
        """Note whose login kept everybody from writing for a minute or more; it can be written once that has ended."""
        long = [login for login, (since, last) in self._held.items() if last - since >= _A_WHILE]
        if long:
            with self._parts.inbox.transaction() as tx:
                for login in long:
                    incidents.note_lock_held(tx, "write", login, self._parts.clock.now())
            self._held = {}

    def _endure(self, error: StoreError, failures: int) -> None:
        """Say what is wrong, make room for receipts if room is what is missing, and wait a little."""
        logs.event(_LOG, logging.WARNING, "store_trouble", code=error.code, detail=error.reason)
        if error.reason == _HELD:
            login, now = str(error.facts.get("login")), self._parts.clock.elapsed()
            since, last = self._held.get(login, (now, now))
            self._held[login] = (since if now - last < _A_WHILE else now, now)
        if self._stop.is_set():
            return
        if isinstance(error, DiskFull):
            reserve.release(self._parts.inbox.folder)
        kind = AlarmKind.DISK_FULL if isinstance(error, DiskFull) else AlarmKind.LOCKED
        with contextlib.suppress(StoreError), self._parts.inbox.transaction() as tx:
            if is_apart(error):
                incidents.note_clock(tx, self._parts.clock.now())
            else:
                incidents.raise_alarm(tx, kind, error.reason, self._parts.clock.now())
        self._stop.wait(backoff(failures, self._parts.dice))
