"""The cards of *Conformité* about what went wrong."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.conformity_events import CoverageCard, IncidentsCard
from tests.support.conformities import a_bad_month, a_good_month

_NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


def _words(card: QWidget) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if not label.isHidden())


def _rows(card: CoverageCard | IncidentsCard) -> list[list[str]]:
    model = card.table.model()
    assert model is not None
    columns = range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


def test_incidents_show_their_clock_and_what_to_do(qtbot: QtBot) -> None:
    """Only the open ones ask for something; without any, it says so."""
    card = IncidentsCard()
    qtbot.addWidget(card)
    card.show_conformity(a_bad_month(), _NOW)
    clocks = ["dépassé de 120\u00a0h\u00a000\u00a0min", "sans délai", "notifié dans le délai"]
    assert [row[-1] for row in _rows(card)] == clocks
    assert [row[-2] for row in _rows(card)] == ["—", "—", "24/11/2026 16:00 · CNIL-2026-0042"]
    assert "N° 3" in _words(card)
    assert "N° 4" not in _words(card)
    card.show_conformity(a_good_month(), _NOW)
    assert "Aucun incident" in _words(card)
    assert card.table.isHidden()
    assert card.notify.isHidden()


def test_the_chosen_incident_is_the_one_that_was_notified(qtbot: QtBot) -> None:
    """The first one to begin with; reading anew keeps the choice."""
    card = IncidentsCard()
    qtbot.addWidget(card)
    card.show_conformity(a_bad_month(), _NOW)
    asked: list[int] = []
    card.notify_asked.connect(lambda one: asked.append(one.number))
    qtbot.mouseClick(card.notify, Qt.MouseButton.LeftButton)
    card.table.selectRow(2)
    card.show_conformity(a_bad_month(), _NOW)
    qtbot.mouseClick(card.notify, Qt.MouseButton.LeftButton)
    assert asked == [3, 5]


def test_times_without_a_list_are_told_with_what_hindered(qtbot: QtBot) -> None:
    """Whether a copy may have lapsed in one of them; a month without any says so."""
    card = CoverageCard()
    qtbot.addWidget(card)
    card.show_conformity(a_bad_month())
    kinds = [row[0] for row in _rows(card)]
    assert kinds == ["Aucune liste lue", "Aucune liste lue\u00a0: une copie a pu expirer", "Le site est injoignable"]
    assert _rows(card)[1][3] == "47\u00a0min\u00a000\u00a0s"
    assert _rows(card)[2][2] == "dure encore"
    assert "99,86\u00a0%" in _words(card)
    card.show_conformity(a_good_month())
    assert "Aucune interruption." in _words(card)
    assert "Aucun empêchement" in _words(card)
    assert card.table.isHidden()
