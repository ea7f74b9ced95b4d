"""Alarms and incidents."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.incidents import Alarm, AlarmKind, IncidentKind
from backoffice_gui.gui.pages.events import Events
from tests.support.office import NOW, incident, quiet_monitor


def said(card: Events) -> str:
    """All visible words."""
    return "\n".join(label.text() for label in card.findChildren(QLabel) if label.isVisible())


def test_nothing_is_said_to_be_nothing(qtbot: QtBot) -> None:
    """An empty card says so."""
    card = Events()
    qtbot.addWidget(card)
    card.show()
    card.show_monitor(quiet_monitor())
    assert "Aucune alarme, aucun incident ouvert." in said(card)


def test_an_incident_is_named_explained_and_can_be_closed(qtbot: QtBot) -> None:
    """Its number, its submission, what it means, and a button that names it."""
    card = Events()
    qtbot.addWidget(card)
    card.show()
    lost = incident(7, "lost")
    card.show_monitor(replace(quiet_monitor(), incidents=(lost,)))
    qtbot.waitUntil(lambda: "Demande perdue · demande 4711" in said(card))
    assert "72 heures" in said(card)
    (button,) = card.findChildren(QPushButton)
    assert button.accessibleName() == "Clore… l’incident 7, Demande perdue"
    with qtbot.waitSignal(card.close_asked) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == [lost]


def test_every_kind_can_be_shown(qtbot: QtBot) -> None:
    """All incidents and all alarms have their line; an alarm ends by itself, without a button."""
    card = Events()
    qtbot.addWidget(card)
    card.show()
    every = tuple(incident(n, kind.value, None) for n, kind in enumerate(IncidentKind))
    alarms = tuple(Alarm(kind, NOW, "") for kind in AlarmKind)
    card.show_monitor(replace(quiet_monitor(), incidents=every, alarms=alarms))
    assert len(card.findChildren(QPushButton)) == len(IncidentKind)
    before = card.findChildren(QPushButton)
    card.show_monitor(replace(quiet_monitor(), incidents=every, alarms=alarms, held=1))
    assert card.findChildren(QPushButton) == before
