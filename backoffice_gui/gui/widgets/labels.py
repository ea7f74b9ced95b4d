"""Labels: plain ones for words from outside, and the few levels of the window's own words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from backoffice_gui.gui.plain import escaped, isolated
from backoffice_gui.gui.theme import tokens_of

__all__ = ["Heading", "Muted", "PlainLabel", "Words", "mono"]


def mono(font: QFont) -> QFont:
    """The font with digits and letters of one width."""
    fixed = QFont(font)
    fixed.setFamilies(["DejaVu Sans Mono", "Consolas", "Liberation Mono", "monospace"])
    fixed.setStyleHint(QFont.StyleHint.Monospace)
    return fixed


class Words(QLabel):
    """The window's own words: plain text, wrapped, never guessed to be markup."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(1)
        self.setText(text)


class PlainLabel(Words):
    """Words from outside: escaped, isolated, selectable by mouse, no tooltip of its own."""

    def __init__(self, untrusted: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.show_untrusted(untrusted)

    def show_untrusted(self, untrusted: str) -> None:
        """Show what somebody wrote."""
        self.setText(isolated(untrusted))
        self.setAccessibleName(escaped(untrusted) or "—")


class Heading(Words):
    """A heading: `level` 1 is a page's, 2 a card's. Its size follows that of its parent's text."""

    def __init__(self, text: str = "", level: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._factor = {1: 1.45, 2: 1.08}.get(level, 1.0)
        if parent is not None:
            parent.installEventFilter(self)
        self._refont()

    def _refont(self) -> None:
        font = QFont()
        font.setPointSizeF(font.pointSizeF() * self._factor)
        font.setBold(True)
        self.setFont(font)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A widget with a size of its own isn't told that the application's has changed: its parent is."""
        if event.type() == QEvent.Type.FontChange:
            self._refont()
        return False


class Muted(Words):
    """A remark: the muted colour of the tokens, at full size."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._recolor()

    def _recolor(self) -> None:
        own = self.palette()
        role = QPalette.ColorRole.WindowText
        ours = tokens_of(own) is not None
        wanted = own.color(QPalette.ColorRole.PlaceholderText if ours else QPalette.ColorRole.Text)
        if own.color(role) != wanted:
            own.setColor(role, wanted)
            self.setPalette(own)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._recolor()
