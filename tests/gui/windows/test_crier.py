"""What is called out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.facts import Stage
from backoffice_gui.domain.incidents import Alarm, AlarmKind
from backoffice_gui.domain.monitor import Connection, Monitor
from backoffice_gui.gui.risk import assess
from backoffice_gui.gui.windows import crier
from tests.support.office import NOW, busy_monitor, quiet_monitor


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What reaches the screen reader's side."""
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr(crier, "announce", lambda _widget, text, urgent=False: said.append((text, urgent)))
    return said


def tell(one: crier.Crier, monitor: Monitor, passed: float = 0.0) -> None:
    """Let it hear a snapshot."""
    one.hear(monitor, assess(monitor, passed))


def test_danger_is_called_out_once_at_twenty_and_once_at_twenty_five(
    qtbot: QtBot, heard: list[tuple[str, bool]]
) -> None:
    """When it rises, at once; while it stays, never again."""
    window = QWidget()
    qtbot.addWidget(window)
    one = crier.Crier(window)
    tell(one, quiet_monitor())
    for passed in (0.0, 1.0, 2.0, 300.0, 301.0):
        tell(one, busy_monitor(), passed)
    assert [urgent for _, urgent in heard] == [True, True]
    assert heard[0][0].startswith("1 demande risque d’être perdue")


def test_turns_of_the_connection_are_called_out(qtbot: QtBot, heard: list[tuple[str, bool]]) -> None:
    """Offline, refused, and back; the first connection of the day is no news."""
    window = QWidget()
    qtbot.addWidget(window)
    one = crier.Crier(window)
    tell(one, quiet_monitor())
    assert heard == []
    tell(one, replace(quiet_monitor(), connection=Connection.OFFLINE))
    tell(one, replace(quiet_monitor(), connection=Connection.REFUSED))
    tell(one, quiet_monitor())
    assert [urgent for _, urgent in heard] == [True, True, False]
    assert heard[2][0] == "De nouveau connecté au site"


def test_arrivals_are_said_politely_and_as_a_number_only(qtbot: QtBot, heard: list[tuple[str, bool]]) -> None:
    """How many, never whose."""
    window = QWidget()
    qtbot.addWidget(window)
    one = crier.Crier(window)
    tell(one, replace(quiet_monitor(), counts={Stage.CLOSED: 10}))
    tell(one, replace(quiet_monitor(), counts={Stage.CLOSED: 12, Stage.VERIFIED: 1}))
    assert heard == [("3 demandes arrivées", False)]


def test_upkeep_is_called_out_as_it_gets_worse(qtbot: QtBot, heard: list[tuple[str, bool]]) -> None:
    """Our certificate at thirty days, seven and one; backups when they begin to fail; never again while it stays."""
    window = QWidget()
    qtbot.addWidget(window)
    one = crier.Crier(window)
    for days in (40, 30, 29, 7, 6, 1, 300):
        tell(one, replace(quiet_monitor(), at=NOW, certificate_expires_at=NOW + timedelta(days=days)))
    assert len(heard) == 3
    for _ in range(2):
        tell(one, replace(quiet_monitor(), alarms=(Alarm(AlarmKind.BACKUP, NOW, "overdue"),)))
    assert len(heard) == 4
