"""What an agent writes about one case at two workstations: where both wrote it is said there, and one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from backoffice_gui.gui import formats
from backoffice_gui.gui.theme import Tone

if TYPE_CHECKING:
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.gui.drafts import Drafts
    from backoffice_gui.gui.pages.case_detail import CaseDetailPane
    from backoffice_gui.gui.pages.cases import Cases

__all__ = ["DeskDrafts"]


class DeskDrafts(QObject):
    """Joins the drafts with the pane; nothing is chosen for the agent, and nothing is written over meanwhile."""

    def __init__(self, drafts: Drafts, page: Cases, detail: CaseDetailPane) -> None:
        super().__init__(detail)
        self._drafts, self._page, self._detail = drafts, page, detail
        self._numbers: dict[int, str] = {}
        """Of the cases that were opened here: what is written about one may be heard of when it was left."""
        drafts.met.connect(self._met)
        detail.opened.connect(self._opened)

    def _met(self, case: int) -> None:
        """Read the case again, and with it what was written elsewhere; of one that was just left it is said."""
        opened = self._detail.detail
        if opened is not None and opened.row.case == case:
            self._detail.reload()
            return
        words = self.tr(
            "Ce que vous écriviez sur la demande {number} a rencontré ce que vous avez écrit à un autre poste. "
            "Rien n’a été écrasé : rouvrez-la pour choisir."
        ).format(number=self._numbers[case])
        self._page.undo.tell(words, undo=False, tone=Tone.WARNING)

    def _opened(self, detail: CaseDetail) -> None:
        self._numbers[detail.row.case] = detail.row.number
        for what in self._drafts.disputed(detail.row.case):
            self._drafts.text(detail, what)
            other = next((draft for draft in detail.drafts if draft.what == what), None)
            if other is None:  # it was sent, or given up
                self._choose(detail.row.case, what, ours=True)
                continue
            self._ask(detail.row.case, what, formats.full_moment(other.saved_at))
            return

    def _ask(self, case: int, what: str, when: str) -> None:
        words = {
            "note": self.tr("Vous avez aussi écrit une note sur cette demande à un autre poste, le {when}."),
            "answer": self.tr("Vous avez aussi préparé une réponse à cette demande à un autre poste, le {when}."),
            "reason": self.tr("Vous avez aussi écrit un motif pour cette demande à un autre poste, le {when}."),
        }[what]
        safe = self.tr("Rien n’a été écrasé : choisissez lequel des deux textes garder, l’autre sera effacé.")
        self._detail.offer(
            f"{words.format(when=when)} {safe}",
            (self.tr("Garder celui d’ici"), lambda: self._choose(case, what, ours=True)),
            (self.tr("Prendre l’autre"), lambda: self._choose(case, what, ours=False)),
        )

    def _choose(self, case: int, what: str, *, ours: bool) -> None:
        self._drafts.choose(case, what, ours=ours)
        if not ours:
            self._detail.reload()
