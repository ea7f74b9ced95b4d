"""What every long list on the screen has in common; the lists that are made of it have tests of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.bridge import Bridge
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
    """The multiples of the query, below a thousand times it."""

    interrupted = 0

    def _read(self, query: int, start: int, size: int) -> tuple[int, ...]:
        return tuple(query * n for n in range(start, min(1_000, start + size)))

    def _total(self, query: int) -> int:
        return 1_000

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


def test_a_count_that_failed_keeps_nothing_from_being_looked_at(qtbot: QtBot, numbers: NumberList) -> None:
    """A server that was away a moment would have left the rows as they were for good."""
    numbers._counting = True
    numbers._failed(Failure("STO-015"))
    with qtbot.waitSignal(numbers.counted):
        numbers.renew_soon()
