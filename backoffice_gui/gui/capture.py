"""No capture of the screen shows a window of ours, where a policy asks for it and the system can (`system/capture.py`).

Every window of its own counts: dialogs, menus and tooltips too. Where the system can't, nothing is pretended:
`backoffice doctor` says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from backoffice_gui.system.capture import can_exclude, exclude

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

__all__ = ["Shield", "shield"]

_SHOWN = frozenset({QEvent.Type.Show, QEvent.Type.WinIdChange})


class Shield(QObject):
    """Looks at every event of the application, so it is there only where it is asked for and can do something."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        application.installEventFilter(self)
        self._each(on=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A window that appears is left out before it is painted."""
        if event.type() in _SHOWN and isinstance(watched, QWidget) and watched.isWindow():
            exclude(int(watched.winId()))
        return False

    @staticmethod
    def _each(*, on: bool) -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                exclude(int(window.winId()), on=on)

    def lower(self) -> None:
        """The windows may be seen again."""
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._each(on=False)
        self.setParent(None)
        self.deleteLater()


def shield(*, on: bool) -> bool:
    """Leave our windows out of captures, or let them be seen; whether they are left out now."""
    application = QApplication.instance()
    if application is None or not can_exclude():
        return False
    up = application.findChild(Shield, "", Qt.FindChildOption.FindDirectChildrenOnly)
    if on and not isinstance(up, Shield):
        Shield(application)
    elif not on and isinstance(up, Shield):
        up.lower()
    return on
