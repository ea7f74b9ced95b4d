"""The first run's frame."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.setup import Setup, Step


def test_it_says_where_one_is_and_offers_the_ways_there_are(qtbot: QtBot) -> None:
    """One page at a time; back and on only where they lead somewhere, by key as by mouse."""
    pages = {step: QWidget() for step in Step}
    setup = Setup(pages)
    qtbot.addWidget(setup)
    setup.show()
    setup.show_step(Step.COPIES, forward=True)
    assert setup.text == "Étape 3 sur 5 · Les copies"
    assert [step for step in Step if pages[step].isVisible()] == [Step.COPIES]
    with qtbot.waitSignal(setup.back_asked):
        qtbot.keyClick(setup.back, Qt.Key.Key_Space)
    with qtbot.waitSignal(setup.forward_asked):
        qtbot.mouseClick(setup.forward, Qt.MouseButton.LeftButton)
    setup.show_step(Step.TRIAL, back=False)
    assert not setup.back.isVisible()
    assert not setup.forward.isVisible()
