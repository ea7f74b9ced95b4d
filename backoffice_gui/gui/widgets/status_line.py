"""The status line, left to right: connection, what is on the web and its countdown, who collects, demo.

Others give way and are elided with their whole text kept for tooltip and screen reader; the
countdown never is.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStatusBar, QWidget

from backoffice_gui.gui.plain import tooltip
from backoffice_gui.gui.shapes import Shape, shape_icon
from backoffice_gui.gui.theme import Tone, tone_colors
from backoffice_gui.gui.widgets.badge import Badge

__all__ = ["ElidedButton", "StatusLine"]


class ElidedButton(QPushButton):
    """A flat button that gives way: what is cut stays whole for tooltip and screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self._hint = ""
        self.setFlat(True)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def say(self, full: str, hint: str) -> None:
        """Show a text, with what pressing does."""
        if (full, hint) != (self._full, self._hint):
            self._full, self._hint = full, hint
            self.setAccessibleName(f"{full}. {hint}")
            self.setToolTip(tooltip(f"{full}\n{hint}"))
            self.updateGeometry()
        self._elide()

    @property
    def full(self) -> str:
        """The whole text."""
        return self._full

    def _room(self) -> int:
        icon = self.iconSize().width() + 4 if not self.icon().isNull() else 0
        return self.width() - icon - self.fontMetrics().height()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, max(0, self._room()))
        if shown != self.text():
            self.setText(shown)

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._full) + 3 * metrics.height(), round(metrics.height() * 1.7))

    def minimumSizeHint(self) -> QSize:
        """Room for the shape and a few letters, whatever the font's leading."""
        metrics = self.fontMetrics()
        return QSize(2 * metrics.ascent() + 3 * metrics.averageCharWidth(), round(metrics.height() * 1.7))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut to the new width."""
        super().resizeEvent(event)
        self._elide()


class StatusLine(QStatusBar):
    """One place that always answers, whatever the page."""

    poll_asked = Signal()
    """Pressed on the connection: ask the site now."""
    transfers_asked = Signal()
    """Pressed on the countdown: show *Transferts*."""

    pending_asked = Signal()
    """Pressed on what waits for the team's server: show it."""
    tasks_asked = Signal()
    """Pressed on the tasks: show or hide them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setAccessibleName(self.tr("État"))
        self.connected = ElidedButton(self)
        self.connected.clicked.connect(self.poll_asked)
        self.risk = QPushButton(self)
        self.risk.setFlat(True)
        self.risk.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.risk.clicked.connect(self.transfers_asked)
        self.holder = ElidedButton(self)
        self.holder.clicked.connect(self.transfers_asked)
        self.pending = ElidedButton(self)
        self.pending.clicked.connect(self.pending_asked)
        self.pending.hide()
        self.tasks = ElidedButton(self)
        self.tasks.clicked.connect(self.tasks_asked)
        self.tasks.hide()
        self.demo = Badge(self)
        self.demo.show_word(self.tr("DÉMO"), Tone.DEMO, Shape.TRIANGLE)
        self.demo.setToolTip(self.tr("Données fictives : aucune personne réelle"))
        self.demo.hide()
        self.addWidget(self.connected)
        self.addWidget(self.risk)
        self.addWidget(self.holder)
        self.addPermanentWidget(self.pending)
        self.addPermanentWidget(self.tasks)
        self.addPermanentWidget(self.demo)
        self.connected.say(self.tr("Démarrage…"), "")
        self.risk.hide()
        self.holder.hide()

    def show_connection(self, text: str, tone: Tone, shape: Shape, more: str = "") -> None:
        """Show the connection and the next poll; `more` is for tooltip and screen reader alone."""
        self.connected.setIcon(self._icon(shape, tone))
        hint = self.tr("Relever maintenant (F5)")
        self.connected.say(text, f"{more}\n{hint}" if more else hint)

    def show_risk(self, short: str, headline: str, detail: str, look: tuple[Tone, Shape]) -> None:
        """Show what is on the web and its countdown; this one is never cut."""
        tone, shape = look
        self.risk.setIcon(self._icon(shape, tone))
        self.risk.setText(short)
        self.risk.setAccessibleName(f"{short}. {headline}")
        self.risk.setToolTip(f"{headline}\n{detail}")
        self.risk.show()

    def show_holder(self, text: str) -> None:
        """Show who collects; empty where that can't be known."""
        self.holder.say(text, self.tr("Voir les transferts"))
        self.holder.setVisible(bool(text))

    def show_pending(self, text: str, decide: bool) -> None:
        """Show what waits for the team's server, and whether the agent has to decide something; empty: nothing."""
        self.pending.setIcon(self._icon(*((Shape.TRIANGLE, Tone.WARNING) if decide else (Shape.CLOCK, Tone.INFO))))
        self.pending.say(text, self.tr("Voir ce qui attend (F7)"))
        self.pending.setVisible(bool(text))

    def show_tasks(self, text: str, running: int) -> None:
        """Show the tasks that go on."""
        look = (Shape.HALF, Tone.INFO) if running else (Shape.CHECK, Tone.NEUTRAL)
        self.tasks.setIcon(self._icon(*look))
        self.tasks.say(text, self.tr("Montrer ou cacher les tâches (F8)"))
        self.tasks.show()

    def _icon(self, shape: Shape, tone: Tone) -> QIcon:
        side = self.fontMetrics().ascent()
        return shape_icon(shape, tone_colors(self.palette(), tone).fg, side, self.devicePixelRatioF())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            side = self.fontMetrics().ascent()
            for button in (self.connected, self.risk, self.holder, self.pending, self.tasks):
                button.setIconSize(QSize(side, side))
