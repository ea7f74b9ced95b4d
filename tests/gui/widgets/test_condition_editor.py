"""One condition, by mouse or keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_list import Condition, Field, Operator
from backoffice_gui.gui.widgets.condition_editor import ConditionEditor


class Told:
    """An editor, and what it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.editor = ConditionEditor()
        qtbot.addWidget(self.editor)
        self.applied: list[Condition | None] = []
        self.editor.applied.connect(self.applied.append)


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    """An editor, hidden."""
    return Told(qtbot)


def test_enter_takes_the_value_one_is_on(qtbot: QtBot, told: Told) -> None:
    """Down, Enter: one value without a tick is meant."""
    told.editor.edit(Field.STATE, None)
    qtbot.keyClick(told.editor._values, Qt.Key.Key_Down)
    qtbot.keyClick(told.editor._values, Qt.Key.Key_Return)
    assert told.applied == [Condition(Field.STATE, Operator.IS, ("taken",))]
    assert not told.editor.isVisible()


def test_several_values_are_ticked_with_another_operator(qtbot: QtBot, told: Told) -> None:
    """Space ticks; *n’est pas* turns it round."""
    told.editor.edit(Field.KIND, None)
    told.editor._operator.setCurrentIndex(1)
    for _ in range(2):
        qtbot.keyClick(told.editor._values, Qt.Key.Key_Space)
        qtbot.keyClick(told.editor._values, Qt.Key.Key_Down)
    told.editor.apply_button.click()
    assert told.applied == [Condition(Field.KIND, Operator.IS_NOT, ("certificate_request", "contact_change"))]


def test_a_day_is_chosen_or_written(qtbot: QtBot, told: Told) -> None:
    """What is no day is said beside, and nothing is applied."""
    told.editor.edit(Field.DUE, None)
    told.editor._day.setCurrentIndex(2)
    told.editor.apply_button.click()
    told.editor.edit(Field.RECEIVED, None)
    told.editor._day.setEditText("23/11/2026")
    told.editor.apply_button.click()
    told.editor.edit(Field.RECEIVED, told.applied[1])
    assert told.editor._day.currentText() == "23/11/2026"
    told.editor._day.setEditText("jamais")
    told.editor.apply_button.click()
    assert told.editor._odd.isVisible()
    assert told.applied == [
        Condition(Field.DUE, Operator.BEFORE, ("+2",)),
        Condition(Field.RECEIVED, Operator.BEFORE, ("2026-11-23",)),
    ]


def test_a_condition_is_taken_away_or_left(qtbot: QtBot, told: Told) -> None:
    """*Retirer* tells nothing, Escape tells that all stays."""
    told.editor.edit(Field.AGENT, Condition(Field.AGENT, Operator.IS, ("x.autre",)), ("d.demo",))
    texts = [told.editor._values.item(n).text() for n in range(told.editor._values.count())]
    assert texts[:2] == ["moi", "sans agent"]
    assert len(texts) == 4
    told.editor.remove_button.click()
    assert told.applied == [None]
    told.editor.edit(Field.AGENT, None)
    assert not told.editor.remove_button.isVisible()
    with qtbot.waitSignal(told.editor.left):
        qtbot.keyClick(told.editor, Qt.Key.Key_Escape)
    told.editor.edit(Field.AGENT, None)
    told.editor.apply_button.click()
    assert told.applied == [None, None]
