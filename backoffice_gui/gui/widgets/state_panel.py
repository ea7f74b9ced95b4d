"""What stands where a list would be: nothing to do, nothing found, still reading, can't be read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from backoffice_gui.gui.measure import em
from backoffice_gui.gui.theme import tokens_of
from backoffice_gui.gui.widgets.labels import Heading, Words

__all__ = ["Skeleton", "StatePanel"]


class StatePanel(QWidget):
    """A heading, a sentence, at most one thing to do."""

    acted = Signal()
    """The button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Heading("", 1, self)
        self._words = Words("", self)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.acted)
        self.setFocusProxy(self._button)
        for label in (self._heading, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        body = QVBoxLayout(self)
        body.addStretch(2)
        body.addWidget(self._heading)
        body.addWidget(self._words)
        body.addSpacing(em(self) // 2)
        body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(3)

    @property
    def text(self) -> str:
        """Heading and sentence."""
        return f"{self._heading.text()}\n{self._words.text()}"

    def say(self, heading: str, words: str, act: str = "") -> None:
        """Show these words."""
        self._heading.setText(heading)
        self._words.setText(words)
        self._button.setText(act)
        self._button.setVisible(bool(act))
        self.setAccessibleName(f"{heading} {words}")


class Skeleton(QWidget):
    """Grey bars where rows will be; they don't move."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Lecture de la liste…"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A bar a row, in three lengths."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        color = self.palette().color(QPalette.ColorRole.Mid) if tokens is None else QColor(tokens.line)
        unit = self.fontMetrics().height()
        step = round(unit * 1.9)
        for number, y in enumerate(range(step // 2, self.height() - step, step)):
            length = self.width() * (0.72, 0.55, 0.64)[number % 3]
            painter.fillRect(QRectF(unit, y, length, unit * 0.7), color)
