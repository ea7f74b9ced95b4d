"""Two lines that must say the same."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.new_phrase import NewPhrase


def test_two_lines_must_agree_and_nothing_stays(qtbot: QtBot) -> None:
    """What differs is nothing; what is cleared can't be undone, even where it was shown."""
    parent = QWidget()
    qtbot.addWidget(parent)
    new = NewPhrase(parent)
    new.first.setText("phrase d’exemple")
    assert [new.text] == [None]
    new.second.setText("phrase d’exemple")
    assert [new.text] == ["phrase d’exemple"]
    assert new.first.echoMode() is QLineEdit.EchoMode.Password
    new.show_words(True)
    qtbot.keyClicks(new.first, "abc")
    new.clear()
    new.first.undo()
    assert new.text == ""
    assert new.first.accessibleName() == "Nouvelle phrase de passe"
