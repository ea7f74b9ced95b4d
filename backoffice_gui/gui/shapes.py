"""The few shapes that stand beside a word, painted: no font and no icon file is needed for them.

Each says by its outline what its colour says too (EN 301 549, 11.1.4.1).
"""

from __future__ import annotations

import enum
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

__all__ = ["Shape", "paint_shape", "shape_icon"]


class Shape(enum.Enum):
    """What is drawn."""

    DOT = "dot"
    RING = "ring"
    HALF = "half"
    CHECK = "check"
    DOUBLE_CHECK = "double_check"
    TRIANGLE = "triangle"
    CROSS = "cross"
    PAUSE = "pause"
    DOWN = "down"
    LIST = "list"
    PULSE = "pulse"
    BACK = "back"
    LOCK = "lock"
    PERSON = "person"
    CLOCK = "clock"
    STAR = "star"
    TRAY = "tray"
    FORWARD = "forward"
    MORE = "more"
    PEN = "pen"


def _points(rect: QRectF, *pairs: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height()) for x, y in pairs])


def _dot(p: QPainter, r: QRectF, color: QColor) -> None:
    p.setBrush(color)
    p.drawEllipse(r.adjusted(r.width() * 0.18, r.height() * 0.18, -r.width() * 0.18, -r.height() * 0.18))


def _ring(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawEllipse(r.adjusted(r.width() * 0.2, r.height() * 0.2, -r.width() * 0.2, -r.height() * 0.2))


def _half(p: QPainter, r: QRectF, color: QColor) -> None:
    inner = r.adjusted(r.width() * 0.2, r.height() * 0.2, -r.width() * 0.2, -r.height() * 0.2)
    p.drawEllipse(inner)
    p.setBrush(color)
    p.drawPie(inner, 270 * 16, 180 * 16)


def _check(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawPolyline(_points(r, (0.18, 0.55), (0.42, 0.78), (0.84, 0.26)))


def _double_check(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawPolyline(_points(r, (0.05, 0.55), (0.27, 0.78), (0.66, 0.26)))
    p.drawPolyline(_points(r, (0.48, 0.72), (0.56, 0.8), (0.97, 0.26)))


def _triangle(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawPolygon(_points(r, (0.5, 0.12), (0.93, 0.87), (0.07, 0.87)))
    p.drawLine(_points(r, (0.5, 0.4), (0.5, 0.62)).at(0), _points(r, (0.5, 0.4), (0.5, 0.62)).at(1))
    p.drawPoint(_points(r, (0.5, 0.75)).at(0))


def _cross(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawPolyline(_points(r, (0.2, 0.2), (0.8, 0.8)))
    p.drawPolyline(_points(r, (0.8, 0.2), (0.2, 0.8)))


def _pause(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawPolyline(_points(r, (0.34, 0.22), (0.34, 0.78)))
    p.drawPolyline(_points(r, (0.66, 0.22), (0.66, 0.78)))


def _down(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawPolyline(_points(r, (0.5, 0.12), (0.5, 0.66)))
    p.drawPolyline(_points(r, (0.26, 0.44), (0.5, 0.68), (0.74, 0.44)))
    p.drawPolyline(_points(r, (0.14, 0.88), (0.86, 0.88)))


def _list(p: QPainter, r: QRectF, _color: QColor) -> None:
    for y in (0.26, 0.5, 0.74):
        p.drawPolyline(_points(r, (0.36, y), (0.88, y)))
        p.drawPolyline(_points(r, (0.12, y), (0.18, y)))


def _pulse(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawPolyline(_points(r, (0.04, 0.55), (0.28, 0.55), (0.42, 0.2), (0.58, 0.82), (0.7, 0.55), (0.96, 0.55)))


def _back(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawPolyline(_points(r, (0.6, 0.2), (0.3, 0.5), (0.6, 0.8)))


def _lock(p: QPainter, r: QRectF, color: QColor) -> None:
    path = QPainterPath(_points(r, (0.32, 0.46)).at(0))
    path.arcTo(
        QRectF(r.x() + r.width() * 0.32, r.y() + r.height() * 0.12, r.width() * 0.36, r.height() * 0.5), 180, -180
    )
    path.lineTo(_points(r, (0.68, 0.46)).at(0))
    p.drawPath(path)
    p.setBrush(color)
    p.drawRoundedRect(
        QRectF(r.x() + r.width() * 0.2, r.y() + r.height() * 0.46, r.width() * 0.6, r.height() * 0.42), 1, 1
    )


def _person(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawEllipse(r.adjusted(r.width() * 0.32, r.height() * 0.1, -r.width() * 0.32, -r.height() * 0.54))
    p.drawArc(r.adjusted(r.width() * 0.14, r.height() * 0.56, -r.width() * 0.14, r.height() * 0.3), 0, 180 * 16)


def _clock(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawEllipse(r.adjusted(r.width() * 0.1, r.height() * 0.1, -r.width() * 0.1, -r.height() * 0.1))
    p.drawPolyline(_points(r, (0.5, 0.26), (0.5, 0.52), (0.68, 0.62)))


def _star(p: QPainter, r: QRectF, _color: QColor) -> None:
    corners = (
        (0.5, 0.06), (0.62, 0.38), (0.96, 0.39), (0.69, 0.6), (0.79, 0.93), (0.5, 0.73), (0.21, 0.93), (0.31, 0.6),
        (0.04, 0.39), (0.38, 0.38),
    )  # fmt: skip
    p.drawPolygon(_points(r, *corners))


def _tray(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawPolygon(_points(r, (0.22, 0.16), (0.78, 0.16), (0.94, 0.56), (0.94, 0.86), (0.06, 0.86), (0.06, 0.56)))
    p.drawPolyline(_points(r, (0.06, 0.56), (0.34, 0.56), (0.4, 0.7), (0.6, 0.7), (0.66, 0.56), (0.94, 0.56)))


def _forward(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawPolyline(_points(r, (0.4, 0.2), (0.7, 0.5), (0.4, 0.8)))


def _more(p: QPainter, r: QRectF, color: QColor) -> None:
    p.setBrush(color)
    for x in (0.2, 0.5, 0.8):
        side = r.width() * 0.06
        p.drawEllipse(QPointF(r.x() + x * r.width(), r.center().y()), side, side)


def _pen(p: QPainter, r: QRectF, _color: QColor) -> None:
    p.drawPolygon(_points(r, (0.12, 0.88), (0.2, 0.62), (0.7, 0.12), (0.88, 0.3), (0.38, 0.8)))
    p.drawPolyline(_points(r, (0.58, 0.24), (0.76, 0.42)))


_DRAWN: dict[Shape, Callable[[QPainter, QRectF, QColor], None]] = {
    Shape.DOT: _dot,
    Shape.RING: _ring,
    Shape.HALF: _half,
    Shape.CHECK: _check,
    Shape.DOUBLE_CHECK: _double_check,
    Shape.TRIANGLE: _triangle,
    Shape.CROSS: _cross,
    Shape.PAUSE: _pause,
    Shape.DOWN: _down,
    Shape.LIST: _list,
    Shape.PULSE: _pulse,
    Shape.BACK: _back,
    Shape.LOCK: _lock,
    Shape.PERSON: _person,
    Shape.CLOCK: _clock,
    Shape.STAR: _star,
    Shape.TRAY: _tray,
    Shape.FORWARD: _forward,
    Shape.MORE: _more,
    Shape.PEN: _pen,
}


def paint_shape(painter: QPainter, rect: QRectF, shape: Shape, color: QColor) -> None:
    """Paint the shape into the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color, max(1.4, rect.width() / 9))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _DRAWN[shape](painter, rect, color)
    painter.restore()


def shape_icon(shape: Shape, color: QColor, side: int, ratio: float = 1.0) -> QIcon:
    """The shape as an icon of `side` pixels."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_shape(painter, QRectF(0, 0, side, side), shape, color)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else the style would grey it on a selected row
    return icon
