"""The few dialogs: an incident is closed with a reason, a failure is told in full, keys and help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from backoffice_gui.gui import clipboard, formats
from backoffice_gui.gui.measure import em, fit
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.shortcuts import Key, words_of
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_help import help_texts
from backoffice_gui.gui.text_words import incident_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words, mono
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.incidents import Incident
    from backoffice_gui.gui.failure import Failure

__all__ = ["CloseIncident", "FailureDialog", "HelpDialog"]


class CloseIncident(QDialog):
    """Names the incident, asks for the reason; closing it can't be undone."""

    reasoned = Signal(int, str)
    """Close the incident of this number for this reason."""

    def __init__(self, incident: Incident, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._incident = incident
        title, meaning = incident_text(incident.kind)
        self.setWindowTitle(self.tr("Clore l’incident {number}").format(number=incident.number))
        self._reason = QPlainTextEdit(self)
        self._reason.setTabChangesFocus(True)
        self._reason.setAccessibleName(self.tr("Motif de la clôture (obligatoire)"))
        label = QLabel(self.tr("&Motif de la clôture (obligatoire)"), self)
        label.setBuddy(self._reason)
        self._trouble = Strip(Tone.ERROR, self)
        body = QVBoxLayout(self)
        body.addWidget(Heading(title, 1, self))
        opened = self.tr("Ouvert le {when}.").format(when=formats.full_moment(incident.opened_at))
        body.addWidget(Words(f"{meaning} {opened}", self))
        body.addWidget(label)
        body.addWidget(self._reason, 1)
        note = self.tr("N’y écrivez aucune donnée personnelle. La clôture est inscrite au journal et ne s’annule pas.")
        body.addWidget(Muted(note, self))
        body.addWidget(self._trouble)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = QPushButton(self.tr("Annuler"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.close_it = QPushButton(self.tr("Clore l’incident"), self)
        self.close_it.setAutoDefault(False)
        self.close_it.clicked.connect(self._go)
        row.addWidget(cancel)
        row.addWidget(self.close_it)
        body.addLayout(row)
        fit(self, 42, 26)
        self._reason.setFocus()

    def _go(self) -> None:
        reason = " ".join(self._reason.toPlainText().split())
        if not reason:
            self._trouble.say(self.tr("Écrivez le motif : il est obligatoire."))
            self._reason.setFocus()
            return
        self.reasoned.emit(self._incident.number, reason)
        self.accept()


class FailureDialog(QDialog):
    """A failure in full: what happened, what is safe, what to do, code, technical detail."""

    def __init__(self, failure: Failure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        said = explain(failure)
        self.setWindowTitle(said.title)
        technical = QPlainTextEdit(said.technical, self)
        technical.setReadOnly(True)
        technical.setTabChangesFocus(True)
        technical.setFont(mono(self.font()))
        technical.setAccessibleName(self.tr("Détail technique"))
        body = QVBoxLayout(self)
        body.addWidget(Heading(said.title, 1, self))
        for words in (said.happened, said.safe, said.advice):
            body.addWidget(Words(words, self))
        body.addWidget(Muted(self.tr("Code {code}").format(code=said.code), self))
        body.addWidget(technical, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        copy = QPushButton(self.tr("Copier"), self)
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: clipboard.copy(said.technical))
        close = QPushButton(self.tr("Fermer"), self)
        close.clicked.connect(self.accept)
        row.addWidget(copy)
        row.addWidget(close)
        body.addLayout(row)
        fit(self, 46, 30)


class HelpDialog(QDialog):
    """Help and the sheet of keys."""

    def __init__(self, version: str, keys: Callable[[Key], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setWindowTitle(self.tr("Aide"))
        self._tabs = QTabWidget(self)
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName(self.tr("Aide"))
        self._tabs.addTab(self._texts(version), self.tr("Aide"))
        self._tabs.addTab(self._sheet(), self.tr("Raccourcis clavier"))
        body = QVBoxLayout(self)
        body.addWidget(self._tabs, 1)
        close = QPushButton(self.tr("Fermer"), self)
        close.clicked.connect(self.accept)
        body.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        fit(self, 54, 40)

    def show_sheet(self) -> None:
        """Open on the keys."""
        self._tabs.setCurrentIndex(1)

    def _texts(self, version: str) -> QWidget:
        page = QWidget(self)
        body = QVBoxLayout(page)
        for title, words in help_texts():
            body.addWidget(Heading(title, 2, page))
            body.addWidget(Words(words, page))
            body.addSpacing(em(self) // 2)
        body.addWidget(Muted(self.tr("Version {version}").format(version=version), page))
        body.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Aide"))
        area.setWidget(page)
        return area

    def _sheet(self) -> QWidget:
        page = QWidget(self)
        body = QVBoxLayout(page)
        table = Table(self.tr("Raccourcis clavier"), page)
        model = SmallTable((self.tr("Touches"), self.tr("Action")), frozenset(), icons_of(self), table)
        model.show_lines([Line(key.name, (Cell(self._keys(key)), Cell(words_of(key)))) for key in Key])
        table.setModel(model)
        table.set_widths((14.0, 24.0), 1)
        body.addWidget(table)
        return page
