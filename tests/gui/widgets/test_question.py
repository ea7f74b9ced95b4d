"""What questions in a pane have in common."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.prompt_bar import PromptBar
from backoffice_gui.gui.widgets.question_bar import QuestionBar


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
