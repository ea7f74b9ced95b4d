"""What the list asks, what it drops, and that rows never move under the agent's eyes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.listing import Column, Filter, ListQuery, Row, Sort
from backoffice_gui.errors import StoreBusy
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.models.pages import PAGE
from backoffice_gui.gui.models.submissions import COLUMNS, SubmissionsModel
from backoffice_gui.gui.pages.submission_list import SubmissionList
from backoffice_gui.gui.widgets.table import Table
from tests.support.office import MemoryOffice


class Desk:
    """A list with its view and model, on screen."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, office: MemoryOffice) -> None:
        self.office = office
        self.view = Table("Demandes")
        qtbot.addWidget(self.view)
        self.model = SubmissionsModel(lambda _stage: QIcon(), self.view)
        self.view.setModel(self.model)
        self.view.resize(700, 400)
        self.view.show()
        self.list = SubmissionList(bridge, office, self.model, self.view)
        self.chosen: list[Row | None] = []
        self.arrived: list[int] = []
        self.failed: list[Failure] = []
        self.list.chosen.connect(self.chosen.append)
        self.list.arrived.connect(self.arrived.append)
        self.list.failed.connect(self.failed.append)

    def seqs(self, many: int = 5) -> list[int]:
        """The first numbers shown."""
        return [row.seq for n in range(many) if (row := self.model.row_at(n)) is not None]


@pytest.fixture
def desk(qtbot: QtBot, bridge: Bridge, office: MemoryOffice) -> Desk:
    """Four hundred submissions, listed."""
    made = Desk(qtbot, bridge, office)
    made.list.refresh()
    qtbot.waitUntil(lambda: made.model.rowCount() == 400)
    return made


def test_newest_first_then_the_whole_count(desk: Desk) -> None:
    """The first page is there, and the count after it."""
    assert desk.seqs(3) == [103_999, 103_998, 103_997]
    assert desk.office.calls.index("page") < desk.office.calls.index("count")


def test_a_short_list_needs_no_count(qtbot: QtBot, bridge: Bridge) -> None:
    """Where the first page is the whole, nothing more is asked."""
    desk = Desk(qtbot, bridge, MemoryOffice(7))
    desk.list.refresh()
    qtbot.waitUntil(lambda: desk.model.rowCount() == 7)
    assert "count" not in desk.office.calls


def test_a_header_sorts_by_its_column(qtbot: QtBot, desk: Desk) -> None:
    """Ascending and descending are the query's."""
    desk.view.horizontalHeader().setSortIndicator(COLUMNS.index(Column.SEQ), Qt.SortOrder.AscendingOrder)
    qtbot.waitUntil(lambda: desk.seqs(2) == [103_600, 103_601])
    assert desk.list.query.sort == Sort(Column.SEQ, descending=False)


def test_a_filter_is_another_question(qtbot: QtBot, desk: Desk) -> None:
    """Fewer rows, the same sort; the same filter again asks nothing."""
    wanted = Filter(stages=frozenset({Stage.QUARANTINED}))
    desk.list.narrow(wanted)
    qtbot.waitUntil(lambda: desk.model.rowCount() == 20)
    asked = desk.office.calls.count("page")
    desk.list.narrow(wanted)
    assert desk.office.calls.count("page") == asked


def test_only_the_last_of_many_questions_is_shown(qtbot: QtBot, desk: Desk) -> None:
    """Whatever was asked on the way is dropped."""
    for column in (Column.SIZE, Column.KIND, Column.PARTS):
        desk.list.ask(ListQuery(sort=Sort(column)))
    last = ListQuery(sort=Sort(Column.SEQ, descending=False))
    desk.list.ask(last)
    qtbot.waitUntil(lambda: desk.seqs(2) == [103_600, 103_601] and desk.model.rowCount() == 400)
    assert desk.list.query == last


def test_scrolling_fetches_what_is_looked_at(qtbot: QtBot, desk: Desk) -> None:
    """The page below comes when it is scrolled to."""
    assert desk.model.pages() == (0,)
    desk.view.scrollToBottom()
    qtbot.waitUntil(lambda: 1 in desk.model.pages())
    assert desk.model.row_at(399) is not None


def test_a_row_is_remembered_through_a_refresh(qtbot: QtBot, desk: Desk) -> None:
    """New arrivals enter, and the agent is still on the same submission."""
    desk.list.step(0)
    desk.list.step(3)
    here = desk.list.current
    assert here is not None
    desk.office.arrive(5)
    desk.list.refresh()
    qtbot.waitUntil(lambda: desk.model.rowCount() == 405)
    assert desk.list.current == here
    assert desk.view.currentIndex().row() == 8
    assert [row for row in desk.chosen if row is not None][-1] == here


def test_new_arrivals_wait_until_the_agent_looks_again(qtbot: QtBot, desk: Desk) -> None:
    """They are told, and no row moves."""
    before = desk.seqs()
    desk.office.arrive(3)
    desk.list.renew_soon()
    qtbot.waitUntil(lambda: desk.arrived[-1:] == [3], timeout=4_000)
    assert desk.seqs() == before
    assert desk.model.rowCount() == 400


def test_rows_on_screen_take_their_newer_stage_in_place(qtbot: QtBot, desk: Desk) -> None:
    """A stage changes where it stands, though others have arrived above."""
    desk.office.arrive(2)
    at = next(n for n, row in enumerate(desk.office.rows) if row.seq == 103_999)
    desk.office.rows[at] = replace(desk.office.rows[at], stage=Stage.LOST)
    desk.office._sorted = None
    desk.list.renew_soon()
    qtbot.waitUntil(lambda: (row := desk.model.row_at(0)) is not None and row.stage is Stage.LOST, timeout=4_000)
    assert desk.seqs(1) == [103_999]


def test_pages_fetched_beside_new_arrivals_are_of_the_same_list(qtbot: QtBot, desk: Desk) -> None:
    """What is scrolled to after an arrival joins without a gap or a double."""
    desk.office.arrive(4)
    desk.list.renew_soon()
    qtbot.waitUntil(lambda: desk.arrived[-1:] == [4], timeout=4_000)
    desk.view.scrollToBottom()
    qtbot.waitUntil(lambda: 1 in desk.model.pages())
    last, first = desk.model.row_at(PAGE - 1), desk.model.row_at(PAGE)
    assert last is not None
    assert first is not None
    assert first.seq == last.seq - 1


def test_an_empty_list_fills_by_itself(qtbot: QtBot, bridge: Bridge) -> None:
    """Where no row can move, nobody has to ask."""
    desk = Desk(qtbot, bridge, MemoryOffice(0))
    desk.list.refresh()
    qtbot.waitUntil(lambda: "page" in desk.office.calls)
    desk.office.arrive(2)
    desk.list.renew_soon()
    qtbot.waitUntil(lambda: desk.model.rowCount() == 2, timeout=4_000)


def test_stepping_stays_within_the_list(desk: Desk) -> None:
    """Down from nowhere is the first; up from the first stays."""
    desk.list.step(1)
    desk.list.step(-1)
    assert desk.view.currentIndex().row() == 0
    desk.list.step(10_000)
    assert desk.view.currentIndex().row() == 399


def test_a_store_that_fails_is_told(qtbot: QtBot, desk: Desk) -> None:
    """The failure reaches the page, and asking again works."""
    desk.office.failures["page"] = StoreBusy("locked")
    desk.list.refresh()
    qtbot.waitUntil(lambda: [failure.code for failure in desk.failed] == ["STO-010"])
    del desk.office.failures["page"]
    desk.list.refresh()
    qtbot.waitUntil(lambda: desk.model.rowCount() == 400)
