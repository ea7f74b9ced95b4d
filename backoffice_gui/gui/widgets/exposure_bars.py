"""A day of exposure times: a bar an hour, the median seconds a web copy lived.

The same figures stand in a table beside it (`lines_of`), and in its accessible description: the
picture is never the only source (EN 301 549, 11.1.1.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from backoffice_gui.gui import formats
from backoffice_gui.gui.models.small import Cell, Line
from backoffice_gui.gui.theme import tokens_of

if TYPE_CHECKING:
    from backoffice_gui.domain.monitor import Exposure

__all__ = ["ExposureBars", "lines_of"]


def lines_of(exposure: Exposure) -> tuple[Line, ...]:
    """The data table: hour, receipts, median."""
    return tuple(
        Line(
            start.isoformat(),
            (
                Cell(formats.time_of_day(start)),
                Cell(formats.number(count)),
                Cell("—" if median is None else formats.duration(median)),
            ),
        )
        for start, count, median in reversed(exposure.buckets)
    )


class ExposureBars(QWidget):
    """The bars; hours without a receipt have a dot on the ground line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exposure: Exposure | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Durée de vie des copies du site, heure par heure"))
        self._fit()

    def show_exposure(self, exposure: Exposure) -> None:
        """Show another day."""
        self._exposure = exposure
        told = "; ".join(
            f"{formats.time_of_day(start)} {formats.duration(median)}"
            for start, _count, median in exposure.buckets
            if median is not None
        )
        self.setAccessibleDescription(told)
        self.update()

    def _top(self) -> float:
        exposure = self._exposure
        values = [] if exposure is None else [median for _, _, median in exposure.buckets if median is not None]
        highest = max(values, default=60.0)
        return float(next((step for step in (30, 60, 120, 300, 600, 1200, 1800) if step >= highest), 3600))

    def _areas(self) -> list[QRectF]:
        exposure = self._exposure
        if exposure is None or not exposure.buckets:
            return []
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance("00 min 00 s") + 6
        bottom = self.height() - metrics.height() - 4
        top = metrics.height() / 2
        step = (self.width() - left - 2) / len(exposure.buckets)
        highest = self._top()
        return [
            QRectF(
                left + n * step + 1.5,
                bottom - (bottom - top) * (median or 0) / highest,
                step - 3,
                (bottom - top) * (median or 0) / highest,
            )
            for n, (_, _, median) in enumerate(exposure.buckets)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground line, scale, bars, hours."""
        exposure = self._exposure
        areas = self._areas()
        if exposure is None or not areas:
            return
        painter = QPainter(self)
        palette = self.palette()
        tokens = tokens_of(palette)
        ink = palette.color(QPalette.ColorRole.WindowText)
        bar = ink if tokens is None else QColor(tokens.accent.fg)
        quiet = ink if tokens is None else palette.color(QPalette.ColorRole.PlaceholderText)
        line = quiet if tokens is None else QColor(tokens.line)
        metrics = self.fontMetrics()
        left, bottom, top = areas[0].left() - 1.5, areas[0].bottom(), metrics.height() / 2
        highest = self._top()
        for share in (0.0, 0.5, 1.0):
            y = bottom - (bottom - top) * share
            painter.setPen(QPen(line, 1))
            painter.drawLine(QPointF(left, y), QPointF(self.width(), y))
            painter.setPen(quiet)
            label = QRectF(0, y - metrics.height() / 2, left - 6, metrics.height())
            painter.drawText(
                label,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                formats.duration(highest * share) if share else "0",
            )
        self._paint_bars(painter, areas, bar, quiet)

    def _paint_bars(self, painter: QPainter, areas: list[QRectF], bar: QColor, quiet: QColor) -> None:
        exposure = self._exposure
        if exposure is None:
            return
        metrics = self.fontMetrics()
        every = max(1, round(metrics.horizontalAdvance("00:00 ") * 1.3 / max(1.0, areas[0].width() + 3)))
        for n, (area, (start, _count, median)) in enumerate(zip(areas, exposure.buckets, strict=True)):
            if median is not None:
                painter.fillRect(area, bar)
            else:
                painter.fillRect(QRectF(area.center().x() - 1, area.bottom() - 2, 2, 2), quiet)
            if n % every == 0:
                painter.setPen(quiet)
                painter.drawText(QPointF(area.left(), self.height() - metrics.descent()), formats.time_of_day(start))

    def event(self, event: QEvent) -> bool:
        """A bar's figures under the pointer; the table says the same."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._exposure is not None:
            for area, (start, count, median) in zip(self._areas(), self._exposure.buckets, strict=False):
                if area.left() - 1.5 <= event.pos().x() <= area.right() + 1.5:
                    shown = "—" if median is None else formats.duration(median)
                    words = f"{formats.time_of_day(start)} · {shown} · " + self.tr("%n reçu(s)", "", count)
                    QToolTip.showText(event.globalPos(), words, self)
                    return True
        return super().event(event)

    def _fit(self) -> None:
        self.setMinimumHeight(self.fontMetrics().height() * 8)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
