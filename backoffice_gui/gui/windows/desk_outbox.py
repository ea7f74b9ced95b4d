"""Work while the team's server is away: the strip that says so, what waits at each case, and how a clash is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from backoffice_gui.domain.outbox import Act, Fate, Pending
from backoffice_gui.gui import formats
from backoffice_gui.gui.bridge import Command
from backoffice_gui.gui.conflicts import as_seen
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.text_outbox import LineSaid, Waits, change_text, fate_text
from backoffice_gui.gui.windows.outbox_dialog import OutboxDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.case_acts import Asked
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.domain.cases import CaseAct
    from backoffice_gui.domain.outbox import Line
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.outbox_office import OutboxOffice
    from backoffice_gui.gui.windows.desk import Desk

__all__ = ["DeskOutbox"]

_ORDER = (Fate.WAITING, Fate.REFUSED, Fate.CLASHED)
"""What a case is marked with, where several changes of it were kept: the last of these."""


def _goes_by_itself(one: Pending) -> bool:
    return one.fate not in {Fate.CLASHED, Fate.REFUSED}


def _beside(one: Pending) -> bool:
    """Whether there is something to put beside it at its case."""
    return one.fate is Fate.CLASHED and isinstance(one.change, Act) and bool(one.case)


def _is_of(one: Pending, act: CaseAct) -> bool:
    """Whether it is of this act: fields that were chosen meanwhile make another `Asked` of it."""
    return isinstance(one.change, Act) and one.change.asked.act is act


def _fates(pending: Iterable[Pending]) -> dict[int, Fate]:
    shown = [one for one in pending if one.shown and one.case and one.fate in _ORDER]
    return {one.case: one.fate for one in sorted(shown, key=lambda one: _ORDER.index(one.fate))}


class DeskOutbox(QObject):
    """Joins what waits with the desk; the strip itself stands above all pages."""

    said = Signal(object)
    """This `LineSaid` is to be said."""
    counted = Signal(str, bool)
    """What waits, empty for nothing; whether its agent has something to decide."""
    ended = Signal()
    """The server takes nobody by this login any more."""
    settling = Signal()
    """A case is opened to be decided on: its page to the front."""

    def __init__(self, bridge: Bridge, office: OutboxOffice, desk: Desk, keys: Callable[[Key], str]) -> None:
        super().__init__(desk)
        self._bridge, self._office, self._desk, self._keys = bridge, office, desk, keys
        self._dialog: OutboxDialog | None = None
        self._settling: Pending | None = None
        self._read = self._offered = ""
        bridge.line_said.connect(self.show_line)
        office.listen(bridge.line_said.emit)
        desk.detail.opened.connect(self._opened)
        desk.detail.emptied.connect(self._emptied)
        desk.detail.conflict.theirs_chosen.connect(self._gave_way)
        desk.detail.conflict.left.connect(self._left)
        desk.acts.did.connect(self._did)

    def look(self) -> None:
        """Show how it is now."""
        self.show_line(self._office.line())

    def show_line(self, line: Line) -> None:
        """The line is another, or something else waits."""
        if line.ended:
            self.ended.emit()
        pending = self._office.pending()
        self.said.emit(self._worded(line, Waits().line(line, pending)))
        self.counted.emit(Waits().counts(line), bool(line.clashed or line.refused))
        waiting = _fates(pending)
        self._desk.page.model.show_waiting(waiting)
        self._desk.detail.head.show_waiting(waiting)
        opened = self._desk.detail.detail
        if opened is not None and self._settling is None:
            self._offer(opened.row.case)
        if self._dialog is not None:
            self._dialog.show_pending(pending, line)

    def _worded(self, line: Line, words: str) -> LineSaid:
        """What is said of it, with what there is to do; what was read once is not said again."""
        if line.reachable and words == self._read:
            return LineSaid()
        away, decide = not line.reachable, line.reachable and bool(line.clashed or line.refused)
        act = self.tr("Trancher…") if decide and line.clashed else self.tr("Voir ce qui attend")
        also = self.tr("Réessayer") if away else self.tr("Plus tard") if decide else self.tr("Fermer")
        return LineSaid(words, f"{act}  {self._keys(Key.PENDING)}", also, away, decide)

    @property
    def away(self) -> bool:
        """Whether the server is away."""
        return not self._office.line().reachable

    def press(self) -> None:
        """Look for the server now; or, now that it is back, what was said of that was read."""
        line = self._office.line()
        if line.reachable:
            self._read = Waits().line(line, self._office.pending())
            self.look()
        else:
            self.retry()

    @property
    def sending(self) -> bool:
        """Whether something is on its way, and was not answered."""
        return self._office.line().sending > 0

    @property
    def kept(self) -> str:
        """What is to be said to who quits; empty where nothing waits."""
        return Waits().kept(self._office.line())

    def retry(self) -> None:
        """Look for the server now."""
        self._bridge.do(Command(self, self._office.retry))

    def decide(self, window: QWidget) -> None:
        """To what is to be decided: the case itself where it is the only one, else the list of all that waits."""
        undecided = [one for one in self._office.pending() if one.fate in {Fate.CLASHED, Fate.REFUSED}]
        if not self.away and len(undecided) == 1 and _beside(undecided[0]):
            self._settle(undecided[0])
        else:
            self.open(window)

    def open(self, window: QWidget) -> None:
        """Show what waits."""
        if self._dialog is None:
            dialog = self._dialog = OutboxDialog(window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.retried.connect(self.retry)
            dialog.discarded.connect(self._discard)
            dialog.settled.connect(self._settle)
            dialog.redone.connect(self._redo)
            dialog.destroyed.connect(self._closed)
            dialog.discreet = self._desk.discreet
        self._dialog.show_pending(self._office.pending(), self._office.line())
        self._dialog.open()

    def _closed(self) -> None:
        self._dialog = None

    def _redo(self, key: str) -> None:
        self._bridge.do(Command(self, lambda: self._office.redo(key), lambda _: self.look()))

    def _discard(self, key: str) -> None:
        self._bridge.do(Command(self, lambda: self._office.discard(key), lambda _: self.look()))

    # a clash is settled at its case

    def _settle(self, one: Pending) -> None:
        self._settling = one if one.fate is Fate.CLASHED else None
        line = self._office.line()
        self._read = Waits().line(line, self._office.pending())  # one is at it: the status line goes on saying so
        self.look()
        self.settling.emit()
        self._desk.detail.show_row(None)
        at = self._desk.page.model.find(one.case)
        row = None if at is None else self._desk.page.model.row_at(at)
        if row is None:
            self._desk.bring(one.case, self._desk.opened.emit)
        else:
            self._desk.open(row)

    def _opened(self, detail: CaseDetail) -> None:
        self.look()
        one, now = self._settling, self._desk.detail.conflict.asked
        if one is None or detail.row.case != one.case:
            self._settling = None
            self.look()
        elif isinstance(one.change, Act) and (now is None or _is_of(one, now.act)):
            before = as_seen(detail, one.conflict, one.at)
            self._desk.detail.conflict.show_clash(before, detail, one.change.asked, self._desk.page.me)
        else:
            self._settling = None

    def _emptied(self) -> None:
        self._offered = ""

    def _offer(self, case: int) -> None:
        """Of the case that is opened something is to be decided: it is said there, with the way to it."""
        pane = self._desk.detail
        one = next((each for each in self._office.pending() if each.case == case and not _goes_by_itself(each)), None)
        if one is None and self._offered and pane.said.text == self._offered:
            pane.said.hide()  # decided elsewhere
        if one is None or pane.conflict.isVisible():
            return
        words = self.tr("Fait hors ligne le {when} : « {what} ». {fate}. Rien n’a été écrasé.").format(
            when=formats.full_moment(one.at), what=change_text(one.change), fate=fate_text(one)
        )
        if words != self._offered:  # what was closed is not said again while the case stays open
            self._offered = words
            if _beside(one):
                pane.offer(words, (self.tr("Trancher…"), lambda: self._settle(one)))
            else:
                pane.offer(words, (self.tr("Voir…"), lambda: self.open(self._desk.page.window())))

    def _did(self, row: CaseRow, act: CaseAct) -> None:
        if self._settling is not None and self._settling.case == row.case:  # an act on another case settles nothing
            self._settled(act)

    def _gave_way(self, asked: Asked) -> None:
        """Another act may have met something at the same case meanwhile: that says nothing of what was done offline."""
        self._settled(asked.act)

    def _settled(self, act: CaseAct) -> None:
        one, self._settling = self._settling, None
        if one is not None and _is_of(one, act):
            self._discard(one.key)

    def _left(self) -> None:
        self._settling = None
