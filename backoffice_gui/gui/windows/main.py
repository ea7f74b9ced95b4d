"""The window: it arranges panes, strips and status line, and knows no rule and no office.

Order of start: the empty window is painted (`first_painted`); then a worker loads what stands
behind it (`load`: the `House`, and with it the pages), which is built on the GUI thread and
opens the office. Only light modules are imported here, so that the first paint is early.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.focus_ring import FocusRing
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.widgets.state_panel import StatePanel
from backoffice_gui.gui.widgets.status_line import StatusLine
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.windows.actions import Actions
from backoffice_gui.gui.windows.panes import Panes

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.gui.appearance import Appearance
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.preferences import Density, Preferences, ThemeChoice
    from backoffice_gui.gui.windows.house import House

__all__ = ["MainWindow"]


class MainWindow(QMainWindow):
    """Navigation, pages, strips, status line; what is in them comes with the `House`."""

    first_painted = Signal()
    """The window was painted for the first time."""
    furnished = Signal(object)
    """The `House` stands behind the window."""

    def __init__(
        self,
        bridge: Bridge,
        appearance: Appearance,
        preferences: Preferences,
        load: Callable[[], Callable[[MainWindow], House]],
        *,
        demo: bool = False,
    ) -> None:
        super().__init__()
        self._bridge, self._appearance, self._preferences, self._load = bridge, appearance, preferences, load
        self._painted = False
        self._may_close = False
        self.exit_code = 0
        self.house: House | None = None
        self.setWindowTitle(self.tr("Ofpra — Demandes en ligne"))
        self._above, self._instead, self._below = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._demo = Strip(Tone.DEMO, self)
        self.panes = Panes(self)
        self.status = StatusLine(self)
        self._lay_out()
        self.keys = Actions(self, self, preferences)
        self.panes.went.connect(self._retitle)
        if demo:
            self._demo.say(self.tr("DONNÉES FICTIVES — démonstration : aucune personne réelle, aucun envoi à l’Ofpra"))
            self.status.demo.show()

    def _lay_out(self) -> None:
        middle = QWidget(self)
        body = QVBoxLayout(middle)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        self._above.addWidget(self._demo)
        body.addLayout(self._above)
        body.addWidget(self.panes, 1)
        body.addLayout(self._instead, 1)
        body.addLayout(self._below)
        starting = StatePanel(self.panes)
        starting.say("", self.tr("Ouverture de la base…"))
        self.panes.show_alone(starting)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        self._ring = FocusRing(self)
        if not self.restoreGeometry(self._preferences.state("geometry")):
            self.resize(1366, 728)

    def add_strips(self, strips: QWidget) -> None:
        """Put these above the panes."""
        self._above.addWidget(strips)

    def cover(self, page: QWidget) -> None:
        """Show this page alone: no pane, no action that leads to one, no word in the title of what was shown."""
        self._instead.addWidget(page)
        self.panes.hide()
        page.show()
        self.keys.shut(True)
        self.setWindowTitle(self.tr("Verrouillé — Ofpra, demandes en ligne"))

    def uncover(self, page: QWidget) -> None:
        """The panes are there again."""
        page.hide()
        self._instead.removeWidget(page)
        self.keys.shut(False)
        self.panes.show()

    def _retitle(self, place: Place) -> None:
        words = {
            Place.CASES: self.tr("Demandes"),
            Place.SUBMISSIONS: self.tr("Dépôts"),
            Place.TRANSFERS: self.tr("Transferts"),
            Place.CONFORMITY: self.tr("Conformité"),
            Place.JOURNAL: self.tr("Journal"),
            Place.RETENTION: self.tr("Conservation"),
            Place.TEAM: self.tr("Équipe"),
        }
        self.setWindowTitle(self.tr("{page} — Ofpra, demandes en ligne").format(page=words[place]))

    # what the agent asks

    def do_key(self, key: Key) -> None:
        """Do what a key stands for; what is not the agent's to do is said to be so."""
        if self.house is not None and self.house.team.refuses(key):
            return
        deeds: dict[Key, Callable[[], object]] = {
            Key.NEXT_PANE: lambda: self._round(1),
            Key.PREVIOUS_PANE: lambda: self._round(-1),
            Key.GO_TODO: lambda: self._go_view("to_do"),
            Key.GO_MINE: lambda: self._go_view("mine"),
            Key.GO_SUBMISSIONS: lambda: self.panes.go(Place.SUBMISSIONS),
            Key.GO_TRANSFERS: lambda: self.panes.go(Place.TRANSFERS),
            Key.GO_CONFORMITY: lambda: self.panes.go(Place.CONFORMITY),
            Key.GO_JOURNAL: lambda: self.panes.go(Place.JOURNAL),
            Key.GO_RETENTION: lambda: self.panes.go(Place.RETENTION),
            Key.GO_TEAM: lambda: self.panes.go(Place.TEAM),
            Key.BIGGER: lambda: self._appearance.zoom(1),
            Key.SMALLER: lambda: self._appearance.zoom(-1),
            Key.USUAL: lambda: self._appearance.zoom(0),
            Key.FULL_SCREEN: lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            Key.QUIT: self.quit,
        }
        if key in deeds:
            deeds[key]()
        elif self.house is not None:
            self.house.do_key(key)

    def _go_view(self, view: str) -> None:
        work = None if self.house is None else self.house.workplace
        if work is not None:
            work.go_view(view)

    def add_drawer(self, drawer: QWidget) -> None:
        """Put this below the panes."""
        self._below.addWidget(drawer)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Another theme."""
        self._appearance.choose_theme(choice)

    def choose_zoom(self, percent: int) -> None:
        """Another text size."""
        self._appearance.choose_zoom(percent)

    def choose_density(self, density: Density) -> None:
        """Another height of rows."""
        self._preferences.density = density
        if self.house is not None:
            self.house.set_density(density)

    def _round(self, step: int) -> None:
        work = None if self.house is None else self.house.workplace
        stops = [] if work is None else work.stops()
        if self.house is not None:
            stops.append(self.house.lock.page)
        seen = [stop for stop in (*stops, self.status) if stop.isVisible()]
        focus = QApplication.focusWidget()
        inside = (n for n, stop in enumerate(seen) if focus is not None and (stop is focus or stop.isAncestorOf(focus)))
        now = next(inside, -step)
        self._focus_into(seen[(now + step) % len(seen)])

    @staticmethod
    def _focus_into(stop: QWidget) -> None:
        first = stop if stop.focusPolicy() & Qt.FocusPolicy.TabFocus else None
        if first is None:
            inside = (child for child in stop.findChildren(QWidget) if child.isVisible())
            first = next((child for child in inside if child.focusPolicy() & Qt.FocusPolicy.TabFocus), stop)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # the window's own life

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first painting starts the rest."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self.first_painted.emit()
        self._bridge.ask(Query(self, self._load, self._furnish))

    def _furnish(self, build: Callable[[MainWindow], House]) -> None:
        self.house = build(self)
        self.house.closed.connect(self._leave)
        self.furnished.emit(self.house)
        self.house.session.open()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the text size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self._appearance.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def quit(self) -> None:
        """Somebody wants to close it: where something is left to be said first, it is said."""
        if self.house is None or self.house.team.may_leave():
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop cleanly first; the window goes when all is closed."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        if event.spontaneous() and self.house is not None and not self.house.team.may_leave():
            return
        self._preferences.keep_state("geometry", self.saveGeometry())
        self.setEnabled(False)
        self.status.connected.say(self.tr("Fermeture : arrêt propre de la relève…"), "")
        if self.house is None:
            self._leave()
        else:
            self.house.leave()

    def _leave(self) -> None:
        self._may_close = True
        self._bridge.stop(1.0)
        self.close()
        QApplication.exit(self.exit_code)
