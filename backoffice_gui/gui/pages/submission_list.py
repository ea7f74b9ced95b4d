"""The list of *Demandes*: pages by query, rows that never move under the agent's eyes.

A new filter or sort is a new question: what was asked before is dropped, and interrupted where
it runs. The first page is shown as soon as it is here; the count comes after. New arrivals are
told in a strip; they enter when the agent says so. Rows on the screen take their newer facts in
place, where their order can't have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QObject, Qt, QTimer, Signal

from backoffice_gui.domain.listing import Column, Filter, ListQuery, Sort
from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.models.pages import PAGE
from backoffice_gui.gui.models.submissions import COLUMNS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from backoffice_gui.domain.listing import Page, Row
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.models.submissions import SubmissionsModel
    from backoffice_gui.gui.office import Office

__all__ = ["SubmissionList"]

_AGAIN_MS = 1_200
_STABLE = frozenset({Column.SEQ, Column.RECEIVED})
_LIST = "list"
_PAGES = "pages"
_RENEW = "renew"


class SubmissionList(QObject):
    """What the table shows and when: it joins the model, the view and the office."""

    started = Signal()
    """A new question was asked; nothing of it is here yet."""
    shown = Signal(int)
    """The list is on the screen with so many rows."""
    arrived = Signal(int)
    """So many new submissions wait for the agent to look again; 0: none any more."""
    chosen = Signal(object)
    """Another `Row` is the current one, or `None`."""
    counted = Signal(int)
    """The store holds so many now, new arrivals included."""
    failed = Signal(object)
    """The list could not be read: a `Failure`."""

    def __init__(self, bridge: Bridge, office: Office, model: SubmissionsModel, view: QTableView) -> None:
        super().__init__(view)
        self._bridge, self._office = bridge, office
        self._model, self._view = model, view
        self.query = ListQuery()
        self._generation = 0
        self._remembered: Row | None = None
        self._beside = 0
        self._counting = False
        self._again = QTimer(self, interval=_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._look_again)
        model.pages_wanted.connect(self._fetch)
        view.selectionModel().selectionChanged.connect(self._selected)
        header = view.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(COLUMNS.index(self.query.sort.column), Qt.SortOrder.DescendingOrder)
        header.sortIndicatorChanged.connect(self._sort)

    @property
    def current(self) -> Row | None:
        """The row the agent is on."""
        return self._remembered

    def narrow(self, wanted: Filter) -> None:
        """Ask with another filter."""
        if wanted != self.query.filter:
            self.ask(ListQuery(wanted, self.query.sort))

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        sort = Sort(COLUMNS[section], order is Qt.SortOrder.DescendingOrder)
        if sort != self.query.sort:
            self.ask(ListQuery(self.query.filter, sort))

    def ask(self, query: ListQuery) -> None:
        """Ask another question, or the same one again."""
        self.query = query
        self._generation += 1
        generation = self._generation
        for name in (_LIST, _PAGES, _RENEW):
            self._bridge.drop(self, name, self._office.interrupt)
        self._counting = False
        self.started.emit()
        self._bridge.ask(
            Query(
                self,
                lambda: self._office.page(query, 0, PAGE),
                lambda page: self._first(page, generation),
                self._failed,
                replaces=_LIST,
            )
        )

    def refresh(self) -> None:
        """The same question again: new arrivals enter, the agent stays on the same row."""
        self.ask(self.query)

    def renew_soon(self, *_: object) -> None:
        """Something changed in the store: look again within a moment."""
        if not self._again.isActive():
            self._again.start()

    def step(self, by: int) -> None:
        """Go to the next or previous row."""
        count = self._model.rowCount()
        now = self._view.currentIndex().row()
        target = min(count - 1, max(0, now + by)) if now >= 0 else 0
        if count:
            self._go(target)

    def _go(self, index: int) -> None:
        where = self._model.index(index, 0)
        self._view.setCurrentIndex(where)
        self._view.selectRow(index)
        self._view.scrollTo(where)

    def _first(self, page: Page, generation: int) -> None:
        if generation != self._generation:
            return
        whole = len(page.rows) < PAGE
        remembered, index = self._remembered, self._view.currentIndex().row()
        self._model.start(page, len(page.rows))
        self._beside = 0
        self.arrived.emit(0)
        if remembered is not None:
            found = self._model.find(remembered.row)
            if found is not None:
                self._go(found)
            elif index >= 0:
                self._view.clearSelection()
        self.shown.emit(self._model.rowCount())
        if not whole:
            self._count(generation)

    def _count(self, generation: int) -> None:
        wanted = self.query.filter
        self._counting = True
        self._bridge.ask(
            Query(
                self,
                lambda: self._office.count(wanted),
                lambda count: self._counted(count, generation),
                self._failed,
                replaces=_LIST,
            )
        )

    def _counted(self, count: int, generation: int) -> None:
        if generation == self._generation:
            self._counting = False
            self._model.set_count(count)
            self.shown.emit(count)

    def _fetch(self, numbers: tuple[int, ...]) -> None:
        query, generation = self.query, self._generation
        shift = self._beside if self._moves else 0

        def pages() -> list[tuple[int, tuple[Row, ...]]]:
            return [(n, self._office.page(query, n * PAGE + shift, PAGE).rows) for n in numbers]

        self._model.forget_asked()
        self._bridge.ask(Query(self, pages, lambda got: self._take(got, generation), self._failed, replaces=_PAGES))

    def _take(self, got: list[tuple[int, tuple[Row, ...]]], generation: int) -> None:
        if generation == self._generation:
            for number, rows in got:
                self._model.take(number, rows)

    @property
    def _moves(self) -> bool:
        """Whether new arrivals push the known rows down (they come first)."""
        return self.query.sort.descending and self.query.sort.column in _STABLE

    def _look_again(self) -> None:
        query, generation = self.query, self._generation
        if self._counting:
            self._again.start()
            return
        first, last = self._on_screen()
        stable = query.sort.column in _STABLE and not query.filter.stages
        known = self._model.rowCount()

        def look() -> tuple[int, list[tuple[int, tuple[Row, ...]]]]:
            count = self._office.count(query.filter)
            if not stable:
                return count, []
            shift = max(0, count - known) if query.sort.descending else 0
            numbers = range(first // PAGE, last // PAGE + 1)
            return count, [(n, self._office.page(query, n * PAGE + shift, PAGE).rows) for n in numbers]

        self._bridge.ask(Query(self, look, lambda got: self._looked(got, generation), lambda _: None, replaces=_RENEW))

    def _on_screen(self) -> tuple[int, int]:
        first = max(0, self._view.rowAt(0))
        last = self._view.rowAt(self._view.viewport().height() - 1)
        return first, last if last >= 0 else max(first, self._model.rowCount() - 1)

    def _looked(self, got: tuple[int, list[tuple[int, tuple[Row, ...]]]], generation: int) -> None:
        if generation != self._generation:
            return
        count, pages = got
        if self._model.rowCount() == 0 and count:
            self.refresh()
            return
        self._beside = max(0, count - self._model.rowCount())
        self.counted.emit(count)
        for number, rows in pages:
            room = self._model.rowCount() - number * PAGE
            self._model.renew(number, rows[: max(0, min(PAGE, room))])
        self.arrived.emit(self._beside)

    def _selected(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        indexes = self._view.selectionModel().selectedRows()
        row = self._model.row_at(indexes[0].row()) if indexes else None
        if row is None and indexes:
            return
        if row is None and self._model.rowCount() and self._remembered is not None:
            return
        known = None if self._remembered is None else self._remembered.row
        self._remembered = row
        if (None if row is None else row.row) != known:
            self.chosen.emit(row)

    def _failed(self, failure: Failure) -> None:
        self._model.forget_asked()
        self.failed.emit(failure)
