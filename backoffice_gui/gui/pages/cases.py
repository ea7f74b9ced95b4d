"""*Demandes*: the list of a view, its filter, and what can be done to several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from backoffice_gui.domain.case_list import CaseColumn, CaseFilter
from backoffice_gui.gui import formats
from backoffice_gui.gui.measure import em
from backoffice_gui.gui.models.cases import DEFAULT_COLUMNS, ROW_ROLE, CasesModel
from backoffice_gui.gui.pages.case_list import CaseList
from backoffice_gui.gui.text_cases import column_text, view_text
from backoffice_gui.gui.theme import Tone
from backoffice_gui.gui.widgets.badge_delegate import BadgeDelegate
from backoffice_gui.gui.widgets.case_filter import CaseFilterLine
from backoffice_gui.gui.widgets.labels import Heading, Muted
from backoffice_gui.gui.widgets.list_stack import ListStack
from backoffice_gui.gui.widgets.selection_bar import SelectionBar
from backoffice_gui.gui.widgets.strip import Strip
from backoffice_gui.gui.widgets.table import OpeningTable, icons_of
from backoffice_gui.gui.widgets.undo_strip import UndoStrip

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from backoffice_gui.gui.bridge import Bridge
    from backoffice_gui.gui.case_desk import CaseDesk
    from backoffice_gui.gui.failure import Failure

__all__ = ["Cases"]

_WIDTHS: dict[CaseColumn, float] = {
    CaseColumn.STATE: 6.4,
    CaseColumn.NUMBER: 6.2,
    CaseColumn.KIND: 8.2,
    CaseColumn.APPLICANT: 8.4,
    CaseColumn.RECEIVED: 5.6,
    CaseColumn.DUE: 7.6,
    CaseColumn.PARTS: 3.6,
    CaseColumn.AGENT: 3.0,
    CaseColumn.BADGES: 3.9,
    CaseColumn.OFPRA_NUMBER: 6.5,
    CaseColumn.SOURCE: 5.0,
    CaseColumn.CLOSED: 6.0,
}
_STRETCHED = CaseColumn.APPLICANT


class Cases(QWidget):
    """The page; it tells what is asked, and is told what to show."""

    opened = Signal(object)
    """The agent asked for this `CaseRow` in full (Enter)."""
    columns_chosen = Signal(object)
    """The agent wants these columns (a tuple of `CaseColumn`), in this order."""
    view_asked = Signal(str)
    """`save`, `rename`, `delete` the view."""

    def __init__(
        self, bridge: Bridge, office: CaseDesk, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.model = CasesModel(icons_of(self), today, self)
        self.table = OpeningTable(self.tr("Demandes"), self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setModel(self.model)
        self._badges, self._plain = BadgeDelegate(self), QStyledItemDelegate(self)
        self.filter = CaseFilterLine(self)
        self.news = Strip(Tone.INFO, self)
        self.undo = UndoStrip(self)
        self.selection = SelectionBar(self)
        self.stack = ListStack(self.table, self)
        self._title = Heading(self.tr("Demandes"), 1, self)
        self._many = Muted("", self)
        self._many.setWordWrap(False)
        self._view = QPushButton(self.tr("Vue"), self)
        self._view.setAccessibleName(self.tr("Vue : enregistrer, renommer, colonnes"))
        self._menu = QMenu(self)
        self._view.setMenu(self._menu)
        self._own_view = False
        self.me = ""
        """Who sits here; known a moment after the start."""
        self._lay_out()
        self.list = CaseList(bridge, office, self.model, self.table)
        self._connect()
        self.show_columns(DEFAULT_COLUMNS)

    def _connect(self) -> None:
        self.news.acted.connect(self.list.refresh)
        self.list.started.connect(self.stack.begin)
        self.filter.entered.connect(lambda: self.list.go_first(self.focus_list))
        self.list.shown.connect(self._shown)
        self.list.arrived.connect(self._arrived)
        self.list.counted.connect(self._read_again)
        self.list.failed.connect(self._failed)
        self.stack.acted.connect(self._act)
        self.table.activated.connect(self._open)
        self.selection.all_asked.connect(self.list.select_all)
        self.selection.cleared.connect(self.list.clear_selection)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.list.started.connect(lambda: self._hold(on=False))
        self.table.verticalScrollBar().valueChanged.connect(self._held)
        header = self.table.horizontalHeader()
        header.setSectionsMovable(True)
        header.sectionMoved.connect(self._column_moved)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._many)
        head.addWidget(self._view)
        self._body = QVBoxLayout(self)
        self._body.addLayout(head)
        self._body.addWidget(self.filter)
        self._body.addWidget(self.stack, 1)
        for strip in (self.news, self.undo):
            self._body.addWidget(strip)  # below the rows: they stay where they are when it comes and when it goes
        self._body.addWidget(self.selection)
        self._fit()

    def _fit(self) -> None:
        unit = em(self)
        self._body.setContentsMargins(unit, unit, unit, unit // 2)
        self._body.setSpacing(round(unit * 0.7))

    # what is shown

    def show_view(self, words: str, *, own: bool) -> None:
        """The view's name; one of the agent's own can be renamed and deleted."""
        self._title.setText(words)
        self._own_view = own

    def show_columns(self, columns: tuple[CaseColumn, ...]) -> None:
        """Show these columns."""
        at, scrolled = self.table.currentIndex().row(), self.table.verticalScrollBar().value()
        self.model.set_columns(columns)
        for n in range(len(CaseColumn)):
            badges = n < len(columns) and columns[n] is CaseColumn.BADGES
            self.table.setItemDelegateForColumn(n, self._badges if badges else self._plain)
        stretched = columns.index(_STRETCHED) if _STRETCHED in columns else None
        self.table.set_widths(tuple(_WIDTHS[column] for column in columns), stretched)
        self.list.show_sort()
        if 0 <= at < self.model.rowCount():
            self.list.go(at)
            self.table.verticalScrollBar().setValue(scrolled)

    def _shown(self, count: int) -> None:
        text = self.tr("%n demande(s)", "", count)
        self._many.setText(text.replace(str(count), formats.number(count), 1))
        if count:
            self.stack.show_rows()
            return
        wanted = self.filter.filter
        filters = len(wanted.conditions) + bool(wanted.words)
        if filters:
            self.stack.say(
                self.tr("Aucun résultat"),
                self.tr("Aucune demande de cette vue ne passe avec %n filtre(s).", "", filters),
                self.tr("Effacer les filtres"),
            )
        else:
            self.stack.say(
                self.tr("Rien à traiter") if self._title.text() == view_text("to_do", "") else self.tr("Rien ici"),
                self.tr("Aucune demande dans cette vue. Celles qui arrivent s’y rangeront d’elles-mêmes."),
            )

    def _arrived(self, count: int) -> None:
        if count:
            text = self.tr("%n nouvelle(s) demande(s)", "", count)
            self.news.say(text.replace(str(count), formats.number(count), 1), self.tr("Actualiser"))
        else:
            self.news.hide()

    def _held(self, value: int) -> None:
        """At the end of the list the strip leaves its place empty: given to the rows, it would push them down."""
        place = self.undo.height() + self._body.spacing()
        at_end = value > self.table.verticalScrollBar().maximum() - place
        if self.undo.isVisible() or not at_end:
            self._hold(on=at_end)

    def _hold(self, *, on: bool) -> None:
        policy = self.undo.sizePolicy()
        if policy.retainSizeWhenHidden() is not on:
            policy.setRetainSizeWhenHidden(on)
            self.undo.setSizePolicy(policy)

    def _read_again(self, _count: int) -> None:
        """It can be counted: nobody is left beside words that it can't be read, where single letters do nothing."""
        if self.stack.failing:
            self.list.read_again()

    def _failed(self, failure: Failure) -> None:
        self.stack.fail(failure)

    # what the agent asks

    def _act(self) -> None:
        if self.model.rowCount() == 0 and self.filter.filter != CaseFilter():
            self.filter.choose(CaseFilter())
        else:
            self.list.refresh()

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if row is not None:
            self.opened.emit(row)

    def _column_moved(self, _logical: int, before: int, now: int) -> None:
        columns = list(self.model.columns)
        columns.insert(now, columns.pop(before))
        header = self.table.horizontalHeader()
        header.blockSignals(True)  # back to the model's own order, which becomes the one asked for
        header.moveSection(now, before)
        header.blockSignals(False)
        self.columns_chosen.emit(tuple(columns))

    def _header_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        self._add_columns(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.horizontalHeader().mapToGlobal(where))

    def _fill_menu(self) -> None:
        self._menu.clear()
        asks = [("save", self.tr("Enregistrer la vue…"))]
        if self._own_view:
            asks += [
                ("update", self.tr("Mettre la vue à jour")),
                ("rename", self.tr("Renommer la vue…")),
                ("delete", self.tr("Supprimer la vue")),
            ]
        for ask, words in asks:
            self._menu.addAction(words).triggered.connect(lambda _=False, ask=ask: self.view_asked.emit(ask))
        self._menu.addSeparator()
        self._add_columns(self._menu.addMenu(self.tr("Colonnes")))

    def _add_columns(self, menu: QMenu) -> None:
        shown = self.model.columns
        for column in (*shown, *(known for known in CaseColumn if known not in shown)):
            action = menu.addAction(column_text(column))
            action.setCheckable(True)
            action.setChecked(column in shown)
            action.setEnabled(column not in shown or len(shown) > 1)
            action.toggled.connect(lambda on, column=column: self._show_column(column, on=on))

    def _show_column(self, column: CaseColumn, *, on: bool) -> None:
        kept = tuple(known for known in self.model.columns if known is not column)
        self.columns_chosen.emit((*kept, column) if on else kept)

    def focus_list(self) -> None:
        """Put the focus where the rows are."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
