"""This workstation, asked about once the office is there: an update that is needed is said, *Paramètres* opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from backoffice_gui.gui import formats
from backoffice_gui.gui.bridge import Command, Query
from backoffice_gui.gui.pages.window_form import WindowForm
from backoffice_gui.gui.windows.settings_dialog import SettingsDialog

if TYPE_CHECKING:
    from backoffice_gui.domain.office import Changes
    from backoffice_gui.domain.post import Post
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.preferences import Preferences
    from backoffice_gui.gui.windows.main import MainWindow
    from backoffice_gui.gui.windows.session import Session

__all__ = ["PostPlace", "own_form"]


class PostPlace(QObject):
    """Joins the office and the dialog."""

    told = Signal(object)
    """How this workstation is configured: a `Post`, once."""

    def __init__(self, bridge: Bridge, session: Session, window: MainWindow, preferences: Preferences) -> None:
        super().__init__(window)
        self._bridge, self._session, self._window, self._preferences = bridge, session, window, preferences
        preferences.tell(self._note)
        self._asked = False
        self.dialog: SettingsDialog | None = None
        session.settled.connect(self._settled)

    def _settled(self, _condition: object) -> None:
        office = self._session.office
        if office is not None and not self._asked:
            self._asked = True
            self._bridge.ask(Query(self, office.post, self.told.emit, lambda _: None, apart=True))

    def open(self) -> None:
        """Open *Paramètres*, where there is an office to ask."""
        office = self._session.office
        if office is not None:
            self._bridge.ask(Query(self, office.post, self._show, replaces="post", apart=True))

    def _show(self, post: Post) -> None:
        own = own_form(self._window, self._preferences)
        dialog = self.dialog = SettingsDialog(post, formats.now(), own, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.trial_asked.connect(lambda: self._try(dialog))
        dialog.settled.connect(lambda key, text: self._settle(dialog, key, text))
        dialog.finished.connect(self._forget)
        dialog.open()

    def _settle(self, dialog: SettingsDialog, key: str, text: str) -> None:
        office = self._session.office
        if office is None:
            return

        def written(_: Changes) -> None:
            self._bridge.ask(Query(dialog, office.post, dialog.show_written, dialog.form.show_failure, apart=True))

        self._bridge.do(Command(dialog, lambda: office.configure({key: text}), written, dialog.form.show_failure))

    def _note(self, name: str, value: str) -> None:
        """What was chosen for the window is noted; where the desk is closed there is no journal to write to."""
        office = self._session.office
        if office is not None:
            self._bridge.do(Command(self, lambda: office.note_preference(name, value), lambda _: None, lambda _: None))

    def _forget(self) -> None:
        self.dialog = None

    def _try(self, dialog: SettingsDialog) -> None:
        office, trying = self._session.office, dialog.trying
        if office is not None:
            self._bridge.ask(Query(dialog, office.check_post, trying.show_checks, trying.show_failure, apart=True))


def own_form(window: MainWindow, preferences: Preferences, *, essential: bool = False) -> WindowForm:
    """What is chosen for this window, by the same actions as in its menus; all of it, or what comes first."""
    keys = window.keys
    form = WindowForm(keys.essentials if essential else keys.groups, () if essential else keys.boxes, preferences.zoom)
    form.zoom_asked.connect(window.choose_zoom)
    return form
