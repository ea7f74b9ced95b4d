"""The way between views and pages: a list with text and count, or a rail of shapes where room is scarce."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.plain import tooltip
from backoffice_gui.gui.shapes import Shape, shape_icon
from backoffice_gui.gui.widgets.counted import COUNT, WORDS, Counted

__all__ = ["Entry", "Navigation", "Place"]


class Place(enum.Enum):
    """Where one can go."""

    CASES = "cases"
    SUBMISSIONS = "submissions"
    TRANSFERS = "transfers"
    CONFORMITY = "conformity"
    JOURNAL = "journal"
    RETENTION = "retention"
    TEAM = "team"
    """For those who look after a team; elsewhere nothing leads there."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One view of *Demandes*; one without an id is a heading between them."""

    view: str
    words: str
    count: str = ""
    shape: Shape = Shape.STAR


class Navigation(QListWidget):
    """One line a view or a place."""

    went = Signal(object)
    """The agent chose a `Place`; also told where another view of the same place was chosen."""
    viewed = Signal(str)
    """The agent chose the view with this id; after `went`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Vues"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setViewportMargins(6, 8, 6, 8)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.setItemDelegate(Counted(self))
        self._rail = False
        self._counts: dict[Place, str] = {}
        self._words = {
            Place.CASES: self.tr("Demandes"),
            Place.SUBMISSIONS: self.tr("Dépôts"),
            Place.TRANSFERS: self.tr("Transferts"),
            Place.CONFORMITY: self.tr("Conformité"),
            Place.JOURNAL: self.tr("Journal"),
            Place.RETENTION: self.tr("Conservation"),
            Place.TEAM: self.tr("Équipe"),
        }
        self._shapes = {
            Place.CASES: Shape.LIST,
            Place.SUBMISSIONS: Shape.TRAY,
            Place.TRANSFERS: Shape.PULSE,
            Place.CONFORMITY: Shape.DOUBLE_CHECK,
            Place.JOURNAL: Shape.CLOCK,
            Place.RETENTION: Shape.LOCK,
            Place.TEAM: Shape.PERSON,
        }
        self._views: tuple[Entry, ...] = ()
        self._withheld = frozenset({Place.TEAM})
        self._view = ""
        self._lines: list[tuple[Place, Entry]] = []
        self._fill()
        self.currentRowChanged.connect(self._changed)

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: letters are commands of ours."""

    @property
    def place(self) -> Place:
        """Where one is."""
        return self._lines[max(0, self.currentRow())][0]

    @property
    def view(self) -> str:
        """The view chosen last; empty where there is none."""
        return self._view

    def go(self, place: Place) -> None:
        """Go somewhere: to the view chosen last, where the place has views; nowhere that is withheld."""
        if place in self._withheld:
            return
        self.setCurrentRow(self._row(place))

    def go_view(self, view: str) -> None:
        """Go to a view of *Demandes*."""
        if Place.CASES in self._withheld:
            return
        self._view = view
        self.setCurrentRow(self._row(Place.CASES))

    def show_view(self, view: str) -> None:
        """This view is shown; nothing is told by it."""
        self._view = view
        if self.place is Place.CASES:
            self.blockSignals(True)
            self.setCurrentRow(self._row(Place.CASES))
            self.blockSignals(False)

    def _row(self, place: Place) -> int:
        here = [n for n, line in enumerate(self._lines) if line[0] is place and self.item(n).flags()]
        return next((n for n in here if self._lines[n][1].view == self._view), here[0])

    def withhold(self, places: frozenset[Place]) -> None:
        """Lead to these no more: there is nothing for the one who sits here. One at least is left."""
        if places == self._withheld or places >= frozenset(Place):
            return
        place = self.place
        self._withheld = places
        self.blockSignals(True)
        try:
            self._fill()
            self.setCurrentRow(0 if place in places else self._row(place))
        finally:
            self.blockSignals(False)
        if place in places:
            self._changed(0)

    @property
    def withheld(self) -> frozenset[Place]:
        """Where it does not lead."""
        return self._withheld

    def show_views(self, views: tuple[Entry, ...]) -> None:
        """Show these views in the place of *Demandes*; nothing is told by it."""
        if views == self._views:
            return
        place = self.place
        self._views = views
        if self._view not in {entry.view for entry in views}:
            self._view = next((entry.view for entry in views if entry.view), "")
        self.blockSignals(True)
        try:
            self._fill()
            self.setCurrentRow(self._row(place))
        finally:
            self.blockSignals(False)

    def forget(self) -> None:
        """No view is known any more, nor how much there is; one stays where one was."""
        self._counts.clear()
        view = self._view
        self.show_views(())
        self._view = view
        self._fit()

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
        if row < 0:
            return
        place, entry = self._lines[row]
        if place is Place.CASES and entry.view:
            self._view = entry.view
        self.went.emit(place)
        if place is Place.CASES and entry.view:
            self.viewed.emit(entry.view)

    def _fill(self) -> None:
        alone = {place: Entry("", self._words[place], shape=self._shapes[place]) for place in Place}
        lines = [(Place.CASES, entry) for entry in self._views] or [(Place.CASES, alone[Place.CASES])]
        if self._views:
            lines.append((Place.CASES, Entry("", "")))
        lines += [(place, alone[place]) for place in list(Place)[1:]]
        lines = [line for line in lines if line[0] not in self._withheld]
        if [(line[0], line[1].view) for line in lines] != [(line[0], line[1].view) for line in self._lines]:
            self.clear()
            for place, entry in lines:
                item = QListWidgetItem()
                if self._views and place is Place.CASES and not entry.view:
                    item.setFlags(Qt.ItemFlag.NoItemFlags)
                self.addItem(item)
        self._lines = lines
        self._fit()

    def _fit(self) -> None:
        unit = em(self)
        side = round(unit * 1.2)
        self.setIconSize(QSize(side, side))
        ink = self.palette().color(QPalette.ColorRole.Text)
        for number, (place, entry) in enumerate(self._lines):
            item = self.item(number)
            count = entry.count if entry.view else self._counts.get(place, "")
            words = entry.words + (f"  {count}" if count else "")
            heading = not item.flags()
            item.setText("" if self._rail else words)
            item.setData(WORDS, entry.words)
            item.setData(COUNT, "" if heading else count)
            item.setToolTip(tooltip(words) if entry.view else words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            if not heading:
                item.setIcon(shape_icon(entry.shape, ink, side, self.devicePixelRatioF()))
            item.setSizeHint(QSize(side, round(unit * ((2.0 if entry.words else 0.8) if heading else 2.3))))
        self.setFixedWidth(round(unit * 3.2) if self._rail else round(unit * 15.5))

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and text size."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange} and hasattr(self, "_lines"):
            self._fit()
