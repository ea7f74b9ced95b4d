"""*Demandes* in the window: views, list, detail and acts, joined; built once there is a caseload."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from backoffice_gui.domain.authority import Action
from backoffice_gui.domain.case_acts import Asked, Mark
from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseRow, CaseView
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.gui import clipboard, formats
from backoffice_gui.gui.allowed import in_team
from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.case_offers import needs_reason
from backoffice_gui.gui.drafts import Drafts
from backoffice_gui.gui.pages.case_detail import CaseDetailPane
from backoffice_gui.gui.pages.case_list import MOST
from backoffice_gui.gui.pages.cases import Cases
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.text import in_a_line
from backoffice_gui.gui.text_cases import verb_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.prompt_bar import PromptBar
from backoffice_gui.gui.widgets.selection_bar import fitting
from backoffice_gui.gui.widgets.view_bar import ViewBar
from backoffice_gui.gui.windows.desk_acts import DeskActs
from backoffice_gui.gui.windows.desk_company import DeskCompany
from backoffice_gui.gui.windows.desk_drafts import DeskDrafts
from backoffice_gui.gui.windows.desk_exports import DeskExports
from backoffice_gui.gui.windows.desk_handing import DeskHanding
from backoffice_gui.gui.windows.desk_marks import DeskMarks
from backoffice_gui.gui.windows.desk_once import OnceHere
from backoffice_gui.gui.windows.desk_outbox import DeskOutbox
from backoffice_gui.gui.windows.desk_views import DeskViews
from backoffice_gui.gui.withheld import Withheld

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from backoffice_gui.domain.authority import Authority
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_desk import CaseDesk
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.preferences import Preferences
    from backoffice_gui.gui.widgets.navigation import Navigation

__all__ = ["Desk"]


class Desk(QObject):
    """What the keys and the palette ask of *Demandes*."""

    opened = Signal()
    """The agent wants the case in full: bring the detail to the front."""
    history_asked = Signal(object)
    """Who opened this `CaseRow`, and who did what to it?"""
    went_back = Signal()
    """The agent is to be back at the list."""
    _gone_to: int | None = None

    def __init__(
        self,
        bridge: Bridge,
        office: CaseDesk,
        navigation: Navigation,
        preferences: Preferences,
        parent: QWidget,
        *,
        keys: Callable[[Key], str],
        today: Callable[[], date] = formats.today,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._office = bridge, office
        self.page = Cases(bridge, office, today, parent)
        self.drafts = Drafts(bridge, office, self)
        self.detail = CaseDetailPane(bridge, office, self.drafts, today=today, keys=keys, parent=parent)
        self._bar, self._prompt = ViewBar(self.page), PromptBar(self.page)
        body = self.page.layout()
        if isinstance(body, QVBoxLayout):
            body.insertWidget(1, self._bar)
            body.addWidget(self._prompt)
        self._prompt.left.connect(self.page.focus_list)
        self.acts = DeskActs(bridge, office, self.page, self.detail, drafts=self.drafts, preferences=preferences)
        self.company = DeskCompany(bridge, office.colleagues, self.page, self.detail, self.drafts)
        DeskDrafts(self.drafts, self.page, self.detail)
        self.outbox = DeskOutbox(bridge, office.outbox, self, keys)
        self.handing = DeskHanding(bridge, office, self.page, self.detail, self.acts)
        if isinstance(body, QVBoxLayout):
            body.addWidget(self.handing.bar)
        self.handing.asked.connect(self.opened)
        self.marks = DeskMarks(bridge, office, self.page, self.detail, self.acts)
        self._once = OnceHere(self.page, self.detail)
        self.views = DeskViews(bridge, office, self.page, bar=self._bar, navigation=navigation, preferences=preferences)
        self.exports = DeskExports(bridge, office.exports, self.page, self.acts.tasks, today=today)
        self.page.table.set_density(preferences.density)
        self.discreet = self._lead = False
        self.set_discreet(preferences.discreet)
        self._shown: int | None = None
        self._asked: tuple[CaseAct, tuple[CaseRow, ...]] | None = None
        self._connect()

    def _connect(self) -> None:
        cases, page, detail = self.page.list, self.page, self.detail
        cases.chosen.connect(self._choose)
        cases.selected.connect(self._selected)
        cases.shown.connect(self._position)
        cases.arrived.connect(self._follow)
        cases.counted.connect(self._read_again)
        page.table.selectionModel().currentRowChanged.connect(self._position)
        page.opened.connect(self.open)
        page.selection.asked.connect(self._bulk)
        page.selection.export_asked.connect(self.exports.export_rows)
        self._prompt.answered.connect(self._reasoned)
        detail.opened.connect(self._read)
        detail.step_asked.connect(cases.step)
        detail.case_asked.connect(self.show_case)
        detail.head.key_asked.connect(self.do_key)
        self.acts.went_back.connect(self.went_back)
        self.views.failed.connect(page.stack.fail)
        self.views.refused.connect(self._refuse)
        self.views.deleted.connect(self._offer_back)
        self._bridge.collector_spoke.connect(cases.renew_soon)
        self._bridge.collector_spoke.connect(self.views.load_soon)

    # start and end

    def start(self) -> None:
        """Ask for everything for the first time."""
        self.page.stack.begin()
        self._office.colleagues.hear(self._bridge.hear)

        def read() -> tuple[str, frozenset[CaseColumn], Authority, bool]:
            office = self._office
            return office.me(), office.columns(), office.authority, in_team(office)

        self._bridge.ask(Query(self, read, self._begin, self.page.stack.fail))

    def _begin(self, got: tuple[str, frozenset[CaseColumn], Authority, bool]) -> None:
        self.page.me, self.page.list.sortable, authority, team = got
        self.detail.know(got[0], lambda: self.page.filter.agents)
        self._allow(authority, team=team)
        self.views.load()

    def _allow(self, authority: Authority, *, team: bool) -> None:
        """What one may not do is not offered: neither here nor, with nothing to be sent, in the pane."""
        self.detail.head.allow(authority, team=team)
        self.detail.request.answers.allow(authority.may(Action.ANSWER))
        withheld = (
            (Action.NOTE, (self.detail.story.notes.text, self.detail.story.notes.add)),
            (Action.EXPORT, (self.page.selection.export_button,)),
            (Action.SHARE_VIEW, (self._bar.shared,)),
        )
        for action, widgets in withheld:
            for widget in () if authority.may(action) else widgets:
                Withheld(widget)

    def set_discreet(self, on: bool) -> None:
        """Cover names until they are asked for, or show them."""
        self.discreet = on
        self.page.model.set_discreet(on)
        self.detail.covering.turn(on)

    def stop(self) -> None:
        """Keep what is being written; stop what runs."""
        self.drafts.flush()
        self.company.leave()
        self.detail.pieces.leave()
        self.acts.tasks.cancel_all()

    # list and detail

    def _choose(self, row: CaseRow | None) -> None:
        self._shown = None if row is None else row.case
        self._gone_to = self._gone_to if self.page.list.leads else self._shown
        self.drafts.flush()
        self.detail.show_row(row)

    def open(self, row: CaseRow) -> None:
        """Be on this case, in its row where it has one, and have it open in front."""
        at = self.page.model.find(row.case)
        if at is not None:
            self.page.list.go(at)
        self.detail.show_row(row)
        self.opened.emit()
        self.detail.open_now()

    def _read(self, detail: CaseDetail) -> None:
        """The case was opened: its row is read, and says its newest state."""
        self.page.model.change(detail.row)
        self._lead = self._lead or CaseAct.ASSIGN in detail.possible
        self.page.filter.know_agents([detail.row.agent])
        self._position()

    def _follow(self, *_: object) -> None:
        opened = self.detail.detail
        at = None if opened is None else self.page.model.find(opened.row.case)
        row = None if at is None else self.page.model.row_at(at)
        if row is not None:
            self.detail.head.follow(row)

    def _position(self, *_: object) -> None:
        self.detail.head.show_position(*self.page.list.position)
        self.page.filter.know_agents(row.agent for n in range(40) if (row := self.page.model.row_at(n)) is not None)

    def show_case(self, case: int) -> None:
        """Show a case wherever it is in the list, or beside it."""
        at = self.page.model.find(case)
        if at is not None:
            self.page.list.go(at)
            self.opened.emit()
            return
        self.bring(case, self.opened.emit)

    def bring(self, case: int, then: Callable[[], object] = lambda: None) -> None:
        """Open a case beside the list; who has gone on to another meanwhile stays there."""
        before, self._gone_to = self._shown, None  # where an act leads on meanwhile, it is not the agent who goes

        def found(detail: CaseDetail) -> None:
            if None not in {before, self._gone_to} and before != self._gone_to:
                return
            self.page.list.leave()
            self._choose(detail.row)
            then()
            self.detail.open_now()

        self._bridge.ask(Query(self, lambda: self._office.case(case), found, self.detail.refuse, replaces="jump"))

    def find(self, words: str, then: Callable[[tuple[CaseRow, ...]], None], most: int = 8) -> None:
        """The cases that these words find."""
        self._bridge.ask(Query(self, lambda: self._office.find(words, most), then, lambda _: None, replaces="find"))

    # many

    def _selected(self, many: int) -> None:
        bar, cases = self.page.selection, self.page.list
        self._asked = None  # it was asked about others
        self._prompt.hide()
        if not many:
            bar.hide()
            return
        bar.show_count(many, self.page.model.rowCount(), MOST)
        cases.read_selection(self._show_fits, bar.show_unread)

    def _read_again(self, *_: object) -> None:
        """The list could be looked at: what is selected may be read now."""
        if self.page.selection.unread:
            self.page.list.read_selection(self._show_fits, self.page.selection.show_unread)

    def _show_fits(self, rows: tuple[CaseRow, ...]) -> None:
        self.page.selection.show_fits(rows, fitting(rows, self.page.me, lead=self._lead))

    def _bulk(self, act: CaseAct | Mark, rows: tuple[CaseRow, ...]) -> None:
        if isinstance(act, Mark):
            self.acts.bulk(act, rows)
            return
        reason = any(needs_reason(act, row.state) for row in rows)
        if act is CaseAct.ASSIGN:
            self._asked = (act, rows)
            words = self._counted(self.tr("Attribuer %n demande(s) à :", "", len(rows)), len(rows))
            self._prompt.ask(words, verb_text(act), agents=(*self.page.filter.agents, self.page.me))
        elif reason:
            self._asked = (act, rows)
            words = self._counted(self.tr("Motif, le même pour %n demande(s) :", "", len(rows)), len(rows))
            self._prompt.ask(words, verb_text(act))
        else:
            self.acts.bulk(Asked(act), rows)

    @staticmethod
    def _counted(words: str, many: int) -> str:
        return words.replace(str(many), formats.number(many), 1)

    def _reasoned(self, text: str) -> None:
        if self._asked is not None:
            act, rows = self._asked
            self._asked = None
            asked = Asked(act, agent=text) if act is CaseAct.ASSIGN else Asked(act, reason=text)
            self.acts.bulk(asked, rows)

    def _offer_back(self, view: CaseView) -> None:
        self.acts.remember(lambda: self.views.restore(view))
        self.page.undo.tell(self.tr("Vue supprimée."))

    def _refuse(self, failure: Failure) -> None:
        self.page.undo.tell(in_a_line(failure), undo=False, tone=Tone.WARNING)

    # keys

    def do_key(self, key: Key) -> bool:
        """Do what a key stands for; whether it was one of ours."""
        deeds: dict[Key, Callable[[], object]] = {
            Key.FILTER: self.page.filter.focus_text,
            Key.REFRESH: self._refresh,
            Key.NEXT: lambda: self.page.list.step(1),
            Key.PREVIOUS: lambda: self.page.list.step(-1),
            Key.COPY: self._copy_number,
            Key.TAKE: lambda: self._press(key),
            Key.FINISH: lambda: self._press(key),
            Key.ASK_PIECE: lambda: self._press(key),
            Key.ASSIGN: self._assign,
            Key.HAND_OVER: self.handing.ask,
            Key.STATE: lambda: self._with_detail(lambda: self._once.do(self.detail.head.open_others)),
            Key.NOTE: lambda: self._with_detail(lambda: self._once.do(self.detail.write_note)),
            Key.PIECES: lambda: self._with_detail(self.detail.see_pieces),
            Key.PIECE_BEFORE: lambda: self._with_detail(lambda: self.detail.see_pieces(-1)),
            Key.SEND: self.detail.send,
            Key.SELECT: self.page.list.toggle,
            Key.SELECT_ALL: self.page.list.select_all,
            Key.UNDO: self.acts.undo,
            Key.REDO: self.acts.redo,
            Key.LINK: lambda: self._with_detail(lambda: self._once.do(self.detail.link)),
            Key.RECEIPT: lambda: self.marks.mark(Mark.RECEIPT),
            Key.UNREAD: lambda: self.marks.mark(Mark.UNREAD),
            Key.EXPORT: self.exports.export,
            Key.PRINT: self._print,
            Key.WHO: self._ask_history,
        }
        if key in deeds:
            deeds[key]()
        return key in deeds

    def _refresh(self) -> None:
        self.page.list.refresh()
        self.views.load()

    def _print(self) -> None:
        row = self.page.list.current if self.detail.detail is None else self.detail.detail.row
        if row is not None:
            self.exports.print_sheet(row)

    def _ask_history(self) -> None:
        row = self.page.list.current if self.detail.detail is None else self.detail.detail.row
        if row is not None:
            self.history_asked.emit(row)

    def _with_detail(self, then: Callable[[], object]) -> None:
        """The detail to the front, where only one pane has room; then do it."""
        if self.page.list.current is not None or self.detail.detail is not None:
            self.opened.emit()
            self.detail.open_now()
            then()

    def _press(self, key: Key) -> None:
        selection = self.page.selection
        if selection.isVisible() and key is not Key.FINISH:
            act = {Key.TAKE: CaseAct.TAKE, Key.ASK_PIECE: CaseAct.ASK_PIECE}[key]
            if selection.button(act).isVisible():
                selection.button(act).click()
                return
        if self.detail.detail is None:
            return
        if key is Key.FINISH and self.detail.detail.row.state is not CaseState.ANSWERED:
            self.opened.emit()
        if not self.detail.head.press(key):
            why = self.detail.head.why_not(key)
            if why:
                self.detail.warn(why)

    def _assign(self) -> None:
        detail = self.detail.detail
        if detail is None:
            return
        if CaseAct.ASSIGN in detail.possible:
            self.opened.emit()
            self.detail.act(CaseAct.ASSIGN)
        else:
            self.detail.warn(self.tr("Attribuer est réservé aux responsables."))

    def _copy_number(self) -> None:
        row = self.page.list.current
        if row is not None:
            clipboard.copy(row.number)

    def leave(self) -> bool:
        """Leave what is open in the panes, innermost first; whether anything was."""
        page = self.page
        if self.detail.leave():
            return True
        for bar in (self.handing.bar, self._prompt, self._bar, page.filter.editor):
            if bar.isVisible():
                bar.hide()
                page.focus_list()
                return True
        focus = QApplication.focusWidget()
        if focus is not None and page.filter.isAncestorOf(focus):
            if page.filter.filter != CaseFilter():
                page.filter.choose(CaseFilter())
            page.focus_list()
            return True
        if page.list.clear_selection():
            return True
        if focus is not None and self.detail.isAncestorOf(focus) and page.isVisible():
            page.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        return False
