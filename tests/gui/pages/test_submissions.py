"""The page *Demandes* in its states."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.listing import Filter, ListQuery, Page
from backoffice_gui.errors import StoreBusy
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.pages.submissions import Submissions
from backoffice_gui.gui.preferences import Density
from backoffice_gui.gui.watch import Watch
from tests.support.office import MemoryOffice, quiet_monitor

Opener = Callable[[MemoryOffice], Submissions]


class _Slow(MemoryOffice):
    """An office whose list waits for the test."""

    gate: threading.Event

    def page(self, query: ListQuery, start: int, size: int) -> Page:
        self.gate.wait(10)
        return super().page(query, start, size)


@pytest.fixture
def opened(qtbot: QtBot, bridge: Bridge) -> Iterator[Opener]:
    """Opens the page over an office."""
    watches: list[Watch] = []
    owner = QObject()

    def opener(office: MemoryOffice) -> Submissions:
        watch = Watch(bridge, office, owner)
        watches.append(watch)
        page = Submissions(bridge, office, watch)
        qtbot.addWidget(page)
        page.resize(800, 600)
        page.show()
        watch.start()
        page.start()
        return page

    yield opener
    for watch in watches:
        watch.stop()


def test_what_another_machine_collects_is_seen(qtbot: QtBot, opened: Opener) -> None:
    """No collector of this window speaks of it: a list that was opened empty fills, a longer one says what is new."""
    office = MemoryOffice(0)
    page = opened(office)
    qtbot.waitUntil(lambda: page._watch.latest is not None and page._empty)
    numbers: list[int] = []
    page.counted.connect(numbers.append)
    for many in (2, 3):
        office.arrive(many)
        office.now_monitor = replace(office.now_monitor, counts={Stage.CLOSED: len(office.rows)})
        page._watch.look()
        qtbot.waitUntil(lambda: numbers[-1:] == [len(office.rows)])
    assert page.model.rowCount() == 2
    assert page.news.text.startswith("3 nouvelles demandes")


def press(qtbot: QtBot, page: Submissions, text: str) -> None:
    """Press the visible button with this text."""
    found = next(b for b in page.findChildren(QPushButton) if b.text() == text and b.isVisible())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def test_the_count_is_grouped_and_told(qtbot: QtBot, opened: Opener) -> None:
    """`1 200 demandes`, and the navigation hears it."""
    page = opened(MemoryOffice(1_200))
    told: list[int] = []
    page.counted.connect(told.append)
    qtbot.waitUntil(lambda: page._many.text() == "1\u202f200 demandes")
    assert told[-1] == 1_200


def test_nothing_found_offers_to_clear(qtbot: QtBot, opened: Opener) -> None:
    """How many filters, and one press to be rid of them."""
    page = opened(MemoryOffice(30))
    qtbot.waitUntil(lambda: page.model.rowCount() == 30)
    page.filter.choose(Filter(stages=frozenset({Stage.LOST}), text="9"))
    qtbot.waitUntil(lambda: "avec 2 filtres" in page._stack.text)
    press(qtbot, page, "Effacer les filtres")
    qtbot.waitUntil(lambda: page.model.rowCount() == 30 and page.table.isVisible())


def test_an_empty_store_that_works_says_so(qtbot: QtBot, opened: Opener) -> None:
    """Nothing to do, and when the site was last asked."""
    page = opened(MemoryOffice(0))
    qtbot.waitUntil(lambda: page._stack.text.startswith("Rien à traiter\nDernière relève il y a 12 s"))


def test_the_first_use_is_explained(qtbot: QtBot, opened: Opener) -> None:
    """Before the first list of the site: three steps and the way to the demonstration."""
    office = MemoryOffice(0)
    office.now_monitor = replace(quiet_monitor(), last_good_list_at=None)
    page = opened(office)
    qtbot.waitUntil(lambda: page._stack.text.startswith("Bienvenue\n1."))
    assert "--demo" in page._stack.text


def test_a_slow_list_shows_bars_then_words_then_itself(qtbot: QtBot, opened: Opener) -> None:
    """Nothing for 300 ms, then still bars, words after two seconds, and at last the rows."""
    office = _Slow(5)
    office.gate = threading.Event()
    page = opened(office)
    assert page._stack.currentIndex() == 0
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 2, timeout=2_000)
    qtbot.waitUntil(lambda: page._stack.currentIndex() == 1 and "plus de temps" in page._stack.text, timeout=4_000)
    office.gate.set()
    qtbot.waitUntil(page.table.isVisible)


def test_a_failed_list_is_said_with_a_retry(qtbot: QtBot, opened: Opener) -> None:
    """What happened, what is safe, the code; and the button asks again."""
    office = MemoryOffice(5)
    office.failures["page"] = StoreBusy("locked")
    page = opened(office)
    qtbot.waitUntil(lambda: "STO-010" in page._stack.text)
    del office.failures["page"]
    press(qtbot, page, "Réessayer")
    qtbot.waitUntil(page.table.isVisible)


def test_new_arrivals_are_announced_above_the_list(qtbot: QtBot, opened: Opener, bridge: Bridge) -> None:
    """The strip counts them, the number of all goes up, and a press lets them in."""
    office = MemoryOffice(30)
    office.listener = bridge.listen
    page = opened(office)
    told: list[int] = []
    page.counted.connect(told.append)
    qtbot.waitUntil(lambda: page.model.rowCount() == 30)
    office.arrive(2)
    qtbot.waitUntil(page.news.isVisible, timeout=4_000)
    assert page.news.text == "2 nouvelles demandes"
    assert told[-1] == 32
    page.news.acted.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 32 and not page.news.isVisible())


def test_enter_opens_a_row(qtbot: QtBot, opened: Opener) -> None:
    """The row under the focus is asked for in full."""
    page = opened(MemoryOffice(5))
    page.set_density(Density.COMPACT)
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)
    page.list.step(0)
    page.focus_list()
    with qtbot.waitSignal(page.opened) as told:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    row = page.model.row_at(0)
    assert told.args == [row]
