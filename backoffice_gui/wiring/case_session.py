"""The caseload for the length of one call of the console: unlocked, used, and what was searched logged at the end."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backoffice_gui.actions.compare_persons import compare_persons
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.enter_case import Entered, Made, enter_case
from backoffice_gui.actions.intake import Taken, intake
from backoffice_gui.actions.practice import practice
from backoffice_gui.actions.treat import receipt_sent
from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.caseload.case_search import exact_cases
from backoffice_gui.caseload.case_views import view_named
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_acts import CaseKey, Outcome
from backoffice_gui.domain.case_list import CaseRow, CaseView
from backoffice_gui.domain.search_terms import ExactKind, Terms, search_terms
from backoffice_gui.errors import UsageError
from backoffice_gui.settings import Settings
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.cases import Cases

__all__ = ["CaseSession", "case_session"]

_NUMBERS = frozenset({ExactKind.CASE, ExactKind.CASE_SHORT})


@dataclass(frozen=True, slots=True)
class CaseSession:
    """What a call has: the caseload as the window has it, and what only a script asks for."""

    inbox: Inbox
    desk: Desk
    clock: Clock
    cases: Cases

    def row(self, number: str) -> CaseRow:
        """The case of a number, in full (`DL-2026-000412`) or short (`412`); no search, and not logged as one.

        Raises `UsageError`: `case-unknown`, or `several-cases` with their full numbers in the fact `matches`.
        """
        exact = tuple(each for each in search_terms(number).exact if each.kind in _NUMBERS)
        with self.desk.casebook.reading() as connection:
            rows = case_rows(connection, exact_cases(connection, Terms(exact=exact), number))
        if not rows:
            raise UsageError("case-unknown")
        if len(rows) > 1:
            raise UsageError("several-cases", matches=" ".join(row.number for row in rows))
        return rows[0]

    def rows(self, cases: Sequence[int]) -> tuple[CaseRow, ...]:
        """These cases as they are now; one that is not there is left out."""
        with self.desk.casebook.reading() as connection:
            return case_rows(connection, list(cases))

    def view(self, name: str) -> CaseView:
        """A view by its id, or a saved one by its name; raises `UsageError("view-unknown")`."""
        with self.desk.casebook.reading() as connection:
            found = view_named(connection, self.desk.agent, name)
        if found is None:
            raise UsageError("view-unknown")
        return found

    def take_in(self) -> Taken:
        """Make cases of what was collected, and compare who came in."""
        taken = intake(self.inbox, self.desk, self.clock)
        compare_persons(self.desk, self.clock)
        return taken

    def enter(self, entered: Entered) -> Made:
        """Make a case of what came by post or e-mail."""
        return enter_case(self.desk, entered, self.clock)

    def receipt(self, keys: Sequence[CaseKey]) -> Outcome:
        """Note that the acknowledgement owed to these persons was sent (CRPA L. 112-11)."""
        return receipt_sent(self.desk, keys, self.clock)

    def practise(self, wanted: int, seed: int) -> int:
        """Fill the store with invented cases; how many there are then."""
        return practice(self.desk.casebook, self.clock, wanted=wanted, seed=seed)


@contextlib.contextmanager
def case_session(settings: Settings, clock: Clock) -> Iterator[CaseSession]:
    """The configured store's caseload, unlocked; raises what `parts.unlock` raises."""
    with parts.inbox(settings, clock) as inbox, parts.desk(settings, inbox, clock) as desk:
        caseload = Caseload(lambda: (inbox, desk), clock)
        cases = Cases(caseload, settings.cases.export_rows)
        try:
            yield CaseSession(inbox, desk, clock, cases)
        finally:
            caseload.searches.write(desk)
            cases.attachments.close()
