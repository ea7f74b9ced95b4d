"""Alarms and incidents: the first end with their cause, the others when a person closes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.domain.incidents import Incident, IncidentKind
from backoffice_gui.gui import formats
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text_words import alarm_text, incident_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.badge import Badge
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words
from backoffice_gui.gui.widgets.panel import Card

if TYPE_CHECKING:
    from backoffice_gui.domain.incidents import Alarm
    from backoffice_gui.domain.monitor import Monitor

__all__ = ["Events"]


class _AlarmLine(QWidget):
    """What is wrong now."""

    def __init__(self, alarm: Alarm, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        badge = Badge(self)
        badge.show_word(self.tr("Alarme"), Tone.WARNING, Shape.TRIANGLE)
        words = self.tr("{what} — depuis {when}").format(
            what=alarm_text(alarm.kind), when=formats.short_moment(alarm.since)
        )
        row.addWidget(badge)
        row.addWidget(Words(words, self), 1)


class _IncidentLine(QWidget):
    """What happened, and the way to answer for it."""

    def __init__(self, incident: Incident, parent: Events) -> None:
        super().__init__(parent)
        title, meaning = incident_text(incident.kind)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        badge = Badge(self)
        grave = incident.kind in {
            IncidentKind.LOST,
            IncidentKind.MISSING,
            IncidentKind.STRANGER,
            IncidentKind.CANARY_FAILED,
            IncidentKind.RESTORED,
            IncidentKind.CASEBOOK_LOST,
            IncidentKind.UNREADABLE,
        }
        badge.show_word(
            self.tr("Incident"), Tone.ERROR if grave else Tone.WARNING, Shape.CROSS if grave else Shape.TRIANGLE
        )
        about = "" if incident.seq is None else self.tr(" · demande {seq}").format(seq=incident.seq)
        if incident.kind is IncidentKind.LOCK_HELD:
            about = f" · {one_line(incident.detail.partition(':')[2])}"
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Heading(f"{title}{about} · {formats.short_moment(incident.opened_at)}", 3, self))
        words.addWidget(Words(meaning, self))
        close = QPushButton(self.tr("Clore…"), self)
        close.setAccessibleName(
            self.tr("Clore… l’incident {number}, {title}").format(number=incident.number, title=title)
        )
        close.setVisible(parent.closing)
        close.clicked.connect(lambda: parent.close_asked.emit(incident))
        row.addWidget(badge)
        row.addLayout(words, 1)
        row.addWidget(close)


class Events(Card):
    """The card of both; it says so where there is nothing."""

    close_asked = Signal(object)
    """The agent wants to close this `Incident`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Alarmes et incidents"))
        self.setAccessibleName(self.heading.text())
        self._none = Muted(self.tr("Aucune alarme, aucun incident ouvert."), self)
        self.body.addWidget(self._none)
        self._rows = QVBoxLayout()
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self._lines: list[QWidget] = []
        self.closing = True
        """Whether closing an incident is offered; said before the first is shown, or it holds from the next on."""
        self._shown: tuple[tuple[Alarm, ...], tuple[Incident, ...]] | None = None

    def show_monitor(self, monitor: Monitor) -> None:
        """Show a snapshot's alarms and open incidents; untouched where they are the same."""
        now = (monitor.alarms, monitor.incidents)
        if now == self._shown:
            return
        self._shown = now
        for line in self._lines:
            self._rows.removeWidget(line)
            line.deleteLater()
        self._lines = [_IncidentLine(incident, self) for incident in monitor.incidents]
        self._lines += [_AlarmLine(alarm, self) for alarm in monitor.alarms]
        for line in self._lines:
            self._rows.addWidget(line)
        self._none.setVisible(not self._lines)
