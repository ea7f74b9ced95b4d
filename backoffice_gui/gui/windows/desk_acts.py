"""What is done to cases from the window: one at once, many as a task; the way back; where one is afterwards."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from backoffice_gui.domain.case_acts import Asked, CaseKey, Mark, Outcome, Undo
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.plain import one_line
from backoffice_gui.gui.preferences import Advance
from backoffice_gui.gui.tasks import Tasks, can_undo
from backoffice_gui.gui.text import in_a_line
from backoffice_gui.gui.text_tasks import Told
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.windows.desk_notes import DeskNotes
from backoffice_gui.gui.windows.desk_sent import DeskSent, Sent

if TYPE_CHECKING:
    from collections.abc import Callable

    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.gui.bridge import Bridge, Command
    from backoffice_gui.gui.case_desk import CaseDesk
    from backoffice_gui.gui.drafts import Drafts
    from backoffice_gui.gui.pages.case_detail import CaseDetailPane
    from backoffice_gui.gui.pages.cases import Cases
    from backoffice_gui.gui.preferences import Preferences
    from backoffice_gui.gui.tasks import Task

__all__ = ["DeskActs"]

_ENDING = frozenset({CaseAct.ANSWER, CaseAct.CLOSE})
_REMEMBERED = 30


@dataclass(frozen=True, slots=True)
class _Back:
    """The way back from what was done: to one case, where it was one, with the draft that was sent."""

    undo: Undo
    row: CaseRow | None = None
    draft: str = field(default="", repr=False)


def _written_for(asked: Asked) -> str:
    """What is written for it, as a kind of draft."""
    return "answer" if asked.act is CaseAct.ANSWER else "reason"


class DeskActs(QObject):
    """Gives the caseload what was asked, and says what came of it."""

    went_back = Signal()
    """The agent is to be back at the list."""
    did = Signal(object, object)
    """To the case of this `CaseRow` this `CaseAct` was done."""

    def __init__(
        self,
        bridge: Bridge,
        office: CaseDesk,
        page: Cases,
        detail: CaseDetailPane,
        *,
        drafts: Drafts,
        preferences: Preferences,
    ) -> None:
        super().__init__(page)
        self._office, self._page, self._detail = office, page, detail
        self._drafts, self._preferences = drafts, preferences
        self.tasks = Tasks(self)
        self._undone: deque[_Back] = deque(maxlen=_REMEMBERED)
        self._offers_redo = False
        self._told = Told()
        self._sent = DeskSent(bridge, self, page.undo)
        detail.acted.connect(self._act)
        detail.answered.connect(self._do)
        detail.conflict.mine_chosen.connect(self._do_to)
        page.undo.undone.connect(self._strip_pressed)
        DeskNotes(bridge, office, page, detail, acts=self, drafts=drafts)

    # one case

    def _act(self, act: CaseAct, words: str) -> None:
        if act is CaseAct.ASSIGN:
            self._do(Asked(act, agent=words))
        else:
            self._do(Asked(act, reason=words))

    def _do(self, asked: Asked) -> None:
        if self._detail.detail is not None:
            self._do_to(asked, self._detail.detail)

    def _do_to(self, asked: Asked, seen: CaseDetail) -> None:
        """Do it to the case as the agent saw it."""
        row = seen.row
        if not self._may(row, asked):
            return
        keys = (CaseKey(row.case, row.version),)
        sent = Sent(row.case, asked=asked)
        draft = self._drafts.last(row.case, _written_for(asked))
        self._sent.send(
            sent,
            lambda: self._office.do(keys, asked, lambda _: None, lambda: False),
            lambda _: self._did(asked, seen, sent, draft),
            lambda failure: self.refuse(failure, row),
        )

    def _may(self, row: CaseRow, asked: Asked | str) -> bool:
        """A case that one's own act is on its way for, or has changed since it was read, waits: both would meet."""
        before = self._sent.before(row)
        if before is not None and before.asked != asked:
            self._detail.warn(self.tr("Une action sur cette demande est en cours : refaites celle-ci ensuite."))
        if before is not None and before.outcome.done:
            self._detail.reload()
        return before is None

    def _did(self, asked: Asked, seen: CaseDetail, sent: Sent, draft: str) -> None:
        row, outcome = seen.row, sent.outcome
        if outcome.failed and outcome.failed[0].code == "case-changed":
            self._met(asked, seen)
            return
        if outcome.failed:
            self.refuse(Failure("USE-001", outcome.failed[0].code), row)
            return
        way = _Back(outcome.undo, row, draft if asked.act is CaseAct.ANSWER else "")
        if asked.act is CaseAct.ANSWER or asked.reason:  # another act leaves the reason that is being written
            self._drafts.sent(row.case, _written_for(asked), draft.strip())
        self.remember(lambda: self._undo(way), outcome.undo)
        words = self._told.kept(1) if outcome.waiting else self._told.done(asked.act, 1)
        self._tell(words, undo=can_undo(outcome.undo), tone=Tone.INFO if outcome.waiting else Tone.SUCCESS)
        self.did.emit(row, asked.act)
        if sent.back:  # it is taken back at once
            return
        if not self.is_open(row):
            self._page.list.look_anew()
        elif asked.act not in _ENDING or self._preferences.advance is Advance.STAY or self._writes():
            self._detail.reload()
        else:
            self._page.list.look_anew(lambda: self._advance(row))

    def _writes(self) -> bool:
        """Whether the agent is writing something else by now: led elsewhere, what is typed would be commands there."""
        focus = QApplication.focusWidget()
        if not isinstance(focus, (QLineEdit, QPlainTextEdit)):
            return False
        return not self._detail.request.answers.isAncestorOf(focus)

    def _advance(self, row: CaseRow) -> None:
        """To the next of the view: it stands where the finished one stood, or below it where that one stays."""
        current, was = self._page.list.current, self._page.list.was
        if was is not None and was.case != row.case:
            return  # the agent has gone on by himself, and may be typing there already
        back = self._preferences.advance is Advance.LIST
        if current is not None and current.case == row.case:
            if back:
                self._detail.reload()
            else:
                self._page.list.step(1)
                if self._page.list.current is current:
                    self._detail.reload()
        elif current is None:
            self._detail.reload()
        opened, focus = self._detail.detail, QApplication.focusWidget()
        if opened is not None and opened.row.case != row.case and focus and self._detail.isAncestorOf(focus):
            return  # the agent has gone on, and is at work there
        self._page.focus_list()
        if back:
            self.went_back.emit()

    def is_open(self, row: CaseRow) -> bool:
        """Whether the agent is at this case still."""
        opened = self._detail.detail
        return opened is not None and opened.row.case == row.case

    def _met(self, asked: Asked, seen: CaseDetail) -> None:
        """Put both beside each other at their own case; where the agent does not see that, say which case it was."""
        if self.is_open(seen.row):
            self._detail.clash(asked, seen)
            if self._detail.isVisible():
                return
        words = self.tr(
            "La demande {number} a changé avant que votre action n’arrive : rien n’a été fait ni écrasé, et ce que "
            "vous avez écrit est gardé. Rouvrez-la pour la refaire."
        )
        self._tell(words.format(number=one_line(seen.row.number)), undo=False, tone=Tone.WARNING)

    def refuse(self, failure: Failure, row: CaseRow) -> None:
        """Say at its case why something could not be done; by its number where the agent has gone on to another."""
        if self.is_open(row):
            self._detail.refuse(failure)
            return
        words = self.tr("Demande {number} : {why}").format(number=one_line(row.number), why=in_a_line(failure))
        self._tell(words, undo=False, tone=Tone.WARNING)

    def change(self, row: CaseRow, call: Callable[[], Outcome], words: str) -> None:
        """A command of another kind about one case: what it did is said with these words, and can be taken back."""
        if not self._may(row, words):
            return
        self._sent.send(
            Sent(row.case, asked=words),
            call,
            lambda outcome: self._did_change(row, outcome, words),
            lambda failure: self.refuse(failure, row),
        )

    def _did_change(self, row: CaseRow, outcome: Outcome, words: str) -> None:
        if outcome.failed:
            self.refuse(Failure("USE-001", outcome.failed[0].code), row)
            return
        undoable = can_undo(outcome.undo)
        if undoable:
            self.remember(lambda: self._undo(_Back(outcome.undo, row)), outcome.undo)
        words = self._told.kept(1) if outcome.waiting else words
        self._tell(words if undoable else self.tr("Rien à changer : c’était déjà ainsi."), undo=undoable)
        self._detail.reload()

    def awaited(self, command: Command) -> Command:
        """A command whose outcome will be told by `handed`: what is to be taken back meanwhile is that."""
        return self._sent.awaited(command)

    def handed(self, outcome: Outcome, row: CaseRow | None, words: str) -> None:
        """Cases went to another service, one (`row`) or several: all is read anew, and it can be taken back."""
        self.remember(lambda: self._undo(_Back(outcome.undo, row)), outcome.undo)
        self._tell(words, undo=can_undo(outcome.undo), tone=Tone.WARNING if outcome.failed else Tone.SUCCESS)
        self._page.list.clear_selection()
        self._page.list.look_anew(self._detail.reload)

    # the way back

    def undo(self) -> None:
        """Take back the last thing done, where nothing came after it; one that is under way is taken back once done."""
        self._sent.undo()

    def redo(self) -> None:
        """Do again what was taken back last, as long as nothing else was done since."""
        if self._sent.busy:
            self._tell(self.tr("Une action est en cours : rétablissez ensuite."), undo=False, tone=Tone.INFO)
            return
        if not self._undone:
            self._tell(self.tr("Rien à rétablir."), undo=False, tone=Tone.INFO)
            return
        self._undo(self._undone.pop(), again=True)

    def _strip_pressed(self) -> None:
        """The strip's button is the way back from what it says, whatever is under way: of an act, or of an undo."""
        if self._offers_redo:
            self.redo()
        else:
            self._sent.undo_offered()

    def _tell(self, words: str, *, undo: bool, tone: Tone = Tone.SUCCESS) -> None:
        self._offers_redo = False
        self._page.undo.tell(words, undo=undo, tone=tone)

    def remember(self, back: Callable[[], None], undo: Undo | None = None) -> None:
        """Something was done: `back` takes it back; what was taken back before can't be done again."""
        self._undone.clear()
        self._offers_redo = False
        self._sent.remember(Undo() if undo is None else undo, back)

    def undo_task(self, task: Task) -> None:
        """Take back what a task did."""
        if task.outcome is not None:
            self._sent.forget(task.outcome.undo)
            self._undo(_Back(task.outcome.undo))

    def _undo(self, back: _Back, *, again: bool = False) -> None:
        """Take back what these events did; an undo is taken back the same way, which does the act again."""

        def failed(failure: Failure) -> None:
            if failure.away and again:
                self._undone.append(back)
            elif failure.away:
                self._sent.remember(back.undo, lambda: self._undo(back))
            self._refused_undo(failure)

        sent = Sent(undoing=not again)
        self._sent.send(
            sent, lambda: self._office.undo(back.undo), lambda outcome: self._undid(back, outcome, again), failed
        )

    def _undid(self, back: _Back, outcome: Outcome, again: bool) -> None:
        """Each in its own right: where some had moved on, the others are back, and both is said."""
        undo, row = back.undo, back.row
        can, many = can_undo(outcome.undo), len(outcome.done) + len(outcome.waiting)
        if outcome.failed and not many:
            self._refused_undo(Failure("USE-001", outcome.failed[0].code))
            return
        late = len(undo.events) + len(undo.waiting) - many if undo.waiting else len(outcome.failed)
        words = self._told.redone(many) if again else self._told.undone(many)
        words = f"{words} {self._told.too_late(late)}" if late > 0 else words
        way = _Back(outcome.undo, row, back.draft)
        self._draft_again(back, again)
        if again:
            self._sent.remember(outcome.undo, lambda: self._undo(way))
            self._tell(words, undo=can, tone=Tone.WARNING if late > 0 else Tone.SUCCESS)
        else:
            if can:
                self._undone.append(way)
            tone = Tone.WARNING if late > 0 else Tone.INFO
            self._page.undo.tell(words, undo=can, tone=tone, verb=self.tr("Rétablir"))
            self._offers_redo = can
        cases = {key.case for key in (*outcome.done, *outcome.waiting)}
        self._page.list.look_anew(lambda: self._back_on(row), to=row, back=cases)

    def _draft_again(self, back: _Back, again: bool) -> None:
        """An answer that was taken back is there to be corrected; what was written meanwhile stays."""
        if back.row is None or not back.draft:
            return
        case = back.row.case
        if again:
            self._drafts.sent(case, "answer", back.draft)
        elif not self._drafts.last(case, "answer"):
            self._drafts.write(case, "answer", back.draft)

    def _back_on(self, row: CaseRow | None) -> None:
        """What was taken back is shown: in its row, or beside the list where this view doesn't hold it."""
        current = self._page.list.current
        if row is not None and (current is None or current.case != row.case):
            self._page.list.leave()
            self._detail.show_row(row)
        self._detail.reload()

    def _refused_undo(self, failure: Failure) -> None:
        """It stays as it was done: where it was to be taken back at once, that was not read yet."""
        self._tell(in_a_line(failure), undo=False, tone=Tone.WARNING)
        if not failure.away:
            self._detail.reload()

    # many

    def bulk(self, asked: Asked | Mark, rows: tuple[CaseRow, ...]) -> Task:
        """One act or mark for many cases, as a task."""
        task = self.tasks.begin(asked, rows)
        self._run(task, lambda: tuple(CaseKey(row.case, row.version) for row in rows))
        return task

    def retry(self, task: Task) -> None:
        """Try a task's failures again, as they are now."""
        failed = {one.case for one in task.failed}
        rows = tuple(row for row in task.rows if row.case in failed)
        again = self.tasks.begin(task.asked, rows)

        def keys() -> tuple[CaseKey, ...]:
            fresh = (self._office.case(row.case).row for row in rows)
            return tuple(CaseKey(row.case, row.version) for row in fresh)

        self._run(again, keys)

    def _run(self, task: Task, keys: Callable[[], tuple[CaseKey, ...]]) -> None:
        def do() -> Outcome:
            asked, how = task.asked, (task.progress, task.cancelled)
            if isinstance(asked, Mark):
                return self._office.mark(keys(), asked, *how)
            return self._office.do(keys(), asked, *how)

        def failed(failure: Failure) -> None:
            task.end(None, failure)
            if task.left:
                return
            self._tell(in_a_line(failure), undo=False, tone=Tone.WARNING)

        sent = Sent(*(row.case for row in task.rows))
        self._sent.send(sent, do, lambda outcome: self._ended(task, outcome), failed, task)

    def _ended(self, task: Task, outcome: Outcome) -> None:
        task.end(outcome)
        if task.left:
            return
        text = self._told.ended(task)
        undoable = can_undo(outcome.undo)
        if undoable:
            self.remember(lambda: self._undo(_Back(outcome.undo)), outcome.undo)
        self._tell(text, undo=undoable, tone=Tone.WARNING if outcome.failed else Tone.SUCCESS)
        announce(self._page, text, urgent=bool(outcome.failed))
        self._page.list.clear_selection()
        if task.what is Mark.UNREAD:
            self._page.list.look_anew()  # opened again, it would be read again
        else:
            self._page.list.look_anew(self._detail.reload)
