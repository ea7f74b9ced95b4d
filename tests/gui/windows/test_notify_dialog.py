"""Saying that an incident was notified."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QDateTime, Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.incidents import Capacity
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.windows.notify_dialog import NotifyIncident
from tests.support.conformities import a_bad_month

_NOW = datetime(2026, 11, 24, 9, 30, 12, tzinfo=UTC)


def test_what_is_said_is_handed_on_in_utc_and_a_refusal_keeps_it(qtbot: QtBot) -> None:
    """Shown as the clock in Paris; the dialog stays until it is recorded."""
    dialog = NotifyIncident(a_bad_month().incidents[0], _NOW)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.at.text() == "24/11/2026 10:30"
    told: list[tuple[Any, ...]] = []
    dialog.told.connect(lambda *said: told.append(said))
    qtbot.keyClicks(dialog.reference, "EXEMPLE-0042")
    dialog.capacity.setCurrentIndex(1)
    dialog.at.setDateTime(QDateTime.fromString("2026-11-24T08:00:00", Qt.DateFormat.ISODate))
    qtbot.mouseClick(dialog.record, Qt.MouseButton.LeftButton)
    assert told == [(3, datetime(2026, 11, 24, 7, tzinfo=UTC), "EXEMPLE-0042", Capacity.CONTROLLER)]
    assert not dialog.record.isEnabled()
    dialog.show_failure(Failure("USE-001", "notified-time", {}))
    assert dialog.isVisible()
    assert dialog.record.isEnabled()
    assert "à venir" in dialog.trouble.text
    assert dialog.reference.text() == "EXEMPLE-0042"


def test_the_hour_that_comes_twice_is_not_said_to_be_to_come(qtbot: QtBot) -> None:
    """In the first pass of October's doubled hour, the now it shows is the now it hands on."""
    now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    dialog = NotifyIncident(a_bad_month().incidents[0], now)
    qtbot.addWidget(dialog)
    told: list[tuple[Any, ...]] = []
    dialog.told.connect(lambda *said: told.append(said))
    dialog.record.click()
    assert [said[1] for said in told] == [now]


def test_what_was_said_before_stands_there(qtbot: QtBot) -> None:
    """To be put right, or completed."""
    dialog = NotifyIncident(a_bad_month().incidents[2], _NOW)
    qtbot.addWidget(dialog)
    assert (dialog.at.text(), dialog.reference.text()) == ("24/11/2026 16:00", "CNIL-2026-0042")
    assert dialog.capacity.currentData() is Capacity.DPO
