"""Where the copies are."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.facts import Stage
from backoffice_gui.gui.widgets.whereabouts import PLACES, Whereabouts, counted
from tests.support.office import quiet_monitor


def test_every_stage_has_exactly_one_place() -> None:
    """Nothing is counted twice, nothing is left out."""
    stages = [stage for _, gathered, _, _ in PLACES for stage in gathered]
    assert sorted(stage.value for stage in stages) == sorted(stage.value for stage in Stage)


def test_the_sums_are_those_of_the_stages() -> None:
    """A place counts its stages."""
    monitor = replace(quiet_monitor(), counts={Stage.STORED: 2, Stage.VERIFIED: 3, Stage.CLOSED: 9})
    assert counted(monitor, frozenset({Stage.STORED, Stage.VERIFIED})) == 5


def test_what_is_out_of_the_ordinary_shows_only_when_it_is_there(qtbot: QtBot) -> None:
    """Four lines always, the others where there are any; each count is named."""
    card = Whereabouts()
    qtbot.addWidget(card)
    card.show()
    card.show_monitor(replace(quiet_monitor(), counts={Stage.CLOSED: 1_874}))
    names = [
        label.accessibleName()
        for label in card.findChildren(QLabel)
        if label.isVisible() and label.text().strip().isdecimal()
    ]
    assert len([label for label in card.findChildren(QLabel) if label.isVisible()]) == 9
    assert "Sur le site seulement 0" in names
    card.show_monitor(replace(quiet_monitor(), counts={Stage.LOST: 1}))
    shown = {label.accessibleName() for label in card.findChildren(QLabel) if label.isVisible()}
    assert "Perdues ou introuvables 1" in shown
