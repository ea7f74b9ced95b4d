"""What every long list on the screen has in common; the lists that are made of it have tests of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.bridge import Bridge, Query
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.models.paged import PagedModel
from backoffice_gui.gui.pages.paged_list import PagedList
from backoffice_gui.gui.widgets.table import Table


class Numbers(PagedModel[int]):
    """Numbers."""

    def _key(self, row: int) -> int:
        return row

    def _headers(self) -> Sequence[str]:
        return ("nombre",)

    def _to_the_right(self, section: int) -> bool:
        return True

    def _text(self, row: int, section: int) -> str:
        return str(row)

    def _more(self, row: int, section: int, role: int) -> Any:
        return None


class NumberList(PagedList[int, int]):
    """The multiples of the query, below a thousand times it; a test takes some away, or puts some in front."""

    interrupted = reads = 0
    of: Sequence[int] = range(1_000)

    def _read(self, query: int, start: int, size: int) -> tuple[int, ...]:
        self.reads += 1
        return tuple(query * n for n in self.of[start : start + size])

    def _total(self, query: int) -> int:
        return len(self.of)

    def _interrupt(self) -> None:
        self.interrupted += 1

    def _number(self, row: int) -> int:
        return row


@pytest.fixture
def numbers(qtbot: QtBot, bridge: Bridge) -> NumberList:
    """The list of the sevens, on screen."""
    view = Table("nombres")
    qtbot.addWidget(view)
    model = Numbers(frozenset(), view)
    view.setModel(model)
    view.resize(200, 400)
    view.show()
    made = NumberList(bridge, model, view, 7)
    made.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 1_000)
    return made


def test_the_last_question_is_the_one_that_is_answered(qtbot: QtBot, numbers: NumberList) -> None:
    """Whatever was asked before is dropped."""
    for query in (2, 3, 5):
        numbers.ask(query)
    qtbot.waitUntil(lambda: numbers._model.row_at(1) == 5 and numbers._model.rowCount() == 1_000)
    assert numbers.query == 5


def test_pages_come_when_they_are_looked_at(qtbot: QtBot, numbers: NumberList) -> None:
    """And the place is kept by stepping."""
    numbers.go(999)
    qtbot.waitUntil(lambda: numbers._model.row_at(999) == 6_993)
    numbers.step(-1)
    assert numbers._view.currentIndex().row() == 998
    assert numbers.current is None


def test_a_list_that_has_shrunk_ends_where_it_ends(qtbot: QtBot, numbers: NumberList) -> None:
    """Rows that are no more were asked for as fast as they were not found, for as long as one stood there."""
    told: list[int] = []
    numbers.shown.connect(told.append)
    numbers.of = range(950)
    numbers.go(999)
    qtbot.waitUntil(lambda: numbers._model.rowCount() == 950)
    assert told == [950]
    assert numbers._model.row_at(949) == 7 * 949
    numbers.step(-1)  # who stood beyond is not led to the top, nor past the last
    assert numbers._view.currentIndex().row() == 949
    reads, came = numbers.reads, list[int]()

    def again() -> bool:
        numbers._view.viewport().repaint()
        numbers._bridge.ask(Query(numbers, lambda: 1, came.append))
        return len(came) > 4

    qtbot.waitUntil(again)
    assert numbers.reads == reads
    assert numbers._view.currentIndex().row() == 949


@pytest.mark.parametrize("of", [range(7, 1_000), range(-9, 1_000)], ids=["left", "came"])
def test_a_page_goes_on_where_the_one_before_ended(qtbot: QtBot, numbers: NumberList, of: range) -> None:
    """Where seven have left above, seven would never be shown; where nine came in, nine would be shown twice."""
    numbers.of = of
    numbers.go(250)
    qtbot.waitUntil(lambda: numbers._model.row_at(200) is not None)
    assert [numbers._model.row_at(n) for n in (199, 200, 399)] == [7 * 199, 7 * 200, 7 * 399]
    numbers.go(900)
    qtbot.waitUntil(lambda: numbers._model.row_at(800) is not None)
    assert [numbers._model.row_at(n) for n in (800, 900)] == [7 * 800, 7 * 900]


def test_a_count_that_failed_keeps_nothing_from_being_looked_at(qtbot: QtBot, numbers: NumberList) -> None:
    """A server that was away a moment would have left the rows as they were for good."""
    numbers._counting = True
    numbers._failed(Failure("STO-015"))
    with qtbot.waitSignal(numbers.counted):
        numbers.renew_soon()
