"""The page *Journal*: read when one comes, narrowed, verified, emptied."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.journal import Chain, Walked
from backoffice_gui.errors import StoreBusy
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.pages.journal import Journal
from tests.support.journals import MemoryJournal
from tests.support.office import NOW

Opener = Callable[[MemoryJournal], Journal]


@pytest.fixture
def opened(qtbot: QtBot, bridge: Bridge) -> Opener:
    """Opens the page, which reads nothing by itself."""

    def opener(office: MemoryJournal) -> Journal:
        page = Journal(bridge, office)
        qtbot.addWidget(page)
        page.resize(1_000, 700)
        page.show()
        return page

    return opener


def cells(page: Journal, row: int) -> list[str]:
    """What a row shows, without the marks around words from outside."""
    texts = (page.model.index(row, column).data() for column in range(page.model.columnCount()))
    return [str(text).strip("\u2068\u2069") for text in texts]


def test_it_is_read_when_one_comes_and_in_plain_words(qtbot: QtBot, opened: Opener) -> None:
    """Reading it is an event of it: nothing is asked before; then the newest is first, and pages come as they are seen."""
    office = MemoryJournal(2_000)
    page = opened(office)
    assert office.asked == []
    page.begin()
    qtbot.waitUntil(lambda: page.model.rowCount() == 2_000)
    assert page._many.text() == "2\u202f000 événements"
    assert cells(page, 0)[1:] == [
        "d.demo", "Demande ouverte", "Demande DL-2026-000001", "", "poste-exemple"
    ]  # fmt: skip
    assert cells(page, 4)[4] == "trouvées\u00a0: 3"
    page.table.scrollToBottom()
    qtbot.waitUntil(lambda: cells(page, 1_999)[2] == "Recherche faite")


def test_who_opened_a_case(qtbot: QtBot, opened: Opener) -> None:
    """Only what was done to it; the chip says which, and takes the filter away again."""
    office = MemoryJournal(400)
    page = opened(office)
    page.show_object("case:3", "DL-2026-000003")
    qtbot.waitUntil(lambda: 0 < page.model.rowCount() < 400)
    assert {cells(page, row)[3] for row in range(page.model.rowCount())} == {"Demande DL-2026-000003"}
    assert page.filter.of.isVisible()
    page.filter.of.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 400)
    assert not page.filter.of.isVisible()


def test_nothing_found_offers_to_clear(qtbot: QtBot, opened: Opener) -> None:
    """A filter that leaves nothing says so, and one press is rid of it; a chain without events is said too."""
    page = opened(MemoryJournal(30))
    page.begin()
    qtbot.waitUntil(lambda: page.model.rowCount() == 30)
    page.filter.action.setCurrentIndex(page.filter.action.findData("journal_purged"))
    qtbot.waitUntil(lambda: page._stack.text.startswith("Aucun événement\nRien n’est inscrit"))
    page._stack.acted.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 30)
    page.filter.chain.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "Ce journal est vide." in page._stack.text)


def test_a_chain_that_holds_is_said_with_its_last_event(qtbot: QtBot, opened: Opener) -> None:
    """From where to where, and until when."""
    page = opened(MemoryJournal(2_000))
    page.begin()
    page.check.click()
    qtbot.waitUntil(lambda: "au n° 2\u202f000, dernier événement le 23/11/2026" in page.found.text)
    assert page.check.isEnabled()
    assert not page.progress.isVisible()


def test_a_broken_chain_names_the_last_good_and_the_first_broken_event(qtbot: QtBot, opened: Opener) -> None:
    """The number, how it is broken, and up to when the journal can be relied on."""
    office = MemoryJournal(2_000)
    office.found = Walked(Chain.CASEBOOK, 41, 1, 41, NOW - timedelta(days=1), 42, "link")
    page = opened(office)
    page.begin()
    page.check.click()
    qtbot.waitUntil(lambda: "rompue au n° 42" in page.found.text)
    assert "n° 41, le 22/11/2026" in page.found.text
    page.found.acted.emit()
    assert not page.found.isVisible()


def test_verifying_can_be_stopped(qtbot: QtBot, opened: Opener) -> None:
    """It says how far it is; stopped, it says so and can be asked again."""
    office = MemoryJournal(2_000)
    office.gate = threading.Event()
    page = opened(office)
    page.begin()
    page.check.click()
    qtbot.waitUntil(lambda: page.progress.value() == 50)
    page.verify()
    page.found.acted.emit()
    office.gate.set()
    qtbot.waitUntil(lambda: page.found.text == "Vérification arrêtée.")
    assert page.check.isEnabled()


def test_a_journal_that_cannot_be_read_says_why(qtbot: QtBot, opened: Opener) -> None:
    """Its code, and the way to try again."""
    office = MemoryJournal(5)
    office.failure = StoreBusy("locked")
    page = opened(office)
    page.begin()
    qtbot.waitUntil(lambda: "STO-010" in page._stack.text)
    page.check.click()
    qtbot.waitUntil(page.check.isEnabled)
    office.failure = None
    page._stack.acted.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 5)


def test_locked_it_keeps_nothing(qtbot: QtBot, opened: Opener) -> None:
    """No row, no count, no finding; come back, it is read anew."""
    office = MemoryJournal(50)
    page = opened(office)
    page.begin()
    qtbot.waitUntil(lambda: page.model.rowCount() == 50)
    page.tell("EXEMPLE", page.found.tone)
    page.empty()
    assert (page.model.rowCount(), page._many.text(), page.found.isVisible()) == (0, "", False)
    page.begin()
    qtbot.waitUntil(lambda: page.model.rowCount() == 50)
