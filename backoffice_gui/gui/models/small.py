"""Small tables of frozen values: what is in transit, parts, a timeline, members of a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from backoffice_gui.gui.plain import tooltip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QIcon

    from backoffice_gui.gui.shapes import Shape
    from backoffice_gui.gui.theme import Tone

__all__ = ["Cell", "Line", "SmallTable"]

_Index = QModelIndex | QPersistentModelIndex
_DISPLAY = Qt.ItemDataRole.DisplayRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, perhaps a longer one for the tooltip, a tone and shape before it."""

    text: str
    tip: str = ""
    look: tuple[Tone, Shape] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells; `key` tells it apart from its neighbours between two showings."""

    key: int | str
    cells: tuple[Cell, ...]


class SmallTable(QAbstractTableModel):
    """Rows that fit in memory, replaced as a whole."""

    def __init__(
        self,
        headers: tuple[str, ...],
        right: frozenset[int],
        icon: Callable[[Tone, Shape], QIcon],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headers = headers
        self._right = right
        self._icon = icon
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows; the view keeps its place where the rows are the same ones."""
        new = tuple(lines)
        if [line.key for line in new] != [line.key for line in self._lines]:
            self.beginResetModel()
            self._lines = new
            self.endResetModel()
            return
        for number, (old, line) in enumerate(zip(self._lines, new, strict=True)):
            if old != line:
                self._lines = (*self._lines[:number], line, *self._lines[number + 1 :])
                self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._headers) - 1))

    def line(self, number: int) -> Line:
        """A row."""
        return self._lines[number]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """How many headers there are."""
        return 0 if parent.isValid() else len(self._headers)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The headers."""
        if orientation is Qt.Orientation.Horizontal:
            if role == _DISPLAY:
                return self._headers[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if section in self._right else Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """What a cell shows."""
        line = self._lines[index.row()]
        cell = line.cells[index.column()]
        if role == _DISPLAY:
            return cell.text
        if role == Qt.ItemDataRole.DecorationRole:
            return None if cell.look is None else self._icon(*cell.look)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in self._right else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(cell.tip) if cell.tip else None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
            return self.sentence(line)
        return None

    def sentence(self, line: Line) -> str:
        """The whole row in one sentence, for a screen reader."""
        words = (f"{header} {cell.text}" for header, cell in zip(self._headers, line.cells, strict=True) if cell.text)
        return ", ".join(words)
