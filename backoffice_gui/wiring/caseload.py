"""What all about cases shares while the desk is unlocked: databases, the list, searches that are yet to be logged."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.judging import Judge
from backoffice_gui.actions.open_case import open_case
from backoffice_gui.actions.searching import SearchLog
from backoffice_gui.actions.taking_in import Rules
from backoffice_gui.caseload.case_detail import Reader
from backoffice_gui.caseload.case_detail import open_case as read_case
from backoffice_gui.caseload.case_list import CaseList
from backoffice_gui.clock import Clock
from backoffice_gui.domain.authority import Authority
from backoffice_gui.domain.case_conditions import Asking
from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.case_list import CaseFilter
from backoffice_gui.domain.deadlines import Delays, civil_day
from backoffice_gui.domain.filter_language import print_filter
from backoffice_gui.errors import WrongKey
from backoffice_gui.settings import CasesSettings
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring.offline import Offline

__all__ = ["Caseload", "Opened", "rules_of"]

T = TypeVar("T")
Opened = Callable[[], "tuple[Inbox, Desk] | None"]
"""The open inbox and the unlocked desk, or nothing while it is sealed; returns at once."""


def rules_of(settings: CasesSettings) -> Rules:
    """What the configuration settles for cases."""
    delays = Delays(
        acknowledgement=settings.acknowledgement_days,
        certificate=settings.certificate_days,
        contact_change=settings.contact_change_days,
        unread=settings.unread_days,
    )
    return Rules(delays=delays, practice=settings.practice)


def _nobody() -> None:
    """Hears nothing."""


def _none() -> None:
    """Judges nothing again."""


class Caseload:
    """One store's caseload for one program: for any thread."""

    def __init__(
        self, opened: Opened, clock: Clock, rules: Rules | None = None, judge: Callable[[], Judge | None] = _none
    ) -> None:
        self._opened = opened
        self.rules = Rules() if rules is None else rules
        self.judge = judge
        self.clock = clock
        self._told: Callable[[], None] = _nobody
        self.offline = Offline(clock)
        self.list = CaseList()
        self.searches = SearchLog(clock)

    def tells(self, told: Callable[[], None]) -> None:
        """From now on this hears that lists show something else, which nobody at the window has asked for."""
        self._told = told

    def tell(self) -> None:
        """Lists show something else."""
        self._told()

    def is_open(self) -> bool:
        """Whether the desk is unlocked now; returns at once."""
        return self._opened() is not None

    def unlocked(self) -> tuple[Inbox, Desk]:
        """The open inbox and the unlocked desk, for what can't wait.

        Raises `WrongKey` while it is sealed, `StoreUnreachable("offline")` while a team's server is away.
        """
        opened = self._held()
        self.offline.admit()
        return opened

    def _held(self) -> tuple[Inbox, Desk]:
        opened = self._opened()
        if opened is None:
            raise WrongKey("locked")
        return opened

    def desk(self) -> Desk:
        """The unlocked desk, for what can't wait; raises as `unlocked` does."""
        return self.unlocked()[1]

    def desk_here(self) -> Desk:
        """The unlocked desk, for what goes on while the server is away (`offline`); raises `WrongKey`."""
        return self._held()[1]

    def read(self, asked: Hashable, ask: Callable[[], T]) -> T:
        """An answer, or the last one to the same while a team's server is away; raises what `Offline.read` raises."""
        return self.offline.read(asked, ask, self.desk_here())

    def authority(self) -> Authority:
        """What the one who sits here may do; returns at once. Raises `WrongKey`."""
        return self.desk_here().authority

    def interrupt(self) -> None:
        """Interrupt the reads that run now, where there are any; never fails."""
        opened = self._opened()
        if opened is not None:
            opened[1].casebook.interrupt()

    def asking(self) -> Asking:
        """Who asks, today."""
        return Asking(self.desk_here().agent, civil_day(self.clock.now()))

    def opened(self, number: int) -> CaseDetail:
        """One case opened: who did is logged first, and its news are read. Raises `UsageError("not-found")`."""
        inbox, desk = self._held()
        open_case(desk, number, self.clock.now())
        return read_case(inbox, desk.casebook, desk.privates, number, Reader(desk.agent, desk.authority.duties))

    def searched(self, words: str, found: int) -> None:
        """Note a search for the log; a reader does not wait for it to be written."""
        if self.searches.note(words, found):
            self.searches.write(self.desk_here())

    def forget(self) -> None:
        """The desk was locked: nothing that was read stays in memory."""
        self.list.forget()
        self.offline.end()

    def listed(self, wanted: CaseFilter, rows: int) -> None:
        """Note that a list is read: as a search where it has words, else by its conditions."""
        asked, lists = print_filter(wanted), self.searches.lists
        if not wanted.words.strip():
            lists.note(asked, rows)
        elif lists.anew(asked):
            self.searched(wanted.words, rows)

    def settle(self) -> None:
        """What can wait until nobody waits for it: the list's columns, and the searches to be logged."""
        desk = self.desk()
        self.searches.write(desk)
        if not self.list.filled():
            with desk.casebook.reading() as connection:
                self.list.fill(connection)
