"""What ends by policy without being asked for: the journals' oldest months, and the copies that migrations left.

And what is said of cases by the calendar: that they are to be purged.

On a thread of its own, while the desk is unlocked: soon after it was opened, then by the hour; what is not due costs a
look. Locking breaks it off between two segments, and the next opening goes on. What can't be ended keeps nothing else
from its end, and is said in the log: at once what does not pass by itself, once a day what stays.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta

from backoffice_gui import logs
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.due_marks import mark_due
from backoffice_gui.actions.once import forget_keys
from backoffice_gui.actions.purge_journal import purge_inbox_journal, purge_journal
from backoffice_gui.actions.rekey import forget_change
from backoffice_gui.clock import Clock
from backoffice_gui.domain.authority import Action
from backoffice_gui.errors import Circumstance, StoreBusy, StoreUnreachable, WrongKey
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.old_copies import forget_copies
from backoffice_gui.wiring.keeping import durations_of, retention_of
from backoffice_gui.wiring.rounds import Rounds

__all__ = ["TidyRun"]

_LOG = logging.getLogger(__name__)
_FIRST_SECONDS = 60.0
_EVERY_SECONDS = 3_600.0
_SAID_AGAIN_SECONDS = 24 * 3_600.0


class TidyRun:
    """`unlocked` gives inbox and desk, nothing while either is closed; `tell` hears that lists show something else."""

    def __init__(
        self,
        settings: Settings,
        unlocked: Callable[[], tuple[Inbox, Desk] | None],
        clock: Clock,
        tell: Callable[[], None] = lambda: None,
    ) -> None:
        self._durations, self._tell = durations_of(settings), tell
        self._months, self._kept = settings.audit.months, retention_of(settings)
        self._unlocked, self._clock = unlocked, clock
        self._rounds = Rounds("tidying", _FIRST_SECONDS, self._round, clock)  # a start has better things to do
        self._failing: dict[tuple[str, str], float] = {}
        """Since when a step fails in one way, or when that was last said."""

    @property
    def failing(self) -> bool:
        """Whether something of the last look could not be ended."""
        return bool(self._failing)

    def start(self) -> None:
        """Begin, unless it goes on already; returns at once."""
        self._rounds.start()

    def watch(self) -> None:
        """Begin again in a minute what a defect has ended: the log has said so, and no copy lives on because of it."""
        self._rounds.revive()

    def stop(self, seconds: float) -> None:
        """End it between two segments."""
        self._rounds.stop(seconds)

    def _round(self) -> float:
        self.look()
        return _EVERY_SECONDS

    def look(self) -> int:
        """End what is due now; how many events are gone. What fails is said in the log, and tried again."""
        unlocked = self._unlocked()
        if unlocked is None:
            return 0
        inbox, desk = unlocked
        clock, months, over = self._clock, self._months, self._rounds.stopping
        before = clock.now() - max(self._kept, timedelta(days=1))
        self._step("copies", lambda: forget_copies(inbox.folder, before))
        self._step("change", lambda: forget_change(inbox.folder, desk.casebook))
        if desk.authority.may(Action.OPEN):  # of a team's auditor and administrator no case is, and no change
            self._step("due", lambda: self._mark_due(desk))
            self._step("keys", lambda: forget_keys(desk, clock.now()))
        if not desk.authority.may(Action.PURGE_JOURNAL):
            return 0
        gone = self._step("journal", lambda: purge_journal(desk, clock, months, cancelled=over))
        return gone + self._step("inbox", lambda: purge_inbox_journal(inbox, desk, clock, months, cancelled=over))

    def _mark_due(self, desk: Desk) -> int:
        told = self._tell
        at, over = self._clock.now(), self._rounds.stopping
        return mark_due(desk, self._durations, at, progress=lambda _: told(), cancelled=over)

    def _step(self, stage: str, end: Callable[[], int]) -> int:
        try:
            gone = end()
        except Exception as error:  # noqa: BLE001 - whatever it is, the other steps and the next hour have theirs
            self._failed(stage, error)
            return 0
        self._failing = {known: since for known, since in self._failing.items() if known[0] != stage}
        return gone

    def _failed(self, stage: str, error: Exception) -> None:
        """A desk that was locked meanwhile is none; who is only busy is given a day."""
        if isinstance(error, WrongKey) and error.reason == "locked":
            return
        kind, now = type(error).__name__, self._clock.elapsed()
        since = self._failing.setdefault((stage, kind), now)
        lasts = now - since >= _SAID_AGAIN_SECONDS
        loud = lasts or (since == now and not isinstance(error, StoreBusy | StoreUnreachable))
        if lasts:
            self._failing[stage, kind] = now
        told = (
            (error.code, error.reason)
            if isinstance(error, Circumstance)
            else (None, logs.place_of(error.__traceback__))
        )
        level = logging.WARNING if loud else logging.INFO
        logs.event(_LOG, level, "not_tidied", stage=stage, error=kind, code=told[0], detail=told[1])
