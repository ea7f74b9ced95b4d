# ruff: noqa: INP001  a script of the documentation, run as `python -m docs.make_guide`
"""Takes the pictures of the first-day guide from a real demonstration: a front end, its store, the window, keys.

Run by `make guide`, once for each language (Qt's own words are those of the process), into `docs/guide/`.
Each picture is taken after the very keys that the guide names were struck, so a guide that no longer
says the truth fails here instead of lying.
"""

from __future__ import annotations

import os
import pwd
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QDeadlineTimer, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from backoffice_gui.__main__ import open_office
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import CaseKind, CaseState
from backoffice_gui.gui.appearance import Appearance
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.demo import Demo
from backoffice_gui.gui.i18n import Language, install
from backoffice_gui.gui.preferences import Preferences, ThemeChoice
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.house import House
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.purge_dialog import PurgeDialog
from backoffice_gui.gui.windows.retention_place import RetentionPlace

FOLDER = Path(__file__).resolve().parent / "guide"
LANGUAGES = {"fr": Language.FRENCH, "en": Language.ENGLISH}
_CASES = 8
_WIDTH, _HEIGHT = 1_366, 728


def _wait(done: Callable[[], bool], what: str, seconds: int = 120) -> None:
    deadline = QDeadlineTimer(seconds * 1_000)
    while not done():
        if deadline.hasExpired():
            raise SystemExit(f"the guide waits in vain: {what}")
        QTest.qWait(20)


def _strike(*keys: str | Qt.Key) -> None:
    """Keys, to whatever has the focus, as an agent strikes them."""
    for key in keys:
        focus = QApplication.focusWidget()
        if focus is None:
            raise SystemExit(f"nothing has the focus for {key}")
        if isinstance(key, str):
            QTest.keyClicks(focus, key)
        else:
            QTest.keyClick(focus, key)
        QTest.qWait(60)


class Guide:
    """One first day, a picture after each step."""

    def __init__(self, window: MainWindow, language: str) -> None:
        self._window, self._language = window, language

    def picture(self, name: str) -> None:
        """What the window shows once it has come to rest, the case on the right with it."""
        _wait(self._read, "the case on the right")
        QTest.qWait(900)
        _wait(self._read, "the case on the right")
        self._window.grab().save(str(FOLDER / self._language / f"{name}.png"))

    @property
    def _found(self) -> Desk | None:
        house = self._window.house
        return None if house is None or house.workplace is None else house.workplace.desk

    @property
    def _desk(self) -> Desk:
        desk = self._found
        if desk is None:
            raise SystemExit("the demonstration shows no desk")
        return desk

    def _read(self) -> bool:
        desk = self._found
        if desk is None or not desk.detail.isVisible() or desk.page.model.rowCount() == 0:
            return True
        return desk.detail.tabs.isVisible() and desk.detail.detail is not None

    def _first(self) -> None:
        """The case at the top, as whoever strikes an arrow would see it."""
        self._desk.page.list.go(0)
        self._desk.page.table.setFocus()

    def _rows(self) -> list[CaseRow]:
        model = self._desk.page.model
        return [row for n in range(model.rowCount()) if (row := model.row_at(n)) is not None]

    def _open(self, wanted: Callable[[CaseRow], bool]) -> None:
        desk = self._desk
        _wait(lambda: any(map(wanted, self._rows())), "a case of this kind")
        row = next(filter(wanted, self._rows()))
        model = desk.page.model
        desk.page.list.go(next(n for n in range(model.rowCount()) if model.row_at(n) == row))
        desk.page.table.setFocus()
        _wait(lambda: desk.detail.detail is not None and desk.detail.detail.row.case == row.case, "the case")

    def _state(self) -> CaseState | None:
        detail = self._desk.detail.detail
        return None if detail is None else detail.row.state

    def arrive(self) -> None:
        """What waited on the web comes in by itself; `Ctrl+R` shows what is new."""
        _wait(lambda: self._found is not None, "the desk")
        desk = self._desk
        desk.page.table.setFocus()

        def enough() -> bool:
            if desk.page.model.rowCount() < _CASES:
                desk.page.list.refresh()
                QTest.qWait(700)
            return desk.page.model.rowCount() >= _CASES

        _wait(enough, "cases")
        desk.views.load()
        self._first()
        self.picture("1-a-traiter")

    def certificate(self) -> None:
        """A certificate: read, take, look at its pieces, issue; four keys."""
        self._open(lambda row: row.kind is CaseKind.CERTIFICATE and row.about == "birth" and row.parts > 0)
        self.picture("2-lire")
        _strike("p")
        view = self._desk.detail.pieces.preview.view
        _wait(lambda: not view.image.isNull(), "the piece")
        self.picture("3-pieces")
        self._desk.page.table.setFocus()
        self._desk.detail.tabs.setCurrentIndex(0)
        _strike("a")
        _wait(lambda: self._state() is CaseState.TAKEN, "taken")
        _strike("e", "d" if self._language == "fr" else "i")
        self.picture("4-repondre")
        case = self._desk.detail.detail
        _strike(Qt.Key.Key_Return)
        _wait(lambda: self._desk.detail.detail is not case, "answered")
        self.picture("5-repondu")

    def contact(self) -> None:
        """A change of contact details is taken; each field is decided, and all of it answered."""
        self._open(lambda row: row.kind is CaseKind.CONTACT and row.state is CaseState.NEW)
        _strike("a")
        _wait(lambda: self._state() is CaseState.TAKEN, "taken")
        self.picture("6-coordonnees")
        case = self._desk.detail.detail
        choices = [one for one in self._desk.detail.request.answers.findChildren(QPushButton) if one.isCheckable()]
        for accept in choices[::2]:
            accept.click()
        self._window.do_key(Key.SEND)
        _wait(lambda: self._desk.detail.detail is not case, "answered")

    def search(self) -> None:
        """Words in any order, without accents."""
        self._desk.page.table.setFocus()
        self._desk.page.filter.focus_text()
        _strike("nguyen")
        _wait(lambda: self._desk.page.model.rowCount() in range(1, 5), "who was looked for")
        self._desk.page.list.go(0)
        self.picture("7-chercher")

    def transfers(self) -> None:
        """What was destroyed on the web, with its proof."""
        self._window.panes.go(Place.TRANSFERS)
        self.picture("8-transferts")

    def lock(self) -> None:
        """Nothing is left to be read; Enter opens it again."""
        house = self._window.house
        if house is None:
            raise SystemExit("the demonstration shows no house")
        self._window.panes.go(Place.CASES)
        closed: list[bool] = []
        house.lock.closed.connect(lambda: closed.append(True))
        self._window.do_key(Key.LOCK)
        _wait(lambda: bool(closed), "locked")
        self.picture("9-verrouille")
        _strike(Qt.Key.Key_Return)
        _wait(lambda: not house.lock.on and self._found is not None, "unlocked")

    def purge(self) -> None:
        """What was answered is due at once here: asked for, agreed to, carried out."""
        _wait(lambda: self._desk.page.model.rowCount() > 0, "the list")
        self._desk.page.table.setFocus()
        _strike("gr")
        place = self._retention
        _wait(lambda: place.plan is not None and bool(place.plan.free), "something that is due")
        count = len(place.plan.free) if place.plan is not None else 0
        self.picture("10-conservation")
        purges = place.page.purges
        place.page.due.request.click()
        self._confirm(count)
        _wait(lambda: purges.approve.isVisible() and purges.approve.isEnabled(), "the request")
        purges.approve.click()
        self._confirm(count)
        _wait(purges.start.isVisible, "the approval")
        self.picture("11-approuvee")
        purges.start.click()
        self._confirm(count)
        _wait(purges.certify.isVisible, "the purge")
        self.picture("12-purgee")

    @property
    def _retention(self) -> RetentionPlace:
        house = self._window.house
        place = None if house is None or house.workplace is None else house.workplace.retention
        if place is None:
            raise SystemExit("the demonstration has no page of retention")
        return place

    def _confirm(self, count: int) -> None:
        """Type how many, and press the verb."""
        dialog = self._retention.dialog
        if not isinstance(dialog, PurgeDialog):
            raise SystemExit("nothing is asked before a purge")
        QTest.keyClicks(dialog.typed, str(count))
        dialog.do_it.click()


def _day(app: QApplication, language: str) -> None:
    folder = FOLDER / language
    folder.mkdir(parents=True, exist_ok=True)
    console = [sys.executable, "-m", "backoffice_gui.cli"]
    demo = Demo(console, lambda config: open_office(config, demo=True))
    settings = QSettings(str(demo.preferences), QSettings.Format.IniFormat)
    install(app, LANGUAGES[language])
    preferences, bridge = Preferences(settings), Bridge()
    preferences.theme = ThemeChoice.LIGHT
    preferences.language = LANGUAGES[language]

    def load() -> Callable[[MainWindow], House]:
        return lambda window: House(window, bridge, preferences, demo.open_office, elapsed=time.monotonic, demo=True)

    window = MainWindow(bridge, Appearance(app, preferences), preferences, load, demo=True)
    window.resize(_WIDTH, _HEIGHT)
    window.show()
    window.activateWindow()
    closed: list[bool] = []
    try:
        guide = Guide(window, language)
        for step in (
            guide.arrive,
            guide.certificate,
            guide.contact,
            guide.search,
            guide.transfers,
            guide.lock,
            guide.purge,
        ):
            step()
    finally:
        if window.house is not None:
            window.house.closed.connect(lambda: closed.append(True))
        window.close()
        _wait(lambda: bool(closed) or window.house is None, "the end", 30)
        bridge.stop()
        demo.stop()


def main() -> None:
    """A first day in the language named, `fr` or `en`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _name, *rest = pwd.getpwuid(os.geteuid())
    with mock.patch.object(pwd, "getpwuid", return_value=pwd.struct_passwd(("c.exemple", *rest))):
        _day(QApplication([]), sys.argv[1])


if __name__ == "__main__":
    main()
