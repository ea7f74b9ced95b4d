"""Small tables."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QIcon
from pytestqt.modeltest import ModelTester

from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.shapes import Shape, shape_icon
from backoffice_gui.gui.theme import Tone


def icon(_tone: Tone, shape: Shape) -> QIcon:
    """A drawn icon."""
    return shape_icon(shape, QColor("#000000"), 12)


def table() -> SmallTable:
    """Two columns, the second to the right."""
    return SmallTable(("Champ", "Valeur"), frozenset({1}), icon)


def lines(*texts: str) -> list[Line]:
    """A line a text."""
    return [
        Line(n, (Cell(f"champ {n}", look=(Tone.WARNING, Shape.TRIANGLE)), Cell(text, text)))
        for n, text in enumerate(texts)
    ]


def test_it_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    """Qt's own checks pass, filled and emptied."""
    model = table()
    qtmodeltester.check(model)
    model.show_lines(lines("a", "b"))
    qtmodeltester.check(model)
    model.show_lines([])
    assert model.rowCount() == 0


def test_each_role_has_its_answer() -> None:
    """Text, icon, side, tooltip, and the whole row in one sentence."""
    model = table()
    model.show_lines(lines("a <b>x</b>\nb"))
    first, second = model.index(0, 0), model.index(0, 1)
    assert model.data(second) == "a <b>x</b>\nb"
    assert isinstance(model.data(first, Qt.ItemDataRole.DecorationRole), QIcon)
    assert model.data(second, Qt.ItemDataRole.DecorationRole) is None
    assert model.data(second, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert model.data(first, Qt.ItemDataRole.TextAlignmentRole) is None
    assert model.data(first, Qt.ItemDataRole.AccessibleTextRole) == "Champ champ 0, Valeur a <b>x</b>\nb"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Valeur"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.rowCount(first) == model.columnCount(first) == 0


def test_a_tooltip_never_becomes_markup() -> None:
    """Qt guesses rich text in tooltips: what somebody wrote is escaped first."""
    model = table()
    model.show_lines(lines("<img src='https://exemple.invalid'>"))
    tip = model.data(model.index(0, 1), Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_the_same_rows_are_only_refreshed() -> None:
    """Rows with the same keys change in place, so that the view keeps its place."""
    model = table()
    model.show_lines(lines("a", "b"))
    resets: list[bool] = []
    changes: list[QModelIndex] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.dataChanged.connect(lambda first, _last: changes.append(first))
    model.show_lines(lines("a", "c"))
    assert resets == []
    assert [index.row() for index in changes] == [1]
    assert model.line(1).cells[1].text == "c"
    model.show_lines(lines("a"))
    assert resets == [True]
