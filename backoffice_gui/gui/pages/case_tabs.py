"""The three sides of an opened case: what was asked, its pieces, its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QWidget

if TYPE_CHECKING:
    from backoffice_gui.domain.case_detail import CaseDetail

__all__ = ["CaseTabs"]


class CaseTabs(QTabWidget):
    """The pieces' tab says how many there are."""

    def __init__(self, request: QWidget, pieces: QWidget, story: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setAccessibleName(self.tr("Détail de la demande"))
        for page, words in ((request, self.tr("Demande")), (pieces, self.tr("Pièces")), (story, self.tr("Suivi"))):
            self.addTab(page, words)

    def count_pieces(self, detail: CaseDetail) -> None:
        """Say how many came beside the form."""
        self.setTabText(1, self.tr("Pièces {n}").format(n=sum(part.n > 0 for part in detail.parts)))
