"""Where the agent is at the desk, in numbers of the store, and the way back there after the desk was locked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from backoffice_gui.domain.case_detail import CaseDetail
    from backoffice_gui.gui.windows.desk import Desk

__all__ = ["DeskPlace", "place_of", "return_to"]

_ONCE = Qt.ConnectionType.SingleShotConnection


@dataclass(frozen=True, slots=True)
class DeskPlace:
    """The case, its tab, whether the agent was writing in it (`note`, `answer`) and had it in front; no word of it."""

    case: int
    tab: int = 0
    writing: str = ""
    in_front: bool = False


def place_of(desk: Desk) -> DeskPlace | None:
    """Where the agent is; nothing where no case is chosen. The view is remembered by itself."""
    pane, row = desk.detail, desk.page.list.current
    case = pane.detail.row.case if pane.detail is not None else None if row is None else row.case
    if case is None:
        return None
    focus = QApplication.focusWidget()
    writing = ""
    if focus is not None:
        places = {"note": pane.story.notes.text, "answer": pane.request.answers}
        writing = next((name for name, place in places.items() if place is focus or place.isAncestorOf(focus)), "")
    return DeskPlace(case, pane.tabs.currentIndex(), writing, in_front=not desk.page.isVisible() and pane.isVisible())


def return_to(desk: Desk, place: DeskPlace) -> None:
    """Go there once the list is on the screen; a case that is not on its first page is shown beside it."""

    def listed(_count: int) -> None:
        at = desk.page.model.find(place.case)
        desk.detail.opened.connect(lambda detail: _opened(desk, place, detail), _ONCE)
        if at is not None:
            desk.page.list.go(at)
        else:
            desk.bring(place.case)

    desk.page.list.shown.connect(listed, _ONCE)


def _opened(desk: Desk, place: DeskPlace, detail: CaseDetail) -> None:
    if detail.row.case != place.case:
        return
    desk.detail.tabs.setCurrentIndex(place.tab)
    if place.in_front:
        desk.opened.emit()
    if place.writing == "note":
        notes = desk.detail.story.notes.text
        notes.moveCursor(QTextCursor.MoveOperation.End)
        notes.setFocus(Qt.FocusReason.OtherFocusReason)
    elif place.writing == "answer":
        desk.detail.request.answers.focus_first()
