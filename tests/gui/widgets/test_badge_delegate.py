"""Badges in a cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_list import CaseColumn
from backoffice_gui.domain.cases import Badge
from backoffice_gui.gui.models.cases import CasesModel
from backoffice_gui.gui.shapes import shape_icon
from backoffice_gui.gui.theme import LIGHT
from backoffice_gui.gui.widgets.badge_delegate import BadgeDelegate
from backoffice_gui.gui.widgets.table import Table
from tests.support.invented_cases import case_row
from tests.support.office import NOW


def grounds(qtbot: QtBot, width: int, badges: Badge) -> int:
    """How many pixels have a warning's ground, at this width of the column."""
    table = Table("Demandes")
    qtbot.addWidget(table)
    model = CasesModel(lambda _t, shape: shape_icon(shape, QColor("#000"), 12), lambda: date(2026, 11, 23), table)
    model.set_columns((CaseColumn.BADGES,))
    model.start((replace(case_row(1, NOW), badges=badges, unread=False),), 2)
    table.setModel(model)
    table.setItemDelegateForColumn(0, BadgeDelegate(table))
    table.resize(width + 20, 120)
    table.horizontalHeader().resizeSection(0, width)
    table.show()
    image = table.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = QColor(LIGHT.warning.bg).rgb()
    return sum(image.pixel(x, y) == ground for x in range(image.width()) for y in range(min(40, image.height())))


def test_two_fit_then_one_then_a_shape(qtbot: QtBot) -> None:
    """A narrow column keeps the shape, an empty one has nothing; a row on its way has none either."""
    both = Badge.DUPLICATE | Badge.FORM_DOUBT
    wide, middle, narrow = (grounds(qtbot, width, both) for width in (420, 150, 40))
    assert wide > middle > narrow > 0
    assert grounds(qtbot, 420, Badge.NONE) == 0
