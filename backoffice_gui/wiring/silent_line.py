"""A team's server that says nothing, while a desk is being left: it is waited for no longer, and nothing is lost by it.

A connection whose packets go nowhere is not noticed for twenty seconds, and one over a socket of this machine never.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from backoffice_gui import logs
from backoffice_gui.actions.desk import Desk
from backoffice_gui.clock import Clock, unless_within
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.office import Changes, LockCause
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring.offline import Offline
from backoffice_gui.wiring.outgoing import Laid

__all__ = ["LettingGo", "SilentLine"]

_LOG = logging.getLogger(__name__)
_QUIT_SECONDS = 1.0
"""So long may be on its way what was done last, where the window is closed."""
_LOCK_SECONDS, _END_SECONDS = 1.0, 2.0
"""So long is the server waited for where the desk is locked, and where the program ends with that."""


class SilentLine:
    """The line of one window's desk; for any thread. `opened`: its two databases, nothing while it is sealed."""

    def __init__(self, opened: Callable[[], tuple[Inbox, Desk] | None], offline: Offline, clock: Clock) -> None:
        self._opened, self._offline, self._clock = opened, offline, clock

    @contextmanager
    def bounded(self, seconds: float, drafts: Sequence[Unkept] = ()) -> Iterator[None]:
        """After so long the server is away, and who waits for it inside, or anywhere, hears so; `drafts` are kept.

        Nothing of this on a store of one's own, or while the desk is sealed.
        """
        opened = self._opened()
        if opened is None or opened[1].casebook.local:
            yield
            return
        with unless_within(seconds, "cutting", lambda: self._cut(*opened, drafts)):
            yield

    def locks(self, cause: LockCause, drafts: Sequence[Unkept], lock: Callable[[bool], bool]) -> None:
        """Keep what is on its way and what was being written, then `lock`, which is told whether that is kept.

        Where it says that the casebook has it, the drafts are taken out again.
        """
        laid = Laid(False, lambda: None)
        try:
            laid = self._offline.lay_by(drafts)
        finally:  # whatever comes of it, the desk is locked
            with self.bounded(_END_SECONDS if cause is LockCause.CLOSED else _LOCK_SECONDS):
                if lock(laid.all):
                    laid.forget()

    def let_go(self, drafts: Sequence[Unkept]) -> None:
        """Ask the server something, and wait for what is on its way, within a second; else it is away."""
        with self.bounded(_QUIT_SECONDS, drafts):
            opened = self._opened()
            if opened is not None and not opened[1].casebook.local and not self._offline.server.away:
                with suppress(StoreError), opened[1].casebook.reading() as connection:
                    connection.exec_driver_sql("SELECT 1")
                self._offline.flights.landed(2 * _QUIT_SECONDS)

    def _cut(self, inbox: Inbox, desk: Desk, drafts: Sequence[Unkept]) -> None:
        """Kept first, then the line ends: who waits finds the server away, and does not look for it again."""
        logs.event(_LOG, logging.INFO, "server_silent")
        self._offline.lay_by(drafts)
        self._offline.server.lost(self._clock.now())
        for database in (desk.casebook, inbox):
            database.interrupt(silent=True)


class LettingGo:
    """What the window asks of it before it closes; mixed into the office, which says `_line`."""

    _line: SilentLine

    def let_go(self, drafts: Sequence[Unkept] = ()) -> Changes:
        """The window is being closed: nobody waits any longer for a team's server that is silent. On any thread.

        What is on its way has a second to be answered; else it is kept, with what was being written, and every command
        that comes after it is kept as beside a server that is away.
        """
        self._line.let_go(drafts)
        return Changes()
