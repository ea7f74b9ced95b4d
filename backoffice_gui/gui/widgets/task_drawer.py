"""The tasks of the session: how far each is, stop, result case by case, try the failures again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.models.small import Cell, Line
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.tasks import ExportTask, PurgeTask, can_undo
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_case_story import refusal_text
from backoffice_gui.gui.text_cases import verb_text
from backoffice_gui.gui.text_tasks import Told
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.export_card import ExportCard
from backoffice_gui.gui.widgets.labels import Heading
from backoffice_gui.gui.widgets.purge_card import PurgeCard
from backoffice_gui.gui.widgets.work_card import WorkCard

if TYPE_CHECKING:
    from backoffice_gui.gui.tasks import AnyTask, Task, Tasks
    from backoffice_gui.gui.widgets.table import Table

__all__ = ["TaskDrawer"]

_KEPT = 20


class _TaskCard(WorkCard):
    """One task."""

    retried = Signal(object)
    undone = Signal(object)

    def __init__(self, task: Task, parent: QWidget) -> None:
        many = formats.number(task.total)
        title = self.tr("{verb} : {many} demandes").format(verb=verb_text(task.what), many=many)
        super().__init__(task, title, parent)
        self._task = task
        self.retry = QPushButton(self)
        self.retry.clicked.connect(lambda: self.retried.emit(task))
        self.undo = QPushButton(self.tr("Annuler ce qui a été fait"), self)
        self.undo.clicked.connect(lambda: self.undone.emit(task))
        self.each = QPushButton(self.tr("Résultat par demande"), self)
        self.each.setCheckable(True)
        self.each.toggled.connect(self._show_each)
        for button in (self.retry, self.undo, self.each):
            self._buttons.addWidget(button)
        self._table: Table | None = None
        self.follow()

    def _tell(self) -> None:
        super()._tell()
        task = self._task
        self.retry.setText(Told().retry(len(task.failed)))
        self.retry.setVisible(bool(task.failed))
        self.undo.setVisible(task.outcome is not None and can_undo(task.outcome.undo))
        self.each.setVisible(task.outcome is not None)

    def _words(self) -> str:
        task = self._task
        if task.failure is None:
            return Told().ended(task)
        said = explain(task.failure)
        return f"{said.title}. {said.line} ({said.code})"

    def _show_each(self, on: bool) -> None:
        outcome = self._task.outcome
        if self._table is None and outcome is not None:
            failed = [
                (one.case, Cell(refusal_text(one.code), one.code, (Tone.WARNING, Shape.CROSS)))
                for one in outcome.failed
            ]
            done = [(key.case, Cell(self.tr("fait"), look=(Tone.SUCCESS, Shape.CHECK))) for key in outcome.done]
            numbers = {row.case: row.number for row in self._task.rows}
            lines = [Line(case, (Cell(numbers.get(case, str(case))), cell)) for case, cell in (*failed, *done)]
            heads = (self.tr("Demande"), self.tr("Résultat"))
            self._table = self._table_of(self.tr("Résultat par demande"), heads, lines)
        if self._table is not None:
            self._table.setVisible(on)


class TaskDrawer(QFrame):
    """Below the panes; hidden until it is asked for or a task needs somebody."""

    retried = Signal(object)
    """Try the failures of this `Task` again."""
    undone = Signal(object)
    """Take back what this `Task` did."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tâches"))
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("Tâches"))
        inside = QWidget(self._area)
        self._column = QVBoxLayout(inside)
        self._none = QLabel(self.tr("Aucune tâche pour le moment."), inside)
        self._column.addWidget(self._none)
        self._column.addStretch(1)
        self._area.setWidget(inside)
        self._cards: list[_TaskCard] = []
        self._exports: list[ExportCard | PurgeCard] = []
        close = QPushButton(self.tr("Fermer"), self)
        close.clicked.connect(self.hide)
        top = QHBoxLayout()
        top.addWidget(Heading(self.tr("Tâches"), 2, self), 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout(self)
        body.addLayout(top)
        body.addWidget(self._area, 1)
        self.setFixedHeight(em(self) * 15)
        tasks.added.connect(self._add)
        self.hide()

    def _add(self, task: AnyTask) -> None:
        self._none.hide()
        if isinstance(task, ExportTask | PurgeTask):
            made = ExportCard(task, self) if isinstance(task, ExportTask) else PurgeCard(task, self)
            self._exports.insert(0, made)
            self._put(made, self._exports)
        else:
            card = _TaskCard(task, self)
            card.retried.connect(self.retried)
            card.undone.connect(self.undone)
            self._cards.insert(0, card)
            self._put(card, self._cards)

    def _put(self, card: QWidget, kept: list[_TaskCard] | list[ExportCard | PurgeCard]) -> None:
        self._column.insertWidget(0, card)
        while len(kept) > _KEPT:
            old = kept.pop()
            old.hide()
            old.deleteLater()
