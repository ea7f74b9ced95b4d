"""The days of a period: a bar for the longest life of a web copy, a stroke for 95 %, and the line of 30 minutes.

The same figures stand in a table beside it (`lines_of`), and in its accessible description: the
picture is never the only source (EN 301 549, 11.1.1.1).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from backoffice_gui.domain.conformity import LIMIT_MINUTES
from backoffice_gui.gui import formats
from backoffice_gui.gui.models.small import Cell, Line
from backoffice_gui.gui.text_conformity import life_text
from backoffice_gui.gui.theme import Tone, tokens_of, tone_colors

if TYPE_CHECKING:
    from backoffice_gui.domain.conformity import Conformity, DayLives

__all__ = ["LivesPlot", "lines_of"]

_LIMIT = LIMIT_MINUTES * 60.0
_STEPS = (600.0, 1_800.0, 3_600.0, 21_600.0, 86_400.0)


def lines_of(known: Conformity) -> tuple[Line, ...]:
    """The data table: day, received, median, 95 %, 99 %, longest, over the line, lost."""
    return tuple(
        Line(
            each.day.isoformat(),
            (
                Cell(formats.day(each.day)),
                Cell(formats.number(each.received)),
                *(Cell(life_text(n)) for n in (each.lives.median, each.lives.p95, each.lives.p99, each.lives.longest)),
                Cell(formats.number(each.lives.over[-1])),
                Cell(formats.number(each.lost)),
            ),
        )
        for each in known.days
    )


class LivesPlot(QWidget):
    """The picture; days without a measured life have a dot on the ground line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[DayLives, ...] = ()
        self._top = _LIMIT * 1.1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Durée maximale sur le site, jour par jour"))
        self._fit()

    def show_conformity(self, known: Conformity) -> None:
        """Show another period; the scale always reaches beyond the line."""
        self._days = known.days
        self._top = max(_LIMIT * 1.1, (known.lives.longest or 0.0) * 1.05)
        told = "; ".join(f"{formats.day(each.day)} {life_text(each.lives.longest)}" for each in self._measured())
        limit = self.tr("Ligne des {n} minutes.").format(n=LIMIT_MINUTES)
        self.setAccessibleDescription(f"{limit} {told}".strip())
        self.update()

    def _measured(self) -> list[DayLives]:
        return [each for each in self._days if each.lives.count]

    def _frame(self) -> QRectF:
        """Where the bars stand."""
        metrics = self.fontMetrics()
        left, top = metrics.horizontalAdvance("00 min ") + 8, metrics.height() / 2
        return QRectF(left, top, max(1.0, self.width() - left - 2), self.height() - metrics.height() - 4 - top)

    def _areas(self) -> list[QRectF]:
        """A column for each day, as high as the frame."""
        frame = self._frame()
        step = frame.width() / max(1, len(self._days))
        return [QRectF(frame.left() + n * step, frame.top(), step, frame.height()) for n in range(len(self._days))]

    def _up(self, seconds: float) -> float:
        frame = self._frame()
        return frame.bottom() - frame.height() * min(1.0, seconds / self._top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Scale, bars, strokes, days, the line."""
        painter = QPainter(self)
        palette = self.palette()
        tokens = tokens_of(palette)
        ink = palette.color(QPalette.ColorRole.WindowText)
        quiet = ink if tokens is None else palette.color(QPalette.ColorRole.PlaceholderText)
        self._paint_scale(painter, quiet, quiet if tokens is None else QColor(tokens.line))
        soft = QColor(tokens.selection.bg) if tokens is not None else palette.color(QPalette.ColorRole.Highlight)
        strong = ink if tokens is None else QColor(tokens.accent.fg)
        alarm = tone_colors(palette, Tone.ERROR).fg
        self._paint_bars(painter, soft, strong, alarm, quiet)
        y = self._up(_LIMIT)
        painter.setPen(QPen(alarm, 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(self._frame().left(), y), QPointF(self.width(), y))

    def _paint_scale(self, painter: QPainter, quiet: QColor, line: QColor) -> None:
        frame, metrics = self._frame(), self.fontMetrics()
        step = next((each for each in _STEPS if self._top / each <= 6), _STEPS[-1])
        at = 0.0
        while at <= self._top:
            y = self._up(at)
            painter.setPen(QPen(line, 1))
            painter.drawLine(QPointF(frame.left(), y), QPointF(self.width(), y))
            painter.setPen(quiet)
            label = QRectF(0, y - metrics.height() / 2, frame.left() - 6, metrics.height())
            words = self.tr("{n} min").format(n=round(at / 60)) if at else "0"
            painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
            at += step

    def _paint_bars(self, painter: QPainter, soft: QColor, strong: QColor, alarm: QColor, quiet: QColor) -> None:
        metrics, bottom = self.fontMetrics(), self._frame().bottom()
        areas = self._areas()
        wide = areas[0].width() if areas else 1.0
        every = max(1, math.ceil(metrics.horizontalAdvance("00/00") * 1.3 / max(1.0, wide)))
        gap = min(3.0, wide * 0.15)
        for n, (area, each) in enumerate(zip(areas, self._days, strict=True)):
            longest, p95 = each.lives.longest, each.lives.p95
            if longest is None or p95 is None:
                painter.fillRect(QRectF(area.center().x() - 1, bottom - 2, 2, 2), quiet)
            else:
                top = min(self._up(longest), bottom - 1)
                bar = QRectF(area.left() + gap, top, area.width() - 2 * gap, bottom - top)
                painter.fillRect(bar, alarm if longest > _LIMIT else soft)
                painter.setPen(strong)
                painter.drawRect(bar)
                painter.fillRect(QRectF(bar.left(), self._up(p95) - 1.5, bar.width(), 3), strong)
            if n % every == 0:
                painter.setPen(quiet)
                words = f"{each.day.day:02}/{each.day.month:02}"
                painter.drawText(QPointF(area.left(), self.height() - metrics.descent()), words)

    def event(self, event: QEvent) -> bool:
        """A day's figures under the pointer; the table says the same."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for area, each in zip(self._areas(), self._days, strict=True):
                if area.left() <= event.pos().x() < area.right():
                    words = self.tr("{day} · {count} · maximum {longest} · 95 % en moins de {p95}").format(
                        day=formats.day(each.day),
                        count=self.tr("%n dépôt(s)", "", each.received),
                        longest=life_text(each.lives.longest),
                        p95=life_text(each.lives.p95),
                    )
                    QToolTip.showText(event.globalPos(), words, self)
                    return True
        return super().event(event)

    def _fit(self) -> None:
        self.setFixedHeight(self.fontMetrics().height() * 11)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
