"""Everything behind the painted window: the office's life, what stands before the work, the work, the dialogs.

It is imported by a worker after the first paint, together with the adapters: the window itself
(`main`) stays light. Here the office's condition is turned into what the agent sees.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from backoffice_gui import __version__
from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.gui import connection
from backoffice_gui.gui.bridge import Bridge, Command
from backoffice_gui.gui.calls import come_forward
from backoffice_gui.gui.capture import shield
from backoffice_gui.gui.clipboard import copies
from backoffice_gui.gui.looks import DANGER_LOOKS
from backoffice_gui.gui.pages.lock import Why
from backoffice_gui.gui.risk import assess
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.text_tasks import Told
from backoffice_gui.gui.watch import Watch
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.widgets.task_drawer import TaskDrawer
from backoffice_gui.gui.windows.crier import Crier
from backoffice_gui.gui.windows.dialogs import CloseIncident, FailureDialog, HelpDialog
from backoffice_gui.gui.windows.doors import Doors
from backoffice_gui.gui.windows.guard import Guard
from backoffice_gui.gui.windows.keyboard import KeyboardDialog
from backoffice_gui.gui.windows.lock import Lock
from backoffice_gui.gui.windows.palette import Palette
from backoffice_gui.gui.windows.post_place import PostPlace, own_form
from backoffice_gui.gui.windows.session import Session
from backoffice_gui.gui.windows.strips import Strips
from backoffice_gui.gui.windows.team_place import TeamPlace
from backoffice_gui.gui.windows.tray import Tray
from backoffice_gui.gui.windows.workplace import Whereabouts, Workplace

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.incidents import Incident
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.office import Office
    from backoffice_gui.gui.preferences import Density, Preferences
    from backoffice_gui.gui.tasks import AnyTask
    from backoffice_gui.gui.windows.main import MainWindow

__all__ = ["House"]


class House(QObject):
    """Built once behind a `MainWindow`; it fills the window's panes, strips and status line."""

    settled = Signal(object)
    """The office's `Condition` is shown."""
    closed = Signal()
    """All is stopped and closed; the window may go."""

    def __init__(
        self,
        window: MainWindow,
        bridge: Bridge,
        preferences: Preferences,
        open_office: Callable[[], Office],
        *,
        elapsed: Callable[[], float],
        config_file: str = "",
        demo: bool = False,
    ) -> None:
        super().__init__(window)
        self._window, self._bridge, self._preferences, self._demo = window, bridge, preferences, demo
        self.session = Session(bridge, open_office, self)
        self.doors = Doors(
            bridge, window.panes, config_file, preferences, lambda: own_form(window, preferences, essential=True)
        )
        self.strips = Strips(window)
        window.add_strips(self.strips)
        self.workplace: Workplace | None = None
        self.watch: Watch | None = None
        self._back: Whereabouts | None = None
        self._keeper = QObject(self)
        self._stopped: tuple[AnyTask, ...] = ()
        self._crier = Crier(window)
        self.tray = Tray(window, lambda: preferences.notices)
        self.drawer: TaskDrawer | None = None
        self.palette: Palette | None = None
        self.team = TeamPlace(window, self.strips)
        self.lock = Lock(bridge, self.session, window)
        self.post = PostPlace(bridge, self.session, window, preferences)
        self.post.told.connect(self.strips.show_post)
        self.guard = Guard(self.lock, window, elapsed)
        window.add_strips(self.guard.warning)
        self._connect()

    def _connect(self) -> None:
        window = self._window
        self.session.settled.connect(self._settle)
        self.session.refused.connect(self._refuse)
        self.session.stopped.connect(self.closed)
        self._bridge.failed.connect(self._fail)
        self.strips.poll_asked.connect(self._poll)
        self.strips.transfers_asked.connect(self._go_transfers)
        self.strips.retried.connect(self.session.open)
        self.strips.detail_asked.connect(self._show_failure)
        window.status.poll_asked.connect(self._poll)
        window.status.transfers_asked.connect(self._go_transfers)
        self.doors.retried.connect(self.session.open)
        self.doors.renewed.connect(self.session.renew)
        self._crier.alarmed.connect(self.tray.alarm)
        self._crier.arrived.connect(self.tray.arrived)
        self.tray.opened.connect(lambda: come_forward(window))
        self.tray.poll_asked.connect(self.session.poll_now)
        self.tray.quit_asked.connect(window.quit)
        window.panes.went.connect(self._tell)
        window.status.tasks_asked.connect(self._turn_drawer)
        self.team.ended.connect(lambda: self.lock.shut_now(Why.ENDED))
        self.lock.shutting.connect(self._empty)
        self.lock.closed.connect(self._ended)
        self.lock.opened.connect(self.strips.show_stopped)

    # what the office says

    def _settle(self, condition: Condition) -> None:
        office = self.session.office
        if office is None:
            return
        copies().keep_for(condition.precautions.clipboard_seconds)
        shield(on=condition.precautions.exclude_capture)
        if condition.state in {OfficeState.SEALED, OfficeState.LOCKED, OfficeState.OPEN}:
            self._watch(office)
        if self.lock.takes(condition):
            self.settled.emit(condition)
            return
        if condition.state in {OfficeState.SEALED, OfficeState.OPEN}:
            self.guard.watch(condition.precautions.lock_minutes)
        match condition.state:
            case OfficeState.NOT_CONFIGURED:
                self.doors.show_need(None)
                self.doors.offer_form(office)
            case OfficeState.NO_STORE:
                self.doors.show_make(office)
            case OfficeState.UNAVAILABLE:
                self.doors.show_condition(condition)
            case OfficeState.SEALED | OfficeState.OPEN if self.doors.trying and self.workplace is None:
                self.doors.show_trial(office)
            case OfficeState.SEALED | OfficeState.OPEN:
                self._work(office, condition)
            case OfficeState.LOCKED:
                """Taken by the lock."""
            case _:
                assert_never(condition.state)
        if self.workplace is None:
            self._window.status.connected.say(self.tr("Relève arrêtée"), "")
        self.strips.show_condition(condition)
        self.settled.emit(condition)

    def _refuse(self, failure: Failure) -> None:
        self._window.status.connected.say(self.tr("Relève arrêtée"), "")
        if failure.code.startswith("CFG"):
            self.doors.show_need(failure)
        else:
            self.doors.show_blocking(failure)

    def _watch(self, office: Office) -> None:
        if self.watch is None:
            watch = self.watch = Watch(self._bridge, office, self)
            watch.failed.connect(lambda failure: self._fail(failure, watching=True))
            watch.seen.connect(self._tell)
            watch.ticked.connect(self._tell)
            watch.start()

    def _work(self, office: Office, condition: Condition) -> None:
        panes, watch = self._window.panes, self.watch
        assert watch is not None
        if self.workplace is None:
            work = self.workplace = Workplace(self._bridge, office, panes, self._preferences, watch=watch)
            work.poll_asked.connect(self.session.poll_now)
            work.close_asked.connect(self._ask_reason)
            work.failed.connect(self._fail)
            work.admission_asked.connect(self.session.open)
            self._window.keys.bind_letters(work.lists())
            self._window.keys.bind_ways(panes)
            work.start()
            self._furnish(office, work)
            self._begin(work, waits=work.wait_admission(condition))
            return
        self.workplace.wait_admission(condition)
        self._furnish(office, self.workplace)
        if not panes.navigation.isEnabled():
            self.workplace.submissions.refresh()
            panes.go(panes.navigation.place)

    def _begin(self, work: Workplace, *, waits: bool) -> None:
        """On the page that was left open the last time; after a lock, where the agent was."""
        back, self._back = self._back, None
        panes = self._window.panes
        if back is None:
            without = Place.TRANSFERS if self._demo else Place.SUBMISSIONS
            panes.go(self._kept_place(without if work.desk is None and not waits else Place.CASES))
        else:
            work.come_back(back)
            panes.go(panes.navigation.place)
        work.focus_first()

    def _empty(self) -> None:
        """The desk is locked: pages, drawer and palette go, and where the agent was is kept in numbers."""
        work, self.workplace = self.workplace, None
        if work is not None:
            self._keeper.deleteLater()  # what the lock before had to wait for has ended long ago
            self._keeper = QObject(self)
            back, self._stopped = work.leave(self._keeper)
            self.lock.drafts, self._back = back.drafts, replace(back, drafts=())
            if back.words or self.lock.dropped:
                self.strips.keep_stopped([Told().words_gone()])
        for widget in (self.drawer, self.palette):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.drawer = self.palette = None
        self._window.status.tasks.hide()
        self.strips.failure.hide()
        self.team.forget()

    def _ended(self) -> None:
        """What was stopped by the lock has ended: it is counted, and forgotten but for that."""
        stopped, self._stopped = self._stopped, ()
        self.strips.keep_stopped([Told().stopped(task) for task in stopped])
        for task in stopped:
            task.deleteLater()

    def _kept_place(self, usual: Place) -> Place:
        """The page that was left open the last time, where it has something to show; a demonstration begins as ever."""
        kept = "" if self._demo else self._preferences.text("session/page")
        place = next((place for place in Place if place.name.lower() == kept), usual)
        return usual if place is Place.CASES else place

    def _furnish(self, office: Office, work: Workplace) -> None:
        if not work.furnish(office.cases(), self._window.keys.keymap) or work.desk is None:
            return
        desk, window = work.desk, self._window
        caseload = office.cases()
        if caseload is not None:
            self.team.use(work, desk, caseload)
        window.keys.bind_letters([desk.page.table, desk.detail])
        self.drawer = TaskDrawer(desk.acts.tasks, window)
        self.drawer.retried.connect(desk.acts.retry)
        self.drawer.undone.connect(desk.acts.undo_task)
        window.add_drawer(self.drawer)
        desk.acts.tasks.changed.connect(lambda: self._tell_tasks(desk.acts.tasks.running))

    def _tell_tasks(self, running: int) -> None:
        self._window.status.show_tasks(Told().tasks(running), running)

    def _turn_drawer(self) -> None:
        if self.drawer is not None:
            self.drawer.setVisible(not self.drawer.isVisible())

    def _tell(self, *_: object) -> None:
        watch = self.watch
        if watch is None or watch.latest is None:
            return
        monitor, passed = watch.latest, watch.passed
        self.lock.hear(monitor, passed)
        risk = assess(monitor, passed)
        said = connection.of(monitor, passed)
        status = self._window.status
        if risk.afar:
            status.show_connection(said.text, said.tone, said.shape, risk.short)
            status.risk.hide()
        else:
            status.show_connection(said.text, said.tone, said.shape)
            status.show_risk(risk.short, risk.headline, risk.detail, DANGER_LOOKS[risk.danger])
        status.show_holder(connection.holder_of(monitor))
        self.tray.show_state(risk.short)
        on_transfers = self._window.panes.navigation.place is Place.TRANSFERS or self.lock.on
        self.strips.show_state(monitor, risk, passed, on_transfers=on_transfers)
        self._crier.hear(monitor, risk)

    def _fail(self, failure: Failure, *, watching: bool = False) -> None:
        if failure.defect:
            self.strips.show_defect(failure, quiet=self.lock.on)
            return
        if self.lock.on and failure.reason == "locked":  # the lock has broken it off: said once the desk is open
            self.strips.keep_stopped([Told().cut()])
            return
        if failure.away and self.watch is not None and not watching:
            self.watch.look_soon()  # by which the line learns it
        if failure.away and self.team.away and (watching or failure.reason != "offline"):
            return  # the line says so
        self.strips.show_failure(failure)
        if failure.code.startswith("STO"):
            self.session.look()

    def _poll(self) -> None:
        """Ask the site now; while the team's server is away, that one."""
        if self.team.away:
            self.team.retry()
        else:
            self.session.poll_now()

    def _show_failure(self, failure: Failure | None) -> None:
        if failure is not None and not any(dialog.isVisible() for dialog in self._window.findChildren(FailureDialog)):
            self._open(FailureDialog(failure, self._window))

    # what the agent asks

    def do_key(self, key: Key) -> None:
        """Do what a key stands for, where the window alone can't."""
        if key is Key.LOCK:
            self.lock.shut_now(Why.ASKED)
        elif key is Key.POLL:
            self._poll()
        elif key is Key.HELP:
            self._open(HelpDialog(__version__, self._window.keys.keymap.text, self._window))
        elif key is Key.SHEET:
            dialog = HelpDialog(__version__, self._window.keys.keymap.text, self._window)
            dialog.show_sheet()
            self._open(dialog)
        elif key is Key.TASKS:
            self._turn_drawer()
        elif key is Key.PENDING:
            self.team.open()
        elif key is Key.DISCREET:
            self._turn_discreet()
        elif key is Key.PALETTE:
            self._open_palette()
        elif key is Key.SETTINGS:
            self.post.open()
        elif key is Key.KEYBOARD:
            self._open(KeyboardDialog(self._window.keys, self._window))
        elif key is Key.BACK:
            if self.workplace is None or not self.workplace.leave_filter():
                self._window.panes.back()
        elif self.workplace is not None:
            self.workplace.do_key(key)

    def _turn_discreet(self) -> None:
        on = self._preferences.discreet = not self._preferences.discreet
        self._window.keys.action(Key.DISCREET).setChecked(on)
        if self.workplace is not None:
            self.workplace.set_discreet(on)

    def _open_palette(self) -> None:
        if self.palette is None:
            self.palette = Palette(self._window.keys, self._window)
            self.palette.key_asked.connect(self._window.do_key)
            self.palette.view_asked.connect(self._go_view)
            self.palette.case_asked.connect(self._go_case)
        self.palette.ask(None if self.workplace is None else self.workplace.desk)

    def _go_view(self, view: str) -> None:
        if self.workplace is not None:
            self.workplace.go_view(view)

    def _go_case(self, case: int) -> None:
        work = self.workplace
        if work is not None and work.desk is not None:
            self._window.panes.go(Place.CASES)
            work.desk.show_case(case)

    def set_density(self, density: Density) -> None:
        """Another height of rows."""
        if self.workplace is not None:
            self.workplace.set_density(density)

    def leave(self) -> None:
        """Stop and close; `closed` tells when."""
        if self.watch is not None:
            self.watch.stop()
        desk = None if self.workplace is None else self.workplace.desk
        unsaid = () if desk is None else desk.drafts.unsaid
        if self.workplace is not None:
            self._preferences.keep_text("session/page", self._window.panes.navigation.place.name.lower())
            self.workplace.stop()
        self.session.leave(() if desk is None else desk.drafts.undecided, unsaid)

    def _go_transfers(self) -> None:
        if not self.lock.on:
            self._window.panes.go(Place.TRANSFERS)

    def _ask_reason(self, incident: Incident) -> None:
        dialog = CloseIncident(incident, self._window)
        dialog.reasoned.connect(self._close_incident)
        self._open(dialog)

    def _close_incident(self, number: int, reason: str) -> None:
        office = self.session.office
        if office is not None:
            self._bridge.do(Command(self, lambda: office.close_incident(number, reason)))

    @staticmethod
    def _open(dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
