"""Where the agent is at the desk, and the way back; the whole is tried in `test_lock.py`."""

from __future__ import annotations

import dataclasses

from pytestqt.qtbot import QtBot

from backoffice_gui.domain.cases import CaseState
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.desk_place import DeskPlace, place_of, return_to
from tests.support.desk import go_to, opened


def test_a_place_is_numbers_only(qtbot: QtBot, desk: Desk) -> None:
    """Case, tab, what is written: no word of anybody."""
    assert place_of(desk) is None or place_of(desk) == DeskPlace(place_of(desk).case)  # type: ignore[union-attr]
    row = go_to(qtbot, desk, lambda row: row.state is CaseState.NEW)
    desk.detail.tabs.setCurrentIndex(2)
    desk.detail.story.notes.text.setFocus()
    place = place_of(desk)
    assert place == DeskPlace(row.case, 2, "note")
    assert all(isinstance(value, int) or value in {"", "note", "answer"} for value in dataclasses.astuple(place))


def test_a_case_that_is_not_on_the_first_page_is_shown_beside_the_list(qtbot: QtBot, desk: Desk) -> None:
    """And written on where it was."""
    desk.views.show("to_do")
    other = next(case for case in range(1, 301) if desk.page.model.find(case) is None)
    return_to(desk, DeskPlace(other, 0, "answer"))
    desk.page.list.refresh()
    assert opened(qtbot, desk, other).row.case == other
