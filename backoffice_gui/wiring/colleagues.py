"""The company of this desk, structurally `gui.colleague_office.ColleagueOffice`: what was last heard, what to say."""

from __future__ import annotations

import threading

from backoffice_gui.clock import Clock
from backoffice_gui.domain.colleagues import Heard, HeardBy, Hearing
from backoffice_gui.domain.presence import Company, Patience
from backoffice_gui.wiring.listening import Listening, Opens, Refused, Rhythm

__all__ = ["Colleagues"]

_TYPED_SECONDS = 15.0
_WANTED_SECONDS = 1.0
"""That somebody types is said again after so long, not at every key: sooner while the pen is not this desk's yet."""
_REVIVE_SECONDS = 60.0
_LOCK_SECONDS = 0.05
"""So long may a desk that is locked take to say goodbye; what it can't say in it ends by itself."""


class Colleagues:
    """For any thread; nothing here waits, but for `leave`.

    Without `opens`, in an embedded store, nobody is there, and nothing is said to anybody.
    """

    def __init__(
        self, clock: Clock, opens: Opens | None = None, patience: Patience | None = None, rhythm: Rhythm | None = None
    ) -> None:
        self._clock, self._opens = clock, opens
        self._rhythm = Rhythm() if rhythm is None else rhythm
        self.patience = Patience() if patience is None else patience
        self.refused: Refused | None = None
        """Asked whether an error means that the server takes nobody by this login any more."""
        self._guard = threading.RLock()
        self._told: HeardBy | None = None
        self._run: Listening | None = None
        self._open = False
        self._started_at = 0.0
        self._typed: dict[int, float] = {}

    # From an unlocking to a lock

    def open(self) -> None:
        """The desk is open: listen, as soon as somebody wants to hear. One that goes on goes on."""
        with self._guard:
            self._open = True
            self._start()

    def leave(self, seconds: float = _LOCK_SECONDS) -> None:
        """The desk is locked, or the program ends: its place is given up, and nothing of colleagues is kept."""
        with self._guard:
            run, self._run, self._open = self._run, None, False
            self._typed.clear()
        if run is not None:
            run.stop(seconds)

    def watch(self) -> None:
        """Begin again what a defect has ended, once a minute."""
        with self._guard:
            run = self._run
            if run is not None and not run.alive and self._clock.elapsed() - self._started_at >= _REVIVE_SECONDS:
                self._run = None
                self._start()

    def _start(self) -> None:
        if self._open and self._run is None and self._told is not None and self._opens is not None:
            self._started_at = self._clock.elapsed()
            self._run = Listening(self._opens, self._clock, self._tell, self._rhythm, self.refused)
            self._run.start()

    def _tell(self, heard: Heard) -> None:
        told = self._told
        if told is not None:
            told(heard)

    # What the window asks

    def hear(self, told: HeardBy) -> None:
        """From now on `told` hears what is done, on the listening thread."""
        with self._guard:
            self._told = told
            self._start()

    def hearing(self) -> Hearing:
        """By which way others are heard."""
        run = self._run
        return Hearing() if run is None else run.hearing

    def company(self) -> Company:
        """Who has what open and who writes, as last heard; those who have been silent for too long are left out."""
        run, now = self._run, self._clock.now()
        return Company(now) if run is None else run.company.living(now, self.patience)

    def show(self, case: int | None) -> None:
        """This desk shows a case from now on, and the one before no more."""
        run = self._run
        if run is not None:
            self._typed.clear()
            run.show(case)

    def write(self, case: int) -> None:
        """The agent types about a case."""
        run, now = self._run, self._clock.elapsed()
        if run is None:
            return
        editor = run.company.editor(case)
        pause = _TYPED_SECONDS if editor is not None and editor.here else _WANTED_SECONDS
        if now - self._typed.get(case, float("-inf")) >= pause:
            self._typed[case] = now
            run.do(lambda seat: seat.write(case))

    def stop_writing(self, case: int) -> None:
        """What was being written was sent, or given up."""
        run = self._run
        if run is not None:
            self._typed.pop(case, None)
            run.do(lambda seat: seat.stop(case))

    def keep_on(self, case: int) -> None:
        """Whoever asked to take over is told that this agent goes on."""
        run = self._run
        if run is not None:
            run.do(lambda seat: seat.keep_on(case))

    def ask_for(self, case: int) -> None:
        """Take over from who writes, or ask for it."""
        run = self._run
        if run is not None:
            self._typed.pop(case, None)
            run.do(lambda seat: seat.ask_for(case))
