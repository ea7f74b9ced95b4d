"""A question in the pane itself that is answered by doing it, or by leaving it; never a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.widgets.question import Question

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["QuestionBar"]


class QuestionBar(Question):
    """Hidden until asked; Enter or Space on the verb does it, Escape leaves."""

    accepted = Signal()
    """Do it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Words("", self)
        self.go, self._leave = QPushButton(self), QPushButton(self.tr("Annuler"), self)
        self.go.clicked.connect(self._accept)
        self._leave.clicked.connect(self.leave)
        row = QHBoxLayout()
        row.addWidget(self.go)
        row.addWidget(self._leave)
        row.addStretch(1)
        body = QVBoxLayout(self)
        body.addWidget(self._words)
        body.addLayout(row)
        self.hide()

    @property
    def text(self) -> str:
        """The question."""
        return self._words.text()

    def ask(self, question: str, verb: str) -> None:
        """Ask; the focus is on the verb."""
        self._words.setText(question)
        self.setAccessibleName(question)
        self.go.setText(verb)
        self.go.setAccessibleDescription(question)
        self.show()
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        if self.isVisible():
            self.hide()
            self.accepted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            (self._leave if self.focusWidget() is self._leave else self.go).click()
        else:
            super().keyPressEvent(event)
