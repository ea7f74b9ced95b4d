"""*Clavier*."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.preferences import Density, Preferences, ThemeChoice
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.actions import Actions
from backoffice_gui.gui.windows.keyboard import KeyboardDialog


class Nothing:
    """Does nothing that is asked."""

    def do_key(self, key: Key) -> None: ...

    def choose_theme(self, choice: ThemeChoice) -> None: ...

    def choose_density(self, density: Density) -> None: ...


@pytest.fixture
def actions(qtbot: QtBot, preferences: Preferences) -> Actions:
    """The menus of an empty window."""
    window = QMainWindow()
    qtbot.addWidget(window)
    return Actions(window, Nothing(), preferences)


@pytest.fixture
def dialog(qtbot: QtBot, actions: Actions) -> KeyboardDialog:
    """The dialog on the line of *Prendre*."""
    made = KeyboardDialog(actions)
    qtbot.addWidget(made)
    made.show()
    made.choose(Key.TAKE)
    return made


def test_a_new_key_acts_at_once(dialog: KeyboardDialog, actions: Actions) -> None:
    """And is marked as changed, until it is reset."""
    dialog.edit.setKeySequence(QKeySequence("B"))
    dialog.set_button.click()
    assert [one.toString() for one in actions.action(Key.TAKE).shortcuts()] == ["B"]
    assert dialog._worded(Key.TAKE) == "B (changé)"
    assert dialog.reset_button.isEnabled()
    dialog.reset_button.click()
    assert [one.toString() for one in actions.action(Key.TAKE).shortcuts()] == ["A"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("", "Cliquez"),
        ("E", "déjà pris par «\u00a0Terminer"),
        ("Ctrl+4", "AZERTY"),
        ("Ctrl+Alt+B", "AltGr"),
        ("Ctrl+?", "AZERTY"),
    ],
)
def test_what_cannot_be_had_says_why(dialog: KeyboardDialog, actions: Actions, keys: str, said: str) -> None:
    """A conflict names who has the keys; nothing is changed."""
    dialog.edit.setKeySequence(QKeySequence(keys))
    dialog.set_button.click()
    assert said in dialog.said.text
    assert [one.toString() for one in actions.action(Key.TAKE).shortcuts()] == ["A"]


def test_a_letter_alone_is_for_the_lists(dialog: KeyboardDialog) -> None:
    """What acts everywhere would be typed into texts."""
    dialog.choose(Key.FILTER)
    dialog.edit.setKeySequence(QKeySequence("B"))
    dialog.set_button.click()
    assert "lettre seule" in dialog.said.text


def test_letters_are_switched_off_and_all_is_reset(
    dialog: KeyboardDialog, actions: Actions, preferences: Preferences
) -> None:
    """Both from here."""
    dialog.edit.setKeySequence(QKeySequence("B"))
    dialog.set_button.click()
    dialog.letters.setChecked(False)
    assert not preferences.letter_keys
    assert actions.action(Key.TAKE).shortcuts() == []
    dialog.letters.setChecked(True)
    dialog.all_button.click()
    assert not any(actions.keymap.changed(key) for key in Key)
