"""A question in the pane itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.prompt_bar import PromptBar


@pytest.fixture
def bar(qtbot: QtBot) -> PromptBar:
    """A bar, hidden."""
    made = PromptBar()
    qtbot.addWidget(made)
    return made


def test_a_reason_is_typed_and_given_by_enter(qtbot: QtBot, bar: PromptBar) -> None:
    """What was typed before is there; nothing is not an answer."""
    told: list[str] = []
    bar.answered.connect(told.append)
    bar.ask("Pourquoi ?", "Rouvrir", "déjà")
    assert bar.accessibleName() == "Pourquoi ?"
    qtbot.keyClicks(bar._text, "  ecrit ")
    qtbot.keyClick(bar._text, Qt.Key.Key_Return)
    assert told == ["déjà ecrit"]
    assert not bar.isVisible()
    bar.ask("Pourquoi ?", "Rouvrir")
    bar.go.click()
    assert told == ["déjà ecrit"]
    assert bar.isVisible()


def test_an_agent_is_chosen_or_typed(qtbot: QtBot, bar: PromptBar) -> None:
    """Those known are offered; another login can be written."""
    told: list[str] = []
    bar.answered.connect(told.append)
    bar.ask("À qui ?", "Attribuer", agents=("d.demo", "e.factice"))
    assert bar._agents.count() == 2
    bar._agents.setEditText("g.nouveau")
    bar.go.click()
    assert told == ["g.nouveau"]


def test_escape_leaves(qtbot: QtBot, bar: PromptBar) -> None:
    """Nothing is answered."""
    bar.ask("Pourquoi ?", "Rouvrir", "écrit")
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()
