"""What is shown outside the window: counts alone, seldom, and not while one looks at it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.preferences import Notices
from backoffice_gui.gui.windows.tray import Tray


@pytest.fixture
def away(qtbot: QtBot) -> QWidget:
    """A window that nobody looks at."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def of(window: QWidget, notices: Notices = Notices.ALL) -> tuple[Tray, list[tuple[str, bool]]]:
    """A tray whose messages are kept."""
    said: list[tuple[str, bool]] = []
    return Tray(window, lambda: notices, show=lambda text, urgent: said.append((text, urgent))), said


def test_arrivals_are_one_message_in_ten_minutes(away: QWidget) -> None:
    """The first is said; those that follow are counted together for the next."""
    tray, said = of(away)
    for _ in range(3):
        tray.arrived(2)
    assert said == [("2 nouvelles demandes", False)]
    tray._since.invalidate()
    tray.arrived(1)
    assert said[1:] == [("5 nouvelles demandes", False)]


def test_danger_is_said_at_once_and_each_time(away: QWidget) -> None:
    """Whatever was said before."""
    tray, said = of(away)
    tray.arrived(1)
    tray.alarm("2 demandes expirent sur le site dans 8 min")
    tray.alarm("2 demandes expirent sur le site dans 4 min")
    assert [urgent for _, urgent in said] == [False, True, True]


@pytest.mark.parametrize(("notices", "many"), [(Notices.ALL, 2), (Notices.URGENT, 1), (Notices.NONE, 0)])
def test_the_agent_chooses(away: QWidget, notices: Notices, many: int) -> None:
    """All, alarms alone, nothing."""
    tray, said = of(away, notices)
    tray.arrived(1)
    tray.alarm("Le site refuse ce poste")
    assert len(said) == many


def test_nothing_while_the_window_is_active(qtbot: QtBot) -> None:
    """What came meanwhile was seen, and is not said afterwards."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    tray, said = of(window)
    tray.arrived(3)
    tray.alarm("Le site refuse ce poste")
    window.hide()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    tray.arrived(1)
    assert said == [("1 nouvelle demande", False)]


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")  # the platform that paints into memory has no such window
def test_an_icon_where_there_is_a_tray(qtbot: QtBot, away: QWidget) -> None:
    """Open, collect, quit; what it says when pointed at is the site's state."""
    tray = Tray(away, lambda: Notices.ALL, there=lambda: True)
    assert tray.icon is not None
    menu = tray.icon.contextMenu()
    assert [action.text() for action in menu.actions() if action.text()] == ["Ouvrir", "Relever maintenant", "Quitter"]
    for action, signal in zip(
        (one for one in menu.actions() if one.text()), (tray.opened, tray.poll_asked, tray.quit_asked), strict=True
    ):
        with qtbot.waitSignal(signal):
            action.trigger()
    tray.show_state("Site : 2 · échéance 12 min")
    assert tray.icon.toolTip().endswith("échéance 12 min")
    tray.alarm("Le site refuse ce poste")


def test_without_a_tray_there_is_no_icon(away: QWidget) -> None:
    """The taskbar's entry asks for attention instead."""
    tray = Tray(away, lambda: Notices.ALL, there=lambda: False)
    tray.show_state("x")
    tray.alarm("Le site refuse ce poste")
    assert tray.icon is None
