"""A company in memory that keeps the promises of `gui.colleague_office.ColleagueOffice`: a test says who is there."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from backoffice_gui.domain.colleagues import HeardBy, Hearing, Way
from backoffice_gui.domain.presence import Company, Editing, Patience

__all__ = ["MemoryColleagues"]


class MemoryColleagues:
    """Set `now_company` and `now_hearing`; what the window says of itself stands in `said`."""

    def __init__(self, now: datetime, me: str, post: str = "POSTE-EXEMPLE") -> None:
        self._now, self._me, self._post = now, me, post
        self.patience = Patience()
        self.now_company = Company(now)
        self.now_hearing = Hearing(Way.LISTENING)
        self.said: list[tuple[str, int | None]] = []
        self.told: HeardBy | None = None

    def hear(self, told: HeardBy) -> None:
        """Keep who hears; a test speaks through it."""
        self.told = told

    def hearing(self) -> Hearing:
        """As set."""
        return self.now_hearing

    def company(self) -> Company:
        """As set, and what this desk writes."""
        return self.now_company

    def show(self, case: int | None) -> None:
        """Noted."""
        self.said.append(("show", case))

    def write(self, case: int) -> None:
        """Noted; granted where nobody writes."""
        self.said.append(("write", case))
        if self.now_company.editor(case) is None:
            self._take(case, "")

    def stop_writing(self, case: int) -> None:
        """Noted; given up where it is ours."""
        self.said.append(("stop_writing", case))
        kept = tuple(one for one in self.now_company.editings if not (one.case == case and one.here))
        self.now_company = Company(self._now, self.now_company.presences, kept)

    def keep_on(self, case: int) -> None:
        """Noted; whoever asked is answered."""
        self.said.append(("keep_on", case))
        kept = tuple(
            replace(one, wanted_by="", wanted_at=None) if one.case == case and one.here else one
            for one in self.now_company.editings
        )
        self.now_company = Company(self._now, self.now_company.presences, kept)

    def ask_for(self, case: int) -> None:
        """Noted; taken over where who writes is silent."""
        self.said.append(("ask_for", case))
        editor = self.now_company.editor(case)
        if editor is None or editor.may_be_taken(self._now, self.patience):
            self._take(case, "" if editor is None or editor.here else editor.agent)

    def _take(self, case: int, taken_from: str) -> None:
        mine = Editing(case, self._me, self._post, self._now, self._now, taken_from=taken_from, here=True)
        kept = tuple(one for one in self.now_company.editings if one.case != case)
        self.now_company = Company(self._now, self.now_company.presences, (*kept, mine))
