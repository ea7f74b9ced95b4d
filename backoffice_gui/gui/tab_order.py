"""Where Tab goes: what is made later stands last in a window's chain, wherever on the page it is seen (WCAG 2.4.3)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

__all__ = ["lead_through"]

_TAB = Qt.FocusPolicy.TabFocus


def lead_through(first: QWidget, within: QWidget) -> None:
    """From `first` Tab goes through what was made in `within`, in the order of its making, then on as before."""
    last, window = first, first.window()
    for each in within.findChildren(QWidget):
        if each.focusPolicy() & _TAB == _TAB and each.window() is window:
            QWidget.setTabOrder(last, each)
            last = each
