"""The answer to *is something about to be lost?*, big enough to be read from the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from backoffice_gui.domain.monitor import WEB_SECONDS
from backoffice_gui.gui.looks import DANGER_LOOKS
from backoffice_gui.gui.risk import Danger
from backoffice_gui.gui.shapes import Shape, paint_shape
from backoffice_gui.gui.theme import Tone, tone_colors
from backoffice_gui.gui.widgets.labels import Heading, Words
from backoffice_gui.gui.widgets.panel import Ground

if TYPE_CHECKING:
    from backoffice_gui.gui.risk import Risk

__all__ = ["RiskBanner"]


class _Sign(QWidget):
    """The danger's shape."""

    def __init__(self, banner: RiskBanner) -> None:
        super().__init__(banner)
        self._banner = banner
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        color = tone_colors(self.palette(), self._banner.said).fg
        paint_shape(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), self._banner.shape, color)


class _AgeBar(QWidget):
    """How much of the 29 minutes the oldest web copy has used, in ten steps."""

    _STEPS = 29

    def __init__(self, banner: RiskBanner) -> None:
        super().__init__(banner)
        self._banner = banner
        self.used = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = tone_colors(self.palette(), self._banner.said)
        step = self.width() / self._STEPS
        for n in range(self._STEPS):
            rect = QRectF(n * step, 0, step - 2, self.height())
            painter.setPen(colors.fg)
            painter.setBrush(colors.fg if n < self.used * self._STEPS else Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


class RiskBanner(Ground):
    """Headline, detail, and a bar of the oldest web copy's age."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.NEUTRAL, parent)
        self.shape = Shape.RING
        self.said = Tone.NEUTRAL
        self._sign = _Sign(self)
        self._headline = Heading("", 1, self)
        self._detail = Words("", self)
        self._bar = _AgeBar(self)
        grid = QGridLayout(self)
        grid.addWidget(self._sign, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._headline, 0, 1, 1, 2)
        grid.addWidget(self._detail, 1, 1, 1, 2)
        grid.addWidget(self._bar, 2, 1)
        grid.setColumnStretch(2, 1)
        self._fit()

    def show_risk(self, risk: Risk) -> None:
        """Show another answer."""
        self.said, self.shape = DANGER_LOOKS[risk.danger]
        # what is well stays quiet: the ground takes a colour only when somebody should look
        self.show_tone(Tone.NEUTRAL if risk.danger is Danger.SAFE else self.said)
        self._headline.setText(risk.headline)
        self._detail.setText(risk.detail)
        self._bar.setVisible(risk.oldest_left is not None and risk.on_web > 0)
        if risk.oldest_left is not None:
            self._bar.used = 1 - risk.oldest_left / WEB_SECONDS
        self.setAccessibleName(f"{risk.headline}. {risk.detail}")
        self.update()
        self._bar.update()
        self._sign.update()

    def tone_changed(self) -> None:
        """Words take the tone's colour."""
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, tone_colors(self.palette(), self.tone).fg)
        for label in (self._headline, self._detail):
            label.setPalette(palette)

    def _fit(self) -> None:
        em = self.fontMetrics().height()
        layout = self.layout()
        if isinstance(layout, QGridLayout):
            layout.setContentsMargins(em, round(em * 0.7), em, round(em * 0.8))
            layout.setHorizontalSpacing(round(em * 0.8))
            layout.setVerticalSpacing(round(em * 0.35))
        self._sign.setFixedSize(round(em * 1.9), round(em * 1.9))
        self._bar.setFixedHeight(round(em * 0.55))
        self._bar.setFixedWidth(em * 34)

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        elif event.type() == QEvent.Type.PaletteChange:
            self.tone_changed()
