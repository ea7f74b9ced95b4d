"""Names beside values."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.fact_grid import FactGrid
from backoffice_gui.gui.widgets.labels import PlainLabel


def test_the_name_is_the_label_of_its_value(qtbot: QtBot) -> None:
    """A screen reader finds the relation."""
    grid = FactGrid()
    qtbot.addWidget(grid)
    value = PlainLabel("EXEMPLE")
    grid.add("Nom de famille", value)
    (name,) = [label for label in grid.findChildren(QLabel) if label.text() == "Nom de famille"]
    assert name.buddy() is value
