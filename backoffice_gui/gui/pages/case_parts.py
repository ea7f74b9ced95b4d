"""The pieces of a case: the table of them, and the place where one is looked at.

The preview is not of this page: what decodes an applicant's file does so in a process of its own,
and puts itself here by `set_preview`. Until then the place says that nothing is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.gui.measure import em
from backoffice_gui.gui.pages.parts import PartsPage
from backoffice_gui.gui.widgets.state_panel import StatePanel

if TYPE_CHECKING:
    from backoffice_gui.domain.case_detail import CaseDetail

__all__ = ["CaseParts", "Preview"]


class Preview(Protocol):
    """What looks at a piece: a widget too."""

    def show_part(self, case: int, n: int) -> None:
        """Show part `n` of the case with this number in the store; what was shown before is dropped."""
        ...

    def clear(self) -> None:
        """Show nothing: another case, or none."""
        ...


class _Nothing(StatePanel):
    """Says that nothing is opened here."""

    def show_part(self, _case: int, _n: int) -> None:
        """Whichever it is."""
        self.say("", self.tr("L’aperçu n’est pas disponible sur ce poste ; rien n’est ouvert hors d’ici."))

    def clear(self) -> None:
        """Say nothing."""
        self.say("", "")


class CaseParts(QScrollArea):
    """Table above, preview below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Pièces"))
        self._case: int | None = None
        self._seen = False
        self._waiting: int | None = None
        self.list = PartsPage(self, note=self.tr("Nom et type déclarés par l’expéditeur."))
        self.list.looked_at.connect(self._look)
        self.list.table.set_widths((2.0, 9.0, 8.0, 6.5, 4.6), 1)
        inside = QWidget(self)
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(0, 0, em(self) // 3, 0)
        self._body.addWidget(self.list)
        self._seen_by: QWidget | None = None
        nothing = _Nothing(self)
        self.set_preview(nothing, nothing)
        self._preview.clear()
        self.setWidget(inside)

    def set_preview(self, preview: Preview, widget: QWidget) -> None:
        """Put a preview in its place; `widget` is what is seen of it."""
        if self._seen_by is not None:
            self._body.removeWidget(self._seen_by)
            self._seen_by.hide()
        self._body.addWidget(widget, 1)
        self._preview: Preview = preview
        self._seen_by = widget

    def show_detail(self, detail: CaseDetail) -> None:
        """Show another case's pieces."""
        self._case = detail.row.case
        self._preview.clear()
        self.list.show_parts(detail.parts)
        self.list.table.fit_to_rows(least=2, most=6)

    def look(self) -> None:
        """The page is looked at: only now a piece is opened."""
        self._seen = True
        if self._waiting is not None:
            self._look(self._waiting)

    def unlook(self) -> None:
        """The page is left: nothing more is opened."""
        self._seen = False

    def step(self, by: int) -> None:
        """The next piece, or the previous one; round at the end."""
        table = self.list.table
        model = table.model()
        many = 0 if model is None else model.rowCount()
        if many:
            table.selectRow((table.currentIndex().row() + by) % many)

    def _look(self, n: int) -> None:
        if not self._seen:
            self._waiting = n
            return
        self._waiting = None
        if self._case is not None:
            self._preview.show_part(self._case, n)
