"""The company of this desk, structurally `gui.colleague_office.ColleagueOffice`: what was last heard, what to say."""

from __future__ import annotations

from backoffice_gui.clock import Clock
from backoffice_gui.domain.colleagues import HeardBy, Hearing
from backoffice_gui.domain.presence import Company, Patience

__all__ = ["Colleagues"]


class Colleagues:
    """For any thread; nothing here waits. In an embedded store nobody is there, and nothing is said to anybody."""

    def __init__(self, clock: Clock, patience: Patience | None = None) -> None:
        self._clock = clock
        self.patience = Patience() if patience is None else patience

    def hear(self, told: HeardBy) -> None:
        """From now on `told` hears what is done."""

    def hearing(self) -> Hearing:
        """By which way others are heard."""
        return Hearing()

    def company(self) -> Company:
        """Who has what open and who writes, as last heard; those who have been silent for too long are left out."""
        return Company(self._clock.now())

    def show(self, case: int | None) -> None:
        """This desk shows a case from now on, and the one before no more."""

    def write(self, case: int) -> None:
        """The agent types about a case."""

    def stop_writing(self, case: int) -> None:
        """What was being written was sent, or given up."""

    def ask_for(self, case: int) -> None:
        """Take over from who writes, or ask for it."""
