"""A question in the pane itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.prompt_bar import PromptBar
from backoffice_gui.gui.widgets.question_bar import QuestionBar


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


@pytest.mark.parametrize("kind", [PromptBar, QuestionBar])
def test_escape_leaves_in_a_window_that_has_a_key_for_it(qtbot: QtBot, kind: type[PromptBar | QuestionBar]) -> None:
    """The window's own Escape, which leads back, is not heard while a question has the keys."""
    window, told = QWidget(), list[str]()
    qtbot.addWidget(window)
    asked, body = kind(window), QVBoxLayout(window)
    body.addWidget(asked)
    QShortcut(QKeySequence("Esc"), window).activated.connect(lambda: told.append("window"))
    asked.left.connect(lambda: told.append("left"))
    window.show()
    window.activateWindow()
    asked.ask("Pourquoi ?", "Rouvrir")
    field = asked._text if isinstance(asked, PromptBar) else asked.go
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (told, asked.isVisible()) == (["left"], False)
