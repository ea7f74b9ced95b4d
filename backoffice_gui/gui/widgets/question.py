"""What questions in a pane have in common: they can be left as they were, by Escape wherever the focus is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.panel import Ground

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["Question"]


class Question(Ground):
    """Asked in the pane itself; Escape leaves."""

    left = Signal()
    """The agent changed their mind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.INFO, parent)

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
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
