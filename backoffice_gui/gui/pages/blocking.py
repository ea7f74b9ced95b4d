"""What stands instead of everything else when the store can't be used: calm, complete, with a way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.gui import clipboard
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words, mono
from backoffice_gui.gui.widgets.panel import Card

if TYPE_CHECKING:
    from backoffice_gui.gui.failure import Failure

__all__ = ["Blocking", "Centred"]


class Centred(QScrollArea):
    """A page that scrolls, with one card of at most so many em in its middle."""

    def __init__(self, card: QWidget, parent: QWidget, *, widest: int = 56) -> None:
        super().__init__(parent)
        self._card, self._widest = card, widest
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        self._row = QHBoxLayout(inside)
        self._row.addStretch(1)
        self._row.addWidget(card, 1000, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(1)
        self.setWidget(inside)
        self._fit()

    def _fit(self) -> None:
        unit = em(self)
        self._card.setMaximumWidth(self._widest * unit)
        self._row.setContentsMargins(unit, 2 * unit, unit, unit)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


class Blocking(QWidget):
    """What happened · what is safe · what to do · code, and the technical detail to copy."""

    retried = Signal()
    """The agent wants to try again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card("", self, level=1)
        self._happened = Words("", self._card)
        self._safe = Words("", self._card)
        self._advice = Words("", self._card)
        self._code = Muted("", self._card)
        self._technical = QPlainTextEdit(self._card)
        self._technical.setReadOnly(True)
        self._technical.setTabChangesFocus(True)
        self._technical.setAccessibleName(self.tr("Détail technique"))
        self._technical.setFont(mono(self.font()))
        self._technical.hide()
        body = self._card.body
        for title, words in (
            (self.tr("Ce qui s’est passé"), self._happened),
            (self.tr("Ce qui est sûr"), self._safe),
            (self.tr("Que faire"), self._advice),
        ):
            body.addSpacing(em(self) // 2)
            body.addWidget(Heading(title, 2, self._card))
            body.addWidget(words)
        body.addSpacing(em(self))
        body.addLayout(self._buttons())
        body.addWidget(self._code)
        body.addWidget(self._technical)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(Centred(self._card, self))

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.retry = QPushButton(self.tr("Réessayer"), self._card)
        self.retry.clicked.connect(self.retried)
        self.show_more = QPushButton(self.tr("Détail technique"), self._card)
        self.show_more.clicked.connect(lambda: self._technical.setVisible(not self._technical.isVisible()))
        self.copy = QPushButton(self.tr("Copier le détail technique"), self._card)
        self.copy.clicked.connect(lambda: clipboard.copy(self._technical.toPlainText()))
        for button in (self.retry, self.show_more, self.copy):
            row.addWidget(button)
        row.addStretch(1)
        return row

    @property
    def text(self) -> str:
        """All that it says."""
        words = (self._card.heading, self._happened, self._safe, self._advice, self._code)
        return "\n".join(label.text() for label in words)

    def show_failure(self, failure: Failure) -> None:
        """Say why the store can't be used."""
        said = explain(failure)
        self._card.heading.setText(said.title)
        self._card.setAccessibleName(said.title)
        self._happened.setText(said.happened)
        self._safe.setText(said.safe)
        self._advice.setText(said.advice)
        self._code.setText(self.tr("Code {code}").format(code=said.code))
        self._technical.setPlainText(said.technical)
        self.setAccessibleName(f"{said.title}. {said.line} {said.advice}")
