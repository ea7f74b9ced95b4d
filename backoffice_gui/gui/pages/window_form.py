"""What an agent chooses for their own window: the same choices as in the menus, made by the same actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from backoffice_gui.gui.appearance import ZOOMS
from backoffice_gui.gui.widgets.labels import Muted, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QActionGroup

__all__ = ["WindowForm"]


class WindowForm(QWidget):
    """A list for each group of actions, a box for each that is on or off, and the text size."""

    zoom_asked = Signal(int)
    """Another text size, in per cent."""

    def __init__(
        self, groups: dict[str, QActionGroup], boxes: Sequence[QAction], zoom: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.choices: dict[str, QComboBox] = {}
        self.boxes: list[QCheckBox] = []
        body = QVBoxLayout(self)
        self.zoom = QComboBox(self)
        for percent in ZOOMS:
            self.zoom.addItem(self.tr("{n} %").format(n=percent), percent)
        self.zoom.setCurrentIndex(max(0, self.zoom.findData(zoom)))
        self.zoom.activated.connect(lambda _: self.zoom_asked.emit(self.zoom.currentData()))
        self._add(body, self.tr("Taille du texte"), self.zoom)
        for name, group in groups.items():
            choice = QComboBox(self)
            for action in group.actions():
                choice.addItem(_words(action))
                if action.isChecked():
                    choice.setCurrentIndex(choice.count() - 1)
            choice.activated.connect(lambda n, group=group: group.actions()[n].trigger())
            self.choices[name] = choice
            self._add(body, name, choice)
        for action in boxes:
            self._box(body, action)
        if boxes:
            body.addWidget(Muted(self.tr("Discrétion, notifications et langue sont inscrites au journal."), self))
        body.addStretch(1)

    def _add(self, body: QVBoxLayout, name: str, choice: QComboBox) -> None:
        label = Words(name, self)
        label.setBuddy(choice)
        choice.setAccessibleName(name)
        body.addWidget(label)
        body.addWidget(choice)

    def _box(self, body: QVBoxLayout, action: QAction) -> None:
        box = QCheckBox(_words(action), self)
        box.setChecked(action.isChecked())
        box.clicked.connect(lambda _: action.trigger())
        action.toggled.connect(lambda on: _put(box, on=on))
        self.boxes.append(box)
        body.addWidget(box)


def _put(box: QCheckBox, *, on: bool) -> None:
    with QSignalBlocker(box):
        box.setChecked(on)


def _words(action: QAction) -> str:
    return action.text().replace("&", "")
