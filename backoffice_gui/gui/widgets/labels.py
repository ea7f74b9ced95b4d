"""Labels: plain ones for words from outside, and the few levels of the window's own words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
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


class _Scaled(Words):
    """Words in a font that follows the application's: larger, or bold."""

    _factor = 1.0
    _bold = False

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._refont()

    def _refont(self) -> None:
        font = QFont()
        font.setPointSizeF(font.pointSizeF() * self._factor)
        font.setBold(self._bold)
        if font != self.font():
            self.setFont(font)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the application's text size."""
        if event.type() in {QEvent.Type.ApplicationFontChange, QEvent.Type.ParentChange}:
            self._refont()
        super().changeEvent(event)


class Heading(_Scaled):
    """A heading: `level` 1 is a page's, 2 a card's."""

    _bold = True

    def __init__(self, text: str = "", level: int = 2, parent: QWidget | None = None) -> None:
        self._factor = {1: 1.45, 2: 1.08}.get(level, 1.0)
        super().__init__(text, parent)


class Muted(_Scaled):
    """A remark: the muted colour of the tokens, at full size."""

    _factor = 1.0

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._recolor()

    def _recolor(self) -> None:
        tokens = tokens_of(self.palette())
        own = self.palette()
        role = QPalette.ColorRole.WindowText
        wanted = own.color(QPalette.ColorRole.PlaceholderText) if tokens is not None else own.color(role)
        if own.color(role) != wanted:
            own.setColor(role, wanted)
            self.setPalette(own)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange:
            self.setPalette(QPalette())
            self._recolor()
