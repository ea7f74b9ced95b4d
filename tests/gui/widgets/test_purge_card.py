"""A purge in *Tâches*."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.purging import Purged
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.tasks import Tasks
from backoffice_gui.gui.widgets.purge_card import PurgeCard


def test_how_far_it_is_and_what_came_of_it(qtbot: QtBot) -> None:
    """In words; what was left says where its reason is."""
    ground = QWidget()
    qtbot.addWidget(ground)
    tasks = Tasks(ground)
    task = tasks.begin_purge(7, 100)
    card = PurgeCard(task, ground)
    ground.show()
    assert tasks.running == 1
    task.progress(50)
    qtbot.waitUntil(lambda: task.done == 50)
    card.stop.click()
    assert not card.stop.isEnabled()
    task.end(Purged(7, 48, 2, cancelled=True))
    assert card.text.startswith("48 éléments purgés. 2 conservés")
    assert "Arrêtée" in card.text
    assert tasks.running == 0


def test_why_it_was_cut(qtbot: QtBot) -> None:
    """With its code."""
    ground = QWidget()
    qtbot.addWidget(ground)
    task = Tasks(ground).begin_purge(7, 100)
    card = PurgeCard(task, ground)
    task.end(Failure("USE-001", "purge-lapsed", {"hours": 24}))
    assert "USE-001" in card.text
    assert "périmée" in card.text
