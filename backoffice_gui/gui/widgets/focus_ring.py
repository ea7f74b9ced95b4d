"""The ring round what has the focus: two pixels, in a colour that stands out on every ground of ours.

It is an overlay, so that no control is painted by us (EN 301 549, 11.2.4.7).
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from backoffice_gui.gui.theme import tokens_of

__all__ = ["FocusRing"]

_WIDTH = 2
_FOLLOWED = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show})


class FocusRing(QWidget):
    """Follows the focus inside one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._around: QWidget | None = None
        self._followed: list[QWidget] = []
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in filter(shiboken6.isValid, self._followed):
            widget.removeEventFilter(self)
        window = self.parentWidget()
        inside = (
            new is not None
            and window is not None
            and new.window() is window
            and new.focusPolicy() is not Qt.FocusPolicy.NoFocus  # a page that was only handed the focus
            and not isinstance(new, QMenu | QMenuBar)
        )
        self._around = new if inside else None
        self._followed = [] if self._around is None else self._chain(self._around)
        for widget in self._followed:
            widget.installEventFilter(self)
        self._follow()

    def _chain(self, around: QWidget) -> list[QWidget]:
        chain, widget = [around], around.parentWidget()
        while widget is not None and widget is not self.parentWidget():
            chain.append(widget)
            widget = widget.parentWidget()
        return chain

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go where the focused widget goes, and those it lies in."""
        if watched in self._followed and event.type() in _FOLLOWED:
            self._follow()
        return False

    def _follow(self) -> None:
        around, window = self._around, self.parentWidget()
        if around is not None and not shiboken6.isValid(around):
            around = self._around = None
        if around is None or window is None or not around.isVisible():
            self.hide()
            return
        rect = self._seen(around, window).adjusted(-_WIDTH, -_WIDTH, _WIDTH, _WIDTH)
        self.setGeometry(rect.intersected(window.rect()))
        self.raise_()
        self.show()

    @staticmethod
    def _seen(around: QWidget, window: QWidget) -> QRect:
        """What is seen of a widget: its rectangle within those of its ancestors."""
        rect, widget = around.rect(), around
        while widget is not window and (parent := widget.parentWidget()) is not None:
            rect = rect.translated(widget.pos()).intersected(parent.rect())
            widget = parent
        return rect

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        tokens = tokens_of(self.palette())
        color = self.palette().color(QPalette.ColorRole.Highlight) if tokens is None else QColor(tokens.focus.fg)
        painter.setPen(QPen(color, _WIDTH))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
