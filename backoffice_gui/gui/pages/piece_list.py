"""The pieces of a case as a table: what each says it is, what it is, and the one the agent is on in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.plain import escaped, one_line
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text_parts import kind_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.fact_grid import FactGrid
from backoffice_gui.gui.widgets.labels import Muted, PlainLabel, Words, mono
from backoffice_gui.gui.widgets.page_view import take_key
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backoffice_gui.domain.attachments import PartKind
    from backoffice_gui.domain.detail import PartView

__all__ = ["PieceFacts", "PieceList"]

_FORM = 0
"""The number of the part that is the form itself."""


class _PieceTable(Table):
    """Keys that page and size the preview act from the list too."""

    paged = Signal(int)
    zoomed = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, + and − are the preview's."""
        if not take_key(event, self.paged.emit, self.zoomed.emit):
            super().keyPressEvent(event)


class PieceList(QWidget):
    """The table; it tells which piece the agent is on."""

    looked_at = Signal(object)
    """The agent is on this `PartView`."""
    paged = Signal(int)
    """Page the preview, on (+1) or back (-1)."""
    zoomed = Signal(int)
    """The preview larger (+1) or smaller (-1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[PartView, ...] = ()
        self._kinds: dict[int, PartKind] = {}
        self.table = _PieceTable(self.tr("Pièces"), self)
        headers = (
            self.tr("N°"),
            self.tr("Nom déclaré"),
            self.tr("Type réel"),
            self.tr("Taille"),
        )
        self._model = SmallTable(headers, frozenset({3}), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((2.0, 6.2, 8.6, 4.6), 1)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._moved(now.row()))
        self.table.paged.connect(self.paged)
        self.table.zoomed.connect(self.zoomed)
        self.none = Muted(self.tr("Aucune pièce jointe."), self)
        self.raw = QPushButton(self.tr("Voir le formulaire (données brutes)"), self)
        self.raw.setAutoDefault(False)
        self.raw.clicked.connect(self._see_form)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        for widget in (self.none, self.raw, self.table):
            body.addWidget(widget)
        body.setAlignment(self.raw, Qt.AlignmentFlag.AlignLeft)

    def show_parts(self, parts: Sequence[PartView]) -> None:
        """Show another case's parts, the first attachment chosen; the form is read under *Demande*, and comes last.

        Where nothing is attached that is said, and the form's raw octets are one click away.
        """
        self._parts, self._kinds = tuple(sorted(parts, key=lambda part: (part.n == _FORM, part.n))), {}
        attached = any(part.n != _FORM for part in self._parts)
        self._tell()
        self.table.fit_to_rows(least=2, most=4)
        self.none.setVisible(not attached)
        self.raw.setVisible(not attached and bool(self._parts))
        self.table.setVisible(attached)
        if attached:
            self.table.selectRow(0)

    def _see_form(self) -> None:
        self.raw.hide()
        self.table.show()
        self.table.selectRow(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus(self) -> None:
        """The focus to the pieces, or to the way to the form."""
        where = self.raw if self.table.isHidden() and not self.raw.isHidden() else self.table
        where.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_kinds(self, kinds: Sequence[PartKind]) -> None:
        """What each is by its first octets is known."""
        self._kinds = {kind.n: kind for kind in kinds}
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its rows, with room for a scroll bar where there is one."""
        super().resizeEvent(event)
        self.table.fit_to_rows(least=2, most=4)

    def step(self, by: int) -> None:
        """The next piece, or the previous one; round at the end."""
        if self._parts and not self.table.isHidden():
            self.table.selectRow((self.table.currentIndex().row() + by) % len(self._parts))

    def kind(self, n: int) -> PartKind | None:
        """What is known of a part."""
        return self._kinds.get(n)

    def _moved(self, row: int) -> None:
        if 0 <= row < len(self._parts):
            self.looked_at.emit(self._parts[row])

    def _tell(self) -> None:
        self._model.show_lines([Line(f"{part.n}-{part.sha256}", self._cells(part)) for part in self._parts])

    def _cells(self, part: PartView) -> tuple[Cell, ...]:
        known = self._kinds.get(part.n)
        kind = Cell("…")
        if known is not None and known.differs:
            words = self.tr("{kind} ≠ déclaré").format(kind=kind_text(known.kind))
            kind = Cell(words, words, (Tone.WARNING, Shape.TRIANGLE))
        elif known is not None:
            kind = Cell(kind_text(known.kind), kind_text(known.kind))
        form = part.n == _FORM
        return (
            Cell("" if form else str(part.n)),
            Cell(self.tr("Formulaire (données brutes)") if form else one_line(part.name), escaped(part.name)),
            kind,
            Cell(formats.size_text(part.size)),
        )


class PieceFacts(QWidget):
    """One piece in full, below its preview."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._type, self._digest = PlainLabel("", self), PlainLabel("", self), PlainLabel("", self)
        self._kind, self._size = Words("", self), Words("", self)
        grid = FactGrid(self)
        grid.add(self.tr("Nom déclaré"), self._name)
        grid.add(self.tr("Type déclaré"), self._type)
        grid.add(self.tr("Type réel"), self._kind)
        grid.add(self.tr("Taille"), self._size)
        grid.add(self.tr("Empreinte SHA-256"), self._digest)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(grid)
        self.hide()

    def show_part(self, part: PartView | None, kind: PartKind | None) -> None:
        """Show one, or none."""
        self.setVisible(part is not None)
        if part is None:
            return
        self._name.show_untrusted(part.name)
        self._type.show_untrusted(part.media_type)
        words = "…" if kind is None else kind_text(kind.kind)
        differs = kind is not None and kind.differs
        self._kind.setText(self.tr("{kind} ≠ déclaré").format(kind=words) if differs else words)
        self._size.setText(formats.size_text(part.size))
        self._digest.show_untrusted(" ".join(part.sha256[n : n + 8] for n in range(0, 64, 8)))
        self._digest.setFont(mono(self.font()))
