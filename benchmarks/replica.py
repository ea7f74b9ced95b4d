"""A window of the same widgets without product code: what Qt itself needs to show such a window.

`describe` writes down the tree of a window that was painted, `build` makes it again from the
plain classes of PySide6: same classes, same layouts, same texts, no style of ours.
"""

from __future__ import annotations

from typing import Any

from PySide6 import QtWidgets
from PySide6.QtCore import QMargins
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QLabel,
    QLayout,
    QMainWindow,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

__all__ = ["build", "describe"]

_OWN = ("qt_", "ScrollLeftButton", "ScrollRightButton")
_MADE_BY_QT = ("QSizeGrip", "QSplitterHandle", "QScrollBar", "QHeaderView", "QTableCornerButton", "QRubberBand")


def _plain(widget: QWidget) -> str:
    """The nearest class of Qt's own."""
    for kind in type(widget).__mro__:
        if kind.__module__ == "PySide6.QtWidgets" and kind.__name__ not in ("QAbstractButton", "QAbstractItemView"):
            return kind.__name__
    return "QWidget"


def describe(widget: QWidget) -> dict[str, Any]:
    """The tree below a widget, as values."""
    text = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    layout = widget.layout()
    children = [
        child
        for child in widget.children()
        if isinstance(child, QWidget)
        and not child.isWindow()
        and not child.objectName().startswith(_OWN)
        and _plain(child) not in _MADE_BY_QT
    ]
    if isinstance(widget, QScrollArea):
        children = [inner] if (inner := widget.widget()) is not None else []
    box = widget.geometry()
    return {
        "class": _plain(widget),
        "text": text,
        "hidden": widget.isHidden(),
        "box": [box.x(), box.y(), box.width(), box.height()],
        "children": [describe(child) for child in children],
        "layout": _order(layout, children) if isinstance(layout, QBoxLayout) else None,
    }


def _order(layout: QBoxLayout, children: list[QWidget]) -> dict[str, Any]:
    items: list[Any] = []
    for n in range(layout.count()):
        item = layout.itemAt(n)
        assert item is not None
        inner, below = item.widget(), item.layout()
        if inner is not None and inner in children:
            items.append([children.index(inner), layout.stretch(n)])
        elif isinstance(below, QBoxLayout):
            items.append(_order(below, children))
        else:
            items.append(None)
    margins: QMargins = layout.contentsMargins()
    around = [margins.left(), margins.top(), margins.right(), margins.bottom()]
    across = layout.direction() in (QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.RightToLeft)
    return {"across": across, "items": items, "margins": around, "spacing": layout.spacing()}


def build(description: dict[str, Any], parent: QWidget | None = None) -> QWidget:
    """The same tree again, of plain widgets."""
    kind: type[QWidget] = getattr(QtWidgets, description["class"])
    try:
        widget = kind(parent)
    except TypeError:
        widget = QWidget(parent)
    if isinstance(widget, QLabel | QAbstractButton):
        widget.setText(description["text"])
    children = [build(child, widget) for child in description["children"]]
    _place(widget, children, description)
    widget.setGeometry(*description["box"])
    if description["hidden"] and parent is not None:
        widget.hide()
    return widget


def _place(widget: QWidget, children: list[QWidget], description: dict[str, Any]) -> None:
    match widget:
        case QMainWindow():
            for child in children:
                if isinstance(child, QtWidgets.QStatusBar):
                    widget.setStatusBar(child)
                elif type(child) is QWidget and widget.centralWidget() is None:
                    widget.setCentralWidget(child)
        case QStackedWidget() | QSplitter():
            for child in children:
                widget.addWidget(child)
        case QScrollArea():
            for child in children:
                widget.setWidget(child)
        case QtWidgets.QStatusBar():
            for child in children:
                widget.addWidget(child)
        case _:
            if description["layout"] is not None and widget.layout() is None:
                widget.setLayout(_arrange(description["layout"], children))


def _arrange(order: dict[str, Any], children: list[QWidget]) -> QLayout:
    way = QBoxLayout.Direction.LeftToRight if order["across"] else QBoxLayout.Direction.TopToBottom
    layout = QBoxLayout(way)
    layout.setContentsMargins(*order["margins"])
    layout.setSpacing(order["spacing"])
    for item in order["items"]:
        if item is None:
            layout.addStretch()
        elif isinstance(item, dict):
            layout.addLayout(_arrange(item, children))
        else:
            layout.addWidget(children[item[0]], item[1])
    return layout
