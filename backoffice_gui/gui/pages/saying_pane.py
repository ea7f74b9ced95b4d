"""A pane with a strip of its own, where it says until it is read why a thing can't be done, or what a colleague did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["SayingPane"]


class SayingPane(QWidget):
    """`said` is the strip; whoever derives from it gives it a place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Strip(Tone.WARNING, self)
        self._offered: Callable[[], object] | None = None
        self.said.acted.connect(self._act)
        self.said.acted_also.connect(self.said.hide)

    def warn(self, words: str) -> None:
        """Why something can't be done, until it is read."""
        self._offered = None
        self.said.say(words, self.tr("Fermer"), tone=Tone.WARNING)

    def offer(self, words: str, verb: str, deed: Callable[[], object]) -> None:
        """What is left to do about what is shown; `deed` does it."""
        self._offered = deed
        self.said.say(words, verb, self.tr("Fermer"), tone=Tone.WARNING)
        announce(self.said, words)

    def _act(self) -> None:
        deed, self._offered = self._offered, None
        self.said.hide()
        if deed is not None:
            deed()

    def tell(self, words: str) -> None:
        """What a colleague did, until it is read."""
        self._offered = None
        self.said.say(words, self.tr("Fermer"), tone=Tone.INFO)
        announce(self.said, words)
