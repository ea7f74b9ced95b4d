"""The pieces of a case: the table of them, and beside it, or below where there is no room, the one looked at.

A piece is opened only while the page is on the screen; another case, or another page, ends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.measure import em, room
from backoffice_gui.gui.pages.part_copy import PartCopy
from backoffice_gui.gui.pages.part_preview import PartPreview
from backoffice_gui.gui.pages.piece_list import PieceFacts, PieceList

if TYPE_CHECKING:
    from backoffice_gui.domain.attachments import PartKind
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.domain.detail import PartView
    from backoffice_gui.gui.attachment_office import AttachmentOffice
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure

__all__ = ["CaseParts"]

_BESIDE = 48
"""Em from which table and preview stand beside each other."""
_LIST = 27
"""Em of the table beside the preview."""

_CALM_MS = 700
"""A case with pieces that is shown so long gets its preview's process ready."""

_ANY = 16_777_215
"""Qt's own: no limit."""


class CaseParts(QScrollArea):
    """List and preview."""

    def __init__(self, bridge: Bridge, office: AttachmentOffice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Pièces"))
        self._bridge, self._office = bridge, office
        self._case: int | None = None
        self._parts: tuple[PartView, ...] = ()
        self._seen = False
        self._calm = QTimer(self, interval=_CALM_MS, singleShot=True)
        self._calm.timeout.connect(self._warm)
        self._waiting: PartView | None = None
        self._on: PartView | None = None
        self.list = PieceList(self)
        self.preview = PartPreview(bridge, office, self)
        self.copy = PartCopy(bridge, office, self)
        self.facts = PieceFacts(self)
        inside = QWidget(self)
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom, inside)
        self._first, self._second = QVBoxLayout(), QVBoxLayout()
        for column, widgets in (
            (self._first, (self.list,)),
            (self._second, (self.preview, self.copy, self.copy.button, self.facts)),
        ):
            for widget in widgets:
                column.addWidget(widget)
        self._second.setAlignment(self.copy.button, Qt.AlignmentFlag.AlignLeft)
        self._second.setStretchFactor(self.preview, 1)
        self._first.addStretch(1)
        self._body.addLayout(self._first)
        self._body.addLayout(self._second, 1)
        self.setWidget(inside)
        self.list.looked_at.connect(self._look)
        self.list.paged.connect(self.preview.page_on)
        self.list.zoomed.connect(self.preview.zoom)
        self._fit()

    def show_detail(self, detail: CaseDetail) -> None:
        """Show a case's pieces; the same case read again keeps what is open."""
        if self._case == detail.row.case and self._parts == detail.parts:
            return
        self.leave()
        self._case, self._parts = detail.row.case, detail.parts
        self._show_rest(shown=any(part.n for part in detail.parts))
        self.list.show_parts(detail.parts)
        if len(detail.parts) > 1:
            self._calm.start()

    def _show_rest(self, *, shown: bool) -> None:
        for widget in (self.preview, self.copy, self.copy.button):
            widget.setVisible(shown)

    def _warm(self) -> None:
        self._bridge.ask(Query(self, self._office.warm, lambda _: None, replaces="warm", apart=True))

    def leave(self) -> None:
        """Another case comes, or none: nothing of this one stays open."""
        self._calm.stop()
        self._bridge.drop(self, "kinds", lambda: None)
        self._case, self._parts, self._waiting, self._on = None, (), None, None
        self.preview.clear()
        self.copy.show_part(None)
        self.facts.show_part(None, None)

    def look(self) -> None:
        """The page is looked at: only now a piece is opened."""
        self._seen = True
        waiting = self._waiting
        if waiting is not None:
            self._look(waiting)

    def unlook(self) -> None:
        """The page is left: what was open is closed, and opened again when one comes back."""
        self._seen = False
        self._waiting = self._on
        self.preview.clear()

    def step(self, by: int) -> None:
        """The next piece, or the previous one; round at the end."""
        self.list.step(by)

    def _look(self, part: PartView) -> None:
        self._on = part
        self._show_rest(shown=True)
        if not self._seen:
            self._waiting = part
            return
        self._waiting = None
        if self._case is None:
            return
        if self.list.kind(part.n) is None:
            self._ask_kinds(self._case)
        self.facts.show_part(part, self.list.kind(part.n))
        self.copy.show_part((self._case, part.n))
        self.preview.show_part(self._case, part.n)

    def _ask_kinds(self, case: int) -> None:
        def show(kinds: tuple[PartKind, ...]) -> None:
            if case == self._case:
                self.list.show_kinds(kinds)
                self.facts.show_part(self._on, None if self._on is None else self.list.kind(self._on.n))

        def failed(_failure: Failure) -> None:
            """What is wrong is said where the piece is opened."""

        self._bridge.ask(Query(self, lambda: self._office.kinds(case), show, failed, replaces="kinds", apart=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        beside = room(self) >= _BESIDE
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._body.direction() is not direction:
            self._body.setDirection(direction)
            if beside:
                self._first.insertWidget(1, self.facts)
            else:
                self._second.addWidget(self.facts)
            self._fit()

    def _fit(self) -> None:
        unit = em(self)
        self._body.setContentsMargins(0, unit // 3, unit // 3, 0)
        self._body.setSpacing(unit // 2)
        beside = self._body.direction() is QBoxLayout.Direction.LeftToRight
        for widget in (self.list, self.facts):
            widget.setMinimumWidth(unit * _LIST if beside else 0)
            widget.setMaximumWidth(unit * _LIST if beside else _ANY)
        self.preview.setMinimumHeight(unit * (14 if beside else 22))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
