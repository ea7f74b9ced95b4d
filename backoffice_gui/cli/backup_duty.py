"""The scheduled backup of a service: made in a process of its own, so that the key never enters the collector.

Where there is no key for a service to use, an open window makes it; that none was made is an alarm all the same.
"""

from __future__ import annotations

import logging
import math
import subprocess
from collections.abc import Callable

from backoffice_gui import logs
from backoffice_gui.clock import Clock
from backoffice_gui.errors import Circumstance
from backoffice_gui.settings import Settings
from backoffice_gui.wiring import keeping, parts

__all__ = ["BackupDuty", "give_up"]

_LOG = logging.getLogger(__name__)
_LOOK_SECONDS = 300.0
_AGAIN_SECONDS = 900.0
_END_SECONDS = 2.0


class BackupDuty:
    """Looks every five minutes whether a backup is due, and begins it by `start`; all on the waiting main thread.

    `start` begins `backoffice backup`, nothing where this service has no key.
    """

    def __init__(self, settings: Settings, clock: Clock, start: Callable[[], subprocess.Popen[bytes] | None]) -> None:
        self._settings, self._clock, self._start = settings, clock, start
        self._running: subprocess.Popen[bytes] | None = None
        self._look_at = -math.inf
        self._begin_at = -math.inf

    def tick(self) -> None:
        """Some time has passed."""
        if self._settings.backup_folder is None:
            return
        if self._running is not None:
            self._ended(self._running)
        elif self._clock.elapsed() >= self._look_at:
            self._look_at = self._clock.elapsed() + _LOOK_SECONDS
            self._look()

    def _look(self) -> None:
        try:
            with parts.inbox(self._settings, self._clock) as opened:
                state = keeping.watch_backups(self._settings, opened, self._clock)
        except Circumstance as error:  # the collector has the same trouble, and says so
            logs.event(_LOG, logging.INFO, "backups_not_seen", code=error.code, detail=error.reason)
            return
        if state is not None and state.due and self._clock.elapsed() >= self._begin_at:
            self._begin_at = self._clock.elapsed() + _AGAIN_SECONDS
            self._running = self._start()

    def _ended(self, running: subprocess.Popen[bytes]) -> None:
        code = running.poll()
        if code is None:
            return
        self._running = None
        if code != 0:  # the alarm it left says why
            logs.event(_LOG, logging.WARNING, "backup_failed", code=str(code))

    def end(self) -> None:
        """A backup that is under way is given up: cut anywhere it leaves nothing that looks like one."""
        running, self._running = self._running, None
        give_up(running)


def give_up(running: subprocess.Popen[bytes] | None) -> None:
    """End a process that was begun, where it has not ended."""
    if running is None or running.poll() is not None:
        return
    running.terminate()
    try:
        running.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()
