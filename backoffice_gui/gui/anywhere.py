"""A key that counts wherever the focus is: in a dialog, a menu, the list of a box, an editor.

Qt keeps the shortcuts of a window from acting while a dialog or a menu lies over it. What is struck reaches the window
that has the focus first, so that one has a filter: all other events of a running program cost nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QWindow

__all__ = ["Anywhere"]

_HELD = frozenset({
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock,
})  # fmt: skip
_Match = QKeySequence.SequenceMatch


class Anywhere(QObject):
    """Tells when one of some sequences was struck, in whatever window of the program; they are asked for each time."""

    pressed = Signal()

    def __init__(self, sequences: Callable[[], Sequence[QKeySequence]], parent: QObject) -> None:
        super().__init__(parent)
        self._sequences = sequences
        self._strokes: tuple[QKeyCombination, ...] = ()
        """Those struck so far, of a sequence of several."""
        program = QGuiApplication.instance()
        if isinstance(program, QGuiApplication):
            program.focusWindowChanged.connect(self._heed)
        self._heed(QGuiApplication.focusWindow())

    def _heed(self, window: QWindow | None) -> None:
        """The keys go to this one from now on; a filter that is installed twice stands once."""
        self._strokes = ()
        if window is not None:
            window.installEventFilter(self)

    def _matches(self, strokes: tuple[QKeyCombination, ...]) -> set[QKeySequence.SequenceMatch]:
        struck = QKeySequence(*strokes)
        return {struck.matches(wanted) for wanted in self._sequences()}

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the last key of a sequence; whatever else is struck goes on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.isAutoRepeat() or event.key() in _HELD:
            return False
        before, stroke = self._strokes, event.keyCombination()
        self._strokes = ()
        for strokes in ((*before, stroke), (stroke,)):
            found = self._matches(strokes)
            if _Match.ExactMatch in found:
                self.pressed.emit()
                return True
            if _Match.PartialMatch in found:
                self._strokes = strokes
                break
        return False
