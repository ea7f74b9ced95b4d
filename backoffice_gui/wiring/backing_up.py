"""The scheduled backup of a window: made by the open desk, where no service makes it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from backoffice_gui import logs
from backoffice_gui.actions.desk import Desk
from backoffice_gui.clock import Clock
from backoffice_gui.errors import Circumstance
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import keeping, parts

__all__ = ["BackupRun"]

_LOG = logging.getLogger(__name__)
_FIRST_SECONDS = 30.0
_EVERY_SECONDS = 300.0
_AGAIN_SECONDS = 900.0


class BackupRun:
    """Looks on a thread of its own whether a backup is due; where another process collects, only once it is overdue.

    `unlocked` gives inbox and desk, nothing while either is closed. Locking the desk ends a copy that is being made.
    """

    def __init__(self, settings: Settings, unlocked: Callable[[], tuple[Inbox, Desk] | None], clock: Clock) -> None:
        self._settings, self._unlocked, self._clock = settings, unlocked, clock
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def use(self, settings: Settings) -> None:
        """Other folders and times hold from the next look on."""
        self._settings = settings

    def start(self) -> None:
        """Begin, where backups are wanted, unless it goes on already; returns at once."""
        if self._settings.backup_folder is None or (self._thread is not None and self._thread.is_alive()):
            return
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, args=(self._stopping,), name="backup", daemon=True)
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """End it; a copy that is being made ends when its desk is closed, and leaves nothing."""
        thread, self._thread = self._thread, None
        self._stopping.set()
        if thread is not None:
            thread.join(seconds)

    def _work(self, stopping: threading.Event) -> None:
        pause = _FIRST_SECONDS  # a start has better things to do
        while not stopping.wait(pause):
            pause = _EVERY_SECONDS
            try:
                self.look()
            except Circumstance as error:  # the alarm that it left says why
                pause = _AGAIN_SECONDS
                logs.event(_LOG, logging.WARNING, "backup_failed", code=error.code, detail=error.reason)

    def look(self) -> bool:
        """Make a backup if one is due and ours to make; whether one was made. Raises what making it raises.

        An overdue one is an alarm while the desk is locked too.
        """
        with parts.inbox(self._settings, self._clock) as opened:
            state = keeping.watch_backups(self._settings, opened, self._clock)
        by = parts.holder(self._settings)
        ours = by is None or by.us
        unlocked = self._unlocked()
        if state is None or unlocked is None or not (state.due and (ours or state.overdue)):
            return False
        inbox, desk = unlocked
        return keeping.back_up_desk(self._settings, inbox, desk.casebook, self._clock) is not None
