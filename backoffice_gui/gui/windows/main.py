"""The window: it arranges, it routes, it knows no rule.

Order of start: the empty window is painted (`first_painted`); then the office is opened by a
worker; its condition decides between the first run, what blocks, and the two pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from backoffice_gui import __version__
from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.gui.bridge import Command
from backoffice_gui.gui.risk import assess
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.focus_ring import FocusRing
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.widgets.status_line import StatusLine
from backoffice_gui.gui.windows.actions import Actions
from backoffice_gui.gui.windows.crier import Crier
from backoffice_gui.gui.windows.dialogs import CloseIncident, FailureDialog, HelpDialog
from backoffice_gui.gui.windows.doors import Doors
from backoffice_gui.gui.windows.panes import Panes
from backoffice_gui.gui.windows.session import Session
from backoffice_gui.gui.windows.strips import Strips
from backoffice_gui.gui.windows.workplace import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.incidents import Incident
    from backoffice_gui.gui.appearance import Appearance
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.office import Office
    from backoffice_gui.gui.preferences import Density, Preferences, ThemeChoice

__all__ = ["MainWindow"]


class MainWindow(QMainWindow):
    """Navigation, pages, strips, status line."""

    first_painted = Signal()
    """The window was painted for the first time."""
    settled = Signal(object)
    """The office's `Condition` is shown."""

    def __init__(
        self,
        bridge: Bridge,
        appearance: Appearance,
        preferences: Preferences,
        open_office: Callable[[], Office],
        *,
        config_file: str = "",
        demo: bool = False,
    ) -> None:
        super().__init__()
        self._bridge, self._appearance, self._preferences = bridge, appearance, preferences
        self._demo = demo
        self._painted = False
        self._may_close = False
        self.exit_code = 0
        self.workplace: Workplace | None = None
        self.setWindowTitle(self.tr("Ofpra — Demandes en ligne"))
        self.session = Session(bridge, open_office, self)
        self.strips = Strips(self)
        self.panes = Panes(self)
        self.status = StatusLine(self)
        self.doors = Doors(bridge, self.panes, config_file)
        self.crier = Crier(self)
        self._lay_out()
        self.keys = Actions(self, self, preferences)
        self._connect()
        if demo:
            self.strips.show_demo()
            self.status.demo.show()

    def _lay_out(self) -> None:
        middle = QWidget(self)
        body = QVBoxLayout(middle)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.strips)
        body.addWidget(self.panes, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status)
        self._ring = FocusRing(self)
        if not self.restoreGeometry(self._preferences.state("geometry")):
            self.resize(1366, 728)

    def _connect(self) -> None:
        self.session.settled.connect(self._settle)
        self.session.refused.connect(self._refuse)
        self.session.stopped.connect(self._leave)
        self._bridge.failed.connect(self._fail)
        self.strips.poll_asked.connect(self.session.poll_now)
        self.strips.transfers_asked.connect(self._go_transfers)
        self.strips.retried.connect(self.session.open)
        self.strips.detail_asked.connect(self._show_failure)
        self.status.poll_asked.connect(self.session.poll_now)
        self.status.transfers_asked.connect(self._go_transfers)
        self.doors.retried.connect(self.session.open)
        self.panes.went.connect(self._tell)

    # what the office says

    def _settle(self, condition: Condition) -> None:
        office = self.session.office
        if office is None:
            return
        match condition.state:
            case OfficeState.NOT_CONFIGURED:
                self.doors.show_need(None)
            case OfficeState.NO_STORE:
                self.doors.show_make(office)
            case OfficeState.UNAVAILABLE:
                self.doors.show_condition(condition)
            case OfficeState.SEALED | OfficeState.OPEN:
                self._work(office)
            case _:
                assert_never(condition.state)
        self.strips.show_condition(condition)
        self.settled.emit(condition)

    def _refuse(self, failure: Failure) -> None:
        if failure.code.startswith("CFG"):
            self.doors.show_need(failure)
        else:
            self.doors.show_blocking(failure)

    def _work(self, office: Office) -> None:
        if self.workplace is None:
            self.workplace = Workplace(self._bridge, office, self.panes, self._preferences)
            self.workplace.poll_asked.connect(self.session.poll_now)
            self.workplace.close_asked.connect(self._ask_reason)
            self.workplace.failed.connect(self._fail)
            self.workplace.watch.seen.connect(self._tell)
            self.workplace.watch.ticked.connect(self._tell)
            self.keys.bind_letters(self.workplace.lists())
            self.workplace.start()
            self.panes.go(Place.TRANSFERS if self._demo else Place.SUBMISSIONS)
            self.workplace.focus_first()
        elif not self.panes.navigation.isEnabled():
            self.workplace.submissions.refresh()
            self.panes.go(self.panes.navigation.place)

    def _tell(self, *_: object) -> None:
        work = self.workplace
        if work is None or work.watch.latest is None:
            return
        monitor, passed = work.watch.latest, work.watch.passed
        risk = assess(monitor, passed)
        self.status.show_state(monitor, risk, passed)
        on_transfers = self.panes.navigation.place is Place.TRANSFERS
        self.strips.show_state(monitor, risk, passed, on_transfers=on_transfers)
        self.crier.hear(monitor, risk)

    def _fail(self, failure: Failure) -> None:
        if failure.defect:
            self._show_failure(failure)
            return
        self.strips.show_failure(failure)
        if failure.code.startswith("STO"):
            self.session.look()

    def _show_failure(self, failure: Failure | None) -> None:
        if failure is not None and not any(dialog.isVisible() for dialog in self.findChildren(FailureDialog)):
            self._open(FailureDialog(failure, self))

    # what the agent asks

    def do_key(self, key: Key) -> None:
        """Do what a key stands for."""
        deeds: dict[Key, Callable[[], object]] = {
            Key.POLL: self.session.poll_now,
            Key.NEXT_PANE: lambda: self._round(1),
            Key.PREVIOUS_PANE: lambda: self._round(-1),
            Key.BACK: self._back,
            Key.GO_SUBMISSIONS: lambda: self.panes.go(Place.SUBMISSIONS),
            Key.GO_TRANSFERS: self._go_transfers,
            Key.BIGGER: lambda: self._appearance.zoom(1),
            Key.SMALLER: lambda: self._appearance.zoom(-1),
            Key.USUAL: lambda: self._appearance.zoom(0),
            Key.FULL_SCREEN: lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            Key.HELP: lambda: self._open(HelpDialog(__version__, self)),
            Key.SHEET: self._sheet,
            Key.QUIT: self.close,
        }
        if key in deeds:
            deeds[key]()
        elif self.workplace is not None:
            self.workplace.do_key(key)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Another theme."""
        self._appearance.choose_theme(choice)

    def choose_density(self, density: Density) -> None:
        """Another height of rows."""
        self._preferences.density = density
        if self.workplace is not None:
            self.workplace.submissions.set_density(density)

    def _go_transfers(self) -> None:
        self.panes.go(Place.TRANSFERS)

    def _back(self) -> None:
        work = self.workplace
        if work is not None and work.leave_filter():
            return
        self.panes.back()

    def _round(self, step: int) -> None:
        stops = [] if self.workplace is None else self.workplace.stops()
        seen = [stop for stop in (*stops, self.status) if stop.isVisible()]
        if not seen:
            return
        focus = QApplication.focusWidget()
        now = next(
            (n for n, stop in enumerate(seen) if focus is not None and (stop is focus or stop.isAncestorOf(focus))),
            -step,
        )
        self._focus_into(seen[(now + step) % len(seen)])

    @staticmethod
    def _focus_into(stop: QWidget) -> None:
        first = stop if stop.focusPolicy() & Qt.FocusPolicy.TabFocus else None
        if first is None:
            inside = (child for child in stop.findChildren(QWidget) if child.isVisible())
            first = next((child for child in inside if child.focusPolicy() & Qt.FocusPolicy.TabFocus), stop)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask_reason(self, incident: Incident) -> None:
        dialog = CloseIncident(incident, self)
        dialog.reasoned.connect(self._close_incident)
        self._open(dialog)

    def _close_incident(self, number: int, reason: str) -> None:
        office = self.session.office
        if office is not None:
            self._bridge.do(Command(self, lambda: office.close_incident(number, reason)))

    def _sheet(self) -> None:
        dialog = HelpDialog(__version__, self)
        dialog.show_sheet()
        self._open(dialog)

    @staticmethod
    def _open(dialog: FailureDialog | HelpDialog | CloseIncident) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # the window's own life

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first painting starts the rest."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self.first_painted.emit()
        self.session.open()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the text size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self._appearance.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop cleanly first; the window goes when all is closed."""
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self._preferences.keep_state("geometry", self.saveGeometry())
        if self.workplace is not None:
            self.workplace.stop()
        self.setEnabled(False)
        self.status.connected.say(self.tr("Fermeture : arrêt propre de la relève…"), "")
        self.session.leave()

    def _leave(self) -> None:
        self._may_close = True
        self._bridge.stop(1.0)
        self.close()
        QApplication.exit(self.exit_code)
