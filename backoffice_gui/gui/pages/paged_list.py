"""A long list on the screen: pages by query, rows that never move under the agent's eyes.

A new filter or sort is a new question: what was asked before is dropped, and interrupted where
it runs. The first page is shown as soon as it is here; the count comes after. New arrivals are
told; they enter when the agent says so. Rows on the screen take their newer facts in place,
where their order can't have changed. A page that comes later goes on where its neighbours end,
however the list has moved meanwhile; where it comes short, the list ends there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QElapsedTimer, QItemSelectionModel, QModelIndex, QObject, QTimer, Signal

from backoffice_gui.gui.bridge import Query
from backoffice_gui.gui.models.neighbours import page_beside
from backoffice_gui.gui.models.pages import PAGE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.failure import Failure
    from backoffice_gui.gui.models.paged import PagedModel

__all__ = ["PagedList"]

R = TypeVar("R")
Q = TypeVar("Q")

_AGAIN_MS = 1_200
_LIST = "list"
_PAGES = "pages"
_RENEW = "renew"


class PagedList(QObject, Generic[R, Q]):
    """What a table shows and when: it joins the model, the view and the office."""

    started = Signal()
    """A new question was asked; nothing of it is here yet."""
    shown = Signal(int)
    """The list is on the screen with so many rows."""
    arrived = Signal(int)
    """So many new rows wait for the agent to look again; 0: none any more."""
    chosen = Signal(object)
    """Another row is the current one, or `None`."""
    counted = Signal(int)
    """The list has so many now, new arrivals included."""
    failed = Signal(object)
    """The list could not be read: a `Failure`."""

    def __init__(self, bridge: Bridge, model: PagedModel[R], view: QTableView, query: Q) -> None:
        super().__init__(view)
        self._bridge, self._model, self._view = bridge, model, view
        self.query = query
        self._generation = 0
        self._remembered: R | None = None
        self._told: int | None = None
        self._beside = 0
        self._counting = self._beyond = False
        self._looked_at = QElapsedTimer()
        self._again = QTimer(self, interval=_AGAIN_MS, singleShot=True)
        self._again.timeout.connect(self._look_again)
        model.pages_wanted.connect(self._fetch)

    # what a subclass says

    def _read(self, query: Q, start: int, size: int) -> tuple[R, ...]:
        """Some rows; called on the reading thread."""
        raise NotImplementedError

    def _total(self, query: Q) -> int:
        """How many rows there are; called on the reading thread."""
        raise NotImplementedError

    def _interrupt(self) -> None:
        """Interrupt the read that runs."""
        raise NotImplementedError

    def _number(self, row: R) -> int:
        """What tells the row apart."""
        raise NotImplementedError

    @property
    def _moves(self) -> bool:
        """Whether new arrivals push the known rows down (they come first)."""
        return False

    def _pushed(self, query: Q, known: int) -> int:
        """By how many places what came since pushed the `known` rows down; called on the reading thread."""
        return 0

    @property
    def _stable(self) -> bool:
        """Whether rows on the screen may take newer facts in place."""
        return True

    def _missed(self, *, whole: bool) -> None:
        """The row the agent was on is not on the first page of the answer, which is the `whole` of it or not."""

    # questions

    @property
    def current(self) -> R | None:
        """The row the agent is on."""
        return self._remembered

    def ask(self, query: Q) -> None:
        """Ask another question, or the same one again."""
        self.query = query
        self._generation += 1
        generation = self._generation
        for name in (_LIST, _PAGES, _RENEW):
            self._bridge.drop(self, name, self._interrupt)
        self._counting = self._beyond = False
        self.started.emit()
        self._bridge.ask(
            Query(
                self,
                lambda: self._read(query, 0, PAGE),
                lambda rows: self._first(rows, generation),
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

    def renew(self) -> None:
        """Something changed that is to be seen at once; where that is said again and again, within a moment each."""
        if self._again.isActive() or (self._looked_at.isValid() and self._looked_at.elapsed() < _AGAIN_MS):
            self.renew_soon()
        else:
            self._look_again()

    def step(self, by: int) -> None:
        """Go to the next or previous row."""
        count = self._model.rowCount()
        now = self._view.currentIndex().row()
        now = count if now < 0 and self._beyond else now
        target = min(count - 1, max(0, now + by)) if now >= 0 else 0
        if count:
            self.go(target)

    def go(self, index: int) -> None:
        """Go to the row at this index."""
        where = self._model.index(index, 0)
        self._view.setCurrentIndex(where)
        self._view.selectRow(index)
        self._view.scrollTo(where)

    # answers

    def _first(self, rows: tuple[R, ...], generation: int) -> None:
        if generation != self._generation:
            return
        whole = len(rows) < PAGE
        remembered, index = self._remembered, self._view.currentIndex().row()
        self._model.start(rows, len(rows))
        self._beside = 0
        self.arrived.emit(0)
        if remembered is not None:
            found = self._model.find(self._number(remembered))
            if found is not None:
                self.go(found)
            else:
                if index >= 0:
                    self._view.clearSelection()
                self._missed(whole=whole)
        self.shown.emit(self._model.rowCount())
        if not whole:
            self._count(generation)

    def _count(self, generation: int) -> None:
        query = self.query
        self._counting = True
        self._bridge.ask(
            Query(
                self,
                lambda: self._total(query),
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
        shift, known = self._beside if self._moves else 0, self._model.rowCount()
        near = {n: self._model.nearest(n, n + 1) for n in numbers}

        def pages() -> list[tuple[int, tuple[R, ...]]]:
            moved = shift or self._pushed(query, known)
            got: list[tuple[int, tuple[R, ...]]] = []
            beside: tuple[tuple[int, R], ...] = ()

            def read(start: int, size: int) -> tuple[R, ...]:
                return self._read(query, start + moved, size)

            for n in numbers:
                next_to = beside and beside[0][0] == n * PAGE - 1
                rows = page_beside(read, self._number, n * PAGE, PAGE, beside if next_to else near[n])
                beside = tuple(reversed(tuple(enumerate(rows, n * PAGE))))
                got.append((n, rows))
            return got

        self._model.forget_asked()
        take, failed = (lambda got: self._take(got, generation)), (lambda one: self._not_fetched(one, generation))
        self._bridge.ask(Query(self, pages, take, failed, replaces=_PAGES))

    def _not_fetched(self, failure: Failure, generation: int) -> None:
        """While a team's server is away what is here stays readable; the rest is asked for again once it is back."""
        if generation == self._generation and not failure.away:
            self._failed(failure)

    def _take(self, got: list[tuple[int, tuple[R, ...]]], generation: int) -> None:
        if generation != self._generation:
            return
        for number, rows in got:
            if len(rows) < PAGE:
                self._end_at(number * PAGE + len(rows))
            self._model.take(number, rows)

    def _end_at(self, count: int) -> None:
        """The list turned out to end here: what it had further down is no more."""
        if count >= self._model.rowCount():
            return
        if self._view.currentIndex().row() >= count:  # nobody is led to another row by it; the next step goes on here
            self._beyond = True
            self._view.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._model.set_count(count)
        self.shown.emit(count)

    def _look_again(self) -> None:
        query, generation = self.query, self._generation
        if self._counting:
            self._again.start()
            return
        self._looked_at.start()
        first, last = self._on_screen()
        stable, moves, known = self._stable, self._moves, self._model.rowCount()

        def look() -> tuple[int, list[tuple[int, tuple[R, ...]]]]:
            count = self._total(query)
            if not stable:
                return count, []
            shift = max(0, count - known) if moves else 0
            numbers = range(first // PAGE, last // PAGE + 1)
            return count, [(n, self._read(query, n * PAGE + shift, PAGE)) for n in numbers]

        self._bridge.ask(Query(self, look, lambda got: self._looked(got, generation), lambda _: None, replaces=_RENEW))

    def _on_screen(self) -> tuple[int, int]:
        first = max(0, self._view.rowAt(0))
        last = self._view.rowAt(self._view.viewport().height() - 1)
        return first, last if last >= 0 else max(first, self._model.rowCount() - 1)

    def _looked(self, got: tuple[int, list[tuple[int, tuple[R, ...]]]], generation: int) -> None:
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
        self._view.viewport().update()  # what did not come is asked for again where it is on the screen
        self.arrived.emit(self._beside)

    def _choose(self, row: R | None) -> None:
        number = None if row is None else self._number(row)
        self._remembered, self._beyond = row, False
        if number != self._told:  # whom one is to be on may be known before anybody was told
            self._told = number
            self.chosen.emit(row)

    def _failed(self, failure: Failure) -> None:
        self._counting = False  # no count will come: what changes is to be looked at all the same
        self._model.forget_asked()
        self.failed.emit(failure)
