"""The list of *Demandes*: the case the agent is on, and the cases that are selected, which are two things.

J and K go from case to case; while several are selected they leave the selection as it is. What was
done to a case is shown in place: the list keeps its position and its rows their order, new arrivals
wait outside, and where the case has left the view the next one that was seen stands there.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal

from backoffice_gui.domain.case_list import CaseQuery, CaseRow, CaseSort
from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.models.kept_order import kept_order, rows_below
from backoffice_gui.gui.models.pages import PAGE
from backoffice_gui.gui.pages.paged_list import PagedList
from backoffice_gui.gui.pages.selected_rows import SelectedRows

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from PySide6.QtWidgets import QTableView

    from backoffice_gui.domain.case_list import CaseColumn
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_desk import CaseDesk
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.models.cases import CasesModel

__all__ = ["MOST", "CaseList"]

MOST = 20_000
"""So many cases can be selected at once."""

_CHUNK = 2_000
_BESIDE = -1
"""No case's number: one that is not of the list is shown."""

_ANEW, _GONE = "anew", "gone"
_SOON_MS = 1_000
"""Whoever has waited longer may be doing something else by now."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What was read anew: for the pages `first` to `last`, the `rows` from `start` on, of `total`."""

    first: int
    last: int
    start: int
    total: int
    rows: tuple[CaseRow, ...]


class CaseList(PagedList[CaseRow, CaseQuery]):
    """The cases in their table."""

    selected = Signal(int)
    """So many rows are selected; 0 where there is only the current one."""
    sorted = Signal(object)
    """The agent chose another `CaseSort`."""

    def __init__(self, bridge: Bridge, office: CaseDesk, model: CasesModel, view: QTableView) -> None:
        super().__init__(bridge, model, view, CaseQuery())
        self._office, self.cases = office, model
        self.sortable: frozenset[CaseColumn] = frozenset()
        self._picking = False
        self._known = 0
        self._looks = 0
        self._other = self._waits = self._unasked = False
        self._first_then: Callable[[], None] | None = None
        self.was: CaseRow | None = None
        """Whom the agent was on when the rows were read anew last: the list may lead on from there."""
        self._rows = SelectedRows(bridge, model, self)
        self.leads = False
        """Whether the agent is being led to another row just now, and has not gone there."""
        selection = view.selectionModel()
        selection.currentRowChanged.connect(self._moved)
        selection.selectionChanged.connect(self._reselected)
        model.modelReset.connect(self._forget_selection)
        view.horizontalHeader().setSectionsClickable(True)
        view.horizontalHeader().sortIndicatorChanged.connect(self._sort)

    def _read(self, query: CaseQuery, start: int, size: int) -> tuple[CaseRow, ...]:
        return self._office.page(query, start, size).rows

    def _total(self, query: CaseQuery) -> int:
        return self._office.count(query.filter).number

    def _interrupt(self) -> None:
        self._office.interrupt()

    def _number(self, row: CaseRow) -> int:
        return row.case

    # sort

    def show_sort(self) -> None:
        """Show by which column the list is sorted."""
        header, sort = self._view.horizontalHeader(), self.query.sort
        order = Qt.SortOrder.DescendingOrder if sort.descending else Qt.SortOrder.AscendingOrder
        at = self.cases.columns.index(sort.column) if sort.column in self.cases.columns else -1
        header.blockSignals(True)
        header.setSortIndicator(at, order)
        header.setSortIndicatorShown(at >= 0)
        header.blockSignals(False)
        header.viewport().update()

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        if not 0 <= section < len(self.cases.columns):
            return
        column = self.cases.columns[section]
        if column in self.sortable:
            self.sorted.emit(CaseSort(column, order is Qt.SortOrder.DescendingOrder))
        else:
            self.show_sort()

    # where the agent is

    @property
    def position(self) -> tuple[int, int]:
        """The current row's place, from 1 on, and how many there are; 0 for none."""
        return self._view.currentIndex().row() + 1, self._model.rowCount()

    def go(self, index: int) -> None:
        """Go to the row at this index; while several are selected, they stay so."""
        where = self._model.index(index, 0)
        flag = QItemSelectionModel.SelectionFlag
        how = flag.NoUpdate if self._picking else flag.ClearAndSelect | flag.Rows
        self._view.selectionModel().setCurrentIndex(where, how)
        self._view.scrollTo(where)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        row = self._model.row_at(now.row()) if now.isValid() else None
        if row is not None:
            self._choose(row)

    def ask(self, query: CaseQuery) -> None:
        """Ask another question, or the same one again."""
        self._other, self._unasked = query != self.query, False
        self._first_then = None
        super().ask(query)
        self._waits = True

    def _first(self, rows: tuple[CaseRow, ...], generation: int) -> None:
        super()._first(rows, generation)
        if generation == self._generation:
            self._waits = False
            then, self._first_then = self._first_then, None
            if then is not None:
                self.go_first(then)

    def _missed(self, *, whole: bool) -> None:
        if self._unasked:
            self.leave()
        elif whole or self._other:
            self._choose(None)  # nobody stays beside a list that doesn't hold them

    def go_first(self, then: Callable[[], None]) -> None:
        """Be on the first row, of what was asked last; `then` where there is one."""
        if self._waits:
            self._first_then = then
        elif self._model.rowCount():
            self.go(0)
            then()

    def forget(self) -> None:
        """Another list comes: nobody is chosen."""
        self._choose(None)

    def remember(self, row: CaseRow) -> None:
        """Be on this case once the list is here."""
        self._remembered = row

    def leave(self) -> None:
        """What is shown beside the list is not of it: no row is lit; the next step goes from where one was."""
        self._remembered, self._told = None, _BESIDE
        if not self._picking:
            self._view.clearSelection()

    def look_anew(
        self, then: Callable[[], None] = lambda: None, *, to: CaseRow | None = None, back: Collection[int] = ()
    ) -> None:
        """Show what became of the rows, in place, and go to one; of two looks that overlap, only the later is heard.

        New arrivals stay outside until the agent asks for them; the cases of `back` were taken back and return.
        """
        query, generation = self.query, self._generation
        mine = self._looks = self._looks + 1
        first, last = self._pages_in_use()
        known = self._model.rowCount()

        def look() -> _Look:
            total = self._total(query)
            start = max(0, (first - 1) * PAGE - max(0, known - total))
            stop = min((last + 2) * PAGE + max(0, total - known), start + MOST)
            return _Look(first, last, start, total, self._read_all(query, start, stop))

        def show(got: _Look) -> None:
            if mine != self._looks:
                return
            self.was = self.current
            if generation == self._generation:
                self._anew(got, to, back)
            then()

        begun = QElapsedTimer()
        begun.start()

        def not_read(failure: Failure) -> None:
            """While a team's server is away the rows stay; who has gone on meanwhile is led nowhere."""
            if generation != self._generation:
                return
            if not failure.away or self._waits or not known:
                self._failed(failure)
            elif mine == self._looks and begun.elapsed() < _SOON_MS:
                self.was = self.current
                then()

        self._bridge.ask(Query(self, look, self._leading(show), self._leading(not_read), replaces=_ANEW))

    def _leading(self, told: Callable[[Any], None]) -> Callable[[Any], None]:
        """The same, known for what leads the agent on without being asked to."""

        def lead(got: object) -> None:
            self.leads = True
            try:
                told(got)
            finally:
                self.leads = False

        return lead

    def read_again(self) -> None:
        """The same question, which nobody asks: who is on a case that is not of the answer stays on it, beside it."""
        self.refresh()
        self._unasked = True

    def _looked(self, got: tuple[int, list[tuple[int, tuple[CaseRow, ...]]]], generation: int) -> None:
        """What the agent sees and the list has no more is looked for by number: it says what became of it."""
        super()._looked(got, generation)
        if generation != self._generation:
            return
        here = {row.case for _, rows in got[1] for row in rows}
        top, bottom = self._on_screen()
        seen = [row for n in range(top, bottom + 1) if (row := self._model.row_at(n)) is not None]
        missing = [row.case for row in seen if row.case not in here] if got[1] else []
        back = self.cases.left - here
        if missing:
            self._look_for(missing, top, bottom, got[0])
        elif back != self.cases.left:
            self.cases.show_left(back)

    def _look_for(self, missing: list[int], top: int, bottom: int, total: int) -> None:
        query, generation = self.query, self._generation
        apart = abs(total - self._model.rowCount()) + PAGE

        def look() -> tuple[set[int], tuple[CaseRow, ...]]:
            around = self._read_all(query, max(0, top - apart), min(bottom + apart + 1, top + MOST))
            return {row.case for row in around}, self._office.rows(missing)

        def found(got: tuple[set[int], tuple[CaseRow, ...]]) -> None:
            if generation == self._generation:
                for row in got[1]:
                    self.cases.change(row)
                self.cases.show_left((self.cases.left | set(missing)) - got[0])

        self._bridge.ask(Query(self, look, found, lambda _: None, replaces=_GONE))

    def _pages_in_use(self) -> tuple[int, int]:
        """The pages on the screen, and that of the current row, which alone counts where it is far from them."""
        top, bottom = self._on_screen()
        first, last = top // PAGE, bottom // PAGE
        here = self._view.currentIndex().row() // PAGE
        if here < 0 or first <= here <= last:
            return first, last
        return (min(first, here), max(last, here)) if first - 2 < here < last + 2 else (here, here)

    def _read_all(self, query: CaseQuery, start: int, stop: int) -> tuple[CaseRow, ...]:
        rows: list[CaseRow] = []
        for at in range(start, stop, _CHUNK):
            rows += self._read(query, at, min(_CHUNK, stop - at))
        return tuple(rows)

    def _anew(self, look: _Look, to: CaseRow | None, back: Collection[int]) -> None:
        self._waits = False
        model, index = self._model, self._view.currentIndex().row()
        start, stop = look.first * PAGE, min((look.last + 1) * PAGE, model.rowCount())
        known = [row for n in range(start, stop) if (row := model.row_at(n)) is not None]
        if len(known) == stop - start:
            kept = kept_order(known, look.rows, self._number, back)
            count = min(look.total, model.rowCount() + len(kept) - len(known))
        else:  # what the agent sees is on its way still
            kept, count = list(look.rows[start - look.start :]), look.total
        wanted = min((look.last + 1) * PAGE, count) - start
        kept += rows_below(kept, look.rows, self._number, wanted - len(kept))
        moved = [row.case for row in kept[: len(known)]] != [row.case for row in known]
        pages = [(n, tuple(kept[n * PAGE - start : (n + 1) * PAGE - start])) for n in range(look.first, look.last + 1)]
        model.exchange(pages, count)
        if moved and self._picking:
            self.clear_selection()  # rows are selected by their places, which others have now
        self._beside = look.total - count
        self.arrived.emit(self._beside)
        self._stand(known[index - start + 1 :] if index >= start else [], index, to)
        self.shown.emit(count)
        if self._beside and not count:
            self.refresh()

    def _stand(self, below: list[CaseRow], index: int, to: CaseRow | None) -> None:
        """Be on the wanted case, else still on the same, else on the next one the agent saw below it."""
        model, count = self._model, self._model.rowCount()
        same = self._remembered if to is None else to
        at = None if same is None else model.find(same.case)
        if count == 0:
            self._choose(None)
        elif at is None and to is None and same is not None and index >= 0:
            following = (found for row in below if (found := model.find(row.case)) is not None)
            at = next(following, min(index, count - 1))
        if at is not None:
            self.go(at)
            self._choose(model.row_at(at))

    # selection

    def toggle(self) -> None:
        """Select the current row, or no longer."""
        now = self._view.currentIndex()
        if not now.isValid():
            return
        flag = QItemSelectionModel.SelectionFlag
        if self._picking:
            self._view.selectionModel().select(now, flag.Toggle | flag.Rows)
        else:
            self._picking = True
            self._view.selectionModel().select(now, flag.Select | flag.Rows)
            self._tell_selection()

    def select_all(self) -> None:
        """Every row of the view, beyond what is on the screen; the first `MOST` of a longer one."""
        last = min(MOST, self._model.rowCount()) - 1
        if last >= 0:
            whole = QItemSelection(self._model.index(0, 0), self._model.index(last, self._model.columnCount() - 1))
            flag = QItemSelectionModel.SelectionFlag
            self._view.selectionModel().select(whole, flag.ClearAndSelect)

    def clear_selection(self) -> bool:
        """Select nothing but the current row; whether there was more."""
        had = self._known > 0
        self._picking = False
        now = self._view.currentIndex()
        flag = QItemSelectionModel.SelectionFlag
        if now.isValid():
            self._view.selectionModel().select(now, flag.ClearAndSelect | flag.Rows)
        else:
            self._view.clearSelection()
        self._tell_selection()
        return had

    def _forget_selection(self) -> None:
        self._picking = False
        self._tell_selection()

    def _ranges(self) -> list[tuple[int, int]]:
        return [(part.top(), part.bottom()) for part in self._view.selectionModel().selection().toList()]

    def _reselected(self, *_: object) -> None:
        if len(self._ranges()) == 0:
            self._picking = False
        self._tell_selection()
        now = self._view.currentIndex()
        if not self._picking and self._view.selectionModel().isSelected(now):
            self._moved(now, QModelIndex())  # back on the row that was left for a case beside the list

    def _tell_selection(self) -> None:
        many = sum(bottom - top + 1 for top, bottom in self._ranges())
        if many > 1:
            self._picking = True
        alone = not self._picking or many == 0
        known = 0 if alone else many
        self._rows.forget()
        if known != self._known or known:
            self._known = known
            self.selected.emit(known)

    @property
    def many_selected(self) -> int:
        """How many rows are selected, beyond the one the agent is on."""
        return self._known

    def read_selection(self, then: Callable[[tuple[CaseRow, ...]], None], not_read: Callable[[Failure], None]) -> None:
        """The selected rows, those that are not here read first; at most `MOST`. Once it is another one: nothing."""
        query = self.query
        places = list(islice((n for top, bottom in self._ranges() for n in range(top, bottom + 1)), MOST))
        self._rows.ask(places, lambda start, size: self._read(query, start, size), then, not_read)
