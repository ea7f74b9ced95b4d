"""A purge in *Tâches*: how far it is, stop it between two groups, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Heading, Words
from backoffice_gui.gui.widgets.panel import Ground

if TYPE_CHECKING:
    from backoffice_gui.gui.tasks import PurgeTask

__all__ = ["PurgeCard"]


class PurgeCard(Ground):
    """One purge."""

    def __init__(self, task: PurgeTask, parent: QWidget) -> None:
        super().__init__(Tone.NEUTRAL, parent)
        self._task = task
        title = self.tr("Purge {number} : {many} éléments").format(number=task.number, many=formats.number(task.total))
        self.setAccessibleName(title)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, max(1, task.total))
        self._bar.setAccessibleName(title)
        self._result = Words("", self)
        self.stop = QPushButton(self.tr("Arrêter"), self)
        self.stop.clicked.connect(task.cancel)
        body = QVBoxLayout(self)
        body.addWidget(Heading(title, 3, self))
        body.addWidget(self._bar)
        body.addWidget(self._result)
        body.addWidget(self.stop)
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
        self._result.setText(self._words())
        self._result.setVisible(bool(self._result.text()))

    def _words(self) -> str:
        task = self._task
        if task.failure is not None:
            said = explain(task.failure)
            return f"{said.title}. {said.line} {said.advice} ({said.code})"
        came = task.came
        if came is None:
            return ""
        words = [self.tr("%n élément(s) purgé(s).", "", came.done)]
        if came.left:
            words.append(self.tr("%n conservé(s) : le certificat dit pourquoi.", "", came.left))
        if came.cancelled:
            words.append(self.tr("Arrêtée à votre demande ; ce qui est purgé le reste. Reprenez-la sur sa page."))
        return " ".join(words)
