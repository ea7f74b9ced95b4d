"""A word with a shape on a ground in a tone: a stage, a band, a warning."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from backoffice_gui.gui.shapes import Shape, paint_shape
from backoffice_gui.gui.theme import Tone, tone_colors

__all__ = ["Badge"]


class Badge(QLabel):
    """The word is the label's text; shape and tone only repeat it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.NEUTRAL
        self._shape = Shape.DOT
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_word(self, word: str, tone: Tone, shape: Shape) -> None:
        """Show another word."""
        self._tone, self._shape = tone, shape
        self.setText(word)
        self.updateGeometry()
        self.update()

    def _pad(self) -> int:
        return self.fontMetrics().height() // 2

    def sizeHint(self) -> QSize:
        """Room for shape and word."""
        metrics = self.fontMetrics()
        return QSize(
            metrics.horizontalAdvance(self.text()) + metrics.height() + 3 * self._pad(), round(metrics.height() * 1.5)
        )

    def minimumSizeHint(self) -> QSize:
        """A badge is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, shape, word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = tone_colors(self.palette(), self._tone)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(colors.border)
        painter.setBrush(colors.bg)
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        side = self.fontMetrics().ascent()
        pad = self._pad()
        paint_shape(painter, QRectF(pad, (self.height() - side) / 2, side, side), self._shape, colors.fg)
        painter.setPen(colors.fg)
        area = self.rect().adjusted(pad * 2 + side, 0, -pad, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
