"""The one home of every copy: marked so that no history keeps it, gone after seconds, at lock and at quit.

What Qt copies by itself (Ctrl+C in a field, a text or a table, a menu's *Copy*) is seen here as it happens and put
again with the marks. On X11 marking a text with the mouse would copy it too, unasked: that buffer is emptied at once.
Nothing is taken from the clipboard that another program has put there (reliability.md §5.6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

__all__ = ["HINTS", "Copies", "clear_if_ours", "copies", "copy"]

_HINT = "x-kde-passwordManagerHint"
_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = b"\0\0\0\0"

HINTS: dict[str, bytes] = {
    _HINT: b"secret",
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): _NO,
    _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
}
"""Formats that keep a copy out of histories and clouds. Source: Klipper; *Clipboard Formats* (Microsoft Learn)."""

_SECONDS = 10
_MEMORY_ONLY = frozenset({"offscreen", "minimal"})
"""Platforms whose clipboard is this process's own."""


class Copies(QObject):
    """Looks after what this program has on the clipboard; one for the application."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear_if_ours)
        self.keep_for(_SECONDS)
        self._clipboard.dataChanged.connect(self._changed)
        self._clipboard.selectionChanged.connect(self._marked)

    def keep_for(self, seconds: int) -> None:
        """How long the next copies stay; one that is there already stays as long as it was put for."""
        self._seconds = seconds

    @property
    def ours(self) -> bool:
        """Whether what is on the clipboard was put there by this program."""
        return self._clipboard.ownsClipboard() or QGuiApplication.platformName() in _MEMORY_ONLY

    def put(self, text: str) -> None:
        """Copy, for a while."""
        marked = QMimeData()
        marked.setText(text)
        for name, octets in HINTS.items():
            marked.setData(name, QByteArray(octets))
        self._clipboard.setMimeData(marked)
        self._timer.start(self._seconds * 1000)

    def clear_if_ours(self) -> bool:
        """Empty the clipboard unless another program has put something there since; whether it was emptied."""
        self._timer.stop()
        there = self._clipboard.mimeData()
        if not self.ours or there is None or not there.formats():
            return False
        self._clipboard.clear()
        return True

    def _changed(self) -> None:
        if not self.ours:
            return
        there = self._clipboard.mimeData()
        if there is None or not there.formats() or there.hasFormat(_HINT):
            return
        text = there.text()
        if text:
            self.put(text)
        else:  # whatever it is, nobody asked for it
            self._clipboard.clear()

    def _marked(self) -> None:
        if self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)


def copies() -> Copies:
    """The application's; made when it is first asked for, and from then on nothing is copied without its knowing."""
    application: QCoreApplication | None = QGuiApplication.instance()
    assert application is not None
    found = application.findChild(Copies, "", Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, Copies) else Copies(application)


def copy(text: str) -> None:
    """Put a text on the clipboard because somebody asked for it."""
    copies().put(text)


def clear_if_ours() -> bool:
    """Empty the clipboard where what is there is ours; whether it was. For the lock and the end of the program."""
    return copies().clear_if_ours()
