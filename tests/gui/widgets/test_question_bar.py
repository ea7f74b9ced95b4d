"""A question answered by doing it, or by leaving it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.question_bar import QuestionBar


def test_enter_does_it_and_escape_leaves(qtbot: QtBot) -> None:
    """The focus is on the verb; on *Annuler*, Enter leaves too; what is hidden does nothing."""
    bar = QuestionBar()
    qtbot.addWidget(bar)
    told: list[str] = []
    bar.accepted.connect(lambda: told.append("done"))
    bar.left.connect(lambda: told.append("left"))
    bar.show()
    bar.activateWindow()
    bar.ask("Rattacher ?", "Rattacher")
    qtbot.waitUntil(bar.go.hasFocus)
    assert (bar.text, bar.accessibleName()) == ("Rattacher ?", "Rattacher ?")
    qtbot.keyClick(bar.go, Qt.Key.Key_Return)
    assert (told, bar.isVisible()) == (["done"], False)
    bar.ask("Rattacher ?", "Rattacher")
    qtbot.keyClick(bar.go, Qt.Key.Key_Escape)
    bar.ask("Rattacher ?", "Rattacher")
    bar._leave.setFocus()
    QApplication.processEvents()
    qtbot.keyClick(bar._leave, Qt.Key.Key_Return)
    assert told == ["done", "left", "left"]
    qtbot.keyClick(bar, Qt.Key.Key_A)
    bar._accept()
    assert told == ["done", "left", "left"]
