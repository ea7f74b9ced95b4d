"""What is done to cases beside their states: proposals settled, cases linked, marks set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backoffice_gui.domain.case_acts import CaseKey, Mark, Outcome
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.gui.bridge import Command
from backoffice_gui.gui.text_tasks import Told
from backoffice_gui.gui.theme import Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.case_detail import Proposal
    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_desk import CaseDesk
    from backoffice_gui.gui.pages.case_detail import CaseDetailPane
    from backoffice_gui.gui.pages.cases import Cases
    from backoffice_gui.gui.windows.desk_acts import DeskActs

__all__ = ["DeskMarks"]


class DeskMarks(QObject):
    """Gives the caseload what was asked; what came of it, and the way back, are `DeskActs`' to say."""

    def __init__(self, bridge: Bridge, office: CaseDesk, page: Cases, detail: CaseDetailPane, acts: DeskActs) -> None:
        super().__init__(page)
        self._bridge, self._office, self._page, self._detail, self._acts = bridge, office, page, detail, acts
        detail.request.dismissed.connect(self._dismiss)
        detail.linking.accepted.connect(self._accept)
        detail.linking.linked.connect(self._link)

    # proposals

    def _dismiss(self, proposal: Proposal) -> None:
        self._settle(proposal, self._office.dismiss, self.tr("Proposition écartée."))

    def _accept(self, proposal: Proposal) -> None:
        words = (
            self.tr("Demande rattachée à cette personne.")
            if proposal.kind == "same_person"
            else self.tr("Rapprochement noté : c’est la même demande.")
        )
        self._settle(proposal, self._office.accept, words)

    def _settle(self, proposal: Proposal, verb: Callable[[CaseKey, int, str], Outcome], words: str) -> None:
        detail = self._detail.detail
        other = proposal.person if proposal.kind == "same_person" else proposal.case
        if detail is not None and other is not None:
            row, kind = detail.row, proposal.kind
            self._acts.change(row, lambda: verb(CaseKey(row.case, row.version), other, kind), words)

    def _link(self, number: str) -> None:
        detail = self._detail.detail
        if detail is not None:
            key = CaseKey(detail.row.case, detail.row.version)
            words = self.tr("Demande rattachée à cette personne.")
            self._acts.change(detail.row, lambda: self._office.link(key, number), words)

    # marks

    def mark(self, mark: Mark) -> None:
        """Note something: of the selected cases where some are, else of the one the agent is on."""
        button = self._page.selection.button(mark)
        if self._page.selection.isVisible() and self._page.list.many_selected:
            if button.isVisible():
                button.click()
            return
        detail = self._detail.detail
        row = self._page.list.current if detail is None else detail.row
        if row is None:
            return
        if mark is Mark.UNREAD:
            self._unread(row)
        else:
            keys = (CaseKey(row.case, row.version),)
            self._acts.change(row, lambda: self._mark(keys, mark), Told().done(mark, 1))

    def _mark(self, keys: tuple[CaseKey, ...], mark: Mark) -> Outcome:
        return self._office.mark(keys, mark, lambda _: None, lambda: False)

    def _unread(self, row: CaseRow) -> None:
        """Without opening it again, which would read it."""

        def do() -> Changes:
            outcome = self._mark((CaseKey(row.case, row.version),), Mark.UNREAD)
            return Changes(frozenset({Topic.CASES, *((Topic.OUTBOX,) if outcome.waiting else ())}))

        def done(changes: Changes) -> None:
            waits = Topic.OUTBOX in changes.topics
            words = Told().kept(1) if waits else Told().done(Mark.UNREAD, 1)
            self._page.undo.tell(words, undo=False, tone=Tone.INFO if waits else Tone.SUCCESS)
            self._page.list.look_anew()

        self._bridge.do(Command(self, do, done, lambda failure: self._acts.refuse(failure, row)))
