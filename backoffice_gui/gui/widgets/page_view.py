"""A page of an attachment, painted from pixels: nothing here decodes what an applicant made.

The pixels come as octets that the caller's side has counted (`domain.preview.Picture`); they become an image by
their size alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from backoffice_gui.gui.measure import em

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.preview import Picture

__all__ = ["PageView", "take_key"]

_OCTETS = 4
_KEPT = 0.9
"""Of a screenful, how much one goes on: the last lines stay in sight."""


def take_key(event: QKeyEvent, page_on: Callable[[int], object], zoom: Callable[[int], object]) -> bool:
    """Do what a key asks of a preview, from the page or from beside it; whether it was one of its keys."""
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    if event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
        return False
    if event.key() == Qt.Key.Key_Space:
        page_on(-1 if shift else 1)
    elif event.key() in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
        zoom(1)
    elif event.key() == Qt.Key.Key_Minus:
        zoom(-1)
    else:
        return False
    return True


class _Canvas(QWidget):
    """The page itself, on its ground."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.image = QImage()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pixels, with a line around them: a white page is seen on a white ground."""
        painter = QPainter(self)
        if self.image.isNull():
            return
        at = self.rect().center() - QRect(QPoint(), self.page()).center()
        painter.drawImage(at, self.image)
        painter.setPen(self.palette().color(QPalette.ColorRole.Dark))
        painter.drawRect(QRect(at, self.page()).adjusted(0, 0, -1, -1))

    def page(self) -> QSize:
        """How large it is on the screen."""
        ratio = self.image.devicePixelRatio()
        return QSize(round(self.image.width() / ratio), round(self.image.height() / ratio))


class PageView(QScrollArea):
    """Scrolls one page; Space goes on by a screenful, and past the end to the next page."""

    passed = Signal(int)
    """The agent wants the next (+1) or previous (-1) page."""
    zoomed = Signal(int)
    """Larger (+1) or smaller (-1)."""
    resized = Signal()
    """There is more room, or less."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = _Canvas(self)
        self.setWidget(self._canvas)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoFillBackground(True)
        self.clear()

    def wide_in(self, room: int) -> int:
        """Pixels that a page may be wide in so much room without being scrolled sideways.

        The room is a parameter, for a view that is not shown yet has no size of its own.
        """
        return max(1, room - self.verticalScrollBar().sizeHint().width() - 2 * self.frameWidth() - em(self) // 2)

    @property
    def image(self) -> QImage:
        """What is painted."""
        return self._canvas.image

    def clear(self) -> None:
        """Paint nothing."""
        self._canvas.image = QImage()
        self._canvas.setMinimumSize(0, 0)
        self.setAccessibleName(self.tr("Aperçu"))
        self._canvas.update()

    def show_picture(self, picture: Picture, words: str) -> None:
        """Paint these pixels; `words` say which page it is."""
        octets = picture.rgba
        width, height = picture.width, picture.height
        if len(octets) != width * height * _OCTETS:
            self.clear()
            return
        image = QImage(octets, width, height, width * _OCTETS, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(self.devicePixelRatioF())
        self._canvas.image = image
        self._canvas.setMinimumSize(self._canvas.page())
        self._canvas.update()
        self._canvas.setAccessibleName(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(self.tr("Image de la page ; son texte est sous « Texte »."))

    def begin_at(self, *, end: bool) -> None:
        """Stand at the page's top, or at its end where one came back to it."""
        self._canvas.adjustSize()
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if end else 0)

    def page_on(self, by: int) -> None:
        """A screenful on (+1) or back (-1); past the end, the neighbouring page is asked for."""
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + by * round(self.viewport().height() * _KEPT))
        if bar.value() == before:
            self.passed.emit(by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and its like; the rest is the scroll area's."""
        if not take_key(event, self.page_on, self.zoomed.emit):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say so: a page that fits the width is to be painted anew."""
        super().resizeEvent(event)
        self.resized.emit()
