"""Saying that an incident was notified to the CNIL: when, under which reference, in which capacity."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QDateTime, QTime, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from backoffice_gui.domain.incidents import Capacity
from backoffice_gui.domain.paris import paris, utc_of
from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_conformity import capacity_text
from backoffice_gui.gui.text_words import incident_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.conformity import IncidentClock
    from backoffice_gui.gui.failure import Failure

__all__ = ["NotifyIncident"]

_MOST = 60


class NotifyIncident(QDialog):
    """Asks, and stays open until what was said is recorded."""

    told = Signal(int, object, str, object)
    """The incident's number, the moment in UTC, the reference, the `Capacity`."""

    def __init__(self, incident: IncidentClock, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._incident = incident
        self._now = now
        self.setWindowTitle(self.tr("Notifié à la CNIL"))
        self.at = QDateTimeEdit(_shown(now), self)
        self.at.setDisplayFormat("dd/MM/yyyy HH:mm")
        self.at.setCalendarPopup(True)
        self.at.setAccessibleName(self.tr("Notifié le (heure de Paris)"))
        self.reference = QLineEdit(self)
        self.reference.setMaxLength(_MOST)
        self.reference.setAccessibleName(self.tr("Référence donnée par la CNIL"))
        self.capacity = QComboBox(self)
        self.capacity.setAccessibleName(self.tr("En qualité de"))
        for each in Capacity:
            self.capacity.addItem(capacity_text(each), each)
        self.trouble = Strip(Tone.ERROR, self)
        self.record = QPushButton(self.tr("Inscrire la notification"), self)
        self.record.setAutoDefault(False)
        self.record.clicked.connect(self._go)
        self._lay_out()
        if incident.notified is not None:
            self.at.setDateTime(_shown(incident.notified.at))
            self.reference.setText(incident.notified.reference)
            self.capacity.setCurrentIndex(self.capacity.findData(incident.notified.capacity))
        self.resize(em(self) * 44, em(self) * 30)
        self.reference.setFocus()

    def _lay_out(self) -> None:
        incident = self._incident
        title, _ = incident_text(incident.kind)
        body = QVBoxLayout(self)
        body.addWidget(Heading(self.tr("Incident {n} · {title}").format(n=incident.number, title=title), 1, self))
        known = self.tr("Connu le {when}.").format(when=formats.full_moment(incident.opened_at))
        if incident.due_at is not None:
            due = self.tr("À notifier avant le {when}.").format(when=formats.full_moment(incident.due_at))
            known = f"{known} {due}"
        body.addWidget(Words(known, self))
        for name, edit in (
            (self.tr("Notifié &le (heure de Paris)"), self.at),
            (self.tr("&Référence donnée par la CNIL"), self.reference),
            (self.tr("En &qualité de"), self.capacity),
        ):
            label = Words(name, self)
            label.setBuddy(edit)
            body.addWidget(label)
            body.addWidget(edit)
        note = self.tr(
            "Hors délai, la notification dit les motifs du retard. L’inscription porte votre nom au journal, pas au "
            "rapport ; dite de nouveau, la dernière compte."
        )
        body.addWidget(Muted(note, self))
        body.addWidget(self.trouble)
        body.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = QPushButton(self.tr("Annuler"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        row.addWidget(self.record)
        body.addLayout(row)

    def _go(self) -> None:
        self.trouble.hide()
        day, time = self.at.date(), self.at.time()
        wall = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001  a clock in Paris
        self.record.setEnabled(False)
        self.told.emit(
            self._incident.number, utc_of(wall, self._now), self.reference.text(), self.capacity.currentData()
        )

    def show_failure(self, failure: Failure) -> None:
        """Why it was not recorded; what was typed stays."""
        self.record.setEnabled(True)
        said = explain(failure)
        self.trouble.say(f"{said.line} {said.advice} ({said.code})")
        (self.at if failure.reason == "notified-time" else self.reference).setFocus()


def _shown(at: datetime) -> QDateTime:
    wall = paris(at.astimezone(UTC))
    return QDateTime(QDate(wall.year, wall.month, wall.day), QTime(wall.hour, wall.minute))
