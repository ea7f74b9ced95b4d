"""A view's name and whose it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.widgets.view_bar import ViewBar


def test_a_name_is_asked_and_an_empty_one_is_none(qtbot: QtBot) -> None:
    """Enter saves, Escape leaves."""
    bar = ViewBar()
    qtbot.addWidget(bar)
    told: list[tuple[str, bool]] = []
    bar.named.connect(lambda name, shared: told.append((name, shared)))
    bar.ask("Lyon", shared=True)
    assert bar.isVisible()
    bar._name.setText("   ")
    qtbot.keyClick(bar._name, Qt.Key.Key_Return)
    assert bar.isVisible()
    bar._name.setText("  Lyon  et Nord ")
    qtbot.keyClick(bar._name, Qt.Key.Key_Return)
    assert told == [("Lyon et Nord", True)]
    bar.ask("", shared=False)
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()
