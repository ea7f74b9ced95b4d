"""Nothing is cut: 200 % text on a small screen, longer languages, both themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_list import CaseFilter, Field, Operator
from backoffice_gui.domain.case_list import Condition as Narrowing
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.domain.incidents import Alarm, AlarmKind
from backoffice_gui.domain.monitor import Connection
from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.shortcuts import words_of
from backoffice_gui.gui.widgets.labels import Words
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.widgets.status_line import ElidedButton
from backoffice_gui.gui.windows.dialogs import CloseIncident, FailureDialog, HelpDialog
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.panes import Arrangement
from tests.support.caseload import MemoryCaseload
from tests.support.desk import desk_of, index_of
from tests.support.office import NOW, MemoryOffice, busy_monitor, incident

Opener = Callable[..., MainWindow]


class _Stretched(QTranslator):
    """A language half as long again as French, so that layouts show what they can't hold."""

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        if context.startswith("Q") or "{" in text or "%" in text:
            return None
        return f"{text} {'łöñg ' * (1 + len(text) // 14)}".rstrip()

    def isEmpty(self) -> bool:  # noqa: N802  Qt's own
        return False


@pytest.fixture
def stretched(qapp: QApplication) -> Iterator[None]:
    """The stretched language for one test."""
    translator = _Stretched(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def loud_office() -> MemoryOffice:
    """Every strip and every card has something to say."""
    office = MemoryOffice(40, caseload=MemoryCaseload(60))
    office.now_monitor = replace(
        busy_monitor(), connection=Connection.OFFLINE, trouble="TRF-002", waiting=False, next_poll_in=30.0, offline_since=NOW,
        incidents=(incident(1, "lost"), incident(2, "stranger")), alarms=(Alarm(AlarmKind.CLOCK_SKEW, NOW, ""),),
    )  # fmt: skip
    return office


def cut(window: QWidget) -> list[str]:
    """Visible words that have less room than they need."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or label.visibleRegion().isEmpty():
            continue
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        wide = label.wordWrap() or label.width() >= label.fontMetrics().horizontalAdvance(label.text())
        if label.height() < needed - 1 or not wide:
            found.append(f"label {label.text()!r}: {label.width()}x{label.height()}, needs {needed}")
    for button in window.findChildren(QPushButton):
        elides = isinstance(button, ElidedButton)
        if (
            button.isVisible()
            and button.text()
            and not elides
            and button.width() < button.fontMetrics().horizontalAdvance(button.text())
        ):
            found.append(f"button {button.text()!r}: {button.width()}")
    return found


def test_what_is_cut_is_seen(qtbot: QtBot) -> None:
    """The measure finds a label without height, one without width, and a narrow button."""
    page = QWidget()
    qtbot.addWidget(page)
    low, narrow, button = (
        Words("une phrase assez longue pour deux lignes", page),
        QLabel("étroit", page),
        QPushButton("trop long", page),
    )
    low.setGeometry(0, 0, 120, 14)
    narrow.setGeometry(0, 40, 10, 20)
    button.setGeometry(0, 80, 20, 24)
    page.resize(300, 200)
    page.show()
    assert len(cut(page)) == 3


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """A row opened, the monitor seen, layouts done."""
    assert window.house is not None
    work = window.house.workplace
    assert work is not None
    qtbot.waitUntil(lambda: work.submissions.model.rowCount() > 0 and work.watch.latest is not None)
    desk = desk_of(window)
    qtbot.waitUntil(lambda: desk.page.model.rowCount() > 0)
    desk.page.list.step(1)
    if window.panes.arrangement is not Arrangement.ONE:
        qtbot.waitUntil(lambda: desk.detail.detail is not None, timeout=4_000)
    window.panes.go(Place.SUBMISSIONS)
    work.submissions.list.step(0)
    if window.panes.arrangement is not Arrangement.ONE:
        qtbot.waitUntil(lambda: work.detail.opened is not None, timeout=4_000)
    for _ in range(5):
        QApplication.processEvents()


@pytest.mark.parametrize("zoom", [100, 150, 200])
@pytest.mark.parametrize("place", list(Place))
def test_nothing_is_cut_at_any_text_size(qtbot: QtBot, open_window: Opener, zoom: int, place: Place) -> None:
    """On 1366 × 728, up to 200 %."""
    window = open_window(loud_office(), zoom=zoom)
    settle(qtbot, window)
    window.panes.go(place)
    for _ in range(5):
        QApplication.processEvents()
    assert window.width() <= 1_366
    assert cut(window) == []


def test_the_opened_submission_fits_at_twice_the_text(qtbot: QtBot, open_window: Opener) -> None:
    """One pane, the whole form, no horizontal scrolling."""
    window = open_window(loud_office(), zoom=200)
    settle(qtbot, window)
    assert window.house is not None
    work = window.house.workplace
    assert work is not None
    row = work.submissions.model.row_at(0)
    work.submissions.opened.emit(row)
    qtbot.waitUntil(lambda: work.detail.opened is not None, timeout=4_000)
    for _ in range(5):
        QApplication.processEvents()
    assert work.detail.isVisible()
    assert not work.submissions.isVisible()
    assert cut(window) == []


def everything_said(qtbot: QtBot, window: MainWindow) -> None:
    """The desk with a case open, chips, a selection and what was just done."""
    settle(qtbot, window)
    window.panes.go(Place.CASES)
    desk = desk_of(window)
    desk.page.filter.show_filter(CaseFilter((Narrowing(Field.STATE, Operator.IS, ("new", "taken", "closed")),)))
    desk.page.undo.tell("Demande prise.")
    desk.page.list.select_all()
    qtbot.waitUntil(lambda: desk.page.selection.button(CaseAct.TAKE).isVisible())
    for _ in range(5):
        QApplication.processEvents()


@pytest.mark.parametrize("zoom", [100, 150, 200])
def test_the_desk_fits_with_everything_said(qtbot: QtBot, open_window: Opener, zoom: int) -> None:
    """On 1366 × 728, up to 200 %."""
    window = open_window(loud_office(), zoom=zoom)
    everything_said(qtbot, window)
    assert cut(window) == []


@pytest.mark.parametrize("about", ["birth marriage", "address phone"])
def test_a_case_in_full_fits_at_twice_the_text(qtbot: QtBot, open_window: Opener, about: str) -> None:
    """One pane, every tab, with its question open."""
    window = open_window(loud_office(), zoom=200)
    settle(qtbot, window)
    window.panes.go(Place.CASES)
    desk = desk_of(window)
    desk.page.list.go(index_of(desk, lambda row: row.about == about))
    desk.page.table.activated.emit(desk.page.table.currentIndex())
    qtbot.waitUntil(lambda: desk.detail.detail is not None, timeout=4_000)
    desk.detail.prompt.ask("Quelle pièce manque, et pourquoi ?", "Demander une pièce")
    for tab in range(3):
        desk.detail.tabs.setCurrentIndex(tab)
        for _ in range(5):
            QApplication.processEvents()
        assert cut(window) == []


@pytest.mark.parametrize(
    ("zoom", "arrangement"), [(100, Arrangement.THREE), (125, Arrangement.TWO), (200, Arrangement.ONE)]
)
def test_panes_follow_the_room(qtbot: QtBot, open_window: Opener, zoom: int, arrangement: Arrangement) -> None:
    """The same screen holds three panes, two, or one."""
    assert open_window(MemoryOffice(5), zoom=zoom).panes.arrangement is arrangement


def test_text_can_grow_while_the_window_is_open(qtbot: QtBot, open_window: Opener) -> None:
    """From 100 to 200 % with everything on screen: nothing is cut afterwards either."""
    window = open_window(loud_office())
    settle(qtbot, window)
    window.panes.go(Place.TRANSFERS)
    for _ in range(8):
        window._appearance.zoom(1)
        QApplication.processEvents()
    for _ in range(5):
        QApplication.processEvents()
    assert cut(window) == []


@pytest.mark.parametrize("place", list(Place))
def test_a_longer_language_fits(qtbot: QtBot, open_window: Opener, stretched: None, place: Place) -> None:
    """Half as long again: still nothing is cut."""
    window = open_window(loud_office())
    settle(qtbot, window)
    window.panes.go(place)
    for _ in range(5):
        QApplication.processEvents()
    assert cut(window) == []


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize(
    "condition",
    [
        Condition(OfficeState.NO_STORE),
        Condition(OfficeState.NOT_CONFIGURED),
        Condition(OfficeState.UNAVAILABLE, code="STO-009"),
    ],
)
def test_what_stands_before_the_work_fits(
    open_window: Opener, stretched: None, condition: Condition, zoom: int
) -> None:
    """First run and blocking pages, in the longer language, at both sizes."""
    office = MemoryOffice(0)
    office.state = condition
    window = open_window(office, zoom=zoom)
    for _ in range(5):
        QApplication.processEvents()
    assert cut(window) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: CloseIncident(incident(1, "lost")),
        lambda: FailureDialog(Failure("STO-009")),
        lambda: HelpDialog("1.0", words_of),
    ],
)
def test_dialogs_fit(qtbot: QtBot, stretched: None, make: Callable[[], QDialog]) -> None:
    """The dialogs, in the longer language."""
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    for _ in range(5):
        QApplication.processEvents()
    assert cut(dialog) == []
