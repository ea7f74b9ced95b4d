"""The pinned PySide6 keeps the counts of None, True and False.

PySide6 6.12.0 drops a reference to each at every signal and many other calls; on CPython 3.11,
where they are not immortal, the process aborts after some 500 of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem
from PySide6.QtWidgets import QApplication, QWidget

_ROUNDS = 2_000


class _Speaker(QObject):
    said = Signal(int)
    said_plainly = Signal(bool)


class _Rows(QAbstractListModel):
    def rowCount(self, parent: QModelIndex | None = None) -> int:  # type: ignore[override]  # noqa: N802  Qt's own
        return 3

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # type: ignore[override]
        return None


def _emit() -> Callable[[], object]:
    speaker = _Speaker()
    speaker.said.connect(lambda _n: None)
    speaker.said_plainly.connect(lambda _b: None)

    def once() -> None:
        speaker.said.emit(7)
        speaker.said_plainly.emit(True)
        speaker.said_plainly.emit(False)

    return once


def _model() -> Callable[[], object]:
    rows = _Rows()

    def once() -> None:
        rows.dataChanged.emit(rows.index(0, 0), rows.index(2, 0))
        rows.beginResetModel()
        rows.endResetModel()

    return once


def _timer() -> Callable[[], object]:
    def once() -> None:
        QTimer.singleShot(0, lambda: None)
        QApplication.processEvents()

    return once


def _visible() -> Callable[[], object]:
    widget = QWidget()

    def once() -> None:
        widget.setVisible(False)
        widget.setEnabled(True)

    return once


def _item() -> Callable[[], object]:
    return lambda: QStandardItem("x").data(Qt.ItemDataRole.UserRole)


@pytest.mark.parametrize("make", [_emit, _model, _timer, _visible, _item])
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None, True and False are immortal from 3.12 on")
def test_everyday_operations_drop_no_reference(qapp: QApplication, make: Callable[[], Callable[[], object]]) -> None:
    """No operation takes away references of None, True or False: that ends in an abort."""
    once = make()
    once()
    before = [sys.getrefcount(value) for value in (None, True, False)]
    for _ in range(_ROUNDS):
        once()
    after = [sys.getrefcount(value) for value in (None, True, False)]
    drift = [(later - earlier) / _ROUNDS for earlier, later in zip(before, after, strict=True)]
    assert min(drift) > -0.5, drift


def test_the_minimal_reproducer_lives(qapp: QApplication) -> None:
    """Twenty thousand emissions end where 6.12.0 dies at some five hundred."""
    speaker = _Speaker()
    heard: list[int] = []
    speaker.said.connect(heard.append)
    for n in range(20_000):
        speaker.said.emit(n)
    assert len(heard) == 20_000
