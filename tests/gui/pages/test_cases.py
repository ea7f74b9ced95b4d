"""The page of *Demandes*."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_list import CaseColumn, CaseFilter
from backoffice_gui.domain.outbox import Fate
from backoffice_gui.domain.presence import Company, Presence
from backoffice_gui.errors import StoreBusy, StoreUnreachable
from backoffice_gui.gui.bridge import Bridge, Query
from backoffice_gui.gui.pages.cases import Cases
from tests.support.caseload import MemoryCaseload
from tests.support.office import NOW


@pytest.fixture
def page(qtbot: QtBot, bridge: Bridge, caseload: MemoryCaseload) -> Cases:
    """The page, its list shown."""
    made = Cases(bridge, caseload, lambda: date(2026, 11, 23))
    qtbot.addWidget(made)
    made.resize(720, 500)
    made.show()
    made.list.refresh()
    qtbot.waitUntil(lambda: made.model.rowCount() == 300)
    return made


def entries(page: Cases) -> dict[str, QAction]:
    """What the view's menu offers."""
    page._fill_menu()
    menus = [page._menu, *(below for action in page._menu.actions() if isinstance(below := action.menu(), QMenu))]
    return {action.text(): action for menu in menus for action in menu.actions() if action.text()}


def test_the_view_is_named_with_its_number(page: Cases) -> None:
    """Grouped as numbers are."""
    page.show_view("À traiter", own=False)
    assert page._title.text() == "À traiter"
    assert page._many.text() == "300 demandes"


def test_columns_are_shown_hidden_and_moved(page: Cases) -> None:
    """From the menu, or by dragging a header; the last one stays."""
    told: list[tuple[CaseColumn, ...]] = []
    page.columns_chosen.connect(told.append)
    page.columns_chosen.connect(page.show_columns)
    entries(page)["Reçue"].trigger()
    assert page.model.columns[-1] is CaseColumn.RECEIVED
    entries(page)["Agent"].trigger()
    assert CaseColumn.AGENT not in page.model.columns
    page.table.horizontalHeader().moveSection(3, 0)
    assert page.model.columns[0] is CaseColumn.APPLICANT
    assert [page.table.horizontalHeader().logicalIndex(n) for n in range(3)] == [0, 1, 2]
    page.show_columns((CaseColumn.NUMBER,))
    assert not entries(page)["Référence"].isEnabled()
    assert len(told) == 3


def test_the_current_case_stays_when_columns_change(page: Cases) -> None:
    """And the page does not jump."""
    page.list.go(40)
    scrolled = page.table.verticalScrollBar().value()
    page.show_columns((CaseColumn.NUMBER, CaseColumn.DUE))
    assert page.table.currentIndex().row() == 40
    assert page.table.verticalScrollBar().value() == scrolled


@pytest.mark.parametrize("zoom", [1, 2])
def test_a_mark_never_cuts_the_number(qtbot: QtBot, page: Cases, zoom: int) -> None:
    """A case that nobody has read, with a change that waits, and with a colleague at it where agents aren't shown."""
    font = page.font()
    font.setPointSizeF(font.pointSizeF() * zoom)
    page.setFont(font)
    page.table.setFont(font)
    page.show_columns((CaseColumn.NUMBER, CaseColumn.APPLICANT))
    at = next(n for n in range(40) if (row := page.model.row_at(n)) is not None and row.unread)
    row, table = page.model.row_at(at), page.table
    assert row is not None
    index = page.model.index(at, 0)
    company = Company(NOW, (Presence(row.case, "d.demo", "POSTE-2", NOW, NOW),))
    for waiting, there in (({}, Company(NOW)), ({row.case: Fate.WAITING}, Company(NOW)), ({}, company)):
        page.model.show_waiting(waiting)
        page.model.show_company(there, "c.exemple")
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        option.rect = table.visualRect(index)
        delegate = table.itemDelegateForIndex(index)
        assert isinstance(delegate, QStyledItemDelegate)
        delegate.initStyleOption(option, index)
        room = table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, table).width()
        room -= 2 * (table.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, table) + 1)
        assert option.font.bold()
        assert row.number.endswith(option.text.removeprefix("…"))
        assert option.fontMetrics.horizontalAdvance(option.text) <= room


@pytest.mark.parametrize("where", [0, 40, 299])
def test_no_row_moves_under_the_pointer_when_a_strip_goes(qtbot: QtBot, page: Cases, where: int) -> None:
    """On top, in the middle, at the very end: what is below the pointer stays there; the place is given back later."""
    page.table.scrollToTop()
    first = page.table.mapToGlobal(QPoint(0, 0))
    page._arrived(3)
    page.undo.tell("Demande prise.")
    qtbot.waitUntil(lambda: page.undo.height() > 0 and page.undo.isVisible())
    QApplication.processEvents()
    page.list.go(where)
    QApplication.processEvents()
    height = page.table.height()
    assert page.table.mapToGlobal(QPoint(0, 0)) == first

    def places() -> list[int]:
        spots = [page.table.viewport().mapToGlobal(QPoint(9, y)) for y in range(5, 200, 10)]
        return [page.table.rowAt(page.table.viewport().mapFromGlobal(spot).y()) for spot in spots]

    def origin() -> int:
        return page.table.mapToGlobal(QPoint(0, page.table.rowViewportPosition(where))).y()

    before = places(), origin()
    page.undo._gone.timeout.emit()
    QApplication.processEvents()
    assert (places(), origin()) == before
    page.table.scrollToTop()
    qtbot.waitUntil(lambda: page.table.height() > height)


def test_only_a_view_of_ones_own_can_be_changed(page: Cases) -> None:
    """Saving is always offered."""
    asked: list[str] = []
    page.view_asked.connect(asked.append)
    page.show_view("À traiter", own=False)
    assert "Supprimer la vue" not in entries(page)
    page.show_view("Lyon", own=True)
    for words in ("Enregistrer la vue…", "Mettre la vue à jour", "Renommer la vue…", "Supprimer la vue"):
        entries(page)[words].trigger()
    assert asked == ["save", "update", "rename", "delete"]


def test_nothing_found_offers_to_clear_and_nothing_there_is_calm(
    qtbot: QtBot, page: Cases, caseload: MemoryCaseload
) -> None:
    """The filters are counted; an empty view says what will come."""
    page.filter.narrowed.connect(lambda wanted: page.list.ask(page.list.query.__class__(wanted)))
    page.filter.choose(CaseFilter((), "zzz"))
    qtbot.waitUntil(lambda: "Aucun résultat" in page.stack.text)
    assert "1 filtre" in page.stack.text
    page.stack.acted.emit()
    qtbot.waitUntil(lambda: page.model.rowCount() == 300)
    caseload.details.clear()
    page.list.refresh()
    qtbot.waitUntil(lambda: "Rien ici" in page.stack.text)
    page.show_view("À traiter", own=False)
    page.list.refresh()
    qtbot.waitUntil(lambda: "Rien à traiter" in page.stack.text)


def test_a_list_stays_readable_while_the_server_is_away(qtbot: QtBot, page: Cases, caseload: MemoryCaseload) -> None:
    """What was done last is looked at anew in vain: its rows stay, and whoever waits for the look goes on.

    So they do where one goes to rows that were not read yet: these come with the server's return.
    """
    page.list.go(4)
    page.focus_list()
    caseload.failures = {"page": StoreUnreachable("offline"), "count": StoreUnreachable("offline")}
    gone_on: list[int] = []
    page.list.look_anew(lambda: gone_on.append(1))
    qtbot.waitUntil(lambda: bool(gone_on))
    tried = caseload.calls.count("page")
    page.list.go(250)
    qtbot.waitUntil(lambda: caseload.calls.count("page") > tried)
    answered: list[int] = []
    page.list._bridge.ask(Query(page, lambda: 1, answered.append))
    qtbot.waitUntil(lambda: answered == [1])
    assert page.table.isVisible()
    assert page.table.hasFocus()
    caseload.failures = {}
    page.list.renew()
    qtbot.waitUntil(lambda: page.model.row_at(250) is not None)


def test_a_list_that_could_not_be_read_is_read_once_it_can_be(
    qtbot: QtBot, page: Cases, caseload: MemoryCaseload
) -> None:
    """Nobody has to press anything: by the next look, which comes with the server's return; a look in vain is none.

    Whoever is on a case by then that is not of the list any more stays on it, beside the list.
    """
    page.list.go(4)
    qtbot.waitUntil(lambda: page.list.current is not None)
    chosen: list[object] = []
    caseload.failures = {"page": StoreBusy("contended"), "count": StoreBusy("contended")}
    page.list.refresh()
    qtbot.waitUntil(lambda: page.stack.failing)
    with qtbot.assertNotEmitted(page.list.shown, wait=300):
        page.list.renew()
    caseload.failures = {}
    page.list.renew_soon()
    qtbot.waitUntil(page.table.isVisible)
    assert page.table.isVisible()
    page.list.chosen.connect(chosen.append)
    caseload.failures = {"page": StoreBusy("contended"), "count": StoreBusy("contended")}
    page.list.refresh()
    qtbot.waitUntil(lambda: page.stack.failing)
    assert page.list.current is not None
    del caseload.details[page.list.current.case]
    caseload.failures = {}
    page.list.renew_soon()
    qtbot.waitUntil(page.table.isVisible)
    qtbot.waitUntil(lambda: page.list.current is None)
    assert None not in chosen
