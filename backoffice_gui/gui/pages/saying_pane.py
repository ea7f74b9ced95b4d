"""A pane with a strip of its own, where it says until it is read why a thing can't be done, or what a colleague did."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.strip import Strip

__all__ = ["SayingPane"]


class SayingPane(QWidget):
    """`said` is the strip; whoever derives from it gives it a place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Strip(Tone.WARNING, self)
        self.said.acted.connect(self.said.hide)

    def warn(self, words: str) -> None:
        """Why something can't be done, until it is read."""
        self.said.say(words, self.tr("Fermer"), tone=Tone.WARNING)

    def tell(self, words: str) -> None:
        """What a colleague did, until it is read."""
        self.said.say(words, self.tr("Fermer"), tone=Tone.INFO)
        announce(self.said, words)
