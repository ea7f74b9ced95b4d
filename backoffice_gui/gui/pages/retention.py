"""*Conservation*: how long what came in is kept, what is due, what stops it, and how it ends by two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.pages.retention_cards import DueCard, HoldsCard, PurgesCard, RulesCard
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Words
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from backoffice_gui.gui.failure import Failure

__all__ = ["RetentionPage"]


class RetentionPage(QScrollArea):
    """Shows what it is given; asks by the signals of its cards."""

    refresh_asked = Signal()
    """What is due is wanted anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Conservation"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget(self)
        self.again = QPushButton(self.tr("Actualiser"), inside)
        self.again.clicked.connect(self.refresh_asked)
        self.news = Strip(Tone.INFO, inside)
        self.practice = Words(
            self.tr(
                "Démonstration : une demande close est échue aussitôt, et vous donnez aussi l’accord du collègue. "
                "En vrai, des mois séparent les deux, et chacun le fait sous son propre compte."
            ),
            inside,
        )
        self.practice.hide()
        self.due, self.purges = DueCard(inside), PurgesCard(inside)
        self.holds, self.rules = HoldsCard(inside), RulesCard(inside)
        self._body = QVBoxLayout(inside)
        head = QHBoxLayout()
        head.addWidget(Heading(self.tr("Conservation"), 1, inside))
        head.addStretch(1)
        head.addWidget(self.again)
        self._body.addLayout(head)
        for widget in (self.news, self.practice, *self.cards):
            self._body.addWidget(widget)
        self._body.addStretch(1)
        self.setWidget(inside)
        self._fit()

    @property
    def cards(self) -> tuple[QWidget, ...]:
        """What is due first, then what waits, what is held, and the rules."""
        return self.due, self.purges, self.holds, self.rules

    def show_failure(self, failure: Failure) -> None:
        """Why something could not be read or done."""
        said = explain(failure)
        self.tell(f"{said.line} {said.advice} ({said.code})", Tone.WARNING)

    def tell(self, words: str, tone: Tone) -> None:
        """Say something above the cards, bring it into sight, and tell a screen reader."""
        self.news.say(words, tone=tone)
        self.verticalScrollBar().setValue(0)
        announce(self, words, urgent=tone is Tone.WARNING)

    def _fit(self) -> None:
        unit = self.fontMetrics().height()
        self._body.setContentsMargins(unit, unit, unit, unit)
        self._body.setSpacing(round(unit * 0.8))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
