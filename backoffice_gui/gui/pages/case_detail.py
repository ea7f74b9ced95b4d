"""One case, opened: its head and acts, the request, its pieces, its story. What is asked is told, never done here.

Opening is audited and clears the news, so it waits until the agent stays on a row. A case that is
read again keeps what was being typed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.case_offers import needs_reason, reason_question
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.pages.case_conflict import CaseConflict
from backoffice_gui.gui.pages.case_head import CaseHead
from backoffice_gui.gui.pages.case_linking import CaseLinking
from backoffice_gui.gui.pages.case_parts import CaseParts
from backoffice_gui.gui.pages.case_request import CaseRequest
from backoffice_gui.gui.pages.case_story import CaseStory
from backoffice_gui.gui.pages.case_tabs import CaseTabs
from backoffice_gui.gui.pages.covering import Covering
from backoffice_gui.gui.pages.keeping import Kept
from backoffice_gui.gui.pages.saying_pane import SayingPane
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.text import explain, in_a_line
from backoffice_gui.gui.text_cases import verb_text
from backoffice_gui.gui.widgets.company_strip import CompanyStrip
from backoffice_gui.gui.widgets.prompt_bar import PromptBar
from backoffice_gui.gui.widgets.state_panel import StatePanel

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from backoffice_gui.domain.case_acts import Asked
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_desk import CaseDesk
    from backoffice_gui.gui.drafts import Drafts
    from backoffice_gui.gui.failure import Failure

__all__ = ["CaseDetailPane"]

_STAY_MS = 160
_NAME = "case"


def _asking(widget: QWidget | None) -> PromptBar | None:
    """The question that is being answered, here or below the list."""
    while widget is not None and not isinstance(widget, PromptBar):
        widget = widget.parentWidget()
    return widget


class CaseDetailPane(SayingPane):
    """Shows what was chosen in the list."""

    acted = Signal(object, str)
    """Do this `CaseAct` with this reason, or this agent; empty where it needs none."""
    answered = Signal(object)
    """The answer is given: an `Asked`."""
    noted = Signal(str)
    """Add this note."""
    opened = Signal(object)
    """This `CaseDetail` is shown."""
    emptied = Signal()
    """The case that was open is shown no more."""
    unread = Signal(object)
    """It can't be read: the focus on this `QWidget` leads to trying again."""
    step_asked = Signal(int)
    """The next (+1) or previous (-1) case of the list."""
    case_asked = Signal(int)
    """Show the case with this number in the store."""

    def __init__(
        self,
        bridge: Bridge,
        office: CaseDesk,
        drafts: Drafts,
        *,
        today: Callable[[], date],
        keys: Callable[[Key], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Détail de la demande"))
        self._bridge, self._office, self._drafts, self._keys = bridge, office, drafts, keys
        self._me = ""
        self._known_agents: Callable[[], tuple[str, ...]] = tuple
        self._row: CaseRow | None = None
        self.detail: CaseDetail | None = None
        self._asking: CaseAct | None = None
        self._on_pieces = self._following = self._owes = False
        self._stay = QTimer(self, interval=_STAY_MS, singleShot=True)
        self._stay.timeout.connect(self.open_now)
        self.head = CaseHead(today, keys, self)
        self.prompt, self.linking, self.conflict = PromptBar(self), CaseLinking(self), CaseConflict(self)
        self.handing = PromptBar(self)
        self.company = CompanyStrip(self)
        self.request, self.story = CaseRequest(self), CaseStory(self)
        self.pieces = CaseParts(bridge, office.attachments, self)
        self.tabs = CaseTabs(self.request, self.pieces, self.story, self)
        self._empty = StatePanel(self)
        self._empty.acted.connect(self.open_now)
        self._stack = self._stacked()
        self.covering = Covering(self._stack, self._empty)
        self._body = self._laid()
        self._fit()
        self._connect()
        self.show_row(None)

    def _laid(self) -> QVBoxLayout:
        body = QVBoxLayout(self)
        question, number = self.linking.question, self.linking.number
        for widget in (self.head, self.company, self.prompt, self.handing, question, number, self.conflict, self.said):
            body.addWidget(widget)
        body.addWidget(self._stack, 1)
        return body

    def _stacked(self) -> QStackedWidget:
        stack = QStackedWidget(self)
        stack.addWidget(self._empty)
        stack.addWidget(self.tabs)
        return stack

    def _connect(self) -> None:
        self.head.acted.connect(self.act)
        self.head.step_asked.connect(self.step_asked)
        self.conflict.theirs_chosen.connect(self._give_way)
        self.prompt.answered.connect(self._reasoned)
        self.prompt.typed.connect(lambda text: self._write("reason", text))
        self.prompt.left.connect(self._unasked)
        self.handing.left.connect(self._unasked)
        self.request.answers.sent.connect(self.answered)
        self.request.answers.written.connect(lambda text: self._write("answer", text))
        self.request.case_asked.connect(self.case_asked)
        self.request.link_asked.connect(self.linking.ask)
        self.linking.left.connect(lambda: self.tabs.setFocus(Qt.FocusReason.OtherFocusReason))
        self.story.noted.connect(self.noted)
        self.story.written.connect(lambda text: self._write("note", text))
        self.tabs.currentChanged.connect(self._turned)
        self.covering.turned.connect(self._cover_or_open)

    # what is shown

    def know(self, me: str, agents: Callable[[], tuple[str, ...]]) -> None:
        """Who sits here, and whom a case can be assigned to."""
        self._me, self._known_agents = me, agents

    def show_row(self, row: CaseRow | None) -> None:
        """Another row was chosen: say what the list knows, and open it if the agent stays."""
        self._row = row
        self.head.setVisible(row is not None)
        self.said.hide()
        self.prompt.hide()
        self.handing.hide()
        self.linking.hide()
        self._asking = None
        self._on_pieces = False
        opened = self.detail
        if row is not None and opened is not None and opened.row.case == row.case:
            self._show_again(row, opened)
            return
        self.conflict.forget()
        self._bridge.drop(self, _NAME, self._office.interrupt)
        self.detail = None
        self.emptied.emit()
        if row is None:
            self.pieces.leave()
            self._stay.stop()
            self._stack.setCurrentIndex(0)
            self._empty.say("", self.tr("Choisissez une demande dans la liste pour la lire ici."))
            return
        self.head.show_row(row)
        self.pieces.leave()
        self._stack.setCurrentIndex(0)
        self._empty.say("", "")
        if self.covering.on:
            self.covering.cover()
        else:
            self._stay.start()

    def _show_again(self, row: CaseRow, opened: CaseDetail) -> None:
        """The open case was chosen again: what can be done with it stays; where it has moved on it is read anew."""
        self.detail = replace(opened, row=replace(opened.row, badges=row.badges))
        self.head.show_detail(self.detail, self._me)
        if row.version > opened.row.version:
            self.reload()

    def _cover_or_open(self) -> None:
        if not self.covering.on:
            self.open_now()
        elif self._row is not None:
            self._stay.stop()
            self.covering.cover()

    def open_now(self) -> None:
        """Open what is chosen without waiting, also where it is covered."""
        covered = self.covering.lift()
        if covered and self.detail is not None:
            self._stack.setCurrentIndex(1)
        if self._row is not None and (self.detail is None or self._owes):
            self.reload()

    def reload(self) -> None:
        """Read the same case again; what is typed stays."""
        self._stay.stop()
        row = self._row
        self._owes = row is not None and (self.covering.covered or not self.isVisibleTo(self.window()))
        if row is None or self._owes:  # a reading is noted as one: nobody reads what is not shown
            return
        number = row.case
        self._bridge.ask(Query(self, lambda: self._office.case(number), self._show, self._failed, replaces=_NAME))

    def _show(self, detail: CaseDetail) -> None:
        if self._row is None or detail.row.case != self._row.case:
            return
        same = self.detail is not None and self.detail.row.case == detail.row.case
        focus = QApplication.focusWidget()
        inside = focus is not None and self.request.answers.isAncestorOf(focus)
        kept, keep, self._following = Kept(self, (self.request, self.story)), self._following, False
        self._row, self.detail, self._owes = detail.row, detail, False
        self.head.show_detail(detail, self._me)
        if self.request.show_detail(detail, self._keys(Key.SEND), keep=keep):
            self.request.answers.restore(self._drafts.text(detail, "answer"))
        self.pieces.show_detail(detail)
        self.story.show_detail(detail)
        self.story.notes.put(self._drafts.text(detail, "note"))
        self.tabs.count_pieces(detail)
        if not self.covering.covered:
            self._stack.setCurrentIndex(1)
        if not same:
            self.request.verticalScrollBar().setValue(0)
            self.tabs.setCurrentIndex(0)
            if self._on_pieces:
                self.see_pieces()
        elif not kept.restore() and inside:
            self.request.answers.focus_first()
        self.opened.emit(detail)
        self.conflict.meet(detail, self._me)

    def _failed(self, failure: Failure) -> None:
        if self._row is not None:
            self._owes = True
            said = explain(failure)
            self._empty.say(said.title, f"{said.line}\n{said.advice}\n({said.code})", self.tr("Réessayer"))
            self._stack.setCurrentIndex(0)
            self.unread.emit(self._empty)

    def refuse(self, failure: Failure) -> None:
        """Say in the pane why something could not be done; where it was changed meanwhile, read it again."""
        self.warn(in_a_line(failure))
        if failure.reason == "case-changed":
            self._drafts.flush()
            self.reload()

    def clash(self, asked: Asked, seen: CaseDetail) -> None:
        """Somebody acted meanwhile: read the case again, and show theirs and mine beside what was seen."""
        self.conflict.expect(seen, asked)
        self._drafts.flush()
        self.reload()

    def follow(self) -> None:
        """A colleague changed the open case: read it again in place; a conflict that is shown is drawn anew by it."""
        self._following = True
        if self.conflict.expect_again():
            self._drafts.flush()
        self.reload()

    def _give_way(self, asked: Asked) -> None:
        if self.detail is not None:
            if asked.act is CaseAct.ANSWER or asked.reason:
                self._drafts.forget(self.detail.row.case, "answer" if asked.act is CaseAct.ANSWER else "reason")
            self.reload()
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    # what the agent asks

    def act(self, act: CaseAct) -> None:
        """Do an act: at once, after its reason, or through the answer."""
        detail = self.detail
        if detail is None:
            return
        if self.covering.covered:
            self.open_now()
        if act is CaseAct.ANSWER:
            self.tabs.setCurrentIndex(0)
            self.request.answers.focus_first()
            self.request.ensureWidgetVisible(self.request.answers)
        elif act is CaseAct.ASSIGN:
            self._asking = act
            self.prompt.ask(self.tr("Attribuer à :"), verb_text(act), agents=self._agents())
        elif needs_reason(act, detail.row.state):
            self._asking = act
            typed = self._drafts.text(detail, "reason")
            self.prompt.ask(reason_question(act), verb_text(act), typed)
        else:
            self.acted.emit(act, "")

    def _agents(self) -> tuple[str, ...]:
        others = (login for login in self._known_agents() if login != self._me)
        return tuple(dict.fromkeys((*others, self._me)))

    def _reasoned(self, text: str) -> None:
        act, self._asking = self._asking, None
        if act is not None:
            self.acted.emit(act, text)

    def _unasked(self) -> None:
        self._asking = None
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self, what: str, text: str) -> None:
        if self.detail is not None:
            self._drafts.write(self.detail.row.case, what, text)

    def _turned(self, page: int) -> None:
        if page == 1:
            self.pieces.look()
        else:
            self.pieces.unlook()

    def write_note(self) -> None:
        """The caret into the note."""
        if self.detail is not None:
            self.tabs.setCurrentIndex(2)
            self.story.notes.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def link(self) -> None:
        """Ask whether the case is what is proposed; of several, which; of none, the number of another case."""
        detail = self.detail
        if detail is None:
            return
        self.tabs.setCurrentIndex(0)
        if len(detail.proposals) == 1:
            self.linking.ask(detail.proposals[0])
        elif detail.proposals:
            self.request.focus_proposals()
        else:
            self.linking.ask_number(detail)

    def see_pieces(self, by: int = 1) -> None:
        """To the pieces; from there to the next one (+1) or the previous one (-1)."""
        if self.detail is None:  # asked for before the case is here: it opens on its pieces
            self._on_pieces = self._row is not None
            return
        if self.tabs.currentIndex() == 1:
            self.pieces.step(by)
        self.tabs.setCurrentIndex(1)
        self.pieces.list.focus()

    def send(self) -> None:
        """Send what is being written: a reason that is asked for, the note where one is on screen, else the answer."""
        asked = _asking(QApplication.focusWidget())
        if asked is not None:
            asked.go.click()
        elif self.tabs.currentIndex() == 2:
            self.story.notes.send()
        elif self.request.answers.send_button.isVisible():
            self.request.answers.send()

    def leave(self) -> bool:
        """Leave a question that is asked; whether there was one."""
        if self.conflict.isVisible():
            self.conflict.leave()
            return True
        asked = next((bar for bar in (self.prompt, self.handing) if bar.isVisible()), None)
        if asked is None:
            return self.linking.leave() or self.pieces.copy.leave()
        asked.leave()
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """What was chosen while it was hidden is opened now; what was to be read again then is read again."""
        super().showEvent(event)
        if self._row is None or self.covering.covered:
            return
        if self.detail is None:
            self._stay.start()
        elif self._owes:
            self.reload()

    def _fit(self) -> None:
        unit = em(self)
        self._body.setContentsMargins(unit, unit, unit, unit // 2)
        self._body.setSpacing(round(unit * 0.6))
        self._stack.setMinimumHeight(unit * 2)  # what is said above it is never cut for it: it scrolls

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
