"""A new passphrase, typed twice: what can't be read while it is written is easily mistyped."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

__all__ = ["NewPhrase", "caption", "secret_line"]

_LONGEST = 1_024


def secret_line(name: str, parent: QWidget) -> QLineEdit:
    """A line whose words are not shown; pasting is allowed, remembering is not."""
    line = QLineEdit(parent)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setMaxLength(_LONGEST)
    line.setAccessibleName(name)
    return line


def caption(words: str, field: QWidget, parent: QWidget) -> QLabel:
    """The words beside a field, whose underlined letter leads into it."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(words)
    label.setBuddy(field)
    return label


class NewPhrase(QWidget):
    """Two lines that must say the same."""

    entered = Signal()
    """Enter was struck in the second line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        first, second = self.tr("&Nouvelle phrase de passe"), self.tr("La &même, une seconde fois")
        self.first = secret_line(first.replace("&", ""), self)
        self.second = secret_line(second.replace("&", ""), self)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.entered)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(caption(first, self.first, self), self.first)
        form.addRow(caption(second, self.second, self), self.second)

    @property
    def text(self) -> str | None:
        """What was typed, or nothing where the two lines differ."""
        return self.first.text() if self.first.text() == self.second.text() else None

    def show_words(self, shown: bool) -> None:
        """Show what is typed, or not."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for line in (self.first, self.second):
            line.setEchoMode(mode)

    def clear(self) -> None:
        """Forget what was typed, and how it came to be."""
        for line in (self.first, self.second):
            line.setText("")  # `clear` could be undone
