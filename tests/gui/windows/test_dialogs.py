"""The few dialogs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QTabWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.shortcuts import Key, words_of
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.widgets.table import Table
from backoffice_gui.gui.windows.dialogs import CloseIncident, FailureDialog, HelpDialog
from tests.support.office import incident


@pytest.fixture
def closing(qtbot: QtBot) -> CloseIncident:
    """The dialog that closes incident 7."""
    dialog = CloseIncident(incident(7, "lost"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_an_incident_is_closed_with_a_reason_only(qtbot: QtBot, closing: CloseIncident) -> None:
    """Without a reason it says so beside the field; with one it tells number and reason."""
    told: list[tuple[int, str]] = []
    closing.reasoned.connect(lambda number, reason: told.append((number, reason)))
    edit = closing.findChild(QPlainTextEdit)
    trouble = closing.findChild(Strip)
    assert isinstance(edit, QPlainTextEdit)
    assert isinstance(trouble, Strip)
    for reason in ("", "   \n "):
        edit.setPlainText(reason)
        closing.close_it.click()
        assert trouble.isVisible()
    assert told == []
    edit.setPlainText("  vérifié\n avec l’équipe du site ")
    closing.close_it.click()
    assert told == [(7, "vérifié avec l’équipe du site")]
    assert not closing.isVisible()


def test_it_names_what_is_closed_and_enter_does_nothing_by_itself(qtbot: QtBot, closing: CloseIncident) -> None:
    """Title and meaning of the incident; no button is the default; Escape leaves it."""
    words = "\n".join(label.text() for label in closing.findChildren(QLabel))
    assert "Demande perdue" in words
    assert "72 heures" in words
    assert not any(button.isDefault() or button.autoDefault() for button in closing.findChildren(QPushButton))
    qtbot.keyClick(closing, Qt.Key.Key_Escape)
    assert not closing.isVisible()


def test_a_failure_is_told_in_full_and_can_be_copied(qtbot: QtBot) -> None:
    """Four sentences, the code, and a technical detail without values."""
    dialog = FailureDialog(Failure("DEF-001", error="KeyError", places=("detail.py:9 show",)))
    qtbot.addWidget(dialog)
    dialog.show()
    words = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Défaut du programme" in words
    assert "DEF-001" in words
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Copier").click()
    assert QGuiApplication.clipboard().text() == "DEF-001 KeyError\ndetail.py:9 show"
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Fermer").click()
    assert not dialog.isVisible()


def test_the_sheet_lists_every_key(qtbot: QtBot) -> None:
    """Each key with what it does; F1 opens on the texts, Shift+F1 on the keys."""
    dialog = HelpDialog("1.2.3", words_of)
    qtbot.addWidget(dialog)
    tabs, table = dialog.findChild(QTabWidget), dialog.findChild(Table)
    assert isinstance(tabs, QTabWidget)
    assert isinstance(table, Table)
    assert tabs.currentIndex() == 0
    dialog.show_sheet()
    assert tabs.currentIndex() == 1
    model = table.model()
    assert model is not None
    assert model.rowCount() == len(Key)
    assert any("1.2.3" in label.text() for label in dialog.findChildren(QLabel))
