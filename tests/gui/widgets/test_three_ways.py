"""One field three times, and the choice between two of them."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QRadioButton
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.conflicts import Side
from backoffice_gui.gui.conflicts import Difference
from backoffice_gui.gui.widgets.badge import Badge
from backoffice_gui.gui.widgets.three_ways import ThreeWays


def test_both_changed_it_and_one_is_chosen(qtbot: QtBot) -> None:
    """Each button says whose it is, of which field, and what it would put there; a word says that it is open."""
    field = ThreeWays(Difference("Téléphone", "—", "Accepté", "Refusé", "phone"), "Entre-temps (d.demo)")
    qtbot.addWidget(field)
    field.show()
    names = [button.accessibleName() for button in field.findChildren(QRadioButton)]
    assert names == ["Entre-temps (d.demo)\u00a0: Téléphone, Accepté", "Vous\u00a0: Téléphone, Refusé"]
    badge = field.findChild(Badge)
    assert isinstance(badge, Badge)
    assert field.undecided
    assert badge.isVisible()
    with qtbot.waitSignal(field.chosen):
        field.choose(Side.MINE)
    assert field.side is Side.MINE
    assert not badge.isVisible()


def test_what_follows_from_the_act_is_shown_without_a_choice(qtbot: QtBot) -> None:
    """Nothing is undecided there."""
    field = ThreeWays(Difference("État", "Nouvelle", "Prise", "Répondue"), "Entre-temps")
    qtbot.addWidget(field)
    field.choose(Side.MINE)
    assert field.first() is None
    assert field.side is None
    assert not field.undecided


def test_the_three_stand_below_each_other_where_it_is_narrow(qtbot: QtBot) -> None:
    """As with large text."""
    field = ThreeWays(Difference("Téléphone", "—", "Accepté", "Refusé", "phone"), "Entre-temps (d.demo)")
    qtbot.addWidget(field)
    field.resize(900, 120)
    field.show()
    beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
    qtbot.waitUntil(lambda: field._ways.direction() == beside)
    font = field.font()
    font.setPointSizeF(font.pointSizeF() * 4)
    field.setFont(font)
    qtbot.waitUntil(lambda: field._ways.direction() == below)
