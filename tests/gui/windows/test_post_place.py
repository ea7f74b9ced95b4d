"""This workstation in the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pytestqt.qtbot import QtBot

from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.house import House
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.office import MemoryOffice

Opener = Callable[..., MainWindow]


def _house(window: MainWindow) -> House:
    assert window.house is not None
    return window.house


def test_an_update_that_is_needed_is_said_once(qtbot: QtBot, open_window: Opener) -> None:
    """In a strip that can be put away; the program goes on."""
    office = MemoryOffice(3)
    office.now_post = replace(office.now_post, wanted="9.9", update_needed=True)
    strip = _house(open_window(office)).strips.update_needed
    qtbot.waitUntil(strip.isVisible)
    assert "9.9" in strip.text
    strip.acted.emit()
    assert not strip.isVisible()
    assert office.calls.count("post") == 1


def test_without_need_nothing_is_said(qtbot: QtBot, open_window: Opener) -> None:
    """The usual day."""
    office = MemoryOffice(3)
    house = _house(open_window(office))
    qtbot.waitUntil(lambda: "post" in office.calls)
    assert not house.strips.update_needed.isVisible()


def test_the_settings_open_by_key_and_the_trial_runs(qtbot: QtBot, open_window: Opener) -> None:
    """F9; what came of each check is shown; closed, it is forgotten."""
    window = open_window(MemoryOffice(3))
    house = _house(window)
    window.do_key(Key.SETTINGS)
    qtbot.waitUntil(lambda: house.post.dialog is not None)
    dialog = house.post.dialog
    assert dialog is not None
    dialog.trying.button.click()
    model = dialog.trying.table.model()
    assert model is not None
    qtbot.waitUntil(lambda: model.rowCount() == 2)
    dialog.accept()
    assert house.post.dialog is None


def test_a_setting_is_written_by_the_office_and_a_choice_noted(qtbot: QtBot, open_window: Opener) -> None:
    """From the dialog, and the window's choices from wherever they are made."""
    office = MemoryOffice(3)
    window = open_window(office)
    house = _house(window)
    qtbot.waitUntil(lambda: house.workplace is not None)
    house.do_key(Key.SETTINGS)
    qtbot.waitUntil(lambda: house.post.dialog is not None)
    dialog = house.post.dialog
    assert dialog is not None
    dialog.settled.emit("security.lock_minutes", "5")
    qtbot.waitUntil(lambda: office.calls.count("post") == 3)
    assert office.settled == {"security.lock_minutes": "5"}
    dialog.own.boxes[0].click()
    qtbot.waitUntil(lambda: "note_preference desk/discreet true" in office.calls)
    dialog.own.zoom_asked.emit(125)
    assert window._preferences.zoom == 125
    dialog.own.zoom_asked.emit(100)
    dialog.accept()
