"""A pane with a strip of its own, where it says until it is read why a thing can't be done, or what a colleague did."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from backoffice_gui.gui.announce import announce
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.strip import Strip

__all__ = ["Choice", "SayingPane"]


Deed = Callable[[], object]
Choice = tuple[str, Deed]
"""A verb, and what it does."""


def _nothing() -> None:
    """Only closes what was said."""


class SayingPane(QWidget):
    """`said` is the strip; whoever derives from it gives it a place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Strip(Tone.WARNING, self)
        self._offered: tuple[Deed, Deed] = (_nothing, _nothing)
        self.said.acted.connect(lambda: self._act(0))
        self.said.acted_also.connect(lambda: self._act(1))

    def warn(self, words: str) -> None:
        """Why something can't be done, until it is read."""
        self._offered = (_nothing, _nothing)
        self.said.say(words, self.tr("Fermer"), tone=Tone.WARNING)

    def offer(self, words: str, first: Choice, second: Choice | None = None) -> None:
        """What is left to do about what is shown: a verb and what it does, once or twice; else it can be closed."""
        other = (self.tr("Fermer"), _nothing) if second is None else second
        self._offered = (first[1], other[1])
        self.said.say(words, first[0], other[0], tone=Tone.WARNING)
        announce(self.said, words)

    def _act(self, which: int) -> None:
        deeds, self._offered = self._offered, (_nothing, _nothing)
        self.said.hide()
        deeds[which]()

    def tell(self, words: str) -> None:
        """What a colleague did, until it is read."""
        self._offered = (_nothing, _nothing)
        self.said.say(words, self.tr("Fermer"), tone=Tone.INFO)
        announce(self.said, words)
