"""Containers that paint their own ground: cards, and grounds in a tone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from backoffice_gui.gui.theme import Tone, tokens_of, tone_colors
from backoffice_gui.gui.widgets.labels import Heading

__all__ = ["Card", "Ground"]

_RADIUS = 6.0


class Ground(QFrame):
    """A rounded rectangle in a tone; neutral is a card's own ground."""

    def __init__(self, tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None, *, square: bool = False) -> None:
        super().__init__(parent)
        self._tone = tone
        self._square = square

    @property
    def tone(self) -> Tone:
        """The tone it shows."""
        return self._tone

    def show_tone(self, tone: Tone) -> None:
        """Change the tone."""
        if tone is not self._tone:
            self._tone = tone
            self.tone_changed()
            self.update()

    def tone_changed(self) -> None:
        """For those that colour their words by the tone."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and border."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        colors = tone_colors(palette, self._tone)
        tokens = tokens_of(palette)
        line = colors.border
        if self._tone is Tone.NEUTRAL and tokens is not None:
            line = QColor(tokens.line)
        painter.setBrush(palette.color(QPalette.ColorRole.Base) if self._tone is Tone.NEUTRAL else colors.bg)
        if self._square:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRect(self.rect())
            painter.setPen(QPen(line, 1))
            painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
            return
        painter.setPen(QPen(line, 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


class Card(Ground):
    """A ground with a heading, for one matter."""

    def __init__(self, title: str, parent: QWidget | None = None, *, level: int = 2) -> None:
        super().__init__(Tone.NEUTRAL, parent)
        self.setAccessibleName(title)
        self.body = QVBoxLayout(self)
        em = self.fontMetrics().height()
        self.body.setContentsMargins(em, round(em * 0.7), em, round(em * 0.8))
        self.body.setSpacing(round(em * 0.45))
        self.heading = Heading(title, level, self)
        self.body.addWidget(self.heading)
