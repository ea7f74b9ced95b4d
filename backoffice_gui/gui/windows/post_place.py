"""This workstation, asked about once the office is there: an update that is needed is said, *Paramètres* opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from backoffice_gui.gui import formats
from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.windows.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.post import Post
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.windows.session import Session
    from backoffice_gui.gui.windows.strips import Strips

__all__ = ["PostPlace"]


class PostPlace(QObject):
    """Joins the office, the strip and the dialog."""

    def __init__(self, bridge: Bridge, session: Session, strips: Strips, window: QWidget) -> None:
        super().__init__(window)
        self._bridge, self._session, self._strips, self._window = bridge, session, strips, window
        self._told = False
        self.dialog: SettingsDialog | None = None
        session.settled.connect(self._settled)

    def _settled(self, _condition: object) -> None:
        office = self._session.office
        if office is not None and not self._told:
            self._told = True
            self._bridge.ask(Query(self, office.post, self._strips.show_post, lambda _: None, apart=True))

    def open(self) -> None:
        """Open *Paramètres*, where there is an office to ask."""
        office = self._session.office
        if office is not None:
            self._bridge.ask(Query(self, office.post, self._show, replaces="post", apart=True))

    def _show(self, post: Post) -> None:
        dialog = self.dialog = SettingsDialog(post, formats.now(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.trial_asked.connect(lambda: self._try(dialog))
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _try(self, dialog: SettingsDialog) -> None:
        office = self._session.office
        if office is not None:
            self._bridge.ask(Query(dialog, office.check_post, dialog.show_checks, dialog.show_failure, apart=True))
