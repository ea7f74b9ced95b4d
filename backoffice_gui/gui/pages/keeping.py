"""A pane is filled anew under the agent's eyes: its scroll and its focus are put back where they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Kept"]


class Kept:
    """How a pane was before it was filled anew: a widget that was made again is known by its kind and its name."""

    def __init__(self, pane: QWidget, areas: Sequence[QScrollArea]) -> None:
        self._pane, self._areas = pane, areas
        self._scrolled = [area.verticalScrollBar().value() for area in areas]
        focus = QApplication.focusWidget()
        self._focus = focus if focus is not None and pane.isAncestorOf(focus) else None
        self._kind, self._name = type(focus), "" if focus is None else focus.accessibleName()
        self._caret = focus.cursorPosition() if isinstance(focus, QLineEdit) else 0

    def restore(self) -> bool:
        """Put it back; whether the focus is where it was, or had no need to be."""
        self._scroll()
        QTimer.singleShot(0, self._pane, self._scroll)  # once what is new has its height
        if self._focus is None or (
            shiboken6.isValid(self._focus) and self._focus.isVisible() and self._focus.isEnabled()
        ):
            return True
        made = (child for child in self._pane.findChildren(QWidget) if type(child) is self._kind)
        again = next((child for child in made if child.accessibleName() == self._name and _can(child)), None)
        if again is None or not self._name:
            return False
        again.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(again, QLineEdit):
            again.setCursorPosition(self._caret)
        return True

    def _scroll(self) -> None:
        for area, value in zip(self._areas, self._scrolled, strict=True):
            area.verticalScrollBar().setValue(value)


def _can(widget: QWidget) -> bool:
    return widget.isEnabled() and not widget.isHidden()
