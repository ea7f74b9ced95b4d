"""*Conformité*: the proof for the DPO. Any period: was the promise kept, how long did submissions live on the web.

Nothing here is personal, and nothing of it needs the casebook.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import room
from backoffice_gui.gui.pages.conformity_cards import FatesCard, FiguresCard, PlotCard, ProofsCard
from backoffice_gui.gui.pages.conformity_events import CoverageCard, IncidentsCard
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_conformity import period_text, verdict_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Heading, Muted
from backoffice_gui.gui.widgets.period_bar import PeriodBar
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from backoffice_gui.domain.conformity import Conformity
    from backoffice_gui.gui.failure import Failure

__all__ = ["ConformityPage"]

_SIDE_BY_SIDE_EM = 62


class ConformityPage(QScrollArea):
    """Shows what it is given; asks for periods and reports by signals."""

    period_asked = Signal(object)
    """The figures of this `Period` are wanted."""
    save_asked = Signal(object)
    """The report of this `Period` is wanted."""
    stop_asked = Signal()
    """The report that is being written is not wanted any more."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Conformité"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget(self)
        self.periods = PeriodBar(today, inside)
        self.save = QPushButton(self.tr("Enregistrer le rapport…"), inside)
        self.verdict, self.news = Strip(Tone.INFO, inside), Strip(Tone.INFO, inside)
        self.progress = QProgressBar(inside)
        self.progress.setAccessibleName(self.tr("Écriture du rapport"))
        self.stop = QPushButton(self.tr("Arrêter"), inside)
        self.figures, self.plot = FiguresCard(inside), PlotCard(inside)
        self.fates, self.proofs, self.incidents = FatesCard(inside), ProofsCard(inside), IncidentsCard(inside)
        self.coverage = CoverageCard(inside)
        self._ground = Muted("", inside)
        self._lay_out(inside)
        self.setWidget(inside)
        self.periods.chosen.connect(self.period_asked)
        self.save.clicked.connect(lambda: self.save_asked.emit(self.periods.period))
        self.stop.clicked.connect(self.stop_asked)
        self._show_cards(seen=False)
        self.end_writing()
        self._fit()

    def _lay_out(self, inside: QWidget) -> None:
        self._body = QVBoxLayout(inside)
        head = Flow(gap=12)
        head.addWidget(Heading(self.tr("Conformité"), 1, inside))
        head.addWidget(self.periods)
        head.addWidget(self.save)
        writing = QHBoxLayout()
        writing.addWidget(self.progress, 1)
        writing.addWidget(self.stop)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.addWidget(self.fates, 1)
        self._pair.addWidget(self.proofs, 1)
        self._body.addLayout(head)
        self._body.addWidget(self.news)
        self._body.addLayout(writing)
        for widget in (self.verdict, self.figures, self.plot, self.incidents, self.coverage):
            self._body.addWidget(widget)
        self._body.addLayout(self._pair)
        self._body.addWidget(self._ground)
        self._body.addStretch(1)

    def _show_cards(self, *, seen: bool) -> None:
        cards = (self.figures, self.plot, self.incidents, self.coverage, self.fates, self.proofs, self._ground)
        for card in cards:
            card.setVisible(seen)

    def show_conformity(self, known: Conformity, now: datetime) -> None:
        """Show a period; clocks are counted to `now`."""
        words = [
            self.tr("{period} : {verdict}").format(
                period=self._capital(period_text(known.period)), verdict=verdict_text(known)
            )
        ]
        if known.unended:
            words.append(self.tr("Sort encore inconnu pour %n dépôt(s).", "", known.unended))
        if known.provisional:
            words.append(self.tr("Provisoire : la période n’est pas terminée."))
        tone = Tone.ERROR if not known.kept else Tone.SUCCESS if known.received else Tone.INFO
        self.verdict.say(" ".join(words), tone=tone)
        self.save.setText(
            self.tr("Enregistrer le rapport provisoire…") if known.provisional else self.tr("Enregistrer le rapport…")
        )
        for card in (self.figures, self.plot, self.fates, self.proofs, self.coverage):
            card.show_conformity(known)
        self.incidents.show_conformity(known, now)
        self._ground.setText(
            self.tr(
                "Base {store} · chaîne d’audit jusqu’à la ligne {head} ({digest}…) · heures de Paris · sans donnée "
                "personnelle"
            ).format(store=known.store_id[:8], head=formats.number(known.head), digest=known.head_digest[:16])
        )
        self._show_cards(seen=True)

    @staticmethod
    def _capital(words: str) -> str:
        return words[:1].upper() + words[1:]

    def show_failure(self, failure: Failure) -> None:
        """Why there are no figures."""
        said = explain(failure)
        self.verdict.say(f"{said.line} {said.advice} ({said.code})", tone=Tone.WARNING)
        self._show_cards(seen=False)

    def begin_writing(self, pieces: int) -> None:
        """A report is being written, in so many files."""
        self.news.hide()
        self.progress.setRange(0, pieces)
        self.show_written(0)
        for widget in (self.progress, self.stop):
            widget.show()
        self.save.setEnabled(False)

    def show_written(self, pieces: int) -> None:
        """So many files are there."""
        self.progress.setValue(pieces)

    def end_writing(self) -> None:
        """Nothing is being written."""
        for widget in (self.progress, self.stop):
            widget.hide()
        self.save.setEnabled(True)

    def tell(self, words: str, tone: Tone) -> None:
        """What came of a report."""
        self.news.say(words, tone=tone)

    def _fit(self) -> None:
        unit = self.fontMetrics().height()
        self._body.setContentsMargins(unit, unit, unit, unit)
        self._body.setSpacing(round(unit * 0.8))
        self._pair.setSpacing(round(unit * 0.8))
        wide = room(self.viewport()) >= _SIDE_BY_SIDE_EM
        self._pair.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two cards side by side where there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
