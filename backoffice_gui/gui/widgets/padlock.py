"""A padlock and who fixed what stands beside it: shown where a policy decides, gone where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from backoffice_gui.gui.measure import em
from backoffice_gui.gui.shapes import Shape, shape_icon
from backoffice_gui.gui.theme import Tone, tone_colors
from backoffice_gui.gui.widgets.labels import Muted

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Padlock"]


class Padlock(QWidget):
    """Hidden until something is fixed; what it says is also the description of the widgets beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._words = QLabel(self), Muted("", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; nothing where nothing is fixed."""
        return self._words.text()

    def show_fixed(self, by: str, beside: Sequence[QWidget]) -> None:
        """Fixed by this source (nothing: by nobody); `beside` hear it from a screen reader."""
        said = self.tr("Fixé par votre administration ({source})").format(source=by) if by else ""
        self._words.setText(said)
        for widget in beside:
            widget.setAccessibleDescription(said)
        self._paint()
        self.setVisible(bool(by))

    def _paint(self) -> None:
        side = em(self)
        ink = tone_colors(self.palette(), Tone.INFO).fg
        icon = shape_icon(Shape.LOCK, ink, side, self.devicePixelRatioF())
        self._icon.setPixmap(icon.pixmap(QSize(side, side)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow text size and theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange} and hasattr(self, "_icon"):
            self._paint()
