"""What a team adds to the window: the line to its server, what waits for it, and what one may not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from backoffice_gui.domain.authority import Action
from backoffice_gui.gui.allowed import in_team, keys_withheld, places_withheld, refusal_of
from backoffice_gui.gui.text_outbox import LineSaid
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.leave_dialog import LeaveDialog
from backoffice_gui.gui.withheld import Withheld

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.authority import Authority
    from backoffice_gui.gui.case_desk import CaseDesk
    from backoffice_gui.gui.shortcuts import Key
    from backoffice_gui.gui.windows.desk import Desk
    from backoffice_gui.gui.windows.main import MainWindow
    from backoffice_gui.gui.windows.strips import Strips
    from backoffice_gui.gui.windows.workplace import Workplace

__all__ = ["TeamPlace"]

_ANSWER_MS = 400
"""So long has what is on its way to be answered, where the window is closed: a tenth of it is usual."""


def _withhold(work: Workplace, authority: Authority) -> None:
    """The buttons of the other pages."""
    work.transfers.events.closing = authority.may(Action.CLOSE_INCIDENT)
    buttons: list[tuple[Action, QWidget]] = [
        (Action.COLLECT, work.transfers.poll),
        (Action.NOTIFY_INCIDENT, work.conformity.page.incidents.notify),
    ]
    if work.journal is not None:
        buttons.append((Action.EXPORT_JOURNAL, work.journal.page.export))
    if work.retention is not None:
        page = work.retention.page
        buttons += [
            (Action.REQUEST_PURGE, page.due.request),
            (Action.HOLD, page.due.hold),
            (Action.HOLD, page.holds.release),
            (Action.APPROVE_PURGE, page.purges.approve),
            (Action.RUN_PURGE, page.purges.start),
            (Action.REQUEST_PURGE, page.purges.withdraw),
        ]
    for action, button in buttons:
        if not authority.may(action):
            Withheld(button)


class TeamPlace(QObject):
    """Joins a desk of a team with the window around it; of an embedded store nothing is seen of it."""

    ended = Signal()
    """The server takes nobody by this login any more: nothing more is to be shown."""

    def __init__(self, window: MainWindow, strips: Strips) -> None:
        super().__init__(window)
        self._window, self._strips = window, strips
        self._desk: Desk | None = None
        self._asked: LeaveDialog | None = None
        self._leaving = self._team = self._waited = False
        self._moment = QTimer(self, interval=_ANSWER_MS, singleShot=True)
        self._moment.timeout.connect(self._close_now)
        strips.pending_asked.connect(self._decide)
        window.status.pending_asked.connect(self.open)
        strips.server_asked.connect(self._press)

    def use(self, work: Workplace, desk: Desk, caseload: CaseDesk) -> None:
        """This is the desk now."""
        self._desk = desk
        _withhold(work, caseload.authority)
        desk.outbox.said.connect(self._strips.show_line)
        desk.outbox.counted.connect(self._window.status.show_pending)
        desk.outbox.ended.connect(self.ended, Qt.ConnectionType.QueuedConnection)
        desk.outbox.settling.connect(lambda: self._window.panes.go(Place.CASES))
        desk.outbox.look()
        authority, team = caseload.authority, in_team(caseload)
        self._window.keys.withhold(keys_withheld(authority, team=team))
        self._window.panes.navigation.withhold(places_withheld(authority, team=team))
        self._team = team

    def forget(self) -> None:
        """The desk is locked."""
        self._desk = None
        self._strips.show_line(LineSaid())
        self._window.status.show_pending("", False)

    def open(self) -> None:
        """Show what waits for the server."""
        if self._desk is not None:
            self._desk.outbox.open(self._window)

    @property
    def away(self) -> bool:
        """Whether the team's server is away, and the line says so."""
        return self._desk is not None and self._desk.outbox.away

    def retry(self) -> None:
        """Look for the server now."""
        if self._desk is not None:
            self._desk.outbox.retry()

    def _decide(self) -> None:
        if self._desk is not None:
            self._desk.outbox.decide(self._window)

    def _press(self) -> None:
        if self._desk is not None:
            self._desk.outbox.press()

    def refuses(self, key: Key) -> bool:
        """Whether a key stands for what the agent may not do; it is said then."""
        refused = key in self._window.keys.withheld
        if refused:
            self._strips.tell(refusal_of(key, team=self._team))
        return refused

    def may_leave(self) -> bool:
        """Whether the window may be closed at once; where changes wait it is said first that they are kept.

        What is on its way has a moment to be answered, and the window closes by itself then.
        """
        if self._desk is None or self._leaving:
            return True
        if self._desk.outbox.sending and not self._waited:
            self._moment.start()
            return False
        self._waited, kept = False, self._desk.outbox.kept
        if not kept:
            return True
        if self._asked is None:
            asked = self._asked = LeaveDialog(kept, self._window)
            asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            asked.accepted.connect(self._leave)
            asked.finished.connect(self._answered)
            asked.open()
        return False

    def _close_now(self) -> None:
        self._waited = True
        if self.may_leave():
            self._leave()

    def _answered(self, _result: int) -> None:
        self._asked = None

    def _leave(self) -> None:
        self._leaving = True
        self._window.close()
