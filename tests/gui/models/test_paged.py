"""What every long list has in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.models.paged import ROW_ROLE, PagedModel
from backoffice_gui.gui.models.pages import PAGE


class Numbers(PagedModel[int]):
    """Numbers, and their squares."""

    def _key(self, row: int) -> int:
        return row

    def _headers(self) -> Sequence[str]:
        return ("nombre", "carré")

    def _to_the_right(self, section: int) -> bool:
        return section == 1

    def _text(self, row: int, section: int) -> str:
        return str(row**2 if section else row)

    def _more(self, row: int, section: int, role: int) -> Any:
        return f"{row}, {row**2}"


@pytest.fixture
def model(qapp: object) -> Numbers:
    """Five hundred numbers, the first page of them here."""
    made = Numbers(frozenset({Qt.ItemDataRole.ToolTipRole}))
    made.start(tuple(range(PAGE)), 500)
    return made


def test_it_is_a_sound_model(model: Numbers, qtmodeltester: ModelTester) -> None:
    """Qt's own checks pass."""
    qtmodeltester.check(model)


def test_cells_say_what_the_subclass_says(model: Numbers) -> None:
    """Text, row, other roles that are answered; nothing for the rest."""
    where = model.index(3, 1)
    assert model.data(where) == "9"
    assert model.data(where, ROW_ROLE) == 3
    assert model.data(where, Qt.ItemDataRole.ToolTipRole) == "3, 9"
    assert model.data(where, Qt.ItemDataRole.FontRole) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "carré"


def test_a_list_is_exchanged_without_a_reset(qtbot: QtBot, model: Numbers) -> None:
    """Fresh pages and another length; what is not here is asked for when it is looked at."""
    resets: list[object] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.exchange([(1, tuple(range(PAGE, 2 * PAGE)))], 450)
    assert model.rowCount() == 450
    assert model.row_at(PAGE) == PAGE
    assert model.row_at(0) is None
    with qtbot.waitSignal(model.pages_wanted):
        assert model.data(model.index(0, 0)) == "…"
    model.exchange([], 0)
    assert model.rowCount() == 0
    assert resets == []
