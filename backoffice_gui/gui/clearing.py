"""Whatever lies over the window or beside it is taken away at once: menus, lists of boxes, dialogs, tips.

A dialog is refused, as if the agent had left it: where it runs a loop of its own (the system's for files), that ends.
"""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QToolTip, QWidget

__all__ = ["clear_screen"]

_MOST = 100


def clear_screen(window: QWidget) -> bool:
    """Close all but this window; what belongs to nothing else is deleted. Whether something typed went with it."""
    typed = any(_typed_in(top) for top in QApplication.topLevelWidgets() if isinstance(top, QDialog))
    QGuiApplication.inputMethod().commit()
    for _ in range(_MOST):
        popup = QApplication.activePopupWidget()
        if popup is None:
            break
        popup.close()
    QToolTip.hideText()
    for widget in QApplication.topLevelWidgets():
        if widget is window:
            continue
        if isinstance(widget, QDialog):
            widget.reject()
        if widget.inherits("QTipLabel"):  # it would stay for a moment, with its words
            widget.hide()
            widget.deleteLater()
        elif isinstance(widget, QDialog) and window.isAncestorOf(widget):
            widget.deleteLater()
        elif widget.isVisible():
            widget.close()
    return typed


def _typed_in(dialog: QDialog) -> bool:
    """Whether somebody has written something into an open dialog; what the program filled in is nobody's work."""
    lines = dialog.findChildren(QLineEdit)
    texts = dialog.findChildren(QPlainTextEdit)
    return dialog.isVisible() and (
        any(line.isModified() and line.text() for line in lines)
        or any(text.document().isModified() and text.toPlainText() for text in texts)
    )
