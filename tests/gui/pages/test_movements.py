"""What has just been done."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.gui.pages.movements import Movements


@pytest.fixture
def card(qtbot: QtBot) -> Movements:
    """An empty card, on screen."""
    made = Movements()
    qtbot.addWidget(made)
    made.show()
    return made


def lines(card: Movements) -> list[tuple[str, str]]:
    """Number and step of each line."""
    model = card.table.model()
    assert model is not None
    return [(model.index(n, 0).data(), model.index(n, 1).data()) for n in range(model.rowCount())]


def test_a_submission_is_one_line_with_its_last_step(card: Movements) -> None:
    """The newest first, each once, however many steps it took."""
    assert not card.table.isVisible()
    card.hear([CollectorEvent(name, 7, None) for name in (EventName.LISTED, EventName.STORED, EventName.CLOSED)])
    card.hear([CollectorEvent(EventName.LISTED, 8, None)])
    assert lines(card) == [("8", "Proposée"), ("7", "Destruction prouvée")]
    assert card.table.isVisible()


def test_only_the_last_few_stay(card: Movements) -> None:
    """What moved longest ago goes first."""
    card.hear([CollectorEvent(EventName.CLOSED, n, None) for n in range(20)])
    assert [number for number, _ in lines(card)] == ["19", "18", "17", "16"]


def test_a_retry_says_why_and_what_is_of_no_submission_is_left_out(card: Movements) -> None:
    """The cause in words; incidents have a card of their own."""
    card.hear(
        [CollectorEvent(EventName.RETRY, 3, None, "TRF-002"), CollectorEvent(EventName.INCIDENT, 4, None, "lost")]
    )
    card.hear([CollectorEvent(EventName.RETRY, None, None, "TRF-002")])
    assert lines(card) == [("3", "Nouvel essai\u00a0: site injoignable")]


def test_the_hour_is_that_of_paris_whatever_the_workstation_is_set_to(card: Movements) -> None:
    """As everywhere else in the window."""
    before = datetime.now(UTC).astimezone(ZoneInfo("Europe/Paris"))
    card.hear([CollectorEvent(EventName.CLOSED, 1, None)])
    after = datetime.now(UTC).astimezone(ZoneInfo("Europe/Paris"))
    model = card.table.model()
    assert model is not None
    assert model.index(0, 2).data()[:5] in {f"{before:%H:%M}", f"{after:%H:%M}"}
