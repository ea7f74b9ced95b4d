"""The paged model."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.listing import Column
from backoffice_gui.gui.models.pages import PAGE
from backoffice_gui.gui.models.submissions import COLUMNS, ROW_ROLE, SubmissionsModel
from backoffice_gui.gui.shapes import Shape, shape_icon
from tests.support.office import row_of

ROWS = tuple(row_of(n) for n in range(1, 2 * PAGE + 51))


@pytest.fixture
def model(qapp: object) -> SubmissionsModel:
    """Four hundred and fifty rows, the first page of them here."""
    made = SubmissionsModel(lambda _stage: shape_icon(Shape.CHECK, QColor("#000000"), 12))
    made.start(ROWS[:PAGE], len(ROWS))
    return made


def test_it_is_a_sound_model(model: SubmissionsModel, qtmodeltester: ModelTester) -> None:
    """Qt's own checks pass, with pages here and missing."""
    qtmodeltester.check(model)


def test_a_row_is_shown_in_all_its_columns(model: SubmissionsModel) -> None:
    """Every offered column says something, the first with an icon and the whole sentence."""
    texts = [model.data(model.index(0, n)) for n in range(len(COLUMNS))]
    assert all(texts)
    assert set(COLUMNS) == set(Column)
    first = model.index(0, 0)
    assert isinstance(model.data(first, Qt.ItemDataRole.DecorationRole), QIcon)
    sentence = model.data(first, Qt.ItemDataRole.AccessibleTextRole)
    assert sentence.startswith(f"Demande {ROWS[0].seq}, ")
    assert model.data(first, ROW_ROLE) == ROWS[0]
    assert model.data(first, Qt.ItemDataRole.ToolTipRole).endswith(".")


@pytest.mark.parametrize(
    "role", [Qt.ItemDataRole.FontRole, Qt.ItemDataRole.SizeHintRole, Qt.ItemDataRole.BackgroundRole]
)
def test_other_roles_are_answered_with_nothing(model: SubmissionsModel, role: Qt.ItemDataRole) -> None:
    """What isn't ours to say costs nothing."""
    assert model.data(model.index(0, 0), role) is None


def test_numbers_stand_to_the_right(model: SubmissionsModel) -> None:
    """Parts and size, in cells and headers."""
    right = [n for n in range(len(COLUMNS)) if model.data(model.index(0, n), Qt.ItemDataRole.TextAlignmentRole)]
    heads = [
        n
        for n in range(len(COLUMNS))
        if model.headerData(n, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    ]
    assert [COLUMNS[n] for n in right] == [Column.PARTS, Column.SIZE]
    assert heads == right
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Étape"


def test_a_missing_page_is_asked_for_once(qtbot: QtBot, model: SubmissionsModel) -> None:
    """A placeholder stands in for it, and one wish names every missing page."""
    wished: list[tuple[int, ...]] = []
    model.pages_wanted.connect(wished.append)
    assert model.data(model.index(PAGE, 0)) == "…"
    assert model.data(model.index(PAGE, 0), Qt.ItemDataRole.AccessibleTextRole) is None
    assert model.data(model.index(2 * PAGE, 0)) == "…"
    qtbot.waitUntil(lambda: bool(wished))
    model.data(model.index(PAGE + 7, 0))
    assert wished == [(1, 2)]
    model.take(1, ROWS[PAGE : 2 * PAGE])
    assert model.data(model.index(PAGE, 1)) == str(ROWS[PAGE].seq)
    model.forget_asked()
    model.data(model.index(2 * PAGE, 0))
    qtbot.waitUntil(lambda: len(wished) == 2)
    assert wished[-1] == (2,)


def test_newer_facts_come_in_place(model: SubmissionsModel) -> None:
    """The same rows in the same order take their newer stage; of any other order it is told."""
    lost = (replace(ROWS[0], stage=Stage.LOST), *ROWS[1:PAGE])
    assert model.renew(0, lost)
    assert model.data(model.index(0, 0)) == "Perdue"
    assert not model.renew(0, (ROWS[1], ROWS[0], *ROWS[2:PAGE]))
    assert not model.renew(5, ROWS[:PAGE])


def test_one_that_left_the_list_keeps_no_other_from_its_newer_facts(model: SubmissionsModel) -> None:
    """It stays as it was, where it was; the row below it has what is known of it now."""
    below = (replace(ROWS[1], stage=Stage.LOST), *ROWS[2 : PAGE + 1])
    before = model.data(model.index(0, 0))
    assert not model.renew(0, below)
    assert model.data(model.index(1, 0)) == "Perdue"
    assert model.data(model.index(0, 0)) == before


def test_the_count_may_turn_out_different(model: SubmissionsModel) -> None:
    """Rows are added or taken away at the end."""
    model.set_count(len(ROWS) + 3)
    assert model.rowCount() == len(ROWS) + 3
    model.set_count(PAGE)
    assert model.rowCount() == PAGE
    model.take(7, ROWS[:3])
    assert model.pages() == (0,)


def test_a_row_is_found_by_its_number(model: SubmissionsModel) -> None:
    """Among the pages that are here."""
    assert model.find(ROWS[3].row) == 3
    assert model.find(ROWS[PAGE].row) is None
    assert model.row_at(3) == ROWS[3]
