"""What is asked of a case before it is here is done once it is, and what is typed after it is typed there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.gui.pages.case_detail import CaseDetailPane
    from backoffice_gui.gui.pages.cases import Cases

__all__ = ["OnceHere"]

_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class _Ahead(QWidget):
    """Has the focus meanwhile: in the list or in the pane the letters that follow would be commands."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(parent.accessibleName())
        self.resize(0, 0)
        self.typed = ""
        self.hide()

    def begin(self) -> None:
        """Take what is typed from now on."""
        self.typed = ""
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        """A letter is a letter, as in every text."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._text(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep it."""
        if event.key() == Qt.Key.Key_Backspace:
            self.typed = self.typed[:-1]
        elif text := self._text(event):
            self.typed += text
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _text(event: QKeyEvent) -> str:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & _COMMANDS:
            return "\n"
        return event.text() if event.text().isprintable() and not event.modifiers() & _COMMANDS else ""


class OnceHere(QObject):
    """Remembers one deed, of the case that is on its way."""

    def __init__(self, page: Cases, detail: CaseDetailPane) -> None:
        super().__init__(page)
        self._page, self._detail = page, detail
        self._ahead = _Ahead(detail)
        self._waits: tuple[int, Callable[[], object]] | None = None
        detail.opened.connect(self._opened)
        detail.emptied.connect(lambda: self._end(page.table))
        detail.unread.connect(self._end)

    def do(self, then: Callable[[], object]) -> None:
        """Do it now, or once the case is here."""
        row = self._page.list.current
        if self._detail.detail is not None or row is None:
            then()
        else:
            self._waits = (row.case, then)
            self._ahead.begin()

    def _end(self, to: QWidget) -> None:
        """It does not come, or another one does: whoever types ahead is not left where nothing answers."""
        self._waits = None
        if self._here():
            to.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ahead.hide()

    def _here(self) -> bool:
        return self._detail.window().focusWidget() is self._ahead

    def _opened(self, detail: CaseDetail) -> None:
        waits, self._waits = self._waits, None
        here = self._here()  # who went elsewhere meanwhile is not led back
        if here:
            self._page.focus_list()
        self._ahead.hide()
        if here and waits is not None and waits[0] == detail.row.case:
            waits[1]()
            self._put(self._ahead.typed)

    def _put(self, typed: str) -> None:
        """Behind what was begun before; not into a note that is on its way, which would not be what was sent."""
        field = self._detail.window().focusWidget()
        if isinstance(field, QPlainTextEdit) and not field.isReadOnly():
            field.moveCursor(QTextCursor.MoveOperation.End)
            field.insertPlainText(typed)
        elif isinstance(field, QLineEdit):
            field.insert(typed.replace("\n", " "))
