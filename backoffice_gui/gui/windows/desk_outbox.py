"""Work while the team's server is away: the strip that says so, what waits at each case, and how a clash is settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from backoffice_gui.domain.outbox import Act, Fate, Pending
from backoffice_gui.gui.bridge import Command
from backoffice_gui.gui.conflicts import as_seen
from backoffice_gui.gui.text_outbox import Waits
from backoffice_gui.gui.windows.outbox_dialog import OutboxDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.domain.case_list import CaseRow
    from backoffice_gui.domain.cases import CaseAct
    from backoffice_gui.domain.outbox import Line
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.outbox_office import OutboxOffice
    from backoffice_gui.gui.windows.desk import Desk

__all__ = ["DeskOutbox"]


class DeskOutbox(QObject):
    """Joins what waits with the desk; the strip itself stands above all pages."""

    said = Signal(str, bool)
    """This is to be said of the line, empty for nothing; whether the server is away."""

    def __init__(self, bridge: Bridge, office: OutboxOffice, desk: Desk) -> None:
        super().__init__(desk)
        self._bridge, self._office, self._desk = bridge, office, desk
        self._dialog: OutboxDialog | None = None
        self._settling: Pending | None = None
        self._read = ""
        bridge.line_said.connect(self.show_line)
        office.listen(bridge.line_said.emit)
        desk.detail.opened.connect(self._opened)
        desk.detail.conflict.theirs_chosen.connect(self._gave_way)
        desk.acts.did.connect(self._did)

    def look(self) -> None:
        """Show how it is now."""
        self.show_line(self._office.line())

    def show_line(self, line: Line) -> None:
        """The line is another, or something else waits."""
        words = Waits().line(line)
        if line.reachable and words == self._read:
            words = ""
        self.said.emit(words, not line.reachable)
        pending = self._office.pending()
        waiting = frozenset(one.case for one in pending if one.shown and one.case)
        self._desk.page.model.show_waiting(waiting)
        self._desk.detail.head.show_waiting(waiting)
        if self._dialog is not None:
            self._dialog.show_pending(pending, line)

    def press(self) -> None:
        """Look for the server now; or, now that it is back, what was said of that was read."""
        line = self._office.line()
        if line.reachable:
            self._read = Waits().line(line)
            self.look()
        else:
            self.retry()

    @property
    def kept(self) -> str:
        """What is to be said to who quits; empty where nothing waits."""
        return Waits().kept(self._office.line())

    def retry(self) -> None:
        """Look for the server now."""
        self._bridge.do(Command(self, self._office.retry))

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
        self._desk.detail.show_row(None)
        self._desk.bring(one.case, self._desk.opened.emit)

    def _opened(self, detail: CaseDetail) -> None:
        self.look()
        one = self._settling
        if one is None or detail.row.case != one.case:
            self._settling = None
        elif isinstance(one.change, Act):
            before = as_seen(detail, one.conflict, one.at)
            self._desk.detail.conflict.show_clash(before, detail, one.change.asked, self._desk.page.me)
        else:
            self._settling = None

    def _did(self, row: CaseRow, act: CaseAct) -> None:
        one, self._settling = self._settling, None
        if one is not None and one.case == row.case and isinstance(one.change, Act) and one.change.asked.act is act:
            self._discard(one.key)

    def _gave_way(self) -> None:
        one, self._settling = self._settling, None
        if one is not None:
            self._discard(one.key)
