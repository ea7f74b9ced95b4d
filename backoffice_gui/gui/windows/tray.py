"""What the desktop shows while our window is not looked at: an icon where there is a tray, and messages with counts.

Never a name, a reference, a type or a country: a message lies on a lock screen (ui.md §4.11). At most one in ten
minutes, none while our window is active, none when the agent asked not to be disturbed; danger to a submission on the
site is urgent and always said, but for *Aucune*. Where there is no tray the taskbar's entry asks for attention.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from backoffice_gui.gui.preferences import Notices
from backoffice_gui.resources import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

__all__ = ["Tray"]

_PAUSE_MS = 10 * 60_000
_SHOWN_MS = 10_000


class Tray(QObject):
    """The icon, its menu, and the messages; `wanted` says which, `show` puts one on the desktop."""

    opened = Signal()
    """The window is wanted in front."""
    poll_asked = Signal()
    quit_asked = Signal()

    def __init__(
        self,
        window: QWidget,
        wanted: Callable[[], Notices],
        *,
        there: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        show: Callable[[str, bool], None] | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._wanted = window, wanted
        self._show = self._message if show is None else show
        self._arrived = 0
        self._since = QElapsedTimer()
        self.icon: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        if there():
            self._appear()

    def _appear(self) -> None:
        self._menu = menu = QMenu(self._window)
        menu.addAction(self.tr("Ouvrir"), self.opened.emit)
        menu.addAction(self.tr("Relever maintenant"), self.poll_asked.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Quitter"), self.quit_asked.emit)
        self.icon = icon = QSystemTrayIcon(QIcon(str(resource("icons", "fr.ofpra.BackOffice.svg"))), self)
        icon.setContextMenu(menu)
        icon.setToolTip(self.tr("Ofpra, demandes en ligne"))
        icon.activated.connect(self._activated)
        icon.messageClicked.connect(self.opened)
        icon.show()

    def _activated(self, why: QSystemTrayIcon.ActivationReason) -> None:
        if why is QSystemTrayIcon.ActivationReason.Trigger:
            self.opened.emit()

    def show_state(self, short: str) -> None:
        """What the icon says when it is pointed at: the site's state and counts."""
        if self.icon is not None:
            self.icon.setToolTip(self.tr("Ofpra, demandes en ligne\n{state}").format(state=short))

    def arrived(self, many: int) -> None:
        """Submissions came home; they are counted together until something may be said."""
        self._arrived += many
        if self._window.isActiveWindow():
            self._arrived = 0
        elif self._wanted() is Notices.ALL and (not self._since.isValid() or self._since.hasExpired(_PAUSE_MS)):
            self._since.start()
            self._show(self.tr("%n nouvelle(s) demande(s)", "", self._arrived), False)
            self._arrived = 0

    def alarm(self, headline: str) -> None:
        """A submission is in danger, or the site can't be asked: at once, whatever was said before."""
        if self._wanted() is not Notices.NONE and not self._window.isActiveWindow():
            self._show(headline, True)

    def _message(self, text: str, urgent: bool) -> None:
        QApplication.alert(self._window, 0 if urgent else _SHOWN_MS)
        if self.icon is not None:
            kind = QSystemTrayIcon.MessageIcon.Warning if urgent else QSystemTrayIcon.MessageIcon.Information
            self.icon.showMessage(self.tr("Ofpra, demandes en ligne"), text, kind, _SHOWN_MS)
