"""Names and values beside each other: the name muted, the value in full."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from backoffice_gui.gui.measure import em
from backoffice_gui.gui.widgets.labels import Muted

__all__ = ["FactGrid"]


class FactGrid(QWidget):
    """A line a fact; the name is the value's label for a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        unit = em(self)
        self._grid.setContentsMargins(0, unit // 3, 0, 0)
        self._grid.setHorizontalSpacing(unit)
        self._grid.setVerticalSpacing(round(unit * 0.5))
        self._grid.setColumnStretch(1, 1)
        self._lines = 0

    def add(self, name: str, value: QWidget, *, beside: QWidget | None = None) -> None:
        """Add a line; `beside` is what stands in the value's place and holds it."""
        label = Muted(name, self)
        label.setBuddy(value)
        label.setMinimumWidth(em(self) * 8)
        label.setMaximumWidth(em(self) * 13)
        self._grid.setColumnMinimumWidth(0, em(self) * 12)
        self._grid.addWidget(label, self._lines, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value if beside is None else beside, self._lines, 1)
        self._lines += 1
