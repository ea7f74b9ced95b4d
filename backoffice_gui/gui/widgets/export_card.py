"""A file that is being made: how far it is, stop it, where it went with its digest, or what stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from backoffice_gui.gui import clipboard, formats
from backoffice_gui.gui.models.small import Cell, Line
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_exports import problem_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.work_card import WorkCard

if TYPE_CHECKING:
    from backoffice_gui.gui.tasks import ExportTask
    from backoffice_gui.gui.widgets.table import Table

__all__ = ["ExportCard"]


class ExportCard(WorkCard):
    """One export in *Tâches*."""

    def __init__(self, task: ExportTask, parent: QWidget) -> None:
        super().__init__(task, task.title, parent)
        self._task = task
        self._result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.digest = QPushButton(self.tr("Copier l’empreinte"), self)
        self.digest.clicked.connect(self._copy)
        self._buttons.addWidget(self.digest)
        self._table: Table | None = None
        self.follow()

    def _tell(self) -> None:
        super()._tell()
        self.digest.setVisible(self._task.manifest is not None)
        if self._task.refused and self._table is None:
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
        lines = []
        for one in self._task.refused:
            words = ", ".join(problem_text(problem) for problem in one.why.problems)
            lines.append(Line(one.case, (Cell(one.number), Cell(words, words, (Tone.WARNING, Shape.TRIANGLE)))))
        heads = (self.tr("Demande"), self.tr("Ce qui arrête"))
        self._table = self._table_of(self.tr("Adresses à corriger"), heads, lines)

    def _copy(self) -> None:
        if self._task.manifest is not None:
            clipboard.copy(self._task.manifest.sha256)
