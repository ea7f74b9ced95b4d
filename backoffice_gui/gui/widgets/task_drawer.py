"""The tasks of the session: how far each is, stop, result case by case, try the failures again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.tasks import ExportTask, PurgeTask
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.text_case_story import refusal_text
from backoffice_gui.gui.text_cases import verb_text
from backoffice_gui.gui.text_tasks import Told
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.export_card import ExportCard
from backoffice_gui.gui.widgets.flow import Flow
from backoffice_gui.gui.widgets.labels import Heading, Words
from backoffice_gui.gui.widgets.panel import Ground
from backoffice_gui.gui.widgets.purge_card import PurgeCard
from backoffice_gui.gui.widgets.table import Table, icons_of

if TYPE_CHECKING:
    from backoffice_gui.gui.tasks import AnyTask, Task, Tasks

__all__ = ["TaskDrawer"]

_KEPT = 20


class _TaskCard(Ground):
    """One task."""

    retried = Signal(object)
    undone = Signal(object)

    def __init__(self, task: Task, parent: QWidget) -> None:
        super().__init__(Tone.NEUTRAL, parent)
        self._task = task
        title = self.tr("{verb} : {many} demandes").format(verb=verb_text(task.what), many=formats.number(task.total))
        self.setAccessibleName(title)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, max(1, task.total))
        self._bar.setAccessibleName(title)
        self._result = Words("", self)
        self.stop = QPushButton(self.tr("Arrêter"), self)
        self.stop.clicked.connect(task.cancel)
        self.retry = QPushButton(self)
        self.retry.clicked.connect(lambda: self.retried.emit(task))
        self.undo = QPushButton(self.tr("Annuler ce qui a été fait"), self)
        self.undo.clicked.connect(lambda: self.undone.emit(task))
        self.each = QPushButton(self.tr("Résultat par demande"), self)
        self.each.setCheckable(True)
        self.each.toggled.connect(self._show_each)
        self._table: Table | None = None
        buttons = Flow()
        for button in (self.stop, self.retry, self.undo, self.each):
            buttons.addWidget(button)
        self._body = QVBoxLayout(self)
        self._body.addWidget(Heading(title, 3, self))
        self._body.addWidget(self._bar)
        self._body.addWidget(self._result)
        self._body.addLayout(buttons)
        task.changed.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        task = self._task
        self._bar.setValue(task.done)
        self._bar.setFormat(f"{formats.number(task.done)}/{formats.number(task.total)}")
        self._bar.setVisible(task.running)
        self.stop.setVisible(task.running)
        self.stop.setEnabled(not task.cancelled())
        self.retry.setText(Told().retry(len(task.failed)))
        self.retry.setVisible(bool(task.failed))
        self.undo.setVisible(task.outcome is not None and bool(task.outcome.undo.events))
        self.each.setVisible(task.outcome is not None)
        if task.failure is not None:
            said = explain(task.failure)
            self._result.setText(f"{said.title}. {said.line} ({said.code})")
        else:
            self._result.setText(Told().ended(task))
        self._result.setVisible(bool(self._result.text()))

    def _show_each(self, on: bool) -> None:
        outcome = self._task.outcome
        if self._table is None and outcome is not None:
            self._table = Table(self.tr("Résultat par demande"), self)
            icons = icons_of(self)
            model = SmallTable((self.tr("Demande"), self.tr("Résultat")), frozenset(), icons, self._table)
            failed = [
                (one.case, Cell(refusal_text(one.code), one.code, (Tone.WARNING, Shape.CROSS)))
                for one in outcome.failed
            ]
            done = [(key.case, Cell(self.tr("fait"), look=(Tone.SUCCESS, Shape.CHECK))) for key in outcome.done]
            numbers = {row.case: row.number for row in self._task.rows}
            lines = [Line(case, (Cell(numbers.get(case, str(case))), cell)) for case, cell in (*failed, *done)]
            model.show_lines(lines)
            self._table.setModel(model)
            self._table.set_widths((11.0, 12.0), 1)
            self._table.fit_to_rows(most=8)
            self._body.addWidget(self._table)
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
