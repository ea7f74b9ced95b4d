"""What can be seen of cases, for the window and the console: lists, views, one case opened, words found.

While a team's server is away the last answer to the same is given again (`Caseload.read`).
"""

from __future__ import annotations

from collections.abc import Sequence

from backoffice_gui.caseload.case_list import sortable
from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.caseload.case_search import find as find_cases
from backoffice_gui.caseload.case_views import views as all_views
from backoffice_gui.domain.authority import Authority
from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.case_list import CaseColumn, CaseCount, CaseFilter, CasePage, CaseQuery, CaseRow, CaseView
from backoffice_gui.wiring.case_numbers import called
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.colleagues import Colleagues
from backoffice_gui.wiring.no_team import NoTeam
from backoffice_gui.wiring.outboxes import OutboxDesk
from backoffice_gui.wiring.team_desk import TeamDesk

__all__ = ["CaseReading"]


class CaseReading:
    """The half of `gui.case_office.CaseOffice` that reads; what is opened and searched is logged, whoever asks."""

    def __init__(self, caseload: Caseload, colleagues: Colleagues | None = None) -> None:
        self._caseload = caseload
        self._colleagues = Colleagues(caseload.clock) if colleagues is None else colleagues
        self._outbox = OutboxDesk(caseload)

    @property
    def colleagues(self) -> Colleagues:
        """Who else is there, and what this desk says of itself."""
        return self._colleagues

    @property
    def team(self) -> TeamDesk | NoTeam:
        """Who is in the team; nobody where the store is a desk's own. Asked while the server is away too."""
        return NoTeam() if self._caseload.desk_here().casebook.local else TeamDesk(self._caseload)

    def me(self) -> str:
        """The login of who sits here."""
        return self._caseload.desk_here().agent

    @property
    def outbox(self) -> OutboxDesk:
        """The line to a team's server, and what waits for it."""
        return self._outbox

    @property
    def authority(self) -> Authority:
        """What the one who sits here may do; returns at once."""
        return self._caseload.authority()

    def page(self, query: CaseQuery, start: int, size: int) -> CasePage:
        """Rows `start` … `start + size - 1` of the list, fewer at its end; that it is read is logged with its first."""

        def ask() -> CasePage:
            asking = self._caseload.asking()
            with self._caseload.desk_here().casebook.reading(interruptible=True) as connection:
                page = self._caseload.list.page(connection, query, start, size, asking)
            if start == 0:
                self._caseload.listed(query.filter, len(page.rows))
            return page

        return self._caseload.read(("page", query, start, size), ask)

    def count(self, wanted: CaseFilter, /) -> CaseCount:
        """How many cases a filter leaves; with words it is a search, and logged as one."""

        def ask() -> CaseCount:
            asking = self._caseload.asking()
            with self._caseload.desk_here().casebook.reading(interruptible=True) as connection:
                counted = self._caseload.list.count(connection, wanted, asking)
            self._caseload.searched(wanted.words, counted.number)
            return counted

        return self._caseload.read(("count", wanted), ask)

    def views(self) -> tuple[tuple[CaseView, CaseCount], ...]:
        """The views that come with the program, then the shared and the agent's own, each with its count."""

        def ask() -> tuple[tuple[CaseView, CaseCount], ...]:
            asking = self._caseload.asking()
            with self._caseload.desk_here().casebook.reading(interruptible=True) as connection:
                return all_views(connection, self._caseload.list, asking)

        return self._caseload.read("views", ask)

    def case(self, number: int) -> CaseDetail:
        """One case opened: who did is logged first, and its news are read. Raises `UsageError("not-found")`."""
        return self._caseload.read(number, lambda: self._caseload.opened(number))

    def numbered(self, number: str) -> CaseRow:
        """The case of a number, in full (`DL-2026-000412`) or short (`412`); no search, and not logged as one.

        Raises `UsageError`: `case-unknown`, or `several-cases` with their full numbers in the fact `matches`.
        """
        return self._caseload.read(("number", number), lambda: called(self._caseload.desk_here(), number))

    def rows(self, cases: Sequence[int]) -> tuple[CaseRow, ...]:
        """These cases, which were listed already, as they are now; one that is not there any more is left out."""
        with self._caseload.desk().casebook.reading() as connection:
            return case_rows(connection, list(cases))

    def find(self, words: str, most: int) -> tuple[CaseRow, ...]:
        """The cases that the words find, an exact number first; logged as a search."""

        def ask() -> tuple[CaseRow, ...]:
            with self._caseload.desk_here().casebook.reading(interruptible=True) as connection:
                found = find_cases(connection, words, most)
            self._caseload.searched(words, len(found))
            return found

        return self._caseload.read(("find", words, most), ask)

    def columns(self) -> frozenset[CaseColumn]:
        """The columns that a list can be sorted by."""
        return sortable()

    def interrupt(self) -> None:
        """Interrupt the read that is running (a superseded query)."""
        self._caseload.interrupt()
