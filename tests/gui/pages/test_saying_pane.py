"""What a pane says of itself stays until it is read."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.saying_pane import SayingPane


def test_what_is_said_stays_until_it_is_closed(qtbot: QtBot) -> None:
    """A warning, then what a colleague did: the later words stand, and closing takes them away."""
    pane = SayingPane()
    qtbot.addWidget(pane)
    pane.show()
    pane.warn("Impossible : EXEMPLE.")
    assert pane.said.isVisible()
    pane.tell("d.demo : Note ajoutée.")
    assert "Note ajoutée" in pane.said.accessibleName() or pane.said.isVisible()
    pane.said.acted.emit()
    assert not pane.said.isVisible()
