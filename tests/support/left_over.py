"""Whatever words of persons are left in a program: in widgets, models, the accessible tree, titles, the clipboard.

It looks at hidden things as well as at seen ones, and into the memory for models and panes that still hold rows.
"""

from __future__ import annotations

import dataclasses
import gc
from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.gui.drafts import Drafts
from backoffice_gui.gui.models.paged import PagedModel
from backoffice_gui.gui.pages.case_detail import CaseDetailPane
from backoffice_gui.gui.pages.detail import DetailPane
from backoffice_gui.gui.windows.desk_acts import DeskActs

__all__ = ["found", "held", "words_of_case"]

_ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.EditRole, Qt.ItemDataRole.UserRole,
)  # fmt: skip
_PROPERTIES = (
    "text", "plainText", "toolTip", "accessibleName", "accessibleDescription", "windowTitle", "placeholderText", "title",
    "currentText", "statusTip", "whatsThis",
)  # fmt: skip
_DEEP = 60
_ROWS = 12


def words_of_case(detail: CaseDetail) -> set[str]:
    """The words of a case that nobody may read any more: names, numbers, addresses, what was written."""

    def texts(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for one in value:
                yield from texts(one)
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            for field in dataclasses.fields(value):
                yield from texts(getattr(value, field.name))

    told = ("EXEMPLE", "DÉMO", "DEMO", "exemple.invalid", "+33")
    return {text for text in texts(detail) if any(mark in text for mark in told)} - {"DÉMO"}  # the badge of a demo


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(min(_ROWS, model.rowCount(QModelIndex()))):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())):
            index = model.index(row, column)
            for role in _ROLES:
                value = model.data(index, role)
                if value is not None:
                    yield str(value)


def _of_object(thing: QObject) -> Iterator[str]:
    if isinstance(thing, QAbstractItemModel):
        yield from _of_model(thing)
    for name in _PROPERTIES:
        value = thing.property(name)
        if isinstance(value, str) and value:
            yield value


def _accessible(interface: QAccessibleInterface | None, deep: int = 0) -> Iterator[str]:
    if interface is None or not interface.isValid() or deep > _DEEP:
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description, QAccessible.Text.Help):
        text = interface.text(kind)
        if text:
            yield text
    for n in range(min(interface.childCount(), 200)):
        yield from _accessible(interface.child(n), deep + 1)


def _everything() -> Iterator[tuple[str, str]]:
    for top in QApplication.topLevelWidgets():
        for thing in (top, *top.findChildren(QObject)):
            where = type(thing).__name__
            yield from ((where, text) for text in _of_object(thing))
            if isinstance(thing, QWidget):
                yield from ((f"action of {where}", text) for action in thing.actions() for text in _of_object(action))
        yield from (("accessible", text) for text in _accessible(QAccessible.queryAccessibleInterface(top)))
    yield from (("window", window.title()) for window in QGuiApplication.allWindows())
    clipboard = QGuiApplication.clipboard()
    yield "clipboard", clipboard.text()
    focus = QGuiApplication.focusObject()
    if focus is not None:
        yield from (("focus", text) for text in _of_object(focus))


def found(words: set[str]) -> set[tuple[str, str]]:
    """Where one of these words is: a kind of thing, and the word."""
    return {(where, word) for where, text in _everything() for word in words if word in text}


def held() -> list[str]:
    """What still lives of a desk that is locked, though nobody shows it: panes, drafts, models with rows."""
    gc.collect()
    things = gc.get_objects()
    kept = [
        type(thing).__name__ for thing in things if isinstance(thing, CaseDetailPane | DetailPane | Drafts | DeskActs)
    ]
    return kept + [
        type(thing).__name__ for thing in things if isinstance(thing, PagedModel) and any(thing._cache.items())
    ]
