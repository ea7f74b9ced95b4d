"""The days of a period, drawn."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QColor, QHelpEvent, QPalette
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.theme import DARK, LIGHT, palette_of
from backoffice_gui.gui.widgets.lives_plot import LivesPlot, lines_of
from tests.support.conformities import a_bad_month, a_good_month


def _plot(qtbot: QtBot) -> LivesPlot:
    plot = LivesPlot()
    qtbot.addWidget(plot)
    plot.resize(900, plot.height())
    plot.show_conformity(a_bad_month())
    plot.show()
    return plot


def _color(plot: LivesPlot, at: QPointF) -> str:
    return plot.grab().toImage().pixelColor(round(at.x()), round(at.y())).name()


def test_a_bar_over_the_line_is_in_the_colour_of_alarm(qtbot: QtBot, qapp: QApplication) -> None:
    """In light and dark; the line is drawn above every other bar."""
    plot = _plot(qtbot)
    for tokens in (LIGHT, DARK):
        qapp.setPalette(palette_of(tokens))
        QApplication.processEvents()
        area = plot._areas()[22]
        assert _color(plot, QPointF(area.center().x(), area.bottom() - 8)) == tokens.error.fg
        assert plot._up(1800) < plot._up(350) < plot._frame().bottom()


def test_a_palette_that_is_not_ours_is_painted_too(qtbot: QtBot, qapp: QApplication) -> None:
    """High contrast: its own colours, nothing invisible."""
    plot = _plot(qtbot)
    strange = QPalette(QColor("#123456"))
    qapp.setPalette(strange)
    QApplication.processEvents()
    area = plot._areas()[22]
    assert _color(plot, QPointF(area.center().x(), area.bottom() - 8)) != _color(plot, QPointF(2, 2))


def test_a_screen_reader_is_told_each_day(qtbot: QtBot) -> None:
    """Days with a measured life, and the line they are held against."""
    plot = _plot(qtbot)
    told = plot.accessibleDescription()
    assert told.startswith("Ligne des 30 minutes.")
    assert "23/11/2026 31\u00a0min\u00a040\u00a0s" in told
    empty = replace(a_good_month(), days=())
    plot.show_conformity(empty)
    plot.grab()
    assert plot.accessibleDescription() == "Ligne des 30 minutes."


def test_the_table_says_the_same_and_the_pointer_too(qtbot: QtBot) -> None:
    """Each day a line; under the pointer, that day's figures."""
    lines = lines_of(a_bad_month())
    assert len(lines) == 30
    assert [cell.text for cell in lines[22].cells] == [
        "23/11/2026", "2", "30\u00a0s", "31\u00a0min\u00a040\u00a0s", "31\u00a0min\u00a040\u00a0s", "31\u00a0min\u00a040\u00a0s", "1", "1",
    ]  # fmt: skip
    plot = _plot(qtbot)
    at = QPoint(round(plot._areas()[22].center().x()), 40)
    QApplication.sendEvent(plot, QHelpEvent(QEvent.Type.ToolTip, at, plot.mapToGlobal(at)))
    assert QToolTip.text().startswith("23/11/2026 · 2 dépôts · maximum 31\u00a0min\u00a040\u00a0s")
    QToolTip.hideText()
