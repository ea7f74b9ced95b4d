"""The bars and their table say the same."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.exposure_bars import ExposureBars, lines_of
from tests.support.office import exposure


def test_the_table_has_a_line_an_hour_newest_first() -> None:
    """Hour, receipts, median; an hour without a receipt has none."""
    lines = lines_of(exposure())
    assert len(lines) == 24
    assert [cell.text for cell in lines[0].cells] == ["09:00", "8", "59 s"]
    assert {line.cells[2].text for line in lines} >= {"—"}


def test_the_picture_is_not_the_only_source(qtbot: QtBot) -> None:
    """Its description names every hour that has a figure."""
    bars = ExposureBars()
    qtbot.addWidget(bars)
    bars.show_exposure(exposure())
    assert bars.accessibleName().startswith("Durée de vie")
    assert bars.accessibleDescription().count(";") == 20


def test_it_paints_with_and_without_figures(qtbot: QtBot) -> None:
    """A day with bars looks different from a day without."""
    bars = ExposureBars()
    qtbot.addWidget(bars)
    bars.resize(500, 160)
    bars.show_exposure(replace(exposure(), buckets=tuple((at, 0, None) for at, _, _ in exposure().buckets)))
    empty = bars.grab().toImage()
    bars.show_exposure(exposure())
    assert bars.grab().toImage() != empty


def test_a_bar_says_its_figures_under_the_pointer(qtbot: QtBot) -> None:
    """The tooltip has the hour, the median and the count."""
    bars = ExposureBars()
    qtbot.addWidget(bars)
    bars.resize(500, 160)
    bars.show_exposure(exposure())
    bars.show()
    QApplication.sendEvent(bars, QHelpEvent(QEvent.Type.ToolTip, QPoint(480, 80), bars.mapToGlobal(QPoint(480, 80))))
    assert "3 reçus" in QToolTip.text()
    QToolTip.hideText()
