"""Chips and buttons at any width."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.flow import Flow


@pytest.fixture
def row(qtbot: QtBot) -> tuple[QWidget, Flow]:
    """Four buttons in a flow."""
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = Flow(widget)
    for words in ("un", "deux", "trois", "quatre"):
        flow.addWidget(QPushButton(words, widget))
    return widget, flow


def tops(flow: Flow) -> set[int]:
    """The lines there are."""
    return {item.geometry().top() for n in range(flow.count()) if (item := flow.itemAt(n)) is not None}


def test_a_narrow_place_has_more_lines(row: tuple[QWidget, Flow]) -> None:
    """All on one line where there is room, else as many lines as needed; the height says so."""
    widget, flow = row
    widget.resize(1_000, 100)
    widget.show()
    assert len(tops(flow)) == 1
    widget.resize(120, 300)
    flow.activate()
    assert len(tops(flow)) > 1
    assert flow.heightForWidth(120) > flow.heightForWidth(1_000)
    assert flow.minimumSize().width() <= 120


def test_what_is_hidden_takes_no_room(row: tuple[QWidget, Flow]) -> None:
    """And what is cleared is gone."""
    _, flow = row
    wide = flow.sizeHint().width()
    item = flow.itemAt(0)
    assert item is not None
    button = item.widget()
    assert button is not None
    button.hide()
    assert flow.sizeHint().width() < wide
    assert flow.itemAt(9) is None
    assert flow.takeAt(9) is None
    flow.clear()
    assert flow.count() == 0
    assert flow.hasHeightForWidth()
    assert not flow.expandingDirections()
