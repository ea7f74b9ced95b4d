"""A long list's place on the page."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.widgets.list_stack import ListStack


def test_a_quick_answer_makes_no_flicker(qtbot: QtBot) -> None:
    """Bars only after a moment, words after a while, and rows end both."""
    stack = ListStack(QLabel("lignes"))
    qtbot.addWidget(stack)
    stack.show()
    stack.begin()
    assert stack.currentIndex() == 0
    qtbot.waitUntil(lambda: stack.currentIndex() == 2, timeout=2_000)
    stack.show_rows()
    assert stack.currentIndex() == 0
    assert not stack._slow.isActive()


def test_no_rows_have_words_and_one_way_on(qtbot: QtBot) -> None:
    """Why there are none, or why they can't be read."""
    stack = ListStack(QLabel("lignes"))
    qtbot.addWidget(stack)
    stack.say("Rien", "Pas une ligne.", "Actualiser")
    assert stack.text == "Rien\nPas une ligne."
    stack.fail(Failure("STO-010"))
    assert "STO-010" in stack.text
    with qtbot.waitSignal(stack.acted):
        stack._state.acted.emit()
