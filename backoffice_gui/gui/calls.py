"""What a second start asks of the window that is there: to come forward, perhaps with a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from backoffice_gui.gui.widgets.navigation import Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from backoffice_gui.gui.windows.main import MainWindow

__all__ = ["Calls", "come_forward", "page_of"]


def page_of(text: str) -> Place | None:
    """The page a message names; nothing where it names none, or is no message of ours."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    page = said.get("page") if isinstance(said, dict) else None
    return next((place for place in Place if place.name.lower() == page), None)


def come_forward(window: QWidget) -> None:
    """Bring a window before all others, wherever it was."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


class Calls(QObject):
    """Brings the window forward; `hear` may be called on any thread."""

    _called = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._called.connect(self._come, Qt.ConnectionType.QueuedConnection)

    def hear(self, text: str) -> None:
        """Somebody has started the program again."""
        self._called.emit(text)

    def _come(self, text: str) -> None:
        window, place = self._window, page_of(text)
        come_forward(window)
        if place is not None and window.house is not None and window.house.workplace is not None:
            window.panes.go(place)
