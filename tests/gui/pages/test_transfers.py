"""The page *Transferts*."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.monitor import Monitor
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.pages.transfers import Transfers
from backoffice_gui.gui.watch import Watch
from tests.support.office import MemoryOffice, busy_monitor, incident, quiet_monitor

Opener = Callable[[Monitor], Transfers]


@pytest.fixture
def opened(qtbot: QtBot, bridge: Bridge) -> Iterator[Opener]:
    """Opens the page over a monitor."""
    office = MemoryOffice(1)
    owner = QObject()
    watch = Watch(bridge, office, owner)

    def opener(monitor: Monitor) -> Transfers:
        office.now_monitor = monitor
        page = Transfers(watch)
        qtbot.addWidget(page)
        page.resize(1_100, 800)
        page.show()
        with qtbot.waitSignal(watch.seen, timeout=3_000):
            watch.start()
        return page

    yield opener
    watch.stop()


def said(page: Transfers) -> str:
    """All visible words."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_first_line_answers_the_first_question(opened: Opener) -> None:
    """In danger: how many, and how long they have."""
    page = opened(busy_monitor())
    assert page.risk.accessibleName().startswith("1 demande risque d’être perdue")
    assert page.transit.table.isVisible()


def test_nothing_on_the_way_is_said_with_its_age(opened: Opener) -> None:
    """The calm page says when the site was last asked."""
    page = opened(quiet_monitor())
    assert "Rien en cours. Dernière relève il y a 12 s." in said(page)
    assert "Connecté · relève en continu · Relève par cette fenêtre · horloge ±1 s" in said(page)


def test_before_the_first_list_it_says_so(opened: Opener) -> None:
    """No list yet is not the same as an empty one."""
    assert "Le site n’a pas encore donné de liste." in said(opened(replace(quiet_monitor(), last_good_list_at=None)))


@pytest.mark.parametrize(("skew", "words"), [(240.0, "avance de 4 min 00 s"), (-300.0, "retarde de 5 min 00 s")])
def test_a_clock_that_is_off_is_said_calmly(opened: Opener, skew: float, words: str) -> None:
    """Beyond two minutes, with the word that deadlines don't depend on it."""
    text = said(opened(replace(quiet_monitor(), skew=skew)))
    assert words in text
    assert "les échéances n’en dépendent pas" in text


def test_the_table_counts_down_without_a_new_snapshot(qtbot: QtBot, opened: Opener) -> None:
    """Time left falls between two looks."""
    item = replace(busy_monitor().in_transit[0], expires_in=59.4)
    page = opened(replace(quiet_monitor(), in_transit=(item,), held=1, oldest_expires_in=59.4))
    model = page.transit.table.model()
    assert model is not None
    before = model.index(0, 3).data()
    qtbot.waitUntil(lambda: model.index(0, 3).data() != before, timeout=4_000)


def test_what_the_agent_asks_is_passed_on(qtbot: QtBot, opened: Opener) -> None:
    """Polling, and closing an incident."""
    lost = incident(3, "lost")
    page = opened(replace(quiet_monitor(), incidents=(lost,)))
    with qtbot.waitSignal(page.poll_asked):
        qtbot.mouseClick(page.poll, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(b.text() == "Clore…" for b in page.findChildren(QPushButton)))
    with qtbot.waitSignal(page.close_asked) as told:
        next(b for b in page.findChildren(QPushButton) if b.text() == "Clore…").click()
    assert told.args == [lost]


def test_two_cards_stand_below_each_other_where_room_is_scarce(qapp: QApplication, opened: Opener) -> None:
    """Side by side on a wide page, one under the other on a narrow one."""
    page = opened(quiet_monitor())
    assert page.places.y() == page.exposure.y()
    page.resize(500, 800)
    qapp.processEvents()
    assert page.places.y() < page.exposure.y()
