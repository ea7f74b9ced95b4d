"""What covers a pane in discreet mode, until somebody asks for what is below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from backoffice_gui.gui.discreet import covered_act

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget

    from backoffice_gui.gui.widgets.state_panel import StatePanel

__all__ = ["Covering"]


class Covering(QObject):
    """Over a stack whose first page is the panel that says so, and whose second is what is covered."""

    turned = Signal()
    """Discreet mode was turned on or off: `on`."""

    def __init__(self, stack: QStackedWidget, panel: StatePanel) -> None:
        super().__init__(stack)
        self._stack, self._panel = stack, panel
        self.on = False
        """Whether this is discreet mode."""
        self.covered = False
        """Whether something is covered now."""

    def turn(self, on: bool) -> None:
        """Turn discreet mode on or off."""
        self.on = on
        self.turned.emit()

    def cover(self) -> None:
        """Say what is asked for how, instead of what is below."""
        self.covered = True
        self._stack.setCurrentIndex(0)
        self._panel.say("", *covered_act())

    def lift(self) -> bool:
        """Somebody asked; whether anything was covered."""
        covered, self.covered = self.covered, False
        return covered
