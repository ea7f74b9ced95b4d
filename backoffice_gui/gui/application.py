"""The start and the end of the window's program.

Order: `QApplication` → language, theme, text size → the window is shown and painted → icon, then
the office is opened by a worker. What happens by itself (`seconds`, `screenshot`) is for
demonstrations without a screen, tests and the frozen program's self-test.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from backoffice_gui import __version__
from backoffice_gui.gui.appearance import Appearance
from backoffice_gui.gui.bridge import Bridge, Query
from backoffice_gui.gui.i18n import install
from backoffice_gui.gui.noise import heed
from backoffice_gui.gui.preferences import Preferences
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.resources import resource

if TYPE_CHECKING:
    from backoffice_gui.gui.office import Office
    from backoffice_gui.gui.windows.house import House

__all__ = ["Start", "run"]

_APP_ID = "fr.ofpra.BackOffice"
_ROUND_MS, _ROUNDS = 1_500, 160
"""How often, and how many times, an end that waits looks again: four minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """How this run differs from an agent's day."""

    load: Callable[[], type[House]]
    """Imports what stands behind the window; run by a worker after the first paint."""
    open_office: Callable[[], Office]
    config_file: Callable[[], str]
    preferences_file: Path | None = None
    demo: bool = False
    seconds: float | None = None
    soon: bool = False
    """Whether to leave as soon as the office has opened, or refused to."""
    screenshot: Path | None = None
    report: Callable[[Office], str] | None = None
    """What to print at the end of `seconds`, made on the reading thread."""
    enough: Callable[[Office], bool] | None = None
    """Whether what was to be seen has come, asked on the reading thread: until then the end waits, minutes at most."""


def _preferences(file: Path | None) -> Preferences:
    if file is not None:
        return Preferences(QSettings(str(file), QSettings.Format.IniFormat))
    form, scope = QSettings.Format.IniFormat, QSettings.Scope.UserScope
    return Preferences(QSettings(form, scope, "ofpra-backoffice", "window"))


def _stop_on_signals(window: MainWindow) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: window.close())
    # Python hears a signal only when it runs: this lets it run
    pulse = QTimer(window, interval=400)
    pulse.timeout.connect(lambda: None)
    pulse.start()


def _leave_later(window: MainWindow, bridge: Bridge, start: Start) -> None:
    def leave(text: str) -> None:
        if text and sys.stdout is not None:
            sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
            sys.stdout.flush()
        window.close()

    def wait_for_enough(enough: Callable[[Office], bool], rounds: int) -> None:
        def again() -> None:
            QTimer.singleShot(_ROUND_MS, window, lambda: wait_for_enough(enough, rounds - 1))

        office = None if window.house is None else window.house.session.office
        if rounds == 0:
            last()
        elif office is None:
            again()
        else:
            asked = Query(
                window,
                lambda: enough(office),
                # what has come is also shown, a moment later
                lambda seen: QTimer.singleShot(_ROUND_MS, window, last) if seen else again(),
                lambda _: again(),
            )
            bridge.ask(asked)

    def end() -> None:
        if start.enough is None:
            last()
        else:
            wait_for_enough(start.enough, _ROUNDS)

    def last() -> None:
        if start.screenshot is not None:
            window.grab().save(str(start.screenshot))
        report = start.report
        office = None if window.house is None else window.house.session.office
        if report is None:
            leave("")
        elif office is None:
            window.exit_code = 1
            leave("")
        else:
            picture = "" if start.screenshot is None else f"\n{start.screenshot}"
            told = Query(window, lambda: report(office) + picture, leave, lambda failure: leave(failure.code))
            bridge.ask(told)

    def listen(house: House) -> None:
        house.session.settled.connect(lambda _: last())
        house.session.refused.connect(lambda _: last())

    if start.soon:
        window.furnished.connect(listen)
    if start.seconds is not None:
        QTimer.singleShot(round(start.seconds * 1000), window, end)


def _builder(start: Start, bridge: Bridge, preferences: Preferences) -> Callable[[], Callable[[MainWindow], House]]:
    def load() -> Callable[[MainWindow], House]:
        house, file = start.load(), start.config_file()
        return lambda window: house(window, bridge, preferences, start.open_office, config_file=file, demo=start.demo)

    return load


def run(start: Start) -> int:
    """Show the window until it is closed; the exit code."""
    QApplication.setApplicationName("ofpra-backoffice")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName(_APP_ID)
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    preferences = _preferences(start.preferences_file)
    install(app, preferences.language)
    appearance = Appearance(app, preferences)
    bridge = Bridge(app)
    heed(bridge)
    window = MainWindow(bridge, appearance, preferences, _builder(start, bridge, preferences), demo=start.demo)
    window.first_painted.connect(lambda: app.setWindowIcon(QIcon(str(resource("icons", f"{_APP_ID}.svg")))))
    _stop_on_signals(window)
    _leave_later(window, bridge, start)
    window.show()
    return app.exec()
