"""Tables for reading."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.models.small import Cell, Line, SmallTable
from backoffice_gui.gui.preferences import Density
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.table import OpeningTable, Table, icons_of


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    """Three columns, the second stretched."""
    made = Table("Essai")
    qtbot.addWidget(made)
    model = SmallTable(("a", "b", "c"), frozenset(), icons_of(made), made)
    model.show_lines([Line(n, (Cell(str(n)), Cell("x"), Cell("y"))) for n in range(40)])
    made.setModel(model)
    made.set_widths((5.0, 6.0, 4.0), 1)
    made.resize(600, 200)
    made.show()
    return made


def test_it_is_for_reading(table: Table) -> None:
    """No editing, whole rows, Tab leaves it, it has a name."""
    assert table.editTriggers() == QAbstractItemView.EditTrigger.NoEditTriggers
    assert table.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
    assert not table.tabKeyNavigation()
    assert not table.wordWrap()
    assert table.accessibleName() == "Essai"


def test_the_focus_alone_goes_to_no_row(qtbot: QtBot) -> None:
    """A row is gone to by an arrow, or a click; where one was, the focus finds it again."""
    table = OpeningTable("Essai")
    qtbot.addWidget(table)
    model = SmallTable(("a",), frozenset(), icons_of(table), table)
    model.show_lines([Line(n, (Cell(str(n)),)) for n in range(3)])
    table.setModel(model)
    table.show()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert not table.currentIndex().isValid()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert (table.currentIndex().row(), table.selectionModel().isRowSelected(0)) == (0, True)
    table.clearFocus()
    table.setFocus()
    assert table.currentIndex().row() == 0


def test_one_column_takes_what_is_left_but_never_less_than_its_own(table: Table) -> None:
    """Wide: all the room; narrow: the table scrolls."""
    columns = table.horizontalHeader()
    assert sum(columns.sectionSize(n) for n in range(3)) == table.viewport().width()
    table.resize(150, 200)
    assert columns.sectionSize(1) == 6 * table.em()


def test_density_changes_the_height_of_rows(table: Table) -> None:
    """Compact, normal, relaxed: in that order."""
    heights = []
    for density in (Density.COMPACT, Density.NORMAL, Density.RELAXED):
        table.set_density(density)
        heights.append(table.rowHeight(0))
    assert heights == sorted(set(heights))


def test_widths_are_kept_in_em(table: Table, qapp: QApplication) -> None:
    """What the agent chose at one text size fits at another."""
    table.horizontalHeader().resizeSection(0, 10 * table.em())
    kept = table.widths()
    assert kept == (10.0, 6.0, 4.0)
    font = QFont(qapp.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    qapp.processEvents()
    table.keep_widths(kept)
    assert table.horizontalHeader().sectionSize(0) == 10 * table.em()
    table.keep_widths((1.0,))
    assert table.widths()[0] == 10.0


def test_it_can_be_as_high_as_its_rows(table: Table) -> None:
    """Within bounds, for a page that scrolls as a whole."""
    table.fit_to_rows(1, 5)
    low = table.height()
    table.fit_to_rows(1, 10)
    assert table.height() == low + 5 * table.verticalHeader().defaultSectionSize()


def test_letters_are_no_type_ahead(table: Table) -> None:
    """A letter moves nothing."""
    table.selectRow(0)
    table.keyboardSearch("7")
    assert table.currentIndex().row() == 0


def test_an_icon_is_drawn_once(table: Table) -> None:
    """The same shape in the same palette is the same icon."""
    icon = icons_of(table)
    assert icon(Tone.INFO, Shape.CHECK).cacheKey() == icon(Tone.INFO, Shape.CHECK).cacheKey()
    assert icon(Tone.INFO, Shape.CHECK).cacheKey() != icon(Tone.ERROR, Shape.CHECK).cacheKey()


def test_home_and_end_are_the_first_and_the_last_line(qtbot: QtBot, table: Table) -> None:
    """Not the first and the last column of the same line."""
    table.selectRow(7)
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 39
    assert table.viewport().rect().intersects(table.visualRect(table.currentIndex()))
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0
    assert [index.row() for index in table.selectionModel().selectedRows()] == [0]
