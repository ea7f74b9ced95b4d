"""A control that is not for the one who sits here."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.withheld import Withheld


def test_it_stays_away_whatever_its_page_does(qtbot: QtBot) -> None:
    """Shown again and again, before its page is on the screen and after."""
    page = QWidget()
    qtbot.addWidget(page)
    kept, gone = QPushButton("l’un", page), QPushButton("l’autre", page)
    body = QVBoxLayout(page)
    for button in (kept, gone):
        body.addWidget(button)
    Withheld(gone)
    page.show()
    gone.show()
    gone.setVisible(True)
    page.hide()
    page.show()
    assert kept.isVisible()
    assert not gone.isVisible()
