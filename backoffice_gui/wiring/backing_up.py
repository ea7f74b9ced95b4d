"""The scheduled backup of a window: made by the open desk, where no service makes it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from backoffice_gui import logs
from backoffice_gui.actions.backup_state import note_ended
from backoffice_gui.actions.desk import Desk
from backoffice_gui.clock import Clock
from backoffice_gui.errors import Circumstance
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import keeping, parts
from backoffice_gui.wiring.rounds import ENDED, Rounds

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
        self._rounds = Rounds("backup", _FIRST_SECONDS, self._round, clock)  # a start has better things to do
        self._told = False

    def use(self, settings: Settings) -> None:
        """Other folders and times hold from the next look on."""
        self._settings = settings

    def start(self) -> None:
        """Begin, where backups are wanted, unless it goes on already; returns at once."""
        if self._settings.backup_folder is not None:
            self._rounds.start()

    def watch(self) -> None:
        """Where a defect has ended it: an alarm, which its own thread can't raise, and begun again in a minute."""
        if not self._rounds.revive():
            self._told = False
        elif not self._told:
            self._told = self._tell(dead=True)

    def stop(self, seconds: float) -> None:
        """End it; a copy that is being made ends when its desk is closed, and leaves nothing."""
        self._rounds.stop(seconds)

    def _round(self) -> float:
        try:
            self.look()
        except Circumstance as error:  # the alarm that it left says why
            logs.event(_LOG, logging.WARNING, "backup_failed", code=error.code, detail=error.reason)
            return _AGAIN_SECONDS
        self._tell(dead=False)
        return _EVERY_SECONDS

    def _tell(self, *, dead: bool) -> bool:
        """The alarm of a thread that has ended, until one has gone through a look; whether it could be told."""
        try:
            with parts.inbox(self._settings, self._clock) as opened:
                note_ended(opened, ENDED, self._clock.now(), dead=dead)
        except Circumstance as error:  # tried again at the next look
            logs.event(_LOG, logging.WARNING, "backup_not_told", code=error.code, detail=error.reason)
            return False
        return True

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
