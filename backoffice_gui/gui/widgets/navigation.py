"""The way between pages: a list with text and count, or a rail of shapes where room is scarce."""

from __future__ import annotations

import enum

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.shapes import Shape, shape_icon

__all__ = ["Navigation", "Place"]


class Place(enum.Enum):
    """Where one can go."""

    SUBMISSIONS = "submissions"
    TRANSFERS = "transfers"


class Navigation(QListWidget):
    """One line a place."""

    went = Signal(object)
    """The agent chose a `Place`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Vues"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setViewportMargins(6, 8, 6, 8)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._rail = False
        self._counts: dict[Place, str] = {}
        self._words = {Place.SUBMISSIONS: self.tr("Demandes"), Place.TRANSFERS: self.tr("Transferts")}
        self._shapes = {Place.SUBMISSIONS: Shape.LIST, Place.TRANSFERS: Shape.PULSE}
        for place in Place:
            self.addItem(QListWidgetItem(self._words[place]))
        self.currentRowChanged.connect(self._changed)
        self._fit()

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: letters are commands of ours."""

    @property
    def place(self) -> Place:
        """Where one is."""
        return list(Place)[max(0, self.currentRow())]

    def go(self, place: Place) -> None:
        """Go somewhere."""
        self.setCurrentRow(list(Place).index(place))

    def show_count(self, place: Place, words: str) -> None:
        """Show how much there is."""
        if self._counts.get(place) != words:
            self._counts[place] = words
            self._fit()

    def show_number(self, place: Place, many: int) -> None:
        """Show how many there are."""
        self.show_count(place, formats.number(many))

    def set_rail(self, rail: bool) -> None:
        """Shapes only, names in tooltips; or the whole text."""
        if rail is not self._rail:
            self._rail = rail
            self._fit()

    def _changed(self, row: int) -> None:
        if row >= 0:
            self.went.emit(list(Place)[row])

    def _fit(self) -> None:
        unit = em(self)
        side = round(unit * 1.3)
        self.setIconSize(QSize(side, side))
        ink = self.palette().color(QPalette.ColorRole.Text)
        for number, place in enumerate(Place):
            item = self.item(number)
            words = self._words[place] + (f"  {self._counts[place]}" if self._counts.get(place) else "")
            item.setText("" if self._rail else words)
            item.setToolTip(words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setIcon(shape_icon(self._shapes[place], ink, side, self.devicePixelRatioF()))
            item.setSizeHint(QSize(side, round(unit * 2.6)))
        self.setFixedWidth(round(unit * 3.2) if self._rail else round(unit * 14))

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange} and hasattr(self, "_shapes"):
            self._fit()
