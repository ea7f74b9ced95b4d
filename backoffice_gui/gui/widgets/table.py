"""Tables as we use them: whole rows, fixed heights, no wrapping, Tab leaves them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from backoffice_gui.gui.preferences import Density
from backoffice_gui.gui.shapes import Shape, shape_icon
from backoffice_gui.gui.theme import Tone, tone_colors

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QIcon

__all__ = ["OpeningTable", "Table", "icons_of"]

_HEIGHTS = {Density.COMPACT: 1.45, Density.NORMAL: 1.9, Density.RELAXED: 2.5}


def icons_of(widget: QWidget) -> Callable[[Tone, Shape], QIcon]:
    """A maker of small icons in the widget's palette and size; each is drawn once."""
    drawn: dict[tuple[str, int, Tone, Shape], QIcon] = {}

    def icon(tone: Tone, shape: Shape) -> QIcon:
        palette = widget.palette()
        side = widget.fontMetrics().ascent()
        key = (palette.color(palette.ColorRole.Window).name(), side, tone, shape)
        if key not in drawn:
            drawn[key] = shape_icon(shape, tone_colors(palette, tone).fg, side, widget.devicePixelRatioF())
        return drawn[key]

    return icon


class Table(QTableView):
    """A table view for reading; `name` is what a screen reader calls it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._density = Density.NORMAL
        self._widths: tuple[float, ...] = ()
        self._stretched: int | None = None
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit()

    def set_density(self, density: Density) -> None:
        """Change the height of rows."""
        self._density = density
        self._fit()

    def set_widths(self, widths: tuple[float, ...], stretched: int | None = None) -> None:
        """Column widths in em; one column may take what is left. They follow the text size."""
        self._widths = widths
        self._stretched = stretched
        self._fit()

    def keep_widths(self, widths: tuple[float, ...]) -> None:
        """Take the widths the agent chose once, where there are as many as columns."""
        if len(widths) == len(self._widths):
            self.set_widths(widths, self._stretched)

    def em(self) -> int:
        """Two letters' width: a font with much leading needs higher rows, not wider columns."""
        return round(self.fontMetrics().horizontalAdvance("n" * 10) / 5)

    def widths(self) -> tuple[float, ...]:
        """The widths as the agent left them, in em; the stretched one as it was set."""
        em = self.em()
        columns = self.horizontalHeader()
        return tuple(
            width if number == self._stretched else columns.sectionSize(number) / em
            for number, width in enumerate(self._widths)
        )

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model, with the widths set before."""
        super().setModel(model)
        self._fit()

    def fit_to_rows(self, least: int = 1, most: int = 12) -> None:
        """Be as high as its rows, within bounds, for tables inside a page that scrolls."""
        model = self.model()
        rows = min(most, max(least, model.rowCount() if model is not None else 0))
        height = self.horizontalHeader().sizeHint().height() + rows * self.verticalHeader().defaultSectionSize()
        if self.horizontalHeader().length() > self.width():
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height + 2 * self.frameWidth() + 2)

    def keyboardSearch(self, search: str) -> None:
        """No type-ahead: letters are commands of ours."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End are the first and the last line: a line is chosen whole, so its columns are nothing to go to."""
        model = self.model()
        ends = {QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd}
        if action not in ends or model is None or not model.rowCount():
            return super().moveCursor(action, modifiers)
        row = 0 if action is QAbstractItemView.CursorAction.MoveHome else model.rowCount() - 1
        return model.index(row, max(0, self.currentIndex().column()))

    def _fit(self) -> None:
        em = self.em()
        self.horizontalHeader().setMinimumSectionSize(em * 3)
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * _HEIGHTS[self._density]))
        columns = self.horizontalHeader()
        for number, width in enumerate(self._widths[: columns.count()]):
            columns.resizeSection(number, round(width * em))
        self._stretch()

    def _stretch(self) -> None:
        """Give the stretched column what is left, but never less than its own width."""
        columns = self.horizontalHeader()
        if self._stretched is None or self._stretched >= columns.count():
            return
        others = sum(columns.sectionSize(number) for number in range(columns.count()) if number != self._stretched)
        least = round(self._widths[self._stretched] * self.em())
        columns.resizeSection(self._stretched, max(least, self.viewport().width() - others))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width for the stretched column."""
        now = self.visualRect(self.currentIndex())
        seen = now.isValid() and 0 <= now.top() < event.oldSize().height()
        super().resizeEvent(event)
        self._stretch()
        if seen and now.bottom() > event.size().height():
            self.scrollTo(self.currentIndex())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


class OpeningTable(Table):
    """A table where whoever stands on a row opens it: the focus alone goes to none.

    It comes by itself, when a window is brought to the front or a list is here that took its time, and Qt would go to
    the first row with it: a case would be opened, and noted as read by an agent who never chose it.
    """

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to no row: arrows, letters and clicks do."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            super(QAbstractItemView, self).focusInEvent(event)
            self.viewport().update()
