"""The window itself."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.appearance import Appearance
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.preferences import Density, Preferences, ThemeChoice
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.theme import DARK, tokens_of
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.house import House
from backoffice_gui.gui.windows.main import MainWindow
from tests.gui.conftest import put_away
from tests.support.office import MemoryOffice

Opener = Callable[..., MainWindow]


def test_the_window_is_painted_before_anything_is_loaded(
    qtbot: QtBot, qapp: QApplication, bridge: Bridge, preferences: Preferences
) -> None:
    """What stands behind it is loaded after the first paint, off the GUI thread."""
    order: list[str] = []

    def load() -> Callable[[MainWindow], House]:
        order.append("load")
        return lambda window: House(window, bridge, preferences, lambda: MemoryOffice(1), elapsed=monotonic)

    window = MainWindow(bridge, Appearance(qapp, preferences), preferences, load)
    window.first_painted.connect(lambda: order.append("painted"))
    window.furnished.connect(lambda _: order.append("furnished"))
    window.show()
    qtbot.waitUntil(lambda: order == ["painted", "load", "furnished"])
    put_away(window, bridge)


def test_titles_name_the_page_and_nobody(open_window: Opener) -> None:
    """No number and no name in a title, whatever is open."""
    window = open_window(MemoryOffice(5))
    window.panes.go(Place.TRANSFERS)
    assert window.windowTitle() == "Transferts — Ofpra, demandes en ligne"
    window.panes.go(Place.SUBMISSIONS)
    assert window.windowTitle() == "Dépôts — Ofpra, demandes en ligne"


def test_f6_goes_round_and_back(qtbot: QtBot, open_window: Opener) -> None:
    """Navigation, filter, list, detail, status line; Shift+F6 the other way."""
    window = open_window(MemoryOffice(5))
    house = window.house
    assert house is not None
    work = house.workplace
    assert work is not None
    qtbot.waitUntil(lambda: work.submissions.model.rowCount() == 5)
    window.activateWindow()
    window.panes.navigation.setFocus()
    qtbot.waitUntil(window.panes.navigation.hasFocus)

    def inside(stop: QWidget) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and (focus is stop or stop.isAncestorOf(focus))

    stops = [work.submissions.filter, work.submissions.table, work.detail, window.status]
    for stop in stops:
        window.do_key(Key.NEXT_PANE)
        assert inside(stop), stop
    window.do_key(Key.NEXT_PANE)
    assert inside(window.panes.navigation)
    for stop in reversed(stops):
        window.do_key(Key.PREVIOUS_PANE)
        assert inside(stop), stop


def test_text_size_by_key_and_by_wheel(open_window: Opener, preferences: Preferences) -> None:
    """Ctrl+= and Ctrl+wheel enlarge, Ctrl+- shrinks, and back to normal."""
    window = open_window(MemoryOffice(5))
    window.do_key(Key.BIGGER)
    assert preferences.zoom == 110
    nowhere, turn = QPointF(50, 50), QPoint(0, 120)
    ctrl, still = Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(nowhere, nowhere, QPoint(), turn, Qt.MouseButton.NoButton, ctrl, still, False)
    QApplication.sendEvent(window, event)
    assert preferences.zoom == 125
    window.do_key(Key.SMALLER)
    window.do_key(Key.USUAL)
    assert preferences.zoom == 100


def test_theme_and_density_are_chosen(open_window: Opener, preferences: Preferences, qapp: QApplication) -> None:
    """At once, and remembered."""
    window = open_window(MemoryOffice(5))
    house = window.house
    assert house is not None
    work = house.workplace
    assert work is not None
    before = work.submissions.table.verticalHeader().defaultSectionSize()
    window.choose_density(Density.RELAXED)
    assert work.submissions.table.verticalHeader().defaultSectionSize() > before
    window.choose_theme(ThemeChoice.DARK)
    assert tokens_of(qapp.palette()) is DARK
    assert (preferences.density, preferences.theme) == (Density.RELAXED, ThemeChoice.DARK)


def test_escape_goes_back_and_full_screen_turns(open_window: Opener) -> None:
    """Nothing to go back from does nothing; F11 and F11 again."""
    window = open_window(MemoryOffice(5))
    window.do_key(Key.BACK)
    window.do_key(Key.FULL_SCREEN)
    assert window.isFullScreen()
    window.do_key(Key.FULL_SCREEN)
    assert not window.isFullScreen()
    went: list[Place] = []
    window.panes.went.connect(went.append)
    window.do_key(Key.GO_TRANSFERS)
    window.do_key(Key.GO_SUBMISSIONS)
    assert went == [Place.TRANSFERS, Place.SUBMISSIONS]


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The exit codes the application was left with."""
    codes: list[int] = []
    monkeypatch.setattr(QApplication, "exit", codes.append)
    return codes


@pytest.mark.parametrize("loaded", [True, False])
def test_closing_stops_cleanly_first(
    qtbot: QtBot, bridge: Bridge, preferences: Preferences, left: list[int], loaded: bool
) -> None:
    """The collector stops, the stores close, then the window goes with its exit code and its geometry kept."""
    office = MemoryOffice(5)

    def load() -> Callable[[MainWindow], House]:
        return lambda window: House(window, bridge, preferences, lambda: office, elapsed=monotonic)

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = MainWindow(bridge, Appearance(app, preferences), preferences, load)
    window.exit_code = 3
    if loaded:
        with qtbot.waitSignal(window.furnished, timeout=3_000):
            window.show()
        qtbot.waitUntil(lambda: office.collecting)
    window.do_key(Key.QUIT)
    qtbot.waitUntil(lambda: left == [3])
    assert not window.isVisible()
    assert ([each for each in office.calls if each != "let_go"][-2:] == ["stop_collecting", "close"]) is loaded
    assert not preferences.state("geometry").isEmpty()
    window.deleteLater()


def test_no_words_of_ours_are_markup(qtbot: QtBot, open_window: Opener) -> None:
    """Every label of the window is plain text: nothing anybody wrote can become markup."""
    window = open_window(MemoryOffice(30))
    house = window.house
    assert house is not None
    work = house.workplace
    assert work is not None
    qtbot.waitUntil(lambda: work.submissions.model.rowCount() == 30)
    work.submissions.list.step(0)
    qtbot.waitUntil(lambda: work.detail.opened is not None, timeout=4_000)
    window.panes.go(Place.TRANSFERS)
    odd = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.text() and label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert odd == []


def test_the_page_that_was_left_is_shown_again(
    qtbot: QtBot, open_window: Opener, preferences: Preferences, left: list[int]
) -> None:
    """By its code word alone: nothing of a case, a view's name or a search is on the disk."""
    window = open_window(MemoryOffice(20))
    window.panes.go(Place.TRANSFERS)
    window.close()
    qtbot.waitUntil(lambda: bool(left))
    assert preferences.text("session/page") == "transfers"
    preferences.keep_text("session/page", "elsewhere")


@pytest.mark.parametrize(
    ("kept", "shown"),
    [("transfers", Place.TRANSFERS), ("submissions", Place.SUBMISSIONS), ("elsewhere", Place.SUBMISSIONS)],
)
def test_a_window_opens_on_the_page_it_was_left_on(
    open_window: Opener, preferences: Preferences, kept: str, shown: Place
) -> None:
    """A word that nobody knows is as good as none."""
    preferences.keep_text("session/page", kept)
    assert open_window(MemoryOffice(20)).panes.navigation.place is shown


@pytest.mark.usefixtures("left")
def test_a_window_that_was_left_on_a_screen_that_is_gone_comes_back(
    qtbot: QtBot, bridge: Bridge, preferences: Preferences
) -> None:
    """Its geometry is moved onto a screen that is there."""
    away = QWidget()
    away.setGeometry(30_000, 20_000, 900, 600)
    preferences.keep_state("geometry", away.saveGeometry())
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    window = MainWindow(bridge, Appearance(app, preferences), preferences, lambda: lambda _: pytest.fail("not loaded"))
    qtbot.addWidget(window)
    assert any(screen.availableGeometry().intersects(window.frameGeometry()) for screen in app.screens())
