"""A strip above what it is about: a sentence, and at most two things to do. Never modal."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from backoffice_gui.gui.shapes import Shape, paint_shape
from backoffice_gui.gui.theme import Tone, tone_colors
from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.widgets.panel import Ground

__all__ = ["Strip"]

_SHAPES = {
    Tone.NEUTRAL: Shape.DOT,
    Tone.INFO: Shape.DOT,
    Tone.SUCCESS: Shape.CHECK,
    Tone.WARNING: Shape.TRIANGLE,
    Tone.ERROR: Shape.CROSS,
    Tone.DEMO: Shape.TRIANGLE,
}


class _Sign(QWidget):
    """The strip's shape, in its tone."""

    def __init__(self, strip: Strip) -> None:
        super().__init__(strip)
        self._strip = strip
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tone = self._strip.tone
        paint_shape(painter, QRectF(self.rect()), _SHAPES[tone], tone_colors(self.palette(), tone).fg)


class Strip(Ground):
    """Hidden until it has something to say."""

    acted = Signal()
    """The first button was pressed."""
    acted_also = Signal()
    """The second button was pressed."""

    def __init__(self, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(tone, parent, square=True)
        self._sign = _Sign(self)
        self._words = Words("", self)
        self._act = QPushButton(self)
        self._also = QPushButton(self)
        for button in (self._act, self._also):
            button.setAutoDefault(False)  # in a dialog, Enter must not press it
        self._act.clicked.connect(self.acted)
        self._also.clicked.connect(self.acted_also)
        row = QHBoxLayout(self)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        row.addWidget(self._act)
        row.addWidget(self._also)
        self._fit()
        self.tone_changed()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._words.text()

    def say(self, text: str, act: str = "", also: str = "", *, tone: Tone | None = None) -> None:
        """Show a sentence; buttons without a word stay hidden."""
        if tone is not None:
            self.show_tone(tone)
        self._words.setText(text)
        self.setAccessibleName(text)
        for button, word in ((self._act, act), (self._also, also)):
            button.setText(word)
            button.setVisible(bool(word))
        self.show()

    def tone_changed(self) -> None:
        """Words and buttons take the tone's colours."""
        colors = tone_colors(self.palette(), self.tone)
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, colors.fg)
        self._words.setPalette(palette)

    def _fit(self) -> None:
        em = self.fontMetrics().height()
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(em, em // 3, em, em // 3)
            layout.setSpacing(em // 2)
        self._sign.setFixedSize(em, em)

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        elif event.type() == QEvent.Type.PaletteChange:
            self.tone_changed()
