"""A file that is being made: how far it is, stop it, where it went with its digest, or what stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui import clipboard, formats
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_exports import problem_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Heading, Words
from backoffice_gui.gui.widgets.panel import Ground
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from backoffice_gui.gui.tasks import ExportTask

__all__ = ["ExportCard"]


class ExportCard(Ground):
    """One export in *Tâches*."""

    def __init__(self, task: ExportTask, parent: QWidget) -> None:
        super().__init__(Tone.NEUTRAL, parent)
        self._task = task
        self.setAccessibleName(task.title)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, max(1, task.total))
        self._bar.setAccessibleName(task.title)
        self._result = Words("", self)
        self._result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.stop = QPushButton(self.tr("Arrêter"), self)
        self.stop.clicked.connect(task.cancel)
        self.digest = QPushButton(self.tr("Copier l’empreinte"), self)
        self.digest.clicked.connect(self._copy)
        self._table: Table | None = None
        buttons = Flow()
        for button in (self.stop, self.digest):
            buttons.addWidget(button)
        self._body = QVBoxLayout(self)
        self._body.addWidget(Heading(task.title, 3, self))
        self._body.addWidget(self._bar)
        self._body.addWidget(self._result)
        self._body.addLayout(buttons)
        task.changed.connect(self._tell)
        self._tell()

    @property
    def text(self) -> str:
        """What came of it."""
        return self._result.text()

    def _tell(self) -> None:
        task = self._task
        self._bar.setValue(task.done)
        self._bar.setFormat(f"{formats.number(task.done)}/{formats.number(task.total)}")
        self._bar.setVisible(task.running)
        self.stop.setVisible(task.running)
        self.stop.setEnabled(not task.cancelled())
        self.digest.setVisible(task.manifest is not None)
        self._result.setText(self._words())
        self._result.setVisible(bool(self._result.text()))
        if task.refused and self._table is None:
            self._show_refused()

    def _words(self) -> str:
        task = self._task
        if task.failure is not None:
            said = explain(task.failure)
            return f"{said.title}. {said.line} {said.advice} ({said.code})"
        if task.refused:
            return self.tr("Rien n’a été imprimé : ces adresses sont à corriger d’abord.")
        manifest = task.manifest
        if manifest is None:
            return ""
        words = self.tr("Enregistré : {file} ({size})\nSHA-256 : {digest}").format(
            file=task.file, size=formats.size_text(manifest.size), digest=manifest.sha256
        )
        if manifest.altered:
            cells = sum(one.cells for one in manifest.altered)
            told = self.tr("%n cellule(s) adaptée(s) au format ; le détail est dans le manifeste.", "", cells)
            return f"{words}\n{told}"
        return words

    def _show_refused(self) -> None:
        self._table = Table(self.tr("Adresses à corriger"), self)
        model = SmallTable((self.tr("Demande"), self.tr("Ce qui arrête")), frozenset(), icons_of(self), self._table)
        lines = []
        for one in self._task.refused:
            words = ", ".join(problem_text(problem) for problem in one.why.problems)
            lines.append(Line(one.case, (Cell(one.number), Cell(words, words, (Tone.WARNING, Shape.TRIANGLE)))))
        model.show_lines(lines)
        self._table.setModel(model)
        self._table.set_widths((11.0, 12.0), 1)
        self._table.fit_to_rows(most=8)
        self._body.addWidget(self._table)

    def _copy(self) -> None:
        if self._task.manifest is not None:
            clipboard.copy(self._task.manifest.sha256)
