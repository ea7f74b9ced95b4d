"""A long list, two hundred rows at a time: what every such list has in common.

The model holds pages; one that is missing is shown as a placeholder and told once by
`pages_wanted`. It never sorts nor filters: that is the query's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from backoffice_gui.gui.models.pages import PAGE, PageCache

__all__ = ["ROW_ROLE", "Index", "PagedModel"]

R = TypeVar("R")

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole
"""The whole row, or nothing while its page is on its way."""

_DISPLAY = Qt.ItemDataRole.DisplayRole
_ALIGNMENT = Qt.ItemDataRole.TextAlignmentRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class PagedModel(QAbstractTableModel, Generic[R]):
    """Rows by pages; a subclass says what a row is and what its cells show."""

    pages_wanted = Signal(object)
    """A tuple of page numbers that are looked at and not here."""

    def __init__(self, answered: frozenset[int], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._answered = answered | {_DISPLAY, _ALIGNMENT, ROW_ROLE}
        self._cache: PageCache[R] = PageCache()
        self._count = 0
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._tell = QTimer(self, interval=0, singleShot=True)
        self._tell.timeout.connect(self._tell_wanted)

    # what a subclass says

    def _key(self, row: R) -> int:
        """What tells a row apart from all others."""
        raise NotImplementedError

    def _headers(self) -> Sequence[str]:
        """The columns' names, in the order shown."""
        raise NotImplementedError

    def _to_the_right(self, section: int) -> bool:
        """Whether a column holds numbers."""
        raise NotImplementedError

    def _text(self, row: R, section: int) -> str:
        """What a cell shows."""
        raise NotImplementedError

    def _more(self, row: R, section: int, role: int) -> Any:
        """What a cell answers to the other roles that are answered."""
        raise NotImplementedError

    # what is here

    def start(self, rows: tuple[R, ...], count: int) -> None:
        """Show another list: its first page, and how many rows it has as far as known."""
        self.beginResetModel()
        self._cache.clear()
        self._wanted.clear()
        self._asked.clear()
        self._cache.put(0, rows)
        self._count = max(count, len(rows))
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
            self._cache.cut(count)
            self.endRemoveRows()

    def exchange(self, pages: Sequence[tuple[int, tuple[R, ...]]], count: int) -> None:
        """Show the same list anew, without a jump: these pages are fresh, the others come when looked at."""
        self._cache.clear()
        self._wanted.clear()
        self._asked.clear()
        for number, rows in pages:
            self._cache.put(number, rows)
        self.set_count(count)
        if count:
            self.dataChanged.emit(self.index(0, 0), self.index(count - 1, self.columnCount() - 1))

    def take(self, number: int, rows: tuple[R, ...]) -> None:
        """A page that was wanted has come."""
        self._asked.discard(number)
        if number * PAGE >= self._count:
            return
        self._cache.put(number, rows[: self._count - number * PAGE])
        last = min(number * PAGE + PAGE, self._count) - 1
        self.dataChanged.emit(self.index(number * PAGE, 0), self.index(last, self.columnCount() - 1))

    def renew(self, number: int, rows: tuple[R, ...]) -> bool:
        """Put a page's newer facts in place, each at its row; whether they are of the same rows in the same order.

        One that is no longer among them stays as it was: where it left the list, the others are not to wait for it.
        """
        known = self._cache.page(number)
        if known is None:
            return False
        newer = {self._key(row): row for row in rows}
        merged = tuple(newer.get(self._key(row), row) for row in known)
        if merged != known:
            self.take(number, merged)
        return [self._key(row) for row in known] == [self._key(row) for row in rows]

    def forget_asked(self) -> None:
        """What was asked for will not come: ask again when it is looked at."""
        self._asked.clear()

    def pages(self) -> tuple[int, ...]:
        """The numbers of the pages that are here."""
        return tuple(self._cache)

    def nearest(self, first: int, end: int) -> tuple[tuple[int, R], ...]:
        """The rows of the page nearest to those from `first` up to `end`, the nearest first; each with its place."""
        others = [n for n in self._cache if not first <= n < end]
        if not others:
            return ()
        number = min(others, key=lambda n: (first - n if n < first else n - end + 1, n))
        rows = enumerate(self._cache.page(number) or (), number * PAGE)
        return tuple(rows) if number >= end else tuple(reversed(tuple(rows)))

    def row_at(self, index: int) -> R | None:
        """The row at an index, where its page is here."""
        return self._cache.row(index)

    def keys(self) -> frozenset[int]:
        """What tells the rows apart that are here."""
        return frozenset(self._key(row) for _, row in self._cache.items())

    def find(self, key: int) -> int | None:
        """The index of a row by its number in the store, among the pages that are here."""
        return next((index for index, known in self._cache.items() if self._key(known) == key), None)

    # what Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Rows of the whole list."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """The columns shown."""
        return 0 if parent.isValid() else len(self._headers())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal:
            if role == _DISPLAY:
                return self._headers()[section]
            if role == _ALIGNMENT and self._to_the_right(section):
                return _RIGHT
        return None

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """What a cell shows; nothing at once for roles we don't answer."""
        if role not in self._answered:
            return None
        section = index.column()
        if role == _ALIGNMENT:
            return _RIGHT if self._to_the_right(section) else None
        row = self._cache.row(index.row())
        if row is None:
            return self._missing(index, role)
        if role == _DISPLAY:
            return self._text(row, section)
        return row if role == ROW_ROLE else self._more(row, section, role)

    def _missing(self, index: Index, role: int) -> str | None:
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
