"""A line of a list: words at the left, something short at the right: a count, a key, a state."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

__all__ = ["COUNT", "WORDS", "Counted"]

WORDS = Qt.ItemDataRole.UserRole
"""What stands at the left."""
COUNT = Qt.ItemDataRole.UserRole + 1
"""What stands at the right; nothing where the line has only words."""


class Counted(QStyledItemDelegate):
    """Words at the left, the count at the right; it only paints."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The line as any other, then what stands at the right."""
        count = index.data(COUNT)
        if not count or not index.data(Qt.ItemDataRole.DisplayRole):
            super().paint(painter, option, index)
            return
        metrics, pad = option.fontMetrics, option.fontMetrics.height() // 2
        wide = metrics.horizontalAdvance(count)
        styled = QStyleOptionViewItem(option)
        super().paint(painter, styled, index)
        painter.save()
        painter.setFont(option.font)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.PlaceholderText
        painter.setPen(option.palette.color(role))
        area = option.rect.adjusted(0, 0, -pad, 0)
        area.setLeft(area.right() - wide)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        painter.restore()

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """The words without the count, cut where the count begins."""
        super().initStyleOption(option, index)
        if option.text:
            option.text = index.data(WORDS) or option.text
            wide = option.fontMetrics.horizontalAdvance(index.data(COUNT) or "")
            room = option.rect.width() - option.decorationSize.width() - wide - option.fontMetrics.height() * 2
            option.text = option.fontMetrics.elidedText(option.text, Qt.TextElideMode.ElideRight, max(0, room))
