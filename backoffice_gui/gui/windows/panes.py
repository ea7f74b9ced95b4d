"""Navigation, pages and detail by the room there is (ui.md §4.1): three panes, two, or one with *Retour*.

Breakpoints are in em, so that a larger text makes a narrower window: from 110 em three panes,
from 75 list and detail with a rail, below that one at a time.
"""

from __future__ import annotations

import enum

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from backoffice_gui.gui.measure import em, room
from backoffice_gui.gui.shapes import Shape, shape_icon
from backoffice_gui.gui.widgets.navigation import Navigation, Place

__all__ = ["Arrangement", "Panes"]

WIDE_EM = 110
MIDDLE_EM = 75


class Arrangement(enum.Enum):
    """How many panes are beside each other."""

    THREE = 3
    TWO = 2
    ONE = 1


class Panes(QWidget):
    """Holds the navigation, a page a place, and beside some of them a detail."""

    went = Signal(object)
    """The agent went to a `Place`."""
    rearranged = Signal(object)
    """The room asks for another `Arrangement`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.navigation = Navigation(self)
        self.navigation.went.connect(self._gone)
        self.back_button = QPushButton(self.tr("Retour"), self)
        self.back_button.clicked.connect(self.back)
        self.back_button.hide()
        self._pages = QStackedWidget(self)
        self._places: dict[Place, QWidget] = {}
        self._details: dict[Place, QWidget] = {}
        self._splits: dict[Place, QSplitter] = {}
        self._arrangement = Arrangement.THREE
        self._level = 1
        self._right = QWidget(self)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self._pages, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addWidget(self._line())
        row.addWidget(self._right, 1)

    def _line(self) -> QFrame:
        self._rule = QFrame(self)
        self._rule.setFrameShape(QFrame.Shape.NoFrame)
        self._rule.setFixedWidth(1)
        self._rule.setAutoFillBackground(True)
        self._rule.setBackgroundRole(QPalette.ColorRole.Mid)
        return self._rule

    @property
    def arrangement(self) -> Arrangement:
        """How many panes there are now."""
        return self._arrangement

    def add_place(self, place: Place, page: QWidget, detail: QWidget | None = None) -> None:
        """Put a page where this place leads, with a detail beside it where it has one."""
        self._places[place] = page
        if detail is None:
            self._pages.addWidget(page)
            return
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(page)
        split.addWidget(detail)
        split.setSizes([5_900, 4_100] if place is Place.CASES else [5_600, 4_400])
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        self._details[place], self._splits[place] = detail, split
        self._pages.addWidget(split)
        self._show()

    def replace_place(self, place: Place, page: QWidget, detail: QWidget | None = None) -> None:
        """Put another page where this place leads, in sight where the old one was."""
        old = self._places.pop(place)
        seen = self._pages.currentWidget() is old
        self.add_place(place, page, detail)
        if seen:
            self._pages.setCurrentWidget(self._splits.get(place, page))
        self._pages.removeWidget(old)
        old.hide()

    def empty(self) -> None:
        """Take every page and detail away, and with them all that they show."""
        for place, page in self._places.items():
            whole = self._splits.get(place, page)
            self._pages.removeWidget(whole)
            whole.hide()
            whole.deleteLater()
        for known in (self._places, self._details, self._splits):
            known.clear()
        for child in self._pages.children():  # what was replaced stands aside
            if isinstance(child, QWidget) and self._pages.indexOf(child) < 0:
                child.deleteLater()
        self.navigation.forget()

    def show_alone(self, page: QWidget) -> None:
        """Show something that is no place: what blocks, the first run."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.navigation.setEnabled(False)

    def go(self, place: Place) -> None:
        """Go to a place; where nothing leads there, be where one is."""
        self.navigation.setEnabled(True)
        if place in self.navigation.withheld:
            place = self.navigation.place
        if self.navigation.place is place:
            self._gone(place)
        self.navigation.go(place)

    def _gone(self, place: Place) -> None:
        page = self._places.get(place)
        if page is None:
            return
        self._pages.setCurrentWidget(self._splits.get(place, page))
        self._level = 1
        self._show()
        self.went.emit(place)

    def show_detail(self) -> None:
        """Bring the detail to the front where one pane has the room."""
        self._level = 2
        self._show()
        detail = self._details.get(self.navigation.place)
        if detail is not None:
            detail.setFocus()

    def show_detail_beside(self) -> None:
        """Bring the detail to the front where one pane has the room; elsewhere it is seen already."""
        if self._arrangement is Arrangement.ONE:
            self.show_detail()

    def show_list(self) -> None:
        """Bring the list to the front where one pane has the room."""
        self._level = min(self._level, 1)
        self._show()

    def back(self) -> None:
        """From the detail to the list, from a page to the navigation."""
        if self._arrangement is Arrangement.ONE and self._level > 0:
            self._level -= 1
            self._show()
            if self._level == 0:
                self.navigation.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps another arrangement."""
        super().resizeEvent(event)
        self._rearrange()

    def changeEvent(self, event: QEvent) -> None:
        """A larger text is a narrower window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._rearrange()

    def _rearrange(self) -> None:
        wide = room(self)
        wanted = Arrangement.THREE if wide >= WIDE_EM else Arrangement.TWO if wide >= MIDDLE_EM else Arrangement.ONE
        if wanted is not self._arrangement:
            self._arrangement = wanted
            self._level = 2 if wanted is Arrangement.ONE and self._in_detail() else max(1, self._level)
            self._show()
            self.rearranged.emit(wanted)

    def _in_detail(self) -> bool:
        """Whether the agent is in the detail: where one pane has the room it is that one, and the focus stays."""
        detail, focus = self._details.get(self.navigation.place), self.window().focusWidget()
        return detail is not None and focus is not None and (detail is focus or detail.isAncestorOf(focus))

    def _show(self) -> None:
        one = self.arrangement is Arrangement.ONE
        blocked = not self.navigation.isEnabled()
        self.navigation.set_rail(self._arrangement is Arrangement.TWO)
        self.navigation.setVisible((not one or self._level == 0) and not (one and blocked))
        if one and self._level == 0:
            self.navigation.setFixedWidth(self.width())
        self._rule.setVisible(not one)
        self._right.setVisible(not one or self._level > 0)
        side = em(self)
        ink = self.palette().color(QPalette.ColorRole.ButtonText)
        self.back_button.setIcon(shape_icon(Shape.BACK, ink, side, self.devicePixelRatioF()))
        self.back_button.setIconSize(QSize(side, side))
        self.back_button.setVisible(one and not blocked)
        for place, detail in self._details.items():
            self._places[place].setVisible(not one or self._level < 2)
            detail.setVisible(not one or self._level == 2)
