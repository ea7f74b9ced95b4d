"""What can be seen of cases, for the window and the console: lists, views, one case opened, words found."""

from __future__ import annotations

from backoffice_gui.caseload.case_list import sortable
from backoffice_gui.caseload.case_rows import case_rows
from backoffice_gui.caseload.case_search import exact_cases
from backoffice_gui.caseload.case_search import find as find_cases
from backoffice_gui.caseload.case_views import views as all_views
from backoffice_gui.domain.authority import Authority
from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.case_list import CaseColumn, CaseCount, CaseFilter, CasePage, CaseQuery, CaseRow, CaseView
from backoffice_gui.domain.search_terms import ExactKind, Terms, search_terms
from backoffice_gui.errors import UsageError
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.colleagues import Colleagues
from backoffice_gui.wiring.no_outbox import NoOutbox
from backoffice_gui.wiring.no_team import NoTeam

__all__ = ["CaseReading"]

_NUMBERS = frozenset({ExactKind.CASE, ExactKind.CASE_SHORT})


class CaseReading:
    """The half of `gui.case_office.CaseOffice` that reads; what is opened and searched is logged, whoever asks."""

    def __init__(self, caseload: Caseload, colleagues: Colleagues | None = None) -> None:
        self._caseload = caseload
        self._colleagues = Colleagues(caseload.clock) if colleagues is None else colleagues
        self._outbox = NoOutbox()

    @property
    def colleagues(self) -> Colleagues:
        """Who else is there, and what this desk says of itself."""
        return self._colleagues

    @property
    def outbox(self) -> NoOutbox:
        """What waits for the team's server."""
        return self._outbox

    @property
    def team(self) -> NoTeam:
        """Who is in the team."""
        return NoTeam()

    def me(self) -> str:
        """The login of who sits here."""
        return self._caseload.desk().agent

    @property
    def authority(self) -> Authority:
        """What the one who sits here may do; returns at once."""
        return self._caseload.authority()

    def page(self, query: CaseQuery, start: int, size: int) -> CasePage:
        """Rows `start` … `start + size - 1` of the list, fewer at its end; that it is read is logged with its first."""
        asking = self._caseload.asking()
        with self._caseload.desk().casebook.reading(interruptible=True) as connection:
            page = self._caseload.list.page(connection, query, start, size, asking)
        if start == 0:
            self._caseload.listed(query.filter, len(page.rows))
        return page

    def count(self, wanted: CaseFilter, /) -> CaseCount:
        """How many cases a filter leaves; with words it is a search, and logged as one."""
        asking = self._caseload.asking()
        with self._caseload.desk().casebook.reading(interruptible=True) as connection:
            counted = self._caseload.list.count(connection, wanted, asking)
        self._caseload.searched(wanted.words, counted.number)
        return counted

    def views(self) -> tuple[tuple[CaseView, CaseCount], ...]:
        """The views that come with the program, then the shared and the agent's own, each with its count."""
        asking = self._caseload.asking()
        with self._caseload.desk().casebook.reading(interruptible=True) as connection:
            return all_views(connection, self._caseload.list, asking)

    def case(self, number: int) -> CaseDetail:
        """One case opened: who did is logged first, and its news are read. Raises `UsageError("not-found")`."""
        return self._caseload.opened(number)

    def numbered(self, number: str) -> CaseRow:
        """The case of a number, in full (`DL-2026-000412`) or short (`412`); no search, and not logged as one.

        Raises `UsageError`: `case-unknown`, or `several-cases` with their full numbers in the fact `matches`.
        """
        exact = tuple(each for each in search_terms(number).exact if each.kind in _NUMBERS)
        with self._caseload.desk().casebook.reading() as connection:
            rows = case_rows(connection, exact_cases(connection, Terms(exact=exact), number))
        if not rows:
            raise UsageError("case-unknown")
        if len(rows) > 1:
            raise UsageError("several-cases", matches=" ".join(row.number for row in rows))
        return rows[0]

    def find(self, words: str, most: int) -> tuple[CaseRow, ...]:
        """The cases that the words find, an exact number first; logged as a search."""
        with self._caseload.desk().casebook.reading(interruptible=True) as connection:
            found = find_cases(connection, words, most)
        self._caseload.searched(words, len(found))
        return found

    def columns(self) -> frozenset[CaseColumn]:
        """The columns that a list can be sorted by."""
        return sortable()

    def interrupt(self) -> None:
        """Interrupt the read that is running (a superseded query)."""
        self._caseload.interrupt()
