"""The filter line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.listing import Filter
from backoffice_gui.gui.widgets.filter_line import FilterLine


@pytest.fixture
def line(qtbot: QtBot) -> FilterLine:
    """A filter line that knows two kinds."""
    made = FilterLine()
    qtbot.addWidget(made)
    made.offer_kinds(["certificate_request", "contact_change"])
    made.offer_kinds(["certificate_request"])
    made.show()
    return made


def button(line: FilterLine, text: str) -> QPushButton:
    """The button with this text."""
    return next(b for b in line.findChildren(QPushButton) if b.text().startswith(text) and b.isVisible())


def test_typing_narrows_after_a_moment(qtbot: QtBot, line: FilterLine) -> None:
    """One question for what was typed, not one a letter."""
    told: list[Filter] = []
    line.narrowed.connect(told.append)
    edit = line.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    qtbot.keyClicks(edit, " 4711 ")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Filter(text="4711")]


def test_a_choice_is_also_a_chip_that_takes_it_back(qtbot: QtBot, line: FilterLine) -> None:
    """What is chosen in a menu stands below, and a press on it undoes it."""
    told: list[Filter] = []
    line.narrowed.connect(told.append)
    menu = button(line, "Étape").menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "En quarantaine").trigger()
    assert told[-1] == Filter(stages=frozenset({Stage.QUARANTINED}))
    qtbot.waitUntil(
        lambda: bool([b for b in line.findChildren(QPushButton) if b.text().startswith("En q") and b.isVisible()])
    )
    chip = button(line, "En quarantaine")
    assert chip.accessibleName().startswith("En quarantaine")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert told[-1] == Filter()


def test_kinds_are_offered_once(line: FilterLine) -> None:
    """A kind named twice is one choice."""
    menu = button(line, "Type").menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Copie d’acte", "Changement de coordonnées"]


def test_a_whole_filter_is_shown_and_cleared(line: FilterLine) -> None:
    """What is chosen from outside is what it says, until it is cleared."""
    wanted = Filter(frozenset({Stage.LOST}), frozenset({"contact_change"}), "41")
    line.choose(wanted)
    assert line.filter == wanted
    line.clear()
    assert line.filter == Filter()


def test_the_caret_goes_into_the_text(qtbot: QtBot, line: FilterLine) -> None:
    """Ctrl+F leads here."""
    qtbot.waitActive(line)
    line.activateWindow()
    line.focus_text()
    edit = line.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    qtbot.waitUntil(edit.hasFocus)
