"""The filter line of *Demandes*."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_list import CaseFilter, Condition, Field, Operator
from backoffice_gui.gui.widgets.case_filter import CaseFilterLine

KIND = Condition(Field.KIND, Operator.IS, ("contact_change",))
DUE = Condition(Field.DUE, Operator.BEFORE, ("+2",))


class Told:
    """A line, and what it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.line = CaseFilterLine()
        qtbot.addWidget(self.line)
        self.line.resize(500, 200)
        self.line.show()
        self.filters: list[CaseFilter] = []
        self.line.narrowed.connect(self.filters.append)

    def button(self, name: str) -> QPushButton:
        """A button by the start of its accessible name."""

        def found() -> list[QPushButton]:
            buttons = self.line.findChildren(QPushButton)
            return [button for button in buttons if button.isVisible() and button.accessibleName().startswith(name)]

        self._qtbot.waitUntil(lambda: bool(found()))
        return found()[0]


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    """A line on screen."""
    return Told(qtbot)


def test_words_are_told_once_typing_rests(qtbot: QtBot, told: Told) -> None:
    """Spaces don't make another filter."""
    qtbot.keyClicks(told.line._text, "nguyen  su")
    qtbot.waitUntil(lambda: told.filters == [CaseFilter((), "nguyen su")])
    told.line._text.setText("nguyen su ")
    told.line._typing.timeout.emit()
    assert len(told.filters) == 1


def test_a_condition_is_written_and_becomes_a_chip(qtbot: QtBot, told: Told) -> None:
    """From the menu; the same field again opens the chip it has."""
    menu = told.line.add.menu()
    assert menu is not None
    actions = {action.text(): action for action in menu.actions()}
    actions["Type"].trigger()
    qtbot.keyClick(told.line.editor._values, Qt.Key.Key_Down)
    qtbot.keyClick(told.line.editor._values, Qt.Key.Key_Return)
    assert told.filters == [CaseFilter((KIND,))]
    actions["Type"].trigger()
    assert told.line.editor.remove_button.isVisible()
    told.line.editor.remove_button.click()
    assert told.filters[-1] == CaseFilter()


def test_chips_are_opened_and_taken_away(qtbot: QtBot, told: Told) -> None:
    """The words change it in its place, the cross takes it away."""
    told.line.show_filter(CaseFilter((KIND, DUE), "x"))
    assert told.filters == []
    told.button("Type").click()
    told.line.editor._operator.setCurrentIndex(1)
    told.line.editor.apply_button.click()
    changed = Condition(Field.KIND, Operator.IS_NOT, ("contact_change",))
    assert told.filters == [CaseFilter((changed, DUE), "x")]
    told.button("✕").click()
    assert told.filters[-1] == CaseFilter((DUE,), "x")
    told.line.choose(CaseFilter())
    assert told.line.filter == CaseFilter()
    assert not told.line._chip_row.isVisible()


def test_what_looks_like_a_condition_and_is_none_is_said(qtbot: QtBot, told: Told) -> None:
    """With Enter, or once something follows it; it goes with the text it was said of."""
    told.line._text.setText("échéance:<23/11/2026")
    told.line._typing.timeout.emit()
    assert not told.line.odd.isVisible()
    qtbot.keyClick(told.line._text, Qt.Key.Key_Return)
    assert "échéance:<23/11/2026" in told.line.odd.text()
    assert "n’est pas une condition" in told.line.odd.text()
    told.line._text.setText("type:mariage nguyen")
    told.line._typing.timeout.emit()
    assert "type:mariage" in told.line.odd.text()
    told.line._text.setText("nguyen su")
    told.line._typing.timeout.emit()
    assert not told.line.odd.isVisible()


def test_agents_seen_are_offered(told: Told) -> None:
    """Each once, nobody not."""
    told.line.know_agents(["d.demo", "", "d.demo", "e.factice"])
    assert told.line.agents == ("d.demo", "e.factice")


def test_what_experts_type_becomes_chips_at_enter(qtbot: QtBot, told: Told) -> None:
    """While it is typed it is no word to look for; what is no token stays a word."""
    told.line._text.setText("type:coordonnées nguyen")
    qtbot.waitUntil(lambda: told.filters == [CaseFilter((), "nguyen")])
    qtbot.keyClick(told.line._text, Qt.Key.Key_Return)
    assert told.filters[-1] == CaseFilter((KIND,), "nguyen")
    assert told.line._text.text() == "nguyen"
    qtbot.keyClick(told.line._text, Qt.Key.Key_Return)
    assert told.filters[-1] == CaseFilter((KIND,), "nguyen")
