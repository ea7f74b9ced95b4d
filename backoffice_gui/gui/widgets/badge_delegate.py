"""Badges in a cell: at most two small grounds with their words; it only paints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from backoffice_gui.gui.looks import BADGE_LOOKS
from backoffice_gui.gui.models.cases import badges_of
from backoffice_gui.gui.models.paged import ROW_ROLE, Index
from backoffice_gui.gui.shapes import paint_shape
from backoffice_gui.gui.text_cases import badge_text
from backoffice_gui.gui.theme import tone_colors

if TYPE_CHECKING:
    from backoffice_gui.domain.cases import Badge

__all__ = ["BadgeDelegate"]


class BadgeDelegate(QStyledItemDelegate):
    """Paints a row's badges; where the column is narrow, the second gives way, then the words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell's ground as any other, then the badges that fit."""
        row = index.data(ROW_ROLE)
        if row is None or not row.badges:
            super().paint(painter, option, index)
            return
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        styled.text = ""
        style = QApplication.style() if styled.widget is None else styled.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, styled, painter, styled.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = styled.font
        font.setBold(False)
        painter.setFont(font)
        left = styled.rect.left() + 4.0
        for badge in badges_of(row.badges):
            left = self._badge(painter, styled, left, badge)
        painter.restore()

    @staticmethod
    def _badge(painter: QPainter, option: QStyleOptionViewItem, left: float, badge: Badge) -> float:
        metrics, word = painter.fontMetrics(), badge_text(badge)[0]
        tone, shape = BADGE_LOOKS[badge]
        colors = tone_colors(option.palette, tone)
        side, pad = metrics.ascent() * 0.8, metrics.height() * 0.35
        room = option.rect.right() - left
        text = min(metrics.horizontalAdvance(word) + 1.0, room - side - 3 * pad)
        height = min(metrics.height() * 1.3, option.rect.height() - 4.0)
        if room < side + 2 * pad:
            return left
        short = text < min(metrics.horizontalAdvance(word), metrics.height() * 3.5)
        wide = side + 2 * pad if short else side + text + 3 * pad
        ground = QRectF(left, option.rect.center().y() - height / 2 + 1, wide, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.bg)
        painter.drawRoundedRect(ground, height / 2, height / 2)
        paint_shape(painter, QRectF(left + pad, ground.center().y() - side / 2, side, side), shape, colors.fg)
        if not short:
            painter.setPen(colors.fg)
            area = QRectF(left + 2 * pad + side, ground.y(), text, height)
            shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, int(text))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        return left + wide + pad
