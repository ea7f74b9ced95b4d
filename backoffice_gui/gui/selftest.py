"""What `--selftest` visits: every page, a case with all its tabs, a preview, every dialog; each must be seen.

A step does something in the window and gives what it waits for. Run in an installed program over the
demonstration's front end, it shows that nothing was left out of the package: what is imported late, fonts, the
preview's process, the database, TLS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.resources import resource

if TYPE_CHECKING:
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.windows.desk import Desk
    from backoffice_gui.gui.windows.lock import Lock
    from backoffice_gui.gui.windows.main import MainWindow
    from backoffice_gui.gui.windows.workplace import Workplace

__all__ = ["Tour", "sentence", "steps"]

_Step = tuple[str, Callable[[], bool]]
_DIALOGS = (Key.PALETTE, Key.SHEET, Key.HELP, Key.SETTINGS, Key.KEYBOARD)
_LOOK_MS = 50


def sentence(unseen: str) -> str:
    """What is said of a step that was not seen."""
    return QCoreApplication.translate(
        "Selftest",
        "Autotest : « {step} » ne s’est pas affiché. Aucune donnée réelle n’a été touchée. "
        "Réinstallez le paquet ; si cela dure, transmettez ce nom au support.",
    ).format(step=unseen)


def _dialog() -> QDialog | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()), None)


def _visible(widget: QWidget | None) -> bool:
    return widget is not None and widget.isVisible()


def _pages(window: MainWindow, work: Workplace) -> Iterator[_Step]:
    pages: dict[Place, QWidget] = {
        Place.SUBMISSIONS: work.submissions,
        Place.TRANSFERS: work.transfers,
        Place.CONFORMITY: work.conformity.page.figures,
    }
    if work.journal is not None:
        pages[Place.JOURNAL] = work.journal.page
    if work.retention is not None:
        pages[Place.RETENTION] = work.retention.page
    for place, page in pages.items():
        window.panes.go(place)
        yield place.name.lower(), page.isVisible
    work.submissions.table.selectRow(0)
    window.panes.go(Place.SUBMISSIONS)
    yield "submission", lambda: work.detail.opened is not None


def _case(window: MainWindow, desk: Desk) -> Iterator[_Step]:
    window.panes.go(Place.CASES)
    desk.page.list.refresh()
    yield "cases", lambda: desk.page.isVisible() and desk.page.model.row_at(0) is not None
    model = desk.page.model
    rows = [row for n in range(model.rowCount()) if (row := model.row_at(n)) is not None]
    most = max(range(len(rows)), key=lambda n: rows[n].parts)
    desk.page.list.go(most)
    yield "case", lambda: desk.detail.detail is not None and desk.detail.detail.row.case == rows[most].case
    tabs = desk.detail.tabs
    for n in range(tabs.count()):
        tabs.setCurrentIndex(n)
        yield f"tab {n + 1}", partial(_visible, tabs.widget(n))
    window.do_key(Key.PIECES)
    yield "preview", lambda: not desk.detail.pieces.preview.view.image.isNull()


def _locking(window: MainWindow, lock: Lock) -> Iterator[_Step]:
    shut: list[bool] = []
    lock.closed.connect(lambda: shut.append(True), Qt.ConnectionType.SingleShotConnection)
    window.do_key(Key.LOCK)
    yield "lock", lambda: bool(shut) and lock.page.isVisible()
    lock.page.form.go.click()
    yield "unlock", lambda: not lock.on and window.panes.isVisible()


def steps(window: MainWindow) -> Iterator[_Step]:
    """Name and proof of each step, in order; a step is done when the next is asked for."""
    for catalogue in ("backoffice_fr.qm", "backoffice_en.qm"):
        yield catalogue, resource("i18n", catalogue).is_file
    house = window.house
    work = None if house is None else house.workplace
    if house is None or work is None or work.desk is None:
        yield "the desk", lambda: False
        return
    yield from _pages(window, work)
    yield from _case(window, work.desk)
    for key in _DIALOGS:
        window.do_key(key)
        yield key.name.lower(), lambda: _dialog() is not None
        if (dialog := _dialog()) is not None:
            dialog.reject()
        yield f"{key.name.lower()} closed", lambda: _dialog() is None
    yield from _locking(window, house.lock)


class Tour(QObject):
    """Walks through the steps, on the GUI thread, without ever keeping it busy."""

    ended = Signal(str)
    """The step that was not seen, or nothing where all were."""

    def __init__(self, window: MainWindow, seconds: float = 60.0) -> None:
        super().__init__(window)
        self._steps = steps(window)
        self._milliseconds = round(seconds * 1000)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._name = ""
        self._seen: Callable[[], bool] = lambda: True
        self._deadline = QDeadlineTimer(0)

    def start(self) -> None:
        """Begin with the first step."""
        self._timer.start()

    def fail(self, failure: Failure) -> None:
        """A defect on the way ends it, whatever is seen."""
        if failure.defect:
            self._end(f"{self._name}, {failure.code}")

    def _look(self) -> None:
        if self._seen():
            step = next(self._steps, None)
            if step is None:
                self._end("")
                return
            self._name, self._seen = step
            self._deadline = QDeadlineTimer(self._milliseconds)
        elif self._deadline.hasExpired():
            self._end(self._name)

    def _end(self, unseen: str) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.ended.emit(unseen)
