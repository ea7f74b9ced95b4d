"""The two pages and the detail, joined: built once the office is there, after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from backoffice_gui.gui.pages.detail import DetailPane
from backoffice_gui.gui.pages.submissions import Submissions
from backoffice_gui.gui.pages.transfers import Transfers
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.watch import Watch
from backoffice_gui.gui.widgets.navigation import Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.listing import Row
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.office import Office
    from backoffice_gui.gui.preferences import Preferences
    from backoffice_gui.gui.windows.panes import Panes

__all__ = ["Workplace"]


class Workplace(QObject):
    """Gives each pane what it shows, and passes on what was asked."""

    poll_asked = Signal()
    """Ask the site now."""
    close_asked = Signal(object)
    """Close this `Incident`."""
    failed = Signal(object)
    """Something could not be read: a `Failure`."""

    def __init__(self, bridge: Bridge, office: Office, panes: Panes, preferences: Preferences) -> None:
        super().__init__(panes)
        self._panes, self._preferences = panes, preferences
        self.watch = Watch(bridge, office, self)
        self.transfers = Transfers(self.watch, panes)
        self.submissions = Submissions(bridge, office, self.watch, panes)
        self.detail = DetailPane(bridge, office, panes)
        panes.add_place(Place.SUBMISSIONS, self.submissions)
        panes.add_place(Place.TRANSFERS, self.transfers)
        panes.add_detail(self.detail)
        self.submissions.set_density(preferences.density)
        self.submissions.table.keep_widths(preferences.widths("columns"))
        self.transfers.poll_asked.connect(self.poll_asked)
        self.transfers.close_asked.connect(self.close_asked)
        self.watch.failed.connect(self.failed)
        self.submissions.failed.connect(self.failed)
        self.submissions.chosen.connect(self.detail.show_row)
        self.submissions.opened.connect(self._open)
        self.submissions.counted.connect(lambda many: panes.navigation.show_number(Place.SUBMISSIONS, many))
        bridge.collector_spoke.connect(self.transfers.movements.hear)
        panes.went.connect(self._land)
        self.detail.step_asked.connect(self.submissions.list.step)

    def start(self) -> None:
        """Ask for everything for the first time."""
        self.watch.start()
        self.submissions.start()

    def stop(self) -> None:
        """Ask for nothing more; keep how the columns were left."""
        self.watch.stop()
        self._preferences.keep_widths("columns", self.submissions.table.widths())

    def focus_first(self) -> None:
        """The focus to where the work is, without a ring jumping about."""
        on_list = self._panes.navigation.place is Place.SUBMISSIONS
        first = self.submissions.table if on_list else self.transfers.poll
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _land(self) -> None:
        """Who came by key is on the page's first control, who came through the navigation stays in it."""
        if not self._panes.navigation.hasFocus():
            self.focus_first()

    def lists(self) -> list[QWidget]:
        """Where single letters act."""
        return [self._panes.navigation, self.submissions.table, self.transfers, self.detail]

    def stops(self) -> list[QWidget]:
        """What F6 goes round, in order, without the status line."""
        return [self._panes.navigation, self.submissions.filter, self.submissions.table, self.detail, self.transfers]

    def _open(self, row: Row) -> None:
        self.detail.show_row(row)
        self._panes.show_detail()
        self.detail.open_now()

    def do_key(self, key: Key) -> None:
        """Do what a key of the list stands for."""
        if key is Key.FILTER:
            self._panes.go(Place.SUBMISSIONS)
            self.submissions.filter.focus_text()
        elif key is Key.REFRESH:
            self.submissions.refresh()
        elif key is Key.NEXT:
            self.submissions.list.step(1)
        elif key is Key.PREVIOUS:
            self.submissions.list.step(-1)
        elif key is Key.COPY:
            self._copy_number()

    def leave_filter(self) -> bool:
        """From the filter back to the list, emptying it; whether the focus was there."""
        line = self.submissions.filter
        focus = QApplication.focusWidget()
        if focus is None or not line.isAncestorOf(focus):
            return False
        line.clear()
        self.submissions.focus_list()
        return True

    def _copy_number(self) -> None:
        """Put the current row's number on the clipboard."""
        row = self.submissions.list.current
        if row is not None:
            QGuiApplication.clipboard().setText(str(row.seq))
