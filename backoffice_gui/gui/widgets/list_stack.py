"""A long list's place on the page: its rows, grey bars while they are read, or words where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from backoffice_gui.gui.text import explain
from backoffice_gui.gui.widgets.state_panel import Skeleton, StatePanel

if TYPE_CHECKING:
    from backoffice_gui.gui.failure import Failure

__all__ = ["ListStack"]

_SKELETON_MS = 300
_WORDS_MS = 2_000


class ListStack(QStackedWidget):
    """Nothing changes for a moment, then bars, then words: a quick answer makes no flicker."""

    acted = Signal()
    """The button beside the words was pressed."""

    def __init__(self, table: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = StatePanel(self)
        self._state.acted.connect(self.acted)
        for widget in (table, self._state, Skeleton(self)):
            self.addWidget(widget)
        self._skeleton = QTimer(self, interval=_SKELETON_MS, singleShot=True)
        self._skeleton.timeout.connect(lambda: self.setCurrentIndex(2))
        self._slow = QTimer(self, interval=_WORDS_MS, singleShot=True)
        self._slow.timeout.connect(self._say_slow)
        self.failing = False
        """Whether it is said that the list can't be read for now, and it was not asked for again."""

    @property
    def text(self) -> str:
        """What is said where the rows would be."""
        return self._state.text

    def begin(self) -> None:
        """The list is being read."""
        self.failing = False
        self._skeleton.start()
        self._slow.start()

    def show_rows(self) -> None:
        """The list is here."""
        self._end()
        self.setCurrentIndex(0)

    def say(self, heading: str, words: str, act: str = "") -> None:
        """There are no rows: say why."""
        self._end()
        self._state.say(heading, words, act)
        self.setCurrentIndex(1)

    def fail(self, failure: Failure) -> None:
        """The list can't be read."""
        said = explain(failure)
        self.say(said.title, f"{said.line}\n{said.advice}\n({said.code})", self.tr("Réessayer"))
        self.failing = failure.away or failure.retry

    def _end(self) -> None:
        self._skeleton.stop()
        self._slow.stop()
        self.failing = False

    def _say_slow(self) -> None:
        self.say(self.tr("Lecture de la liste…"), self.tr("La base met plus de temps que d’habitude à répondre."))
