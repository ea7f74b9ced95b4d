"""How long web copies lived in the last 24 hours: the figures, the bars, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.models.small import SmallTable
from backoffice_gui.gui.widgets.exposure_bars import ExposureBars, lines_of
from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from backoffice_gui.domain.monitor import Exposure

__all__ = ["ExposureCard"]


class ExposureCard(Card):
    """A title that is a sentence, bars or table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Durée de vie des copies du site, 24 dernières heures"))
        self.setAccessibleName(self.heading.text())
        self._shown: Exposure | None = None
        self._figures = Words("", self)
        self._bars = ExposureBars(self)
        self._table = Table(self.tr("Durée de vie des copies du site, heure par heure"), self)
        headers = (self.tr("Heure"), self.tr("Reçus"), self.tr("Durée médiane"))
        self._model = SmallTable(headers, frozenset({1, 2}), icons_of(self), self)
        self._table.setModel(self._model)
        self._table.set_widths((8.0, 7.0, 12.0))
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # as high as the bars
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._bars)
        self._stack.addWidget(self._table)
        self._toggle = QPushButton(self.tr("Voir le tableau"), self)
        self._toggle.clicked.connect(self._turn)
        row = QHBoxLayout()
        row.addWidget(self._figures, 1)
        row.addWidget(self._toggle)
        self.body.addLayout(row)
        self.body.addWidget(self._stack, 1)

    def show_exposure(self, exposure: Exposure) -> None:
        """Show another day."""
        if exposure == self._shown:
            return
        self._shown = exposure
        self._figures.setText(self._sentence(exposure))
        self._bars.show_exposure(exposure)
        self._model.show_lines(lines_of(exposure))

    def _sentence(self, exposure: Exposure) -> str:
        if exposure.median is None or exposure.p95 is None or exposure.longest is None:
            return self.tr("Aucun reçu depuis 24 heures.")
        words = self.tr("Médiane {median} · 95 % en moins de {p95} · la plus longue {longest}, sur 29 min permises")
        figures = words.format(
            median=formats.duration(exposure.median),
            p95=formats.duration(exposure.p95),
            longest=formats.duration(exposure.longest),
        )
        losses = (
            self.tr("%n reçu(s)", "", exposure.count)
            + " · "
            + self.tr("pertes : {n}").format(n=formats.number(exposure.losses))
        )
        return f"{figures}\n{losses}"

    def _turn(self) -> None:
        table = self._stack.currentIndex() == 0
        self._stack.setCurrentIndex(1 if table else 0)
        self._toggle.setText(self.tr("Voir le graphique") if table else self.tr("Voir le tableau"))
