"""How long nobody has touched the program: a minute's warning, then the end (ui.md §4.10; EN 301 549, 11.2.2.1).

What people do reaches a window of ours first, whatever it is for: each has a filter, so that the thousands of other
events of a running program cost nothing. The clock goes on while the machine sleeps: who comes back late finds the
desk locked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow

__all__ = ["Idle"]

_TICK_MS = 1_000
_WARNING = 60.0
_DEEDS = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TabletPress,
    QEvent.Type.TabletMove, QEvent.Type.NativeGesture,
})  # fmt: skip


class Idle(QObject):
    """Counts from the last key, pointer or touch; `elapsed` is a clock in seconds that goes on during suspend."""

    warned = Signal(int)
    """Nobody is there: so many seconds are left; told once a second."""
    calmed = Signal()
    """Somebody is there again, after a warning."""
    expired = Signal()
    """The time is over; told once, until `watch` begins anew."""

    def __init__(self, elapsed: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._elapsed = elapsed
        self._limit = 0.0
        self._last = 0.0
        self._warned = False
        self._pointer = QPointF(-1, -1)
        self._windows: list[QWindow] = []
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.look)

    @property
    def watching(self) -> bool:
        """Whether it counts."""
        return self._tick.isActive()

    def watch(self, minutes: float) -> None:
        """Count from now on, to so many minutes."""
        self._limit = minutes * 60.0
        self._last = self._elapsed()
        self._warned = False
        self._heed()
        self._tick.start()

    def rest(self) -> None:
        """Count no more."""
        self._tick.stop()
        for window in filter(shiboken6.isValid, self._windows):
            window.removeEventFilter(self)
        self._windows.clear()
        self._calm()

    def touch(self) -> None:
        """Somebody is there."""
        self._last = self._elapsed()
        self._calm()

    def _calm(self) -> None:
        if self._warned:
            self._warned = False
            self.calmed.emit()

    def look(self) -> None:
        """See how long it has been; asked once a second, and when the machine wakes."""
        if not self.watching:
            return
        self._heed()
        left = self._limit - (self._elapsed() - self._last)
        if left <= 0:
            self.rest()
            self.expired.emit()
        elif left <= min(_WARNING, self._limit / 2):
            self._warned = True
            self.warned.emit(round(left))

    def _heed(self) -> None:
        """Windows come and go: dialogs, menus, the list of a box."""
        self._windows = [window for window in self._windows if shiboken6.isValid(window)]
        for window in QGuiApplication.topLevelWindows():
            if window not in self._windows:
                window.installEventFilter(self)
                self._windows.append(window)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Key, pointer, touch; a pointer that lies still is nobody, though windows move below it."""
        if event.type() in _DEEDS and not (isinstance(event, QMouseEvent) and self._still(event)):
            self.touch()
        return False

    def _still(self, event: QMouseEvent) -> bool:
        if event.type() is not QEvent.Type.MouseMove:
            return False
        before, self._pointer = self._pointer, event.globalPosition()
        return before == self._pointer
