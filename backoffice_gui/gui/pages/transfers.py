"""*Transferts*: the monitor (ui.md S3). Its first line answers whether something is about to be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.gui import connection, formats
from backoffice_gui.gui.measure import room
from backoffice_gui.gui.models.small import SmallTable
from backoffice_gui.gui.pages.events import Events
from backoffice_gui.gui.pages.exposure import ExposureCard
from backoffice_gui.gui.pages.movements import Movements
from backoffice_gui.gui.pages.transit import WIDTHS, headers, transit_lines
from backoffice_gui.gui.risk import assess
from backoffice_gui.gui.shapes import shape_icon
from backoffice_gui.gui.theme import tone_colors
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words
from backoffice_gui.gui.widgets.panel import Card
from backoffice_gui.gui.widgets.risk_banner import RiskBanner
from backoffice_gui.gui.widgets.table import Table, icons_of
from backoffice_gui.gui.widgets.whereabouts import Whereabouts

if TYPE_CHECKING:
    from backoffice_gui.domain.monitor import Monitor
    from backoffice_gui.gui.watch import Watch

__all__ = ["Transfers"]

_SIDE_BY_SIDE_EM = 62


class _Transit(Card):
    """What is on its way, or that nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("En cours de transfert"))
        self.setAccessibleName(self.heading.text())
        self._none = Muted("", self)
        self.table = Table(self.heading.text(), self)
        self._model = SmallTable(headers(), frozenset(), icons_of(self), self)
        self.table.setModel(self._model)
        self.table.set_widths(WIDTHS, len(WIDTHS) - 1)
        self.body.addWidget(self._none)
        self.body.addWidget(self.table)

    def show_monitor(self, monitor: Monitor, passed: float) -> None:
        """Show a snapshot, `passed` seconds later."""
        self._model.show_lines(transit_lines(monitor, passed))
        any_left = bool(monitor.in_transit)
        self.table.setVisible(any_left)
        self._none.setVisible(not any_left)
        if any_left:
            self.table.fit_to_rows(1, 10)
        elif monitor.last_good_list_at is None:
            self._none.setText(self.tr("Le site n’a pas encore donné de liste."))
        else:
            ago = (monitor.at - monitor.last_good_list_at).total_seconds() + passed
            self._none.setText(
                self.tr("Rien en cours. Dernière relève il y a {ago}.").format(ago=formats.duration(ago))
            )


class Transfers(QScrollArea):
    """The page; it follows a `Watch`."""

    poll_asked = Signal()
    """The agent wants the site to be asked now."""
    close_asked = Signal(object)
    """The agent wants to close this `Incident`."""

    def __init__(self, watch: Watch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._watch = watch
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Transferts"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget(self)
        self._body = QVBoxLayout(inside)
        self.risk = RiskBanner(inside)
        self.transit = _Transit(inside)
        self.places = Whereabouts(inside)
        self.exposure = ExposureCard(inside)
        self.events = Events(inside)
        self.events.close_asked.connect(self.close_asked)
        self.movements = Movements(inside)
        self._news = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._news.addWidget(self.events, 3)
        self._news.addWidget(self.movements, 2)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.addWidget(self.places, 2)
        self._pair.addWidget(self.exposure, 3)
        self._body.addLayout(self._header(inside))
        for widget in (self.risk, self.transit):
            self._body.addWidget(widget)
        self._body.addLayout(self._news)
        self._body.addLayout(self._pair)
        self._body.addStretch(1)
        self.setWidget(inside)
        self._fit()
        watch.seen.connect(self.show_monitor)
        watch.ticked.connect(self._tick)
        if watch.latest is not None:
            self.show_monitor(watch.latest)

    def _header(self, inside: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        self._sign = QLabel(inside)
        self._connected = Words("", inside)
        self.poll = QPushButton(self.tr("Relever maintenant (F5)"), inside)
        self.poll.clicked.connect(self.poll_asked)
        row.addWidget(Heading(self.tr("Transferts"), 1, inside))
        row.addSpacing(self.fontMetrics().height())
        row.addWidget(self._sign)
        row.addWidget(self._connected, 1)
        row.addWidget(self.poll)
        return row

    def show_monitor(self, monitor: Monitor) -> None:
        """Show a new snapshot."""
        self.places.show_monitor(monitor)
        self.exposure.show_exposure(monitor.exposure)
        self.events.show_monitor(monitor)
        self._tick()

    def _tick(self) -> None:
        monitor = self._watch.latest
        if monitor is None:
            return
        passed = self._watch.passed
        self.risk.show_risk(assess(monitor, passed))
        self.transit.show_monitor(monitor, passed)
        said = connection.of(monitor, passed)
        words = [word for word in (said.text, connection.holder_of(monitor)) if word]
        if monitor.skew is not None:
            words.append(self._skew(monitor.skew))
        text = " · ".join(words)
        if text != self._connected.text():
            self._connected.setText(text)
        side = self.fontMetrics().ascent()
        self._sign.setPixmap(
            shape_icon(said.shape, tone_colors(self.palette(), said.tone).fg, side, self.devicePixelRatioF()).pixmap(
                QSize(side, side)
            )
        )

    def _skew(self, skew: float) -> str:
        if abs(skew) <= 120:
            return self.tr("horloge ±{s} s").format(s=max(1, round(abs(skew))))
        way = self.tr("avance") if skew > 0 else self.tr("retarde")
        return self.tr("l’horloge du poste {way} de {s} : les échéances n’en dépendent pas").format(
            way=way, s=formats.duration(abs(skew))
        )

    def _fit(self) -> None:
        em = self.fontMetrics().height()
        self._body.setContentsMargins(em, em, em, em)
        self._body.setSpacing(round(em * 0.8))
        wide = room(self.viewport()) >= _SIDE_BY_SIDE_EM
        for pair in (self._pair, self._news):
            pair.setSpacing(round(em * 0.8))
            pair.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two cards side by side where there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
