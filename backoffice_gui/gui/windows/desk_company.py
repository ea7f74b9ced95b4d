"""Colleagues at the desk: who has which case open, who writes, and what they changed, on the screen as it happens.

What this desk shows and writes is told to the others; what they do is shown in place: the list keeps its rows and its
selection, the pane its scroll, its focus and what is being typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backoffice_gui.gui import formats
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.text_case_story import happening_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.domain.colleagues import CaseChange, Heard
    from backoffice_gui.domain.presence import Company
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.colleague_office import ColleagueOffice
    from backoffice_gui.gui.drafts import Drafts
    from backoffice_gui.gui.pages.case_detail import CaseDetailPane
    from backoffice_gui.gui.pages.cases import Cases

__all__ = ["DeskCompany"]


class DeskCompany(QObject):
    """Joins the company with the list and the pane."""

    def __init__(
        self, bridge: Bridge, office: ColleagueOffice, page: Cases, detail: CaseDetailPane, drafts: Drafts
    ) -> None:
        super().__init__(page)
        self._office, self._page, self._detail = office, page, detail
        self._shown: int | None = None
        self._company: Company | None = None
        bridge.heard.connect(self._hear)
        detail.opened.connect(self._opened)
        detail.emptied.connect(self._emptied)
        detail.company.taken.connect(self._take)
        detail.company.given.connect(self._give)
        drafts.written.connect(self._write)
        drafts.forgotten.connect(self._wrote)

    # what this desk says of itself

    def _opened(self, detail: CaseDetail) -> None:
        self._show(detail.row.case)
        self.look()

    def _emptied(self) -> None:
        self._show(None)
        self.look()

    def _show(self, case: int | None) -> None:
        if case != self._shown:
            self._shown = case
            self._office.show(case)

    def _write(self, case: int) -> None:
        self._office.write(case)

    def _wrote(self, case: int) -> None:
        self._office.stop_writing(case)

    def _take(self) -> None:
        if self._shown is not None:
            self._office.ask_for(self._shown)
            self.look()

    def _give(self) -> None:
        if self._shown is not None:
            self._office.stop_writing(self._shown)
            self.look()

    def leave(self) -> None:
        """Nobody sits here any more."""
        self._show(None)

    # what others say of themselves

    def look(self) -> None:
        """Show who is there now."""
        company = self._company = self._office.company()
        self._page.model.show_company(company, self._page.me)
        strip = self._detail.company
        strip.show_company(self._shown or 0, company, self._office.patience, self._page.me)
        self._detail.request.answers.hold(strip.text if strip.held else "")

    def _hear(self, heard: Heard) -> None:
        if heard.company:
            self.look()
        if heard.arrived or heard.everything or heard.moved:  # ours as well: it may be done at another of our posts
            self._page.list.renew()
        shown = self._shown
        if shown is None:
            return
        theirs = heard.of(shown, self._page.me)
        detail = self._detail.detail
        newest = max((one.version for one in heard.changes if one.case == shown), default=0)
        if detail is not None and (heard.everything or newest > detail.row.version):
            self._detail.follow()
        if theirs:
            self._tell(theirs)

    def _tell(self, theirs: Sequence[CaseChange]) -> None:
        """What was changed, and by whom: the last thing that each of them did."""
        last = {one.who: one for one in theirs}
        words = [f"{one_line(who)} : {happening_name(one.name)}" for who, one in last.items() if who]
        if words:
            at = self.tr("À l’instant ({time})").format(time=formats.time_of_day(formats.now()))
            self._detail.tell(f"{at} — {', '.join(words)}.")
