"""Where Tab goes."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.tab_order import lead_through


def test_what_is_made_later_is_gone_through_where_it_stands(qtbot: QtBot) -> None:
    """After the one before it, before the one behind it; labels, and what opens over the window, are no stops."""
    window = QWidget()
    qtbot.addWidget(window)
    first, last = QLineEdit(window), QPushButton(window)
    inside = QWidget(window)
    QLabel(inside)
    field, choice = QLineEdit(inside), QComboBox(inside)
    lead_through(first, inside)
    chain: list[QWidget] = [first]
    while (following := chain[-1].nextInFocusChain()) not in {None, first}:
        assert following is not None
        chain.append(following)
    assert [each for each in chain if each in {first, last, field, choice}] == [first, field, choice, last]
