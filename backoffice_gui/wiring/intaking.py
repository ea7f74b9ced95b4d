"""What was collected becomes cases while the window is open: a worker that is woken by the collector, and by the clock.

The collector has no key and never takes in; whoever has the desk open does. Two desks may, at the same time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from backoffice_gui.actions.compare_persons import compare_persons
from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.moving import never
from backoffice_gui.domain.authority import Action
from backoffice_gui.domain.collecting import CollectorEvent, EventName, Listener
from backoffice_gui.errors import Circumstance, WrongKey
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.standing import Standing

__all__ = ["IntakeRun"]

_EVERY_SECONDS = 30.0
_GATHER_SECONDS = 0.2
"""What comes within it is taken in together: a transaction for each submission would be ten times the work."""
_TELL_SECONDS = 1.0
_REVIVE_SECONDS = 60.0

_OURS_NOW = frozenset({EventName.ACKNOWLEDGED, EventName.CLOSED})


class IntakeRun:
    """Takes in on a thread of its own, at once when the collector says so, else every half minute.

    Says `TAKEN_IN` to the listener whenever lists show something else, at most once a second. What keeps it from
    taking in is the world's doing and is tried again, and told where it lasts (`Standing`); a defect ends the thread,
    and `start` begins another a minute later.
    """

    def __init__(self, caseload: Caseload) -> None:
        self._caseload = caseload
        self._clock = caseload.clock
        self._listener: Listener | None = None
        self._thread: threading.Thread | None = None
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._turn = threading.Lock()
        self._told_at = self._started_at = self._clock.elapsed()
        self._standing = Standing(lambda: caseload.unlocked()[0], self._clock)

    def start(self, listener: Listener) -> None:
        """Begin, unless it goes on already; returns at once."""
        if self._thread is not None and (self._thread.is_alive() or not self._may_again()):
            return
        self._listener = listener
        self._caseload.tells(self._tell)
        self._started_at = self._clock.elapsed()
        self._stopping = threading.Event()  # its own: one that was told to stop never hears that it may go on
        self._woken.set()
        self._thread = threading.Thread(target=self._work, args=(self._stopping,), name="intake", daemon=True)
        self._thread.start()

    def _may_again(self) -> bool:
        return self._clock.elapsed() - self._started_at >= _REVIVE_SECONDS

    def hear(self, event: CollectorEvent) -> None:
        """What the collector did: what is ours from now on is taken in. Returns at once."""
        if event.name in _OURS_NOW:
            self._woken.set()

    def wake(self) -> None:
        """Take in now; returns at once."""
        self._woken.set()

    def stop(self, seconds: float) -> None:
        """End it after the group that is being written; waits so long for it."""
        thread, self._thread = self._thread, None
        self._stopping.set()
        self._woken.set()
        if thread is not None:
            thread.join(seconds)

    def _work(self, stopping: threading.Event) -> None:
        """One that could not be waited for holds the turn until it ends: never two take in at once."""
        with self._turn:
            self._work_on(stopping)

    def _work_on(self, stopping: threading.Event) -> None:
        while not stopping.is_set():
            self._woken.wait(_EVERY_SECONDS)
            if stopping.wait(_GATHER_SECONDS):
                return
            self._woken.clear()
            self.look(stopping.is_set)

    def look(self, stopped: Callable[[], bool] = never) -> None:
        """Take in once; what keeps it from that is said, and the next look tries again: what came in stays where it is.

        A desk that is sealed, or was locked meanwhile, is none: taking in begins when it is opened.
        """
        try:
            self._take_in(stopped)
        except Circumstance as error:
            if (isinstance(error, WrongKey) and error.reason == "locked") or not self._caseload.is_open():
                self._standing.rests()
            else:
                self._standing.failed(error)

    def _take_in(self, stopped: Callable[[], bool]) -> None:
        inbox, desk = self._caseload.unlocked()
        if not desk.authority.may(Action.TAKE_IN):  # of a team only who sees every person does
            if desk.authority.may(Action.LIST):
                self._caseload.settle()
            return
        try:
            rules, judge = self._caseload.rules, self._caseload.judge()
            taken = intake(
                inbox, desk, self._clock, rules=rules, judge=judge, progress=self._progress, cancelled=stopped
            )
            compared = compare_persons(desk, self._clock, cancelled=stopped)
        except Circumstance:
            with suppress(Circumstance):  # who searched whom is written down also while nothing can be taken in
                self._caseload.searches.write(desk)
            raise
        self._standing.went()
        if taken.cases or taken.again or compared:
            self._tell()
        self._caseload.settle()

    def _progress(self, _cases: int) -> None:
        if self._clock.elapsed() - self._told_at >= _TELL_SECONDS:
            self._tell()

    def _tell(self) -> None:
        self._told_at = self._clock.elapsed()
        if self._listener is not None:
            self._listener(CollectorEvent(EventName.TAKEN_IN, None, None))
