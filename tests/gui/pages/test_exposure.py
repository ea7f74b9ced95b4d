"""How long web copies lived."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.exposure import ExposureCard
from backoffice_gui.gui.widgets.exposure_bars import ExposureBars
from backoffice_gui.gui.widgets.table import Table
from tests.support.office import exposure


def test_the_figures_are_a_sentence(qtbot: QtBot) -> None:
    """Median, 95 %, maximum, receipts, losses."""
    card = ExposureCard()
    qtbot.addWidget(card)
    card.show_exposure(exposure())
    text = "\n".join(label.text() for label in card.findChildren(QLabel))
    assert "Médiane 41 s · 95\u00a0% en moins de 2 min 02 s · la plus longue 4 min 48 s, sur 29 min permises" in text
    assert "214 reçus · pertes\u00a0: 0" in text


def test_without_receipts_it_says_so(qtbot: QtBot) -> None:
    """No figure is invented."""
    card = ExposureCard()
    qtbot.addWidget(card)
    card.show_exposure(replace(exposure(), count=0, median=None, p95=None, longest=None))
    assert any(label.text() == "Aucun reçu depuis 24 heures." for label in card.findChildren(QLabel))


def test_the_picture_turns_into_its_table(qtbot: QtBot) -> None:
    """The same figures, as a table with a line an hour; and back."""
    card = ExposureCard()
    qtbot.addWidget(card)
    card.show_exposure(exposure())
    card.show()
    table, bars = card.findChild(Table), card.findChild(ExposureBars)
    button = next(b for b in card.findChildren(QPushButton) if b.text() == "Voir le tableau")
    assert isinstance(table, Table)
    assert isinstance(bars, ExposureBars)
    assert (bars.isVisible(), table.isVisible()) == (True, False)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (bars.isVisible(), table.isVisible(), button.text()) == (False, True, "Voir le graphique")
    model = table.model()
    assert model is not None
    assert model.rowCount() == 24
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert bars.isVisible()
