"""A day in the window, by the program's own start: read, write, preview, search, the DPO's pages, fail, lock, unlock.

Titles, notices, failures as they are shown, and the clipboard after its time are noted as they come.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from backoffice_gui import __main__ as program
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import Answer, CaseAct, CaseKind, CaseState
from backoffice_gui.gui import clipboard
from backoffice_gui.gui.application import Start, run
from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.preferences import Advance
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.dialogs import FailureDialog
from backoffice_gui.gui.windows.house import House
from backoffice_gui.gui.windows.main import MainWindow
from tests.proof.leaks.canaries import PEOPLE, WORDS
from tests.proof.leaks.forcing import KINDS, Forced, kind, raiser
from tests.proof.leaks.watching import Place, Seen, begin
from tests.proof.leaks.window_pages import Pages, Step
from tests.support.left_over import found

Tour = Callable[[MainWindow], tuple["Walk", Callable[[str], str]]]
_KINDS = len(KINDS)
MANY = 90
_WORK = 10.0
"""Seconds of processor, all threads together, that are work: looking on for a minute and a half alone takes five."""


class Day:
    """What the agent does, step by step; each step waits until its effect is seen."""

    def __init__(self, window: MainWindow, place: Place, seen: Seen) -> None:
        self._window, self._place, self._seen = window, place, seen
        self._quiet = False
        self._pages = Pages(window, place, seen)

    @property
    def _house(self) -> House:
        assert self._window.house is not None
        return self._window.house

    @property
    def _desk(self) -> Desk:
        work = self._house.workplace
        assert work is not None
        assert work.desk is not None
        return work.desk

    def _there(self) -> bool:
        work = self._house.workplace
        return work is not None and work.desk is not None and work.desk.page.model.row_at(0) is not None

    def steps(self) -> Iterator[Step]:
        """All of it."""
        yield self._there
        self._house._preferences.advance = Advance.STAY
        self._house.tray._show = lambda text, _urgent: self._seen.note("notices", text)
        yield from self.read()
        yield from self._write()
        yield from self._pages.for_the_dpo()
        yield from self._pieces()
        yield from self._search()
        yield from self._copy()
        yield from self._fail()
        self._house.tray.arrived(3)
        yield from self._lock()

    def read(self) -> Iterator[Step]:
        """Open a case and see all of it."""
        yield self._there
        desk = self._desk
        model = desk.page.model
        rows = [model.row_at(n) for n in range(model.rowCount())]
        at = next(
            n for n, row in enumerate(rows)
            if row is not None and row.kind is CaseKind.CERTIFICATE and row.state is CaseState.NEW and row.parts > 1
        )  # fmt: skip
        wanted = model.row_at(at)
        assert wanted is not None
        desk.page.list.go(at)
        desk.open(wanted)  # as by Enter: where it is the first row, nothing has moved
        yield (lambda: desk.detail.detail is not None and desk.detail.detail.row.case == wanted.case)
        for n in range(desk.detail.tabs.count()):
            desk.detail.tabs.setCurrentIndex(n)
            yield lambda: True

    def _state(self, state: CaseState) -> bool:
        detail = self._desk.detail.detail
        return detail is not None and detail.row.state is state

    def _write(self) -> Iterator[Step]:
        desk = self._desk
        detail = desk.detail.detail
        assert detail is not None
        desk.detail.acted.emit(CaseAct.TAKE, "")
        yield lambda: self._state(CaseState.TAKEN)
        desk.detail.noted.emit(PEOPLE[1].note)
        yield lambda: desk.detail.detail is not None and len(desk.detail.detail.notes) == 1
        desk.detail.story.notes.text.setPlainText(PEOPLE[2].note)
        desk.detail.story.written.emit(PEOPLE[2].note)
        desk.drafts.flush()
        answers = tuple((each.n, Answer.NOT_ENTITLED, PEOPLE[3].note) for each in detail.certificates)
        desk.acts._do(Asked(CaseAct.ANSWER, certificates=answers))
        office, case = desk._office, detail.row.case
        yield lambda: office.case(case).row.state is CaseState.ANSWERED
        self._window.do_key(Key.UNDO)
        yield lambda: office.case(case).row.state is CaseState.TAKEN

    def _pieces(self) -> Iterator[Step]:
        desk = self._desk
        yield lambda: self._state(CaseState.TAKEN)
        pieces, detail = desk.detail.pieces, desk.detail.detail
        assert detail is not None
        self._window.do_key(Key.PIECES)
        yield lambda: bool(pieces.preview.words.toPlainText()) or not pieces.preview.view.image.isNull()
        self._window.do_key(Key.PIECES)
        yield lambda: not pieces.preview.view.image.isNull() or bool(pieces.preview.words.toPlainText())
        for n in range(len(detail.parts)):
            desk._office.attachments.save_part(detail.row.case, n, self._place.asked, PEOPLE[5].note)
        yield from self._pages.taken_out()

    def _search(self) -> Iterator[Step]:
        self._window.do_key(Key.PALETTE)
        palette = self._house.palette
        assert palette is not None
        palette.text.setText(PEOPLE[2].family)
        yield lambda: any(PEOPLE[2].family.upper() in palette.list.item(n).text() for n in range(palette.list.count()))
        palette.reject()
        line = self._desk.page.filter.findChild(QLineEdit)
        assert line is not None
        QTest.keyClicks(line, PEOPLE[0].family)
        yield lambda: 0 < self._desk.page.model.rowCount() < 6
        line.clear()
        QTest.keyClicks(line, " ")

    def _copy(self) -> Iterator[Step]:
        board, line = QGuiApplication.clipboard(), QLineEdit(PEOPLE[0].email, self._window)
        line.show()
        line.selectAll()
        QTest.keyClick(line, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert board.text() == PEOPLE[0].email
        line.deleteLater()
        yield lambda: board.text() == ""
        self._seen.note("the clipboard after its time", board.text())

    def _fail(self) -> Iterator[Step]:
        for n in range(_KINDS):
            self._house._bridge.ask(Query(self._window, raiser(n), lambda _: None))
            yield self._told
        asked = self._asked()
        many = [self._counted(ask) for ask in asked]
        for n in range(MANY):
            ask, at = asked[n % len(asked)], 1 + n // len(asked) * len(asked) * many[n % len(asked)] // MANY
            self._house._bridge.ask(Query(self._window, partial(self._forced, ask, at, n), self._same))
            yield self._told
        QTimer.singleShot(0, self._window, raiser(3))
        yield self._told
        thread = threading.Thread(target=raiser(5), name="scene")
        thread.start()
        yield self._told

    def _asked(self) -> list[Callable[[], object]]:
        office, query = self._desk._office, self._desk.page.list.query
        return [lambda: office.case(1), lambda: office.find(PEOPLE[0].family, 8), lambda: office.page(query, 0, 50)]

    @staticmethod
    def _counted(ask: Callable[[], object]) -> int:
        forced = Forced(-1, Exception)
        sys.setprofile(forced)
        ask()
        sys.setprofile(None)
        return forced.count

    def _forced(self, ask: Callable[[], object], at: int, n: int) -> None:
        """On the reading thread: one of our functions fails, whichever is the `at`-th to be called."""
        forced = Forced(at, lambda: kind(n))
        sys.setprofile(forced)
        try:
            ask()
        finally:
            sys.setprofile(None)
            self._seen.note("places", forced.place)

    def _same(self, _nothing: object) -> None:
        """It was called less often than it was counted to be: nothing was raised, and nothing is to be told."""
        self._quiet = True

    def _lock(self) -> Iterator[Step]:
        told = {word for stem in WORDS for word in (stem, stem.upper())}
        self._window.do_key(Key.DISCREET)
        self._window.do_key(Key.DISCREET)
        yield lambda: bool(found(told))
        clipboard.copy(PEOPLE[0].note)
        closed = list[bool]()
        self._house.lock.closed.connect(lambda: closed.append(True))
        self._window.do_key(Key.LOCK)
        yield lambda: self._house.lock.on and self._house.workplace is None
        left = found(told)
        self._seen.note("left in the window after the lock", *(f"{kind}: {word}" for kind, word in left))
        self._seen.note("the clipboard after the lock", QGuiApplication.clipboard().text())
        form = self._house.lock.page.form
        yield lambda: bool(closed) and form.go.isEnabled()
        form.go.click()
        yield lambda: not self._house.lock.on and self._there()
        yield from self.read()

    def _told(self) -> bool:
        if self._quiet:
            self._quiet = False
            return True
        dialog = self._window.findChild(FailureDialog)
        if dialog is None or not dialog.isVisible():
            again = self._house.strips.failure
            if again.isVisible():  # the same was told before: a line, and in full for who asks
                self._seen.note("failures", again.text)
                again.hide()
                again.acted.emit()
            return False
        self._seen.note("failures", *(label.text() for label in dialog.findChildren(QLabel)))
        self._seen.note("failures", *(text.toPlainText() for text in dialog.findChildren(QPlainTextEdit)))
        dialog.setParent(None)
        dialog.close()
        return True


class Patience:
    """How long a step may take: a minute and a half in which the program does next to nothing, five minutes of work.

    On a crowded machine what is being done takes as long as it takes; where nothing is done, its effect will not come.
    """

    def __init__(self) -> None:
        self._worked, self._idle, self._most = time.process_time(), QDeadlineTimer(90_000), QDeadlineTimer(300_000)

    def ended(self) -> bool:
        """Whether there is no point in waiting; looking on alone is no work."""
        worked = time.process_time()
        if worked - self._worked >= _WORK:
            self._worked, self._idle = worked, QDeadlineTimer(90_000)
        return self._idle.hasExpired() or self._most.hasExpired()


class Walk(QObject):
    """Asks for the next step when the last has had its effect, as the self-test's own walk does."""

    ended = Signal(str)

    def __init__(self, window: MainWindow, day: Day, seen: Seen) -> None:
        super().__init__(window)
        self._steps, self._seen = day.steps(), seen
        self._done: Step = lambda: True
        self._count, self._patience = 0, Patience()
        self._timer = QTimer(self, interval=15)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def fail(self, _failure: object) -> None:
        """Failures are part of this day."""

    def _look(self) -> None:
        titles = {widget.windowTitle() for widget in QApplication.topLevelWidgets() if isinstance(widget, QWidget)}
        self._seen.note("titles", *titles - set(self._seen.things.get("titles", [])))
        try:
            if self._done():
                self._done = next(self._steps, self._end)
                self._count, self._patience = self._count + 1, Patience()
            elif self._patience.ended():
                raise TimeoutError
        except Exception as error:  # noqa: BLE001 - whatever it is, the scene ends and says where
            trace = error.__traceback__
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            self._timer.stop()
            line = 0 if trace is None else trace.tb_lineno
            self.ended.emit(f"step {self._count}: {type(error).__name__} at {line}")

    def _end(self) -> bool:
        if self._timer.isActive():
            self._timer.stop()
            self.ended.emit("")
        return False


def play(place: Place, tour: Tour) -> int:
    """The window's program from its start to its end, with a walk through it."""
    config: Path = place.config
    return run(
        Start(
            load=program.load_house,
            open_office=lambda: program.open_office(config),
            config_file=lambda: str(config),
            elapsed=SystemClock().elapsed,
            seconds=0.2,
            tour=tour,  # type: ignore[arg-type]
        )
    )


def scene() -> int:
    """Play it."""
    place, seen = begin()

    def tour(window: MainWindow) -> tuple[Walk, Callable[[str], str]]:
        return Walk(window, Day(window, place, seen), seen), lambda unseen: f"{unseen}\n"

    code = play(place, tour)
    place.beside("window_scene.json").write_text(json.dumps(seen.things), "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(scene())
