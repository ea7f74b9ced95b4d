"""A purge in *Tâches*: how far it is, stop it between two groups, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.text import explain
from backoffice_gui.gui.widgets.work_card import WorkCard

if TYPE_CHECKING:
    from backoffice_gui.gui.tasks import PurgeTask

__all__ = ["PurgeCard"]


class PurgeCard(WorkCard):
    """One purge."""

    def __init__(self, task: PurgeTask, parent: QWidget) -> None:
        many = formats.number(task.total)
        super().__init__(
            task, self.tr("Purge {number} : {many} éléments").format(number=task.number, many=many), parent
        )
        self._task = task
        self.follow()

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
