"""What locks the desk without being asked, in the real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.lock import Why
from backoffice_gui.gui.windows import guard as guarding
from backoffice_gui.gui.windows.house import House
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.office import MemoryOffice

Opener = Callable[..., MainWindow]


def house_of(window: MainWindow) -> House:
    """What stands behind the window."""
    assert window.house is not None
    return window.house


def test_it_warns_and_a_press_keeps_it_open(qtbot: QtBot, open_window: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said above the pages and called out once, reached by Tab; the press takes it away, silence locks."""
    window = open_window(MemoryOffice(3))
    guard = house_of(window).guard
    said: list[str] = []
    monkeypatch.setattr(guarding, "announce", lambda _widget, text, **_how: said.append(text))

    def silence(seconds: int) -> None:
        guard.idle._last -= seconds
        guard.idle.look()

    silence(9 * 60)
    silence(1)
    silence(1)
    assert guard.warning.isVisible()
    assert "58 secondes" in guard.warning.text
    assert len(said) == 1
    assert "Une touche suffit" in said[0]
    guard.warning.acted.emit()
    assert not guard.warning.isVisible()
    silence(9 * 60 + 30)
    assert guard.warning.isVisible()
    with qtbot.waitSignal(house_of(window).lock.shut):
        silence(31)
    assert not guard.warning.isVisible()
    assert not guard.idle.watching
    assert "personne n’a touché" in house_of(window).lock.page.text
    with qtbot.waitSignal(house_of(window).lock.opened):
        house_of(window).lock.page.form.go.click()
    qtbot.waitUntil(lambda: guard.idle.watching)


def test_the_system_s_wishes_lock(qtbot: QtBot, open_window: Opener) -> None:
    """Screen lock and sleep; a second one changes nothing."""
    window = open_window(MemoryOffice(3))
    door, system = house_of(window).lock, house_of(window).guard.system
    with qtbot.waitSignals([door.shut, door.closed]):
        system.told("sleep")
    assert "mise en veille" in door.page.text
    system.asked.emit(Why.SCREEN)
    assert "mise en veille" in door.page.text
    system.told("wake")
    system.told("")
    assert door.on
