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

from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from backoffice_gui import __version__
from backoffice_gui.gui.appearance import Appearance
from backoffice_gui.gui.bridge import Bridge, Query
from backoffice_gui.gui.calls import Calls
from backoffice_gui.gui.clipboard import copies
from backoffice_gui.gui.garbage import set_aside
from backoffice_gui.gui.i18n import install
from backoffice_gui.gui.noise import heed
from backoffice_gui.gui.preferences import Preferences
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.resources import resource

if TYPE_CHECKING:
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.office import Office
    from backoffice_gui.gui.selftest import Tour
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
    elapsed: Callable[[], float]
    """Seconds on a clock that goes on during suspend: by it the desk is locked when nobody is there."""
    preferences_file: Path | None = None
    demo: bool = False
    seconds: float | None = None
    screenshot: Path | None = None
    report: Callable[[Office], str] | None = None
    """What to print at the end of `seconds`, made on the reading thread."""
    refused: Callable[[Failure], str] | None = None
    """What to print where there is no office, which then ends the run at once; none where a person sees it shown."""
    listen: Callable[[Callable[[str], None]], None] | None = None
    """Has a second start heard by what it is given; called after the first paint, returns at once."""
    page: str = ""
    """The page to open on: a message as a second start would send it."""
    enough: Callable[[Office], bool] | None = None
    """Whether what was to be seen has come, asked on the reading thread: until then the end waits, minutes at most."""
    tour: Callable[[MainWindow], tuple[Tour, Callable[[str], str]]] | None = None
    """A walk through the window before its end, and what is said where a step was not seen."""


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


def _answer_calls(window: MainWindow, start: Start) -> None:
    """A second start brings the window forward; what this one was asked for is done once the office has opened."""
    calls, listen = Calls(window), start.listen
    if listen is not None:
        window.first_painted.connect(lambda: listen(calls.hear))
    if start.page:
        window.furnished.connect(
            lambda house: house.session.settled.connect(
                lambda _: calls.hear(start.page), Qt.ConnectionType.SingleShotConnection
            )
        )


class _Leaving:
    """The end that comes by itself: perhaps once enough was seen, with a picture and a report."""

    def __init__(self, window: MainWindow, bridge: Bridge, start: Start) -> None:
        self._window, self._bridge, self._start = window, bridge, start
        self._rounds = _ROUNDS

    def later(self) -> None:
        """Leave when it is time."""
        if self._start.seconds is not None:
            QTimer.singleShot(round(self._start.seconds * 1000), self._window, self._look)
        said = self._start.refused
        if said is not None:
            self._window.furnished.connect(
                lambda house: house.session.refused.connect(lambda failure: self._refuse(failure, said(failure)))
            )

    def _refuse(self, failure: Failure, sentence: str) -> None:
        self._window.exit_code = failure.exit_code
        self._leave(sentence)

    def _office(self) -> Office | None:
        return None if self._window.house is None else self._window.house.session.office

    def _look(self) -> None:
        enough, office = self._start.enough, self._office()
        self._rounds -= 1
        if enough is None or self._rounds < 0:
            self._last()
        elif office is None:
            self._again()
        else:
            self._bridge.ask(Query(self._window, lambda: enough(office), self._seen, lambda _: self._again()))

    def _seen(self, enough: bool) -> None:
        if enough:  # what has come is also shown, a moment later
            QTimer.singleShot(_ROUND_MS, self._window, self._last)
        else:
            self._again()

    def _again(self) -> None:
        QTimer.singleShot(_ROUND_MS, self._window, self._look)

    def _last(self) -> None:
        if self._start.tour is None:
            self._end()
            return
        tour, sentence = self._start.tour(self._window)
        self._bridge.failed.connect(tour.fail)
        tour.ended.connect(lambda unseen: self._toured(unseen and sentence(unseen)))
        tour.start()

    def _toured(self, trouble: str) -> None:
        if trouble:
            self._window.exit_code = 1
            self._leave(trouble)
        else:
            self._end()

    def _end(self) -> None:
        picture, report, office = self._start.screenshot, self._start.report, self._office()
        if picture is not None:
            self._window.grab().save(str(picture))
        if report is None:
            self._leave("")
        elif office is None:
            self._window.exit_code = 1
            self._leave("")
        else:
            name = "" if picture is None else f"\n{picture}"
            told = Query(
                self._window, lambda: report(office) + name, self._leave, lambda failure: self._leave(failure.code)
            )
            self._bridge.ask(told)

    def _leave(self, text: str) -> None:
        if text and sys.stdout is not None:
            sys.stdout.write(text if text.endswith("\n") else f"{text}\n")
            sys.stdout.flush()
        self._window.close()


def _builder(start: Start, bridge: Bridge, preferences: Preferences) -> Callable[[], Callable[[MainWindow], House]]:
    def load() -> Callable[[MainWindow], House]:
        house, file = start.load(), start.config_file()
        return lambda window: house(
            window, bridge, preferences, start.open_office, elapsed=start.elapsed, config_file=file, demo=start.demo
        )

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
    app.aboutToQuit.connect(copies().clear_if_ours)
    window = MainWindow(bridge, appearance, preferences, _builder(start, bridge, preferences), demo=start.demo)
    window.first_painted.connect(lambda: app.setWindowIcon(QIcon(str(resource("icons", f"{_APP_ID}.svg")))))
    _answer_calls(window, start)
    _stop_on_signals(window)
    leaving = _Leaving(window, bridge, start)
    leaving.later()
    window.furnished.connect(lambda house: set_aside(house.lock))
    window.show()
    return app.exec()
