"""A question in the pane itself that is answered by doing it, or by leaving it; never a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.widgets.panel import Ground

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["QuestionBar"]


class QuestionBar(Ground):
    """Hidden until asked; Enter or Space on the verb does it, Escape leaves."""

    accepted = Signal()
    """Do it."""
    left = Signal()
    """The agent changed their mind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.INFO, parent)
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

    def leave(self) -> None:
        """Leave all as it was."""
        self.hide()
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Escape is a key of the window too: while one answers, it is this question's."""
        over = event.type() == QEvent.Type.ShortcutOverride
        if over and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; Enter presses the button that has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            (self._leave if self.focusWidget() is self._leave else self.go).click()
        else:
            super().keyPressEvent(event)
