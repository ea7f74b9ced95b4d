"""What was just done, and for ten seconds the way back: instead of asking before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

__all__ = ["UndoStrip"]

_SHOWN_MS = 10_000


class UndoStrip(Strip):
    """`Demande prise. [Annuler]`, `Action annulée. [Rétablir]`; Ctrl+Z and Ctrl+Y do the same, also later."""

    undone = Signal()
    """Take back what the strip says: an act, or an undo."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.SUCCESS, parent)
        self.acted.connect(self._undo)
        self._gone = QTimer(self, interval=_SHOWN_MS, singleShot=True)
        self._gone.timeout.connect(self.hide)

    def tell(self, text: str, *, undo: bool = True, tone: Tone = Tone.SUCCESS, verb: str = "") -> None:
        """Say what was done, or what could not be; `verb`: another word for the way back."""
        self.say(text, (verb or self.tr("Annuler")) if undo else "", tone=tone)
        announce(self, text)
        self._gone.start()

    def _undo(self) -> None:
        self.hide()
        self.undone.emit()
