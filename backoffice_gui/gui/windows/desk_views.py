"""The views of *Demandes*: their counts, filters, sorts and columns, and where one was in each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from backoffice_gui.domain.case_list import CaseColumn, CaseCount, CaseFilter, CaseQuery, CaseRow, CaseSort, CaseView
from backoffice_gui.domain.office import Changes, Topic
from backoffice_gui.gui import formats
from backoffice_gui.gui.bridge import Command, Query
from backoffice_gui.gui.models.cases import DEFAULT_COLUMNS
from backoffice_gui.gui.shapes import Shape
from backoffice_gui.gui.text_cases import VIEWS, view_text
from backoffice_gui.gui.widgets.navigation import Entry

if TYPE_CHECKING:
    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_office import CaseOffice
    from backoffice_gui.gui.pages.cases import Cases
    from backoffice_gui.gui.preferences import Preferences
    from backoffice_gui.gui.widgets.navigation import Navigation
    from backoffice_gui.gui.widgets.view_bar import ViewBar

__all__ = ["DeskViews"]

_SHAPES = {
    "to_do": Shape.LIST, "mine": Shape.PERSON, "due_soon": Shape.CLOCK, "waiting": Shape.PAUSE, "done": Shape.CHECK,
    "all": Shape.DOUBLE_CHECK,
}  # fmt: skip
_SOON_MS = 250
_LATER_MS = 1_500
_LAST = "desk/view"
_COLUMNS = "desk/columns/{view}"
_DEFAULT = "desk/columns"


class DeskViews(QObject):
    """Which view is shown, and what of it."""

    failed = Signal(object)
    """The views could not be read: a `Failure`."""
    refused = Signal(object)
    """A view could not be saved or deleted: a `Failure`."""
    deleted = Signal(object)
    """This `CaseView` was deleted; saving it again brings it back."""

    def __init__(
        self,
        bridge: Bridge,
        office: CaseOffice,
        page: Cases,
        *,
        bar: ViewBar,
        navigation: Navigation,
        preferences: Preferences,
    ) -> None:
        super().__init__(page)
        self._bridge, self._office, self._page, self._bar = bridge, office, page, bar
        self._navigation, self._preferences = navigation, preferences
        self.all: tuple[tuple[CaseView, CaseCount], ...] = ()
        self._id = ""
        self._left = False
        self._filters: dict[str, CaseFilter] = {}
        self._sorts: dict[str, CaseSort] = {}
        self._on: dict[str, CaseRow | None] = {}
        self._naming: CaseView | None = None
        self._seen: dict[str, CaseView] = {}
        """Views as they were when the agent began to change them here."""
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.load)
        self._later = QTimer(self, interval=_LATER_MS, singleShot=True)
        self._later.timeout.connect(self.load)
        navigation.viewed.connect(self.show)
        page.filter.narrowed.connect(self._narrow)
        page.list.sorted.connect(self._sort)
        page.columns_chosen.connect(self._choose_columns)
        page.view_asked.connect(self._asked)
        bar.named.connect(self._named)
        bridge.changed.connect(self._changed)

    # views and counts

    def load(self) -> None:
        """Ask for the views and their counts."""
        self._bridge.ask(Query(self, self._office.views, self._loaded, self.failed.emit, replaces="views"))

    def load_soon(self, *_: object) -> None:
        """Something came in: the counts may have changed."""
        if not self._later.isActive():
            self._later.start()

    def _changed(self, changes: Changes, initiator: QObject | None) -> None:
        """Our own acts may come in a row: after the last; a team's never end, and are counted from time to time."""
        if changes.topics & {Topic.CASES, Topic.VIEWS}:
            (self.load_soon if initiator is None else self._soon.start)()

    def leave(self) -> None:
        """The desk is locked: what is on its way is not shown any more, least of all by the navigation, which stays."""
        self._left = True

    def _loaded(self, views: tuple[tuple[CaseView, CaseCount], ...]) -> None:
        if self._left:
            return
        self.all = views
        self._navigation.show_views(tuple(self._entries(views)))
        known = {view.id for view, _ in views}
        if self._id not in known:
            last = self._preferences.text(_LAST)
            first = last if last in known else next(iter(view.id for view, _ in views), "")
            if first:
                self.show(first)

    def _entries(self, views: tuple[tuple[CaseView, CaseCount], ...]) -> list[Entry]:
        own: list[Entry] = []
        saved: list[Entry] = []
        for view, count in views:
            words = formats.number(count.number) + ("+" if count.more else "")
            known = view.id in VIEWS
            entry = Entry(view.id, view_text(view.id, view.name), words, _SHAPES.get(view.id, Shape.STAR))
            (own if known else saved).append(entry)
        if saved:
            own.append(Entry("", self.tr("Vues enregistrées")))
        return [*own, *saved]

    def view(self, view_id: str | None = None) -> CaseView | None:
        """A view by its id, or the one that is shown."""
        wanted = self._id if view_id is None else view_id
        return next((view for view, _ in self.all if view.id == wanted), None)

    @property
    def id(self) -> str:
        """The id of the view that is shown."""
        return self._id

    # what is shown

    def show(self, view_id: str) -> None:
        """Show a view as it was left: filter, sort, columns, and the case one was on."""
        view = self.view(view_id)
        if view is None or view_id == self._id:
            return
        page = self._page
        if self._id:
            self._on[self._id] = page.list.current
        self._id = view_id
        self._navigation.show_view(view_id)
        self._preferences.keep_text(_LAST, view_id)
        self._bar.hide()
        page.show_view(view_text(view.id, view.name), own=view.id not in VIEWS)
        page.filter.show_filter(self._filters.get(view_id, self._own_filter(view)))
        page.show_columns(self._columns(view))
        page.list.forget()
        row = self._on.get(view_id)
        if row is not None:
            page.list.remember(row)
        page.list.ask(self._query(view))
        page.list.show_sort()

    @staticmethod
    def _own_filter(view: CaseView) -> CaseFilter:
        """What the filter line begins with: a view of ours says by its name what it is, a saved one by its chips."""
        return CaseFilter() if view.id in VIEWS else view.query.filter

    def _query(self, view: CaseView) -> CaseQuery:
        narrowed = self._filters.get(view.id, self._own_filter(view))
        if view.id in VIEWS:
            base = view.query.filter
            words = " ".join(part for part in (base.words, narrowed.words) if part)
            narrowed = CaseFilter((*base.conditions, *narrowed.conditions), words)
        return CaseQuery(narrowed, self._sorts.get(view.id, view.query.sort))

    def _columns(self, view: CaseView) -> tuple[CaseColumn, ...]:
        kept = self._preferences.text(_COLUMNS.format(view=view.id.replace(":", "-")))
        if not kept and view.id in VIEWS:
            kept = self._preferences.text(_DEFAULT)
        names = {column.value: column for column in CaseColumn}
        chosen = tuple(names[name] for name in kept.split() if name in names)
        return chosen or view.columns or DEFAULT_COLUMNS

    def _narrow(self, wanted: CaseFilter) -> None:
        view = self.view()
        if view is not None:
            self._seen.setdefault(view.id, view)
            self._filters[view.id] = wanted
            self._page.list.ask(self._query(view))

    def _sort(self, sort: CaseSort) -> None:
        view = self.view()
        if view is not None and sort != self._query(view).sort:
            self._seen.setdefault(view.id, view)
            self._sorts[view.id] = sort
            self._page.list.ask(self._query(view))
            self._page.list.show_sort()

    def _choose_columns(self, columns: tuple[CaseColumn, ...]) -> None:
        view = self.view()
        if view is None:
            return
        names = " ".join(column.value for column in columns)
        self._preferences.keep_text(_COLUMNS.format(view=view.id.replace(":", "-")), names)
        if view.id in VIEWS:
            self._preferences.keep_text(_DEFAULT, names)
        self._page.show_columns(columns)

    # saved views

    def _asked(self, what: str) -> None:
        view = self.view()
        if view is None:
            return
        if what == "save":
            self._naming = None
            self._bar.ask("", shared=False)
        elif what == "rename":
            self._naming = view
            self._bar.ask(view.name, shared=not view.owner)
        elif what == "update":
            self._save(self._as_shown(view))
        else:
            self._delete(view)

    def _as_shown(self, view: CaseView) -> CaseView:
        return replace(view, query=self._query(view), columns=self._page.model.columns)

    def _named(self, name: str, shared: bool) -> None:
        view = self.view()
        if view is None:
            return
        me = "" if shared else self._page.me
        if self._naming is not None:
            self._save(replace(self._naming, name=name, owner=me), self._naming)
        else:
            self._save(replace(self._as_shown(view), id="", name=name, owner=me))

    def _save(self, view: CaseView, seen: CaseView | None = None) -> None:
        seen = seen or self._seen.get(view.id, self.view(view.id))
        self._seen.pop(view.id, None)
        self._filters.pop(view.id, None)
        self._sorts.pop(view.id, None)
        before = {known.id for known, _ in self.all}

        def saved(_: Changes) -> None:
            self._bridge.ask(Query(self, self._office.views, lambda views: self._go_new(views, before)))

        self._bridge.do(Command(self, lambda: self._office.save_view(view, seen), saved, self.refused.emit))

    def _go_new(self, views: tuple[tuple[CaseView, CaseCount], ...], before: set[str]) -> None:
        self._loaded(views)
        new = next((view.id for view, _ in views if view.id not in before), "")
        if new:
            self._navigation.go_view(new)
            return
        view = self.view()
        if view is not None:
            self._page.show_view(view_text(view.id, view.name), own=view.id not in VIEWS)

    def _delete(self, view: CaseView) -> None:
        def gone(_: Changes) -> None:
            self.deleted.emit(view)

        self._navigation.go_view(next(iter(VIEWS)))
        self._bridge.do(Command(self, lambda: self._office.delete_view(view), gone, self.refused.emit))

    def restore(self, view: CaseView) -> None:
        """Save a view that was deleted once more."""
        self._save(replace(view, id=""))
