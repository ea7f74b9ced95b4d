"""What ends by policy without being asked for: the journals' oldest months, and the copies that migrations left.

On a thread of its own, while the desk is unlocked: soon after it was opened, then by the hour; what is not due costs a
look. Locking breaks it off between two segments, and the next opening goes on.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from backoffice_gui import logs
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.purge_journal import purge_inbox_journal, purge_journal
from backoffice_gui.clock import Clock
from backoffice_gui.errors import Circumstance
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.old_copies import forget_copies
from backoffice_gui.wiring.keeping import retention_of

__all__ = ["TidyRun"]

_LOG = logging.getLogger(__name__)
_FIRST_SECONDS = 60.0
_EVERY_SECONDS = 3_600.0


class TidyRun:
    """`unlocked` gives inbox and desk, nothing while either is closed."""

    def __init__(self, settings: Settings, unlocked: Callable[[], tuple[Inbox, Desk] | None], clock: Clock) -> None:
        self._months, self._kept = settings.audit.months, retention_of(settings)
        self._unlocked, self._clock = unlocked, clock
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def start(self) -> None:
        """Begin, unless it goes on already; returns at once."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, args=(self._stopping,), name="tidying", daemon=True)
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """End it between two segments."""
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
            except Circumstance as error:  # locked meanwhile, or a chain that does not hold, which verifying names
                logs.event(_LOG, logging.INFO, "not_tidied", code=error.code, detail=error.reason)

    def look(self) -> int:
        """End what is due now; how many events are gone. Raises what `purge_journal` raises."""
        unlocked = self._unlocked()
        if unlocked is None:
            return 0
        inbox, desk = unlocked
        forget_copies(inbox.folder, self._clock.now() - max(self._kept, timedelta(days=1)))
        over = self._stopping.is_set
        gone = purge_journal(desk, self._clock, self._months, cancelled=over)
        return gone + purge_inbox_journal(inbox, desk, self._clock, self._months, cancelled=over)
