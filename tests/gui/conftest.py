"""The window without a screen: French, light, 100 %, a bridge that ends with the test."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")

import pytest
import shiboken6
from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.appearance import Appearance
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.i18n import Language, install
from backoffice_gui.gui.preferences import Preferences, ThemeChoice
from backoffice_gui.gui.theme import LIGHT, palette_of
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.house import House
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.desk import at_desk
from tests.support.office import MemoryOffice

_PATIENCE_MS = 30_000
"""How long a test waits for what must come: a machine with many neighbours is slow, not wrong."""


@pytest.fixture(scope="session", autouse=True)
def _french(qapp: QApplication) -> None:
    install(qapp, Language.FRENCH)
    qapp.setStyle("Fusion")


def _nobody_waits_for_the_focus() -> None:
    """Make Qt forget a widget that was hidden with the focus, and has died since (6.11).

    It is to have the focus back once it is shown, and is remembered by its address alone: the next widget that is made
    there, be it a dialog or one of its buttons, would take the focus away from where it belongs as soon as it is shown.
    """
    other = QWidget()
    other.show()
    other.activateWindow()
    QTest.qWaitForWindowActive(other)
    other.setFocus()
    assert other.hasFocus()
    shiboken6.delete(other)


@pytest.fixture(autouse=True)
def _plain_look(qapp: QApplication) -> Iterator[None]:
    """Each test starts in light, at the system's text size, and leaves no `exit` behind.

    An `exit` where no `exec` runs would end every later loop of this process at once: what comes queued is then never seen.
    """
    font = QFont(qapp.font())
    qapp.setPalette(palette_of(LIGHT))
    _nobody_waits_for_the_focus()
    yield
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    if loop.exec():
        QTimer.singleShot(0, qapp.quit)
        qapp.exec()
        pytest.fail("it left an exit behind")
    if qapp.font() != font:
        qapp.setFont(font)


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[QtBot]:
    """Keeps the test's widgets alive until they are closed.

    pytest-qt holds them weakly: once the test's function has returned, a collection of garbage
    could take a widget away in the middle of its own painting.
    """
    kept: list[QWidget] = []
    add = qtbot.addWidget

    def keep(widget: QWidget) -> None:
        kept.append(widget)
        add(widget)

    monkeypatch.setattr(qtbot, "addWidget", keep)
    wait = qtbot.waitUntil

    def wait_patiently(callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS) -> None:
        wait(callback, timeout=timeout)

    monkeypatch.setattr(qtbot, "waitUntil", wait_patiently)
    yield qtbot
    kept.clear()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences in a file of this test."""
    kept = Preferences(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    kept.theme = ThemeChoice.LIGHT
    return kept


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:
    """A bridge whose threads end with the test."""
    made = Bridge()
    yield made
    assert made.stop(5.0)


@pytest.fixture
def office() -> MemoryOffice:
    """Four hundred invented submissions."""
    return MemoryOffice(400)


@pytest.fixture
def caseload() -> MemoryCaseload:
    """Three hundred invented cases."""
    return MemoryCaseload()


Opener = Callable[..., MainWindow]


def put_away(window: MainWindow, bridge: Bridge) -> None:
    """End a window that no `exec` runs for: closing it would leave the application's `exit` behind."""
    house = window.house
    if house is not None and house.workplace is not None and house.workplace.desk is not None:
        house.workplace.desk.drafts.flush()
    if house is not None and house.watch is not None:
        house.watch.stop()
    bridge.stop(5.0)
    window.hide()
    window.deleteLater()


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, bridge: Bridge, preferences: Preferences) -> Iterator[Opener]:
    """Opens the real window over an office, and waits until its condition is shown."""
    opened: list[MainWindow] = []

    def opener(
        office: MemoryOffice, *, width: int = 1366, height: int = 728, zoom: int = 100, demo: bool = False
    ) -> MainWindow:
        preferences.zoom = zoom
        appearance = Appearance(qapp, preferences)

        def load() -> Callable[[MainWindow], House]:
            return lambda window: House(
                window,
                bridge,
                preferences,
                lambda: office,
                elapsed=time.monotonic,
                demo=demo,
                config_file="config.toml",
            )

        window = MainWindow(bridge, appearance, preferences, load, demo=demo)
        opened.append(window)
        window.resize(width, height)
        with qtbot.waitSignal(window.furnished, timeout=20_000):
            window.show()
        assert window.house is not None
        with qtbot.waitSignal(window.house.settled, timeout=20_000):
            pass
        return window

    yield opener
    for window in opened:
        put_away(window, bridge)
    qapp.processEvents()


@pytest.fixture
def desk(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> Desk:
    """The desk over the invented cases, in the real window, the focus in its list."""
    return at_desk(qtbot, open_window(MemoryOffice(20, caseload=caseload)))


def work_of(window: MainWindow) -> House:
    """What stands behind the window."""
    assert window.house is not None
    return window.house
