"""The em: every size of the window is counted in it, so that it follows the text (ui.md §4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["em", "fit", "room"]


def em(widget: QWidget) -> int:
    """An em of the widget's font in pixels."""
    return max(1, widget.fontInfo().pixelSize())


def room(widget: QWidget) -> float:
    """How many em wide the widget is."""
    return widget.width() / em(widget)


def fit(dialog: QWidget, wide: int, high: int) -> None:
    """Give a dialog so many em, and never more than its screen has: its buttons stay in reach with large text."""
    unit, free = em(dialog), dialog.screen().availableGeometry()
    dialog.resize(min(unit * wide, free.width()), min(unit * high, free.height() - 3 * unit))
