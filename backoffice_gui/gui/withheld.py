"""A control that is not for the one who sits here stays away, whatever its page wants to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["Withheld"]


class Withheld(QObject):
    """Hides it now and each time it would appear; it lives and ends with it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.installEventFilter(self)
        widget.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Nobody sees it appear: it goes before anything is painted."""
        if event.type() == QEvent.Type.ShowToParent:
            self._widget.hide()
        return False
