"""The em: every size of the window is counted in it, so that it follows the text (ui.md §4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["em", "room"]


def em(widget: QWidget) -> int:
    """An em of the widget's font in pixels."""
    return max(1, widget.fontInfo().pixelSize())


def room(widget: QWidget) -> float:
    """How many em wide the widget is."""
    return widget.width() / em(widget)
