"""The list of *Dépôts*: its sort and its filter, and which of its orders can be renewed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, Qt

from backoffice_gui.domain.listing import Column, Filter, ListQuery, Row, Sort
from backoffice_gui.gui.models.submissions import COLUMNS
from backoffice_gui.gui.pages.paged_list import PagedList

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.models.submissions import SubmissionsModel
    from backoffice_gui.gui.office import Office

__all__ = ["SubmissionList"]

_STABLE = frozenset({Column.SEQ, Column.RECEIVED})


class SubmissionList(PagedList[Row, ListQuery]):
    """The submissions in their table."""

    def __init__(self, bridge: Bridge, office: Office, model: SubmissionsModel, view: QTableView) -> None:
        super().__init__(bridge, model, view, ListQuery())
        self._office = office
        view.selectionModel().selectionChanged.connect(self._selected)
        header = view.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(COLUMNS.index(self.query.sort.column), Qt.SortOrder.DescendingOrder)
        header.sortIndicatorChanged.connect(self._sort)

    def _read(self, query: ListQuery, start: int, size: int) -> tuple[Row, ...]:
        return self._office.page(query, start, size).rows

    def _total(self, query: ListQuery) -> int:
        return self._office.count(query.filter)

    def _interrupt(self) -> None:
        self._office.interrupt()

    def _number(self, row: Row) -> int:
        return row.row

    @property
    def _moves(self) -> bool:
        return self.query.sort.descending and self.query.sort.column in _STABLE

    @property
    def _stable(self) -> bool:
        return self.query.sort.column in _STABLE and not self.query.filter.stages

    def narrow(self, wanted: Filter) -> None:
        """Ask with another filter."""
        if wanted != self.query.filter:
            self.ask(ListQuery(wanted, self.query.sort))

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        sort = Sort(COLUMNS[section], order is Qt.SortOrder.DescendingOrder)
        if sort != self.query.sort:
            self.ask(ListQuery(self.query.filter, sort))

    def _selected(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        indexes = self._view.selectionModel().selectedRows()
        row = self._model.row_at(indexes[0].row()) if indexes else None
        if row is None and indexes:
            return
        if row is None and self._model.rowCount() and self._remembered is not None:
            return
        self._choose(row)
