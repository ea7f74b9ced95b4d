"""The places and their details, joined: built once the office is there, after the first paint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from backoffice_gui.gui import clipboard
from backoffice_gui.gui.allowed import in_team
from backoffice_gui.gui.pages.admission import ADMISSION, AdmissionPage
from backoffice_gui.gui.pages.detail import DetailPane
from backoffice_gui.gui.pages.submissions import Submissions
from backoffice_gui.gui.pages.transfers import Transfers
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.tasks import Work
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.widgets.state_panel import StatePanel
from backoffice_gui.gui.windows.conformity_place import ConformityPlace
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.desk_place import DeskPlace, place_of, return_to
from backoffice_gui.gui.windows.journal_place import JournalPlace
from backoffice_gui.gui.windows.members_place import MembersPlace
from backoffice_gui.gui.windows.retention_place import RetentionPlace

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.case_detail import Unkept
    from backoffice_gui.domain.listing import Row
    from backoffice_gui.domain.office import Condition
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_desk import CaseDesk
    from backoffice_gui.gui.keymap import Keymap
    from backoffice_gui.gui.office import Office
    from backoffice_gui.gui.preferences import Density, Preferences
    from backoffice_gui.gui.tasks import AnyTask
    from backoffice_gui.gui.watch import Watch
    from backoffice_gui.gui.windows.panes import Panes

__all__ = ["Whereabouts", "Workplace"]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the agent was: numbers of the store, no word of anybody."""

    submission: int | None = None
    desk: DeskPlace | None = None
    drafts: tuple[Unkept, ...] = ()
    """What was being written and is not kept yet: only until the casebook is closed."""
    words: bool = False
    """Whether something was typed that is kept nowhere."""


class Workplace(QObject):
    """Gives each pane what it shows, and passes on what was asked."""

    poll_asked = Signal()
    """Ask the site now."""
    close_asked = Signal(object)
    """Close this `Incident`."""
    admission_asked = Signal()
    """Look whether this workstation was admitted to the team."""
    failed = Signal(object)
    """Something could not be read: a `Failure`."""

    def __init__(self, bridge: Bridge, office: Office, panes: Panes, preferences: Preferences, *, watch: Watch) -> None:
        before = panes.children()
        super().__init__(panes)
        self._before = before
        self._bridge, self._panes, self._preferences, self.watch = bridge, panes, preferences, watch
        self.transfers = Transfers(self.watch, panes)
        self.submissions = Submissions(bridge, office, self.watch, panes)
        self.detail = DetailPane(bridge, office, panes)
        self.detail.set_discreet(preferences.discreet)
        self.desk: Desk | None = None
        self.journal: JournalPlace | None = None
        self.retention: RetentionPlace | None = None
        self.members: MembersPlace | None = None
        self.admission: AdmissionPage | None = None
        self.no_cases, self.no_journal, self.no_retention = (StatePanel(panes) for _ in range(3))
        panes.add_place(Place.CASES, self.no_cases)
        panes.add_place(Place.SUBMISSIONS, self.submissions, self.detail)
        panes.add_place(Place.TRANSFERS, self.transfers)
        self.conformity = ConformityPlace(bridge, office, panes)
        panes.add_place(Place.JOURNAL, self.no_journal)
        panes.add_place(Place.RETENTION, self.no_retention)
        self.submissions.set_density(preferences.density)
        self.submissions.table.keep_widths(preferences.widths("columns"))
        self.transfers.poll_asked.connect(self.poll_asked)
        self.transfers.close_asked.connect(self.close_asked)
        self.submissions.failed.connect(self.failed)
        self.submissions.chosen.connect(self.detail.show_row)
        self.submissions.opened.connect(self._open)
        self.submissions.counted.connect(lambda many: panes.navigation.show_number(Place.SUBMISSIONS, many))
        bridge.collector_spoke.connect(self.transfers.movements.hear)
        panes.went.connect(self._land)
        self.detail.step_asked.connect(self.submissions.list.step)

    def start(self) -> None:
        """Ask for everything for the first time."""
        self.submissions.start()

    def furnish(self, caseload: CaseDesk | None, keymap: Keymap) -> bool:
        """Put the desk in its place once there is a caseload; whether it is new. Without one, say so calmly."""
        if caseload is None:
            self.no_cases.say(
                self.tr("Pas de demandes à montrer"),
                self.tr(
                    "Le coffre de ce poste n’est pas ouvert, ou n’a pas encore de demandes. La relève continue : "
                    "ce qui arrive est rangé sous « Dépôts », et paraîtra ici dès que le coffre sera ouvert."
                ),
            )
            self.no_journal.say(
                self.tr("Pas de journal à montrer"),
                self.tr("Le journal est dans le coffre de ce poste : il paraîtra ici dès que le coffre sera ouvert."),
            )
            self.no_retention.say(
                self.tr("Rien à montrer de la conservation"),
                self.tr(
                    "Les demandes sont dans le coffre de ce poste : leurs échéances paraîtront dès qu’il sera ouvert."
                ),
            )
            return False
        if self.desk is not None:
            return False
        desk = self.desk = Desk(
            self._bridge, caseload, self._panes.navigation, self._preferences, self._panes, keys=keymap.first
        )
        self._panes.replace_place(Place.CASES, desk.page, desk.detail)
        desk.opened.connect(self._panes.show_detail_beside)
        desk.went_back.connect(self._panes.show_list)
        desk.start()
        self.journal = JournalPlace(self._bridge, caseload.journal, desk.acts.tasks, self._panes)
        self.journal.page.set_density(self._preferences.density)
        self.journal.page.failed.connect(self.failed)
        desk.history_asked.connect(self.journal.show_case)
        self.retention = RetentionPlace(self._bridge, caseload, desk.acts.tasks, self._panes)
        if in_team(caseload):
            self.members = MembersPlace(self._bridge, caseload.team, caseload.authority, self._panes)
        return True

    def wait_admission(self, condition: Condition) -> bool:
        """Show what is waited for where this workstation is not admitted to the team; whether that is so."""
        waits = condition.reason in ADMISSION and self.desk is None
        if waits and self.admission is None:
            self.admission = AdmissionPage(self._panes)
            self.admission.retried.connect(self.admission_asked)
            self._panes.replace_place(Place.CASES, self.admission)
        if waits and self.admission is not None:
            self.admission.show_condition(condition)
        return waits

    def stop(self) -> None:
        """Ask for nothing more; keep how the columns were left."""
        if self.desk is not None:
            self.desk.stop()
        if self.journal is not None:
            self.journal.stop()
        self._preferences.keep_widths("columns", self.submissions.table.widths())

    def leave(self, keeper: QObject) -> tuple[Whereabouts, tuple[AnyTask, ...]]:
        """The desk is locked: where the agent was, in numbers, and what `keeper` keeps until it has ended.

        All pages are deleted; what is written is kept first.
        """
        row = self.submissions.list.current
        at = Whereabouts(submission=None if row is None else row.row, words=bool(self.submissions.filter.filter.text))
        running: tuple[AnyTask, ...] = ()
        if self.desk is not None:
            words = at.words or self.desk.page.filter.has_words()
            at = replace(at, desk=place_of(self.desk), drafts=self.desk.drafts.leave(), words=words)
            running = self.desk.acts.tasks.leave(keeper)
            self.desk.views.leave()
        self.stop()
        self.conformity.leave(keeper)
        for work in self._panes.findChildren(Work):  # a thread speaks to it still
            work.changed.disconnect()
            work.setParent(keeper)
            work.cancel()
        self.submissions.model.start((), 0)
        if self.desk is not None:
            self.desk.page.model.start((), 0)
        self._panes.empty()
        for made in self._panes.children():
            if made not in self._before:
                made.deleteLater()
        return at, running

    def come_back(self, at: Whereabouts) -> None:
        """Be again where the agent was when the desk was locked."""
        if at.submission is not None:
            number = at.submission
            self.submissions.list.shown.connect(lambda _: self._be_on(number), Qt.ConnectionType.SingleShotConnection)
        if self.desk is not None and at.desk is not None:
            return_to(self.desk, at.desk)

    def _be_on(self, number: int) -> None:
        at = self.submissions.model.find(number)
        if at is not None:
            self.submissions.list.go(at)

    def set_density(self, density: Density) -> None:
        """Another height of rows."""
        self.submissions.set_density(density)
        if self.desk is not None:
            self.desk.page.table.set_density(density)
        if self.journal is not None:
            self.journal.page.set_density(density)

    def set_discreet(self, on: bool) -> None:
        """Cover names until they are asked for, or show them."""
        self.detail.set_discreet(on)
        if self.desk is not None:
            self.desk.set_discreet(on)

    def focus_first(self) -> None:
        """The focus to where the work is, without a ring jumping about."""
        firsts: dict[Place, QWidget] = {
            Place.CASES: (self.admission or self.no_cases) if self.desk is None else self.desk.page.table,
            Place.SUBMISSIONS: self.submissions.table,
            Place.TRANSFERS: self.transfers.poll,
            Place.CONFORMITY: self.conformity.page.periods.which,
            Place.JOURNAL: self.no_journal if self.journal is None else self.journal.page.table,
            Place.RETENTION: self.no_retention if self.retention is None else self.retention.page.due.table,
            Place.TEAM: self.no_cases if self.members is None else self.members.page.table,
        }
        firsts[self._panes.navigation.place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _land(self) -> None:
        """Who came by key is on the page's first control, who came through the navigation stays in it."""
        if not self._panes.navigation.hasFocus():
            self.focus_first()

    def lists(self) -> list[QWidget]:
        """Where single letters act."""
        return [self._panes.navigation, self.submissions.table, self.transfers, self.detail]

    def stops(self) -> list[QWidget]:
        """What F6 goes round, in order, without the status line."""
        cases: list[QWidget] = []
        if self.desk is not None:
            page = self.desk.page
            cases = [page.filter, page.table, page.selection, self.desk.detail]
        stops = [self.submissions.filter, self.submissions.table, self.detail, self.transfers, self.conformity.page]
        if self.journal is not None:
            stops += [self.journal.page.filter, self.journal.page.table]
        if self.retention is not None:
            stops.append(self.retention.page)
        if self.members is not None:
            stops.append(self.members.page)
        return [self._panes.navigation, *cases, *stops]

    def _open(self, row: Row) -> None:
        self.detail.show_row(row)
        self._panes.show_detail()
        self.detail.open_now()

    def do_key(self, key: Key) -> None:
        """Do what a key of a list stands for, in the place where one is."""
        place = self._panes.navigation.place
        if place is Place.JOURNAL and self.journal is not None and self.journal.do_key(key):
            return
        if self.desk is not None and place is not Place.SUBMISSIONS:
            if key is Key.FILTER:
                self._panes.go(Place.CASES)
            if (place is Place.CASES or key in {Key.FILTER, Key.UNDO, Key.REDO}) and self.desk.do_key(key):
                return
        deeds: dict[Key, Callable[[], object]] = {
            Key.FILTER: self._filter,
            Key.REFRESH: self.submissions.refresh,
            Key.NEXT: lambda: self.submissions.list.step(1),
            Key.PREVIOUS: lambda: self.submissions.list.step(-1),
            Key.COPY: self._copy_number,
        }
        if key in deeds:
            deeds[key]()

    def go_view(self, view: str) -> None:
        """Go to a view of *Demandes*."""
        self._panes.go(Place.CASES)
        if self.desk is not None:
            self._panes.navigation.go_view(view)

    def _filter(self) -> None:
        self._panes.go(Place.SUBMISSIONS)
        self.submissions.filter.focus_text()

    def leave_filter(self) -> bool:
        """From what is open in the panes, or the filter, back to the list; whether there was anything to leave."""
        if self.desk is not None and self._panes.navigation.place is Place.CASES:
            return self.desk.leave()
        if self.detail.leave():
            return True
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
            clipboard.copy(str(row.seq))
