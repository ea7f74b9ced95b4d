"""Long work: how far it is, how to stop it, what came of each case, or which file came of it.

A task is told from the office's thread and heard on the window's; it never holds the window up.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from backoffice_gui.domain.case_acts import Asked, Failed, Mark, Outcome, Undo
from backoffice_gui.gui.failure import Failure

if TYPE_CHECKING:
    from pathlib import Path

    from backoffice_gui.domain.case_exports import LabelRefused
    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.domain.cases import CaseAct
    from backoffice_gui.domain.purging import Purged
    from backoffice_gui.domain.sheets import Manifest

__all__ = ["AnyTask", "ExportTask", "PurgeTask", "Task", "Tasks", "Work", "can_undo"]


def can_undo(undo: Undo) -> bool:
    """Whether there is anything to take back: of the store, or of what waits for it."""
    return bool(undo.events or undo.waiting)


class Work(QObject):
    """Something that takes its time: `total` of it, `done` so far."""

    changed = Signal()
    """How far it is, or what came of it."""
    _progressed = Signal(int)

    def __init__(self, total: int, parent: QObject) -> None:
        super().__init__(parent)
        self.total = total
        self.done = 0
        self.failure: Failure | None = None
        self.left = False
        """The desk was locked: nobody looks at it any more."""
        self._told = -1
        self._stop = threading.Event()
        self._progressed.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.failure is None

    def progress(self, done: int) -> None:
        """So many are done; called on the office's thread, told by the percent."""
        percent = done * 100 // max(1, self.total)
        if percent != self._told:
            self._told = percent
            self._progressed.emit(done)

    def cancel(self) -> None:
        """Stop after the case that is being done."""
        self._stop.set()
        self.changed.emit()

    def cancelled(self) -> bool:
        """Whether it should stop; asked on the office's thread."""
        return self._stop.is_set()

    def _hear(self, done: int) -> None:
        if self.running:
            self.done = done
            self.changed.emit()


class Task(Work):
    """One act, or one mark, for many cases."""

    def __init__(self, asked: Asked | Mark, rows: tuple[CaseRow, ...], parent: QObject) -> None:
        super().__init__(len(rows), parent)
        self.asked, self.rows = asked, rows
        self.outcome: Outcome | None = None

    @property
    def what(self) -> CaseAct | Mark:
        """What is done to each."""
        return self.asked if isinstance(self.asked, Mark) else self.asked.act

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.outcome is None and super().running

    @property
    def failed(self) -> tuple[Failed, ...]:
        """The cases left as they were, and why."""
        return () if self.outcome is None else self.outcome.failed

    def end(self, outcome: Outcome | None, failure: Failure | None = None) -> None:
        """What came of it."""
        self.outcome, self.failure = outcome, failure
        self.done = self.done if outcome is None else len(outcome.done) + len(outcome.failed)
        self.changed.emit()


class ExportTask(Work):
    """A file that is being made of cases; `file` is where it goes, which is shown and never logged."""

    def __init__(self, title: str, file: Path, total: int, parent: QObject) -> None:
        super().__init__(total, parent)
        self.title, self.file = title, file
        self.manifest: Manifest | None = None
        self.refused: tuple[LabelRefused, ...] = ()

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.manifest is None and not self.refused and super().running

    def end(self, came: Manifest | tuple[LabelRefused, ...] | Failure) -> None:
        """What came of it: a file, addresses that stop all of it, or a failure."""
        if isinstance(came, Failure):
            self.failure = came
        elif isinstance(came, tuple):
            self.refused = came
        else:
            self.manifest, self.done = came, self.total
        self.changed.emit()


class PurgeTask(Work):
    """A purge that is carried out."""

    def __init__(self, number: int, total: int, parent: QObject) -> None:
        super().__init__(total, parent)
        self.number = number
        self.came: Purged | None = None

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.came is None and super().running

    def end(self, came: Purged | Failure) -> None:
        """What came of it, or why it was cut; either way it can be gone on with."""
        if isinstance(came, Failure):
            self.failure = came
        else:
            self.came = came
        self.changed.emit()


AnyTask = Task | ExportTask | PurgeTask


class Tasks(QObject):
    """The tasks of this session, the newest first."""

    added = Signal(object)
    """One of `AnyTask` begins."""
    changed = Signal()
    """One of them has changed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.all: list[Task] = []
        self.exports: list[ExportTask] = []
        self.purges: list[PurgeTask] = []

    def begin(self, asked: Asked | Mark, rows: tuple[CaseRow, ...]) -> Task:
        """One more."""
        task = Task(asked, rows, self)
        self.all.insert(0, task)
        self._add(task)
        return task

    def begin_export(self, title: str, file: Path, total: int) -> ExportTask:
        """A file is begun."""
        task = ExportTask(title, file, total, self)
        self.exports.insert(0, task)
        self._add(task)
        return task

    def begin_purge(self, number: int, total: int) -> PurgeTask:
        """A purge is carried out."""
        task = PurgeTask(number, total, self)
        self.purges.insert(0, task)
        self._add(task)
        return task

    @property
    def _each(self) -> tuple[AnyTask, ...]:
        return (*self.all, *self.exports, *self.purges)

    def _add(self, task: Work) -> None:
        task.changed.connect(self.changed)
        self.added.emit(task)
        self.changed.emit()

    @property
    def running(self) -> int:
        """How many go on."""
        return sum(task.running for task in self._each)

    def cancel_all(self) -> None:
        """Stop them all."""
        for task in self._each:
            if task.running:
                task.cancel()

    def leave(self, keeper: QObject) -> tuple[AnyTask, ...]:
        """The desk is locked: stop them all, and let `keeper` have those that ran until what they do has ended."""
        running = tuple(task for task in self._each if task.running)
        for task in running:
            task.left = True
            task.changed.disconnect(self.changed)
            task.setParent(keeper)
            task.cancel()
        self.all.clear()
        self.exports.clear()
        self.purges.clear()
        return running
