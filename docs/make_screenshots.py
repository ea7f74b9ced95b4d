# ruff: noqa: INP001  a script of the documentation, run as `python -m docs.make_screenshots`
"""Paints the window's states into `docs/screenshots`, without a screen, over an office in memory.

Run by `make screenshots`. The pictures are looked at by people; tests look at sizes and words.
They need a font: on a bare system, fontconfig and DejaVu (`fonts-dejavu-core`).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QPoint, QSettings
from PySide6.QtGui import QFont, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import Alarm, AlarmKind
from backoffice_gui.domain.journal import Chain, Walked
from backoffice_gui.domain.monitor import Connection
from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.gui.appearance import Appearance
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.i18n import Language, install
from backoffice_gui.gui.pages.first_run import MakeStore
from backoffice_gui.gui.preferences import Preferences, ThemeChoice
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.house import House
from backoffice_gui.gui.windows.main import MainWindow
from docs.desk_shots import DESK, office
from docs.post_shots import POST
from docs.team_shots import TEAM
from tests.support.caseload import MemoryCaseload
from tests.support.office import NOW, MemoryOffice, busy_monitor, incident, quiet_monitor

FOLDER = Path(__file__).resolve().parent / "screenshots"
OFFLINE = replace(
    quiet_monitor(),
    connection=Connection.OFFLINE,
    trouble="TRF-002",
    waiting=False,
    next_poll_in=30.0,
    offline_since=NOW - timedelta(minutes=18),
)


@dataclass(frozen=True)
class Shot:
    """One picture: an office, what is done before it is taken, and how the window looks."""

    name: str
    office: Callable[[], MemoryOffice]
    place: Place = Place.SUBMISSIONS
    kind: str = ""
    zoom: int = 100
    theme: ThemeChoice = ThemeChoice.LIGHT
    demo: bool = False
    width: int = 1_366
    height: int = 728
    top: bool = False
    """Whether it is of the window and the dialog above it."""
    before: Callable[[MainWindow, MemoryOffice], None] | None = None


def calm() -> MemoryOffice:
    """Everything is well."""
    return MemoryOffice(1_881)


def busy() -> MemoryOffice:
    """Three on their way, one urgent, an incident."""
    office = calm()
    counts = {**quiet_monitor().counts, Stage.OFFERED: 2, Stage.VERIFIED: 1}
    office.now_monitor = replace(busy_monitor(), counts=counts, incidents=(incident(4, "not_destroyed"),))
    return office


def offline() -> MemoryOffice:
    """The network is gone."""
    office = calm()
    office.now_monitor = OFFLINE
    return office


def refused() -> MemoryOffice:
    """The certificate is refused."""
    office = calm()
    office.now_monitor = replace(OFFLINE, connection=Connection.REFUSED, trouble="TRF-003", next_poll_in=50.0)
    return office


def disk_full() -> MemoryOffice:
    """The store can't be used: the disk is full."""
    office = calm()
    office.state = Condition(OfficeState.UNAVAILABLE, code="STO-009", reason="database", facts={"folder": "store"})
    return office


def disk_alarm() -> MemoryOffice:
    """The disk is full, lists go on."""
    office = calm()
    office.now_monitor = replace(quiet_monitor(), ready=False, alarms=(Alarm(AlarmKind.DISK_FULL, NOW, ""),))
    return office


def first_run() -> MemoryOffice:
    """No store yet."""
    return MemoryOffice(0, state=OfficeState.NO_STORE)


def not_configured() -> MemoryOffice:
    """No configuration."""
    return MemoryOffice(0, state=OfficeState.NOT_CONFIGURED)


def sealed() -> MemoryOffice:
    """The casebook does not open."""
    office = calm()
    office.state = Condition(OfficeState.SEALED, code="STO-007")
    return office


def empty() -> MemoryOffice:
    """Nothing to do."""
    office = MemoryOffice(0)
    office.now_monitor = replace(quiet_monitor(), counts={})
    return office


def prepare_code(window: MainWindow, _office: MemoryOffice) -> None:
    """Show the recovery code."""
    make = window.findChild(MakeStore)
    assert isinstance(make, MakeStore)
    make.prepare()


def arrive(_window: MainWindow, office: MemoryOffice) -> None:
    """Two more come in."""
    office.arrive(2)


def nothing_found(window: MainWindow, _office: MemoryOffice) -> None:
    """Filter until nothing is left."""
    assert window.house is not None
    assert window.house.workplace is not None
    line = window.house.workplace.submissions.filter
    line.choose(replace(line.filter, stages=frozenset({Stage.LOST}), text="41"))


def move(_window: MainWindow, office: MemoryOffice) -> None:
    """Four come in, each a step further."""
    if office.listener is None:
        return
    steps = (EventName.LISTED, EventName.STORED, EventName.VERIFIED, EventName.ACKNOWLEDGED, EventName.CLOSED)
    for far, seq in enumerate(range(104_000, 103_996, -1), start=2):
        for name in steps[:far]:
            office.listener(CollectorEvent(name, seq, None))


def verified(window: MainWindow, _office: MemoryOffice) -> None:
    """The chain of the journal was verified."""
    if window.house is not None and window.house.workplace is not None and window.house.workplace.journal is not None:
        window.house.workplace.journal.page.check.click()


def broken(window: MainWindow, office: MemoryOffice) -> None:
    """And does not hold."""
    if isinstance(office.caseload, MemoryCaseload):
        office.caseload.journal.found = Walked(Chain.CASEBOOK, 1_411, 1, 1_411, NOW - timedelta(days=3), 1_412, "link")
    verified(window, office)


SHOTS = (
    Shot("transferts", calm, Place.TRANSFERS, before=move),
    Shot("transferts-urgent", busy, Place.TRANSFERS, before=move),
    Shot("depots-copie-acte", calm, kind="certificate_request"),
    Shot("depots-coordonnees", busy, kind="contact_change", before=arrive),
    Shot("depots-type-inconnu", calm, kind="residence_photo"),
    Shot("hors-ligne", offline, Place.TRANSFERS),
    Shot("certificat-refuse", refused, kind="certificate_request"),
    Shot("disque-plein", disk_full),
    Shot("disque-plein-alarme", disk_alarm, Place.TRANSFERS),
    Shot("premier-demarrage", first_run, before=prepare_code),
    Shot("non-configure", not_configured),
    Shot("coffre-ferme", sealed, kind="certificate_request"),
    Shot("vide", empty),
    Shot("aucun-resultat", calm, before=nothing_found),
    Shot("demo", busy, Place.TRANSFERS, demo=True),
    Shot("sombre-transferts", busy, Place.TRANSFERS, theme=ThemeChoice.DARK),
    Shot("sombre-depots", calm, kind="certificate_request", theme=ThemeChoice.DARK),
    Shot("texte-200-transferts", busy, Place.TRANSFERS, zoom=200),
    Shot("texte-200-depots", calm, zoom=200),
    Shot("texte-125-depots", calm, kind="contact_change", zoom=125),
    Shot("journal", office, Place.JOURNAL, before=verified),
    Shot("journal-rompu", office, Place.JOURNAL, before=broken),
    Shot("sombre-journal", office, Place.JOURNAL, theme=ThemeChoice.DARK, before=verified),
    Shot("texte-200-journal", office, Place.JOURNAL, zoom=200),
    *(Shot(**{"office": office, "place": Place.CASES, **about}) for about in (*DESK, *TEAM, *POST)),
)


def wait(app: QApplication, done: Callable[[], bool], milliseconds: int = 4_000) -> None:
    """Let the window work until it has got there, or long enough."""
    deadline = QDeadlineTimer(milliseconds)
    while not done() and not deadline.hasExpired():
        app.processEvents()
    for _ in range(20):
        app.processEvents()


def _go(app: QApplication, window: MainWindow, shot: Shot, office: MemoryOffice) -> None:
    house = window.house
    work = None if house is None else house.workplace
    if work is None:
        return
    wait(app, lambda: work.watch.latest is not None and (work.submissions.model.rowCount() > 0 or not office.rows))
    if shot.kind:
        rows = (work.submissions.model.row_at(n) for n in range(200))
        at = next(n for n, row in enumerate(rows) if row is not None and row.kind == shot.kind)
        work.submissions.table.selectRow(at)
        wait(app, lambda: work.detail.opened is not None, 1_500)
    window.panes.go(shot.place)


def _paint(window: MainWindow, shot: Shot) -> QPixmap:
    picture = window.grab()
    dialogs = [dialog for dialog in window.findChildren(QDialog) if shot.top and dialog.isVisible()]
    for dialog in dialogs:
        painter = QPainter(picture)
        painter.drawPixmap(dialog.mapToGlobal(QPoint()) - window.mapToGlobal(QPoint()), dialog.grab())
        painter.end()
    return picture


def take(app: QApplication, font: QFont, shot: Shot) -> None:
    """Open a window, bring it where it should be, and paint it."""
    settings = QSettings(str(FOLDER / "window.ini"), QSettings.Format.IniFormat)
    settings.clear()
    preferences = Preferences(settings)
    preferences.zoom, preferences.theme = shot.zoom, shot.theme
    bridge, office = Bridge(), shot.office()
    app.setFont(font)

    def load() -> Callable[[MainWindow], House]:
        file = "~/.config/ofpra-backoffice/config.toml"
        return lambda window: House(
            window,
            bridge,
            preferences,
            lambda: office,
            elapsed=SystemClock().elapsed,
            config_file=file,
            demo=shot.demo,
        )

    window = MainWindow(bridge, Appearance(app, preferences), preferences, load, demo=shot.demo)
    window.resize(shot.width, shot.height)
    settled: list[object] = []
    window.furnished.connect(lambda house: house.settled.connect(settled.append))
    window.show()
    wait(app, lambda: bool(settled), 20_000)
    _go(app, window, shot, office)
    if shot.before is not None:
        shot.before(window, office)
        wait(app, lambda: False, 2_500)
    wait(app, lambda: False, 300)
    _paint(window, shot).save(str(FOLDER / f"{shot.name}.png"))
    if window.house is not None and window.house.workplace is not None:
        window.house.workplace.watch.stop()
    bridge.stop()
    window.hide()
    window.deleteLater()
    wait(app, lambda: False, 50)


def main(names: list[str]) -> None:
    """Take the pictures named, or all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    install(app, Language.FRENCH)
    font = QFont(app.font())
    for shot in SHOTS:
        if not names or shot.name in names:
            take(app, font, shot)
    (FOLDER / "window.ini").unlink(missing_ok=True)


if __name__ == "__main__":
    main(sys.argv[1:])
