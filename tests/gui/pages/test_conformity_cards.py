"""The cards of *Conformité*."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.conformity_cards import FatesCard, FiguresCard, PlotCard, ProofsCard
from tests.support.conformities import a_bad_month, a_good_month


def _words(card: QWidget) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if not label.isHidden())


def _rows(card: FatesCard | ProofsCard) -> list[list[str]]:
    model = card.table.model()
    assert model is not None
    columns = range(model.columnCount())
    return [[model.index(row, column).data() for column in columns] for row in range(model.rowCount())]


def test_figures_fall_into_two_columns_where_room_is_scarce(qtbot: QtBot) -> None:
    """The same eight, each one name with its value for a screen reader."""
    card = FiguresCard()
    qtbot.addWidget(card)
    card.show_conformity(a_bad_month())
    card.resize(1_200, 300)
    card.show()
    assert card._columns == 4
    card.resize(300, 500)
    assert card._columns == 2
    names = {label.accessibleName() for label in card.findChildren(QLabel)}
    assert {
        "Maximum 31\u00a0min\u00a040\u00a0s",
        "Jamais collectés 1",
        "Destruction prouvée 59 (98,33\u00a0%)",
    } <= names


def test_the_picture_turns_into_its_table(qtbot: QtBot) -> None:
    """And back; the shares beyond each mark stand beside both."""
    card = PlotCard()
    qtbot.addWidget(card)
    card.show_conformity(a_bad_month())
    card.show()
    assert "plus de 30 min\u00a0: 1 (50,00\u00a0%)" in _words(card)
    qtbot.mouseClick(card.toggle, Qt.MouseButton.LeftButton)
    assert (card.plot.isVisible(), card.table.isVisible(), card.toggle.text()) == (False, True, "Graphique")
    qtbot.mouseClick(card.toggle, Qt.MouseButton.LeftButton)
    assert card.plot.isVisible()


def test_the_good_end_and_the_losses_are_always_named(qtbot: QtBot) -> None:
    """At nought too: that there were none is what the DPO wants to read."""
    fates, proofs = FatesCard(), ProofsCard()
    for card in (fates, proofs):
        qtbot.addWidget(card)
        card.show_conformity(a_good_month())
    assert [row[1] for row in _rows(fates)] == ["60", "0", "0"]
    proofs.show_conformity(a_bad_month())
    assert ["Sondages encore servis", "1"] in _rows(proofs)
