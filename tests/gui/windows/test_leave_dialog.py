"""Quitting while changes wait."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.windows.leave_dialog import LeaveDialog


def test_it_says_that_they_are_kept_and_lets_one_choose(qtbot: QtBot) -> None:
    """Quitting is the verb; staying changes nothing."""
    dialog = LeaveDialog("2 modifications attendent le serveur de l’équipe.")
    qtbot.addWidget(dialog)
    dialog.show()
    words = " ".join(label.text() for label in dialog.findChildren(Words))
    assert "2 modifications" in words
    assert "Rien n’est perdu" in words
    dialog.stay.click()
    assert dialog.result() == QDialog.DialogCode.Rejected
    dialog.show()
    dialog.leave.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
