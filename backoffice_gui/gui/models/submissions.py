"""A hundred thousand submissions, two hundred at a time.

The model holds pages; one that is missing is shown as a placeholder and told once by
`pages_wanted`. It never sorts nor filters: that is the query's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from backoffice_gui.domain.listing import Column
from backoffice_gui.gui import formats
from backoffice_gui.gui.models.pages import PAGE, PageCache
from backoffice_gui.gui.text_counts import Counted
from backoffice_gui.gui.text_words import column_text, kind_text, stage_hint, stage_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QIcon

    from backoffice_gui.domain.facts import Stage
    from backoffice_gui.domain.listing import Page, Row

__all__ = ["COLUMNS", "ROW_ROLE", "SubmissionsModel"]

translate = QCoreApplication.translate

COLUMNS = (Column.STAGE, Column.SEQ, Column.KIND, Column.RECEIVED, Column.PARTS, Column.SIZE)
"""The columns in the order shown."""

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The whole `Row`, or nothing while its page is on its way."""

_DISPLAY = Qt.ItemDataRole.DisplayRole
_DECORATION = Qt.ItemDataRole.DecorationRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
_TIP = Qt.ItemDataRole.ToolTipRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_RIGHT_COLUMNS = frozenset(n for n, column in enumerate(COLUMNS) if column in {Column.PARTS, Column.SIZE})
_ANSWERED = frozenset({_DISPLAY, _DECORATION, _ALIGNMENT, _ACCESSIBLE, _TIP, ROW_ROLE})

_Index = QModelIndex | QPersistentModelIndex


class SubmissionsModel(QAbstractTableModel):
    """The list's rows by pages."""

    pages_wanted = Signal(object)
    """A tuple of page numbers that are looked at and not here."""

    def __init__(self, icon: Callable[[Stage], QIcon], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._cache: PageCache[Row] = PageCache()
        self._count = 0
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._tell = QTimer(self, interval=0, singleShot=True)
        self._tell.timeout.connect(self._tell_wanted)
        self._shown = {Column.STAGE: self._stage, Column.SEQ: self._seq, Column.KIND: self._kind,
                       Column.RECEIVED: self._received, Column.PARTS: self._parts, Column.SIZE: self._size}  # fmt: skip

    def start(self, first: Page, count: int) -> None:
        """Show another list: its first page, and how many rows it has as far as known."""
        self.beginResetModel()
        self._cache.clear()
        self._wanted.clear()
        self._asked.clear()
        self._cache.put(first.start // PAGE, first.rows)
        self._count = max(count, first.start + len(first.rows))
        self.endResetModel()

    def set_count(self, count: int) -> None:
        """The list turned out to have so many rows."""
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def take(self, number: int, rows: tuple[Row, ...]) -> None:
        """A page that was wanted has come."""
        self._asked.discard(number)
        if number * PAGE >= self._count:
            return
        self._cache.put(number, rows)
        last = min(number * PAGE + PAGE, self._count) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, len(COLUMNS) - 1))

    def renew(self, number: int, rows: tuple[Row, ...]) -> bool:
        """Put a page's newer facts in place, if they are of the same rows in the same order."""
        known = self._cache.page(number)
        if known is None or [row.row for row in known] != [row.row for row in rows]:
            return False
        if known != rows:
            self.take(number, rows)
        return True

    def forget_asked(self) -> None:
        """What was asked for will not come: ask again when it is looked at."""
        self._asked.clear()

    def pages(self) -> tuple[int, ...]:
        """The numbers of the pages that are here."""
        return tuple(self._cache)

    def row_at(self, index: int) -> Row | None:
        """The row at an index, where its page is here."""
        return self._cache.row(index)

    def find(self, row: int) -> int | None:
        """The index of a row by its number in the store, among the pages that are here."""
        return next((index for index, known in self._cache.items() if known.row == row), None)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Rows of the whole list."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """The columns offered."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal:
            if role == _DISPLAY:
                return column_text(COLUMNS[section])
            if role == _ALIGNMENT and section in _RIGHT_COLUMNS:
                return _RIGHT
        return None

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        """What a cell shows; nothing at once for roles we don't answer."""
        if role not in _ANSWERED:
            return None
        column = index.column()
        if role == _ALIGNMENT:
            return _RIGHT if column in _RIGHT_COLUMNS else None
        row = self._cache.row(index.row())
        if row is None:
            return self._missing(index, role)
        if role == _DISPLAY:
            return self._shown[COLUMNS[column]](row)
        if role == ROW_ROLE:
            return row
        if column == 0:
            return self._of_first(row, role)
        return self._tip(row, COLUMNS[column]) if role == _TIP else None

    def _missing(self, index: _Index, role: int) -> str | None:
        if role != _DISPLAY:
            return None
        number = index.row() // PAGE
        if number not in self._asked and number not in self._wanted:
            self._wanted.add(number)
            self._tell.start()
        return "…"

    def _tell_wanted(self) -> None:
        wanted = tuple(sorted(self._wanted))
        self._asked |= self._wanted
        self._wanted.clear()
        self.pages_wanted.emit(wanted)

    def _of_first(self, row: Row, role: int) -> Any:
        if role == _DECORATION:
            return self._icon(row.stage)
        if role == _ACCESSIBLE:
            return self.sentence(row)
        return stage_hint(row.stage) if role == _TIP else None

    def _tip(self, row: Row, column: Column) -> str | None:
        if column is Column.RECEIVED:
            return formats.full_moment(row.first_seen_at, seconds=True)
        return row.id if column is Column.SEQ else None

    def sentence(self, row: Row) -> str:
        """The whole row in one sentence, for a screen reader."""
        return translate(
            "SubmissionsModel", "Demande {seq}, {kind}, {stage}, reçue le {moment}, {parts}, {size}"
        ).format(
            seq=row.seq,
            kind=kind_text(row.kind),
            stage=stage_text(row.stage),
            moment=formats.full_moment(row.first_seen_at),
            parts=Counted().parts(row.parts),
            size=formats.size_text(row.size),
        )

    def _stage(self, row: Row) -> str:
        return stage_text(row.stage)

    def _seq(self, row: Row) -> str:
        return str(row.seq)

    def _kind(self, row: Row) -> str:
        return kind_text(row.kind)

    def _received(self, row: Row) -> str:
        return formats.short_moment(row.first_seen_at)

    def _parts(self, row: Row) -> str:
        return str(row.parts)

    def _size(self, row: Row) -> str:
        return formats.size_text(row.size)
