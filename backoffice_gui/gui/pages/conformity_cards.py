"""The cards of *Conformité* that count: figures, the picture and its table, fates and proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget

from backoffice_gui.domain.conformity import LIMIT_MINUTES, MARKS
from backoffice_gui.domain.facts import Stage
from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import room
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text_conformity import life_text, share_text
from backoffice_gui.gui.text_words import stage_hint, stage_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words
from backoffice_gui.gui.widgets.lives_plot import LivesPlot, lines_of
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from backoffice_gui.domain.conformity import Conformity

__all__ = ["FatesCard", "FiguresCard", "PlotCard", "ProofsCard"]

_FOUR_EM = 44


class _Figure(QWidget):
    """A name and its figure, one sentence for a screen reader."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self._label, self._value = Muted(name, self), Heading("—", 1, self)
        body = QGridLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._label, 0, 0)
        body.addWidget(self._value, 1, 0)

    def show_value(self, value: str) -> None:
        """Another figure."""
        self._value.setText(value)
        self._value.setAccessibleName(f"{self._name} {value}")


class FiguresCard(Card):
    """What is asked first, in figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("En chiffres"))
        self.setAccessibleName(self.heading.text())
        names = (
            self.tr("Reçus par le site"),
            self.tr("Durée médiane"),
            self.tr("95 % en moins de"),
            self.tr("99 % en moins de"),
            self.tr("Maximum"),
            self.tr("Plus de {n} min").format(n=LIMIT_MINUTES),
            self.tr("Jamais collectés"),
            self.tr("Destruction prouvée"),
        )
        self._figures = [_Figure(name, self) for name in names]
        self._grid = QGridLayout()
        self.body.addLayout(self._grid)
        self._columns = 0
        self._fit()

    def show_conformity(self, known: Conformity) -> None:
        """Show another period."""
        lives, closed = known.lives, known.stages[Stage.CLOSED]
        values = (
            formats.number(known.received),
            *(life_text(each) for each in (lives.median, lives.p95, lives.p99, lives.longest)),
            formats.number(lives.over[-1]),
            formats.number(known.lost),
            f"{formats.number(closed)} ({share_text(closed, known.received)})" if known.received else "0",
        )
        for figure, value in zip(self._figures, values, strict=True):
            figure.show_value(value)

    def _fit(self) -> None:
        columns = 4 if room(self) >= _FOUR_EM else 2
        if columns == self._columns:
            return
        self._columns = columns
        for n, figure in enumerate(self._figures):
            self._grid.addWidget(figure, n // columns, n % columns)
        for n in range(4):
            self._grid.setColumnStretch(n, 1 if n < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two or four beside each other."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A larger text is a narrower card."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_columns"):
            self._fit()


class PlotCard(Card):
    """The days as a picture, or as a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Durée maximale sur le site, jour par jour"))
        self.setAccessibleName(self.heading.text())
        self._words = Words("", self)
        self.plot = LivesPlot(self)
        self.table = Table(self.heading.text(), self)
        headers = (
            self.tr("Jour"),
            self.tr("Reçus"),
            self.tr("Médiane"),
            self.tr("95 %"),
            self.tr("99 %"),
            self.tr("Maximum"),
            self.tr("> 30 min"),
            self.tr("Perdus"),
        )
        self._model = SmallTable(headers, frozenset(range(1, len(headers))), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((8.0, 6.0, 8.0, 8.0, 8.0, 8.0, 6.0, 6.0))
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # as high as the picture
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.plot)
        self._stack.addWidget(self.table)
        self.toggle = QPushButton(self.tr("Données"), self)
        self.toggle.clicked.connect(self._turn)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self.toggle)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)

    def show_conformity(self, known: Conformity) -> None:
        """Show another period."""
        lives = known.lives
        if not lives.count:
            self._words.setText(self.tr("Aucune durée mesurée."))
        else:
            over = " · ".join(
                self.tr("plus de {mark} min : {n} ({share})").format(
                    mark=mark, n=formats.number(lives.over[n]), share=share_text(lives.over[n], lives.count)
                )
                for n, mark in enumerate(MARKS)
            )
            said = self.tr("Barre : la plus longue du jour. Trait : 95 %. Tireté : les 30 minutes promises.")
            self._words.setText(f"{said}\n{over[:1].upper()}{over[1:]}")
        self.plot.show_conformity(known)
        self._model.show_lines(lines_of(known))

    def _turn(self) -> None:
        table = self._stack.currentIndex() == 0
        self._stack.setCurrentIndex(1 if table else 0)
        self.toggle.setText(self.tr("Graphique") if table else self.tr("Données"))


class FatesCard(Card):
    """What became of them, by stage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Ce que sont devenus les dépôts"))
        self.setAccessibleName(self.heading.text())
        self.table = Table(self.heading.text(), self)
        headers = (self.tr("Étape"), self.tr("Nombre"), self.tr("Part"))
        self._model = SmallTable(headers, frozenset({1, 2}), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((14.0, 6.0, 6.0), 0)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def show_conformity(self, known: Conformity) -> None:
        """Show another period; the good end and the losses are always named."""
        always = {Stage.CLOSED, Stage.LOST, Stage.MISSING}
        lines = [
            Line(
                stage.value,
                (
                    Cell(stage_text(stage), stage_hint(stage), self._look(stage, known.stages[stage])),
                    Cell(formats.number(known.stages[stage])),
                    Cell(share_text(known.stages[stage], known.received)),
                ),
            )
            for stage in reversed(Stage)
            if known.stages[stage] or stage in always
        ]
        self._model.show_lines(lines)
        self.table.fit_to_rows(3, 12)

    @staticmethod
    def _look(stage: Stage, count: int) -> tuple[Tone, Shape] | None:
        if stage is Stage.CLOSED:
            return Tone.SUCCESS, Shape.CHECK
        bad = stage in {Stage.LOST, Stage.MISSING, Stage.DISPUTED} and count
        return (Tone.ERROR, Shape.CROSS) if bad else None


class ProofsCard(Card):
    """Receipts, ledger, probes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Reçus et sondages"))
        self.setAccessibleName(self.heading.text())
        self.table = Table(self.heading.text(), self)
        headers = (self.tr("Quoi"), self.tr("Nombre"))
        self._model = SmallTable(headers, frozenset({1}), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths((16.0, 6.0), 0)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def show_conformity(self, known: Conformity) -> None:
        """Show another period."""
        receipts, probes = known.receipts, known.probes
        counts = (
            (self.tr("Reçus valides à notre nom"), receipts.ours, False),
            (self.tr("Reçus au nom d’une base sœur"), receipts.peers, False),
            (self.tr("Reçus au nom d’une base inconnue"), receipts.strangers, True),
            (self.tr("Reçus retrouvés au registre"), receipts.proven, False),
            (self.tr("Sondages refusés par le site, comme il se doit"), probes.gone, False),
            (self.tr("Sondages encore servis"), probes.served, True),
            (self.tr("Sort encore inconnu"), known.unended, False),
            (self.tr("Sans heure de dépôt lisible"), known.untimed, False),
            (self.tr("Numéros ni détenus ni au registre"), known.unaccounted, True),
        )
        self._model.show_lines(
            [
                Line(
                    n,
                    (
                        Cell(name, name, (Tone.ERROR, Shape.CROSS) if bad and count else None),
                        Cell(formats.number(count)),
                    ),
                )
                for n, (name, count, bad) in enumerate(counts)
            ]
        )
        self.table.fit_to_rows(len(counts), len(counts))
