"""What the cards of a piece of work have in common."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.tasks import Work
from backoffice_gui.gui.widgets.work_card import WorkCard


class _Card(WorkCard):
    """Says how far it has come once it is stopped."""

    def _words(self) -> str:
        return f"EXEMPLE {self._work.done}" if self._work.cancelled() else ""


def test_it_is_followed_and_stopped(qtbot: QtBot) -> None:
    """The bar goes with it; stopped once, the button can't be pressed again; words are hidden while there are none."""
    ground, owner = QWidget(), QObject()
    qtbot.addWidget(ground)
    work = Work(4, owner)
    card = _Card(work, "Travail EXEMPLE", ground)
    card.follow()
    ground.show()
    assert card.accessibleName() == "Travail EXEMPLE"
    assert card._result.isHidden()
    work.done = 3
    work.changed.emit()
    assert (card._bar.value(), card._bar.maximum()) == (3, 4)
    card.stop.click()
    work.changed.emit()
    assert not card.stop.isEnabled()
    assert (card.text, card._result.isHidden()) == ("EXEMPLE 3", False)
