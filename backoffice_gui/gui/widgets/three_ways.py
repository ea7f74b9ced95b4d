"""One field three times: as it was, as it is now, as the agent wanted it; where the last two differ, one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from backoffice_gui.domain.conflicts import Side
from backoffice_gui.gui.measure import em, room
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.badge import Badge
from backoffice_gui.gui.widgets.labels import Heading, Muted, Words
from backoffice_gui.gui.widgets.panel import Ground

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from backoffice_gui.gui.conflicts import Difference

__all__ = ["ThreeWays"]

_BESIDE_EM = 30
"""Narrower than this, the three stand below each other."""


class _Way(Ground):
    """One of the three: whose it is, what it says, and perhaps the button that chooses it."""

    def __init__(self, name: str, value: str, what: str, parent: QWidget, *, choice: bool = False) -> None:
        super().__init__(Tone.NEUTRAL, parent)
        self.button: QRadioButton | None = None
        body = QVBoxLayout(self)
        unit = em(self)
        body.setContentsMargins(unit // 2, unit // 3, unit // 2, unit // 3)
        body.setSpacing(unit // 4)
        words = Words(value, self)
        if choice:
            self.button = QRadioButton(name, self)
            self.button.setAccessibleName(f"{name} : {what}, {value}")
            self.button.toggled.connect(self._turned)
            body.addWidget(self.button)
        else:
            label = Muted(name, self)
            label.setBuddy(words)
            body.addWidget(label)
        words.setAccessibleName(f"{name} : {value}")
        body.addWidget(words)
        body.addStretch(1)

    def _turned(self, on: bool) -> None:
        self.show_tone(Tone.INFO if on else Tone.NEUTRAL)


class ThreeWays(QWidget):
    """Arrows go from one button to the other, Tab to the next field; nothing is chosen where both changed it."""

    chosen = Signal()
    """The agent has chosen."""

    def __init__(self, one: Difference, theirs: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = one.key
        self.setAccessibleName(one.what)
        was = _Way(self.tr("Avant"), one.before, one.what, self)
        now = _Way(theirs, one.theirs, one.what, self, choice=bool(one.key))
        mine = _Way(self.tr("Vous"), one.mine, one.what, self, choice=bool(one.key))
        self._buttons = {Side.THEIRS: now.button, Side.MINE: mine.button}
        self._group = QButtonGroup(self)
        for button in self._buttons.values():
            if button is not None:
                self._group.addButton(button)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for way in (was, now, mine):
            self._ways.addWidget(way, 1)
        self._open = Badge(self)
        self._open.show_word(self.tr("À choisir"), Tone.WARNING, Shape.TRIANGLE)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, em(self) // 3)
        body.setSpacing(em(self) // 4)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.addWidget(Heading(one.what, 3, self), 1)
        head.addWidget(self._open)
        body.addLayout(head)
        body.addLayout(self._ways)
        if one.usual is not None:
            self.choose(one.usual)
        self._group.buttonToggled.connect(self._chose)
        self._tell()

    @property
    def side(self) -> Side | None:
        """Whose value is chosen; nothing where none is, or can be."""
        checked = (side for side, button in self._buttons.items() if button is not None and button.isChecked())
        return next(checked, None)

    @property
    def undecided(self) -> bool:
        """Whether the agent has to choose still."""
        return bool(self.key) and self.side is None

    def choose(self, side: Side) -> None:
        """Choose one, where there is a choice."""
        button = self._buttons[side]
        if button is not None:
            button.setChecked(True)

    def first(self) -> QWidget | None:
        """Where the choice begins."""
        return self._buttons[self.side or Side.THEIRS]

    def _chose(self) -> None:
        self._tell()
        self.chosen.emit()

    def _tell(self) -> None:
        self._open.setVisible(self.undecided)

    def _fit(self) -> None:
        beside = room(self) >= _BESIDE_EM
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._ways.direction() != wanted:
            self._ways.setDirection(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A larger text is a narrower room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_ways"):
            self._fit()
