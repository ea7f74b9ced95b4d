"""The menus."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenu, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.i18n import Language
from backoffice_gui.gui.preferences import Density, Preferences, ThemeChoice
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.actions import Actions


class Doer:
    """Remembers what was asked."""

    def __init__(self) -> None:
        self.done: list[object] = []

    def do_key(self, key: Key) -> None:
        self.done.append(key)

    def choose_theme(self, choice: ThemeChoice) -> None:
        self.done.append(choice)

    def choose_density(self, density: Density) -> None:
        self.done.append(density)


@pytest.fixture
def doer() -> Doer:
    """What the menus ask."""
    return Doer()


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    """A window with a list and a text."""
    made = QMainWindow()
    qtbot.addWidget(made)
    middle = QWidget(made)
    body = QVBoxLayout(middle)
    body.addWidget(QTableView(middle))
    body.addWidget(QLineEdit(middle))
    made.setCentralWidget(middle)
    return made


def actions_of(window: QMainWindow) -> dict[str, QAction]:
    """Every action of every menu, by its words."""
    menus = window.findChildren(QMenu)
    return {
        action.text(): action for menu in menus for action in menu.actions() if action.text() and action.menu() is None
    }


def test_every_key_is_in_a_menu_and_does_its_deed(window: QMainWindow, doer: Doer, preferences: Preferences) -> None:
    """What can be done by key can be found by mouse."""
    keys = Actions(window, doer, preferences)
    in_menus = set(actions_of(window).values())
    for key in Key:
        if key is not Key.OPEN:
            assert keys.action(key) in in_menus
            keys.action(key).trigger()
    assert doer.done == [key for key in Key if key is not Key.OPEN]


def test_letters_act_in_lists_and_never_in_a_text(
    qtbot: QtBot, window: QMainWindow, doer: Doer, preferences: Preferences
) -> None:
    """J in the list goes on; J in the filter is a letter. G T takes two strokes."""
    keys = Actions(window, doer, preferences)
    table, text = window.findChild(QTableView), window.findChild(QLineEdit)
    assert isinstance(table, QTableView)
    assert isinstance(text, QLineEdit)
    keys.bind_letters([table])
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    table.setFocus()
    qtbot.keyClicks(table, "j")
    assert doer.done == [Key.NEXT]
    qtbot.keyClicks(table, "gt")
    assert doer.done == [Key.NEXT, Key.GO_TRANSFERS]
    text.setFocus()
    qtbot.keyClicks(text, "jgt")
    assert text.text() == "jgt"
    assert len(doer.done) == 2


def test_letters_can_be_switched_off(qtbot: QtBot, window: QMainWindow, doer: Doer, preferences: Preferences) -> None:
    """For those whose voice or hand types letters by accident; it is remembered."""
    keys = Actions(window, doer, preferences)
    table = window.findChild(QTableView)
    assert isinstance(table, QTableView)
    keys.bind_letters([table])
    actions_of(window)["Raccourcis à une lettre"].setChecked(False)
    assert not preferences.letter_keys
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    table.setFocus()
    qtbot.keyClicks(table, "j")
    assert doer.done == []
    assert keys.action(Key.POLL).shortcuts() != []


def test_choices_are_asked_and_the_language_is_kept(window: QMainWindow, doer: Doer, preferences: Preferences) -> None:
    """Theme and density at once, the language from the next start."""
    Actions(window, doer, preferences)
    found = actions_of(window)
    found["Sombre"].trigger()
    found["Serrée"].trigger()
    found["English"].trigger()
    assert doer.done == [ThemeChoice.DARK, Density.COMPACT]
    assert preferences.language is Language.ENGLISH
    assert found["Clair"].isChecked() is False


def test_an_act_is_done_once_however_long_its_key_is_held(
    window: QMainWindow, doer: Doer, preferences: Preferences
) -> None:
    """From row to row one goes on."""
    actions = Actions(window, doer, preferences)
    held = {key: actions.action(key).autoRepeat() for key in (Key.SEND, Key.TAKE, Key.UNDO, Key.NEXT, Key.PIECES)}
    assert held == {Key.SEND: False, Key.TAKE: False, Key.UNDO: False, Key.NEXT: True, Key.PIECES: True}
