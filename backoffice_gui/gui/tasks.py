"""Long work for many cases: how far it is, how to stop it, what came of each case.

A task is told from the office's thread and heard on the window's; it never holds the window up.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from backoffice_gui.domain.case_acts import Asked, Failed, Outcome

if TYPE_CHECKING:
    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.gui.failure import Failure

__all__ = ["Task", "Tasks"]


class Task(QObject):
    """One act for many cases."""

    changed = Signal()
    """How far it is, or what came of it."""
    _progressed = Signal(int)

    def __init__(self, asked: Asked, rows: tuple[CaseRow, ...], parent: QObject) -> None:
        super().__init__(parent)
        self.asked, self.rows = asked, rows
        self.done = 0
        self.outcome: Outcome | None = None
        self.failure: Failure | None = None
        self._told = -1
        self._stop = threading.Event()
        self._progressed.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.outcome is None and self.failure is None

    @property
    def total(self) -> int:
        """How many cases it is for."""
        return len(self.rows)

    @property
    def failed(self) -> tuple[Failed, ...]:
        """The cases left as they were, and why."""
        return () if self.outcome is None else self.outcome.failed

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

    def end(self, outcome: Outcome | None, failure: Failure | None = None) -> None:
        """What came of it."""
        self.outcome, self.failure = outcome, failure
        self.done = self.done if outcome is None else len(outcome.done) + len(outcome.failed)
        self.changed.emit()

    def _hear(self, done: int) -> None:
        if self.running:
            self.done = done
            self.changed.emit()


class Tasks(QObject):
    """The tasks of this session, the newest first."""

    added = Signal(object)
    """A `Task` begins."""
    changed = Signal()
    """One of them has changed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.all: list[Task] = []

    def begin(self, asked: Asked, rows: tuple[CaseRow, ...]) -> Task:
        """One more."""
        task = Task(asked, rows, self)
        task.changed.connect(self.changed)
        self.all.insert(0, task)
        self.added.emit(task)
        self.changed.emit()
        return task

    @property
    def running(self) -> int:
        """How many go on."""
        return sum(task.running for task in self.all)

    def cancel_all(self) -> None:
        """Stop them all."""
        for task in self.all:
            if task.running:
                task.cancel()
