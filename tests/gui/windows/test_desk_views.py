"""The views of *Demandes*."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_list import CaseColumn, CaseFilter, CaseSort, Condition, Field, Operator
from backoffice_gui.errors import UsageError
from backoffice_gui.gui.preferences import Preferences
from backoffice_gui.gui.widgets.navigation import Navigation
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.desk import desk_of, one_person, opened
from tests.support.invented_cases import ME
from tests.support.office import MemoryOffice

Opener = Callable[..., MainWindow]
CONTACT = Condition(Field.KIND, Operator.IS, ("contact_change",))


def navigation_of(desk: Desk) -> Navigation:
    """The list of views."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    return window.panes.navigation


def lines(desk: Desk) -> list[str]:
    """What the navigation says."""
    navigation = navigation_of(desk)
    return [navigation.item(n).text() for n in range(navigation.count())]


def go(qtbot: QtBot, desk: Desk, view: str) -> None:
    """To a view, waited for."""
    navigation_of(desk).go_view(view)
    qtbot.waitUntil(lambda: desk.views.id == view and not desk.page.stack._slow.isActive())


def test_views_stand_first_with_their_counts(desk: Desk, caseload: MemoryCaseload) -> None:
    """Ours in their order, then the other places."""
    said = lines(desk)
    for n, words in enumerate(("À traiter", "Mes demandes", "Échéance < 2 j", "À compléter", "Traitées", "Toutes")):
        assert said[n].startswith(words)
    assert said[5].endswith("300")
    assert [line.split("  ")[0] for line in said[-5:]] == [
        "Dépôts",
        "Transferts",
        "Conformité",
        "Journal",
        "Conservation",
    ]


def test_each_view_is_as_it_was_left(qtbot: QtBot, desk: Desk) -> None:
    """Filter, sort and the case one was on, view by view."""
    desk.page.filter.choose(CaseFilter((CONTACT,)))
    qtbot.waitUntil(lambda: desk.page.model.rowCount() < 193)
    few = desk.page.model.rowCount()
    desk.page.list.sorted.emit(CaseSort(CaseColumn.APPLICANT))
    qtbot.waitUntil(lambda: desk.page.list.query.sort.column is CaseColumn.APPLICANT)
    qtbot.waitUntil(lambda: not desk.page.stack._slow.isActive())
    desk.page.list.go(7)
    here = desk.page.list.current
    assert here is not None
    go(qtbot, desk, "all")
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == 300)
    assert desk.page.filter.filter == CaseFilter()
    assert desk.detail._row is None
    go(qtbot, desk, "to_do")
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == few)
    assert desk.page.filter.filter == CaseFilter((CONTACT,))
    assert desk.page.list.current is not None
    assert desk.page.list.current.case == here.case
    assert one_person(desk)
    assert desk.page.table.horizontalHeader().sortIndicatorSection() == desk.page.model.columns.index(
        CaseColumn.APPLICANT
    )


def test_a_list_that_took_its_time_opens_no_case(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """The focus comes back to it by itself: no case is gone to, opened and noted as read, until the agent goes to one."""
    desk.page.list.go(7)
    caseload.list_gate = threading.Event()
    navigation_of(desk).go_view("all")
    qtbot.waitUntil(lambda: not desk.page.table.isVisible())
    caseload.list_gate.set()
    qtbot.waitUntil(lambda: desk.page.model.rowCount() == 300)
    assert desk.page.table.hasFocus()
    assert (desk.page.list.current, desk.detail._row) == (None, None)
    qtbot.keyClick(desk.page.table, Qt.Key.Key_Down)
    assert desk.page.table.currentIndex().row() == 0
    opened(qtbot, desk)
    assert one_person(desk)


def test_a_view_of_ours_keeps_its_own_conditions(qtbot: QtBot, desk: Desk) -> None:
    """What is filtered comes beside them, and is what the chips say."""
    desk.page.filter.choose(CaseFilter((CONTACT,), "mariama"))
    qtbot.waitUntil(lambda: len(desk.page.list.query.filter.conditions) == 2)
    assert desk.page.list.query.filter.words == "mariama"
    assert desk.page.filter.filter.conditions == (CONTACT,)


def save(qtbot: QtBot, desk: Desk, name: str, *, shared: bool = False) -> str:
    """Save what is shown under a name; its id."""
    before = desk.views.id
    desk.page.view_asked.emit("save")
    desk.views._bar.shared.setChecked(shared)
    desk.views._bar._name.setText(name)
    qtbot.keyClick(desk.views._bar._name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.views.id != before)
    return desk.views.id


def test_a_view_is_saved_and_gone_to(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """With its whole filter and its columns, personal or everybody's."""
    desk.page.filter.choose(CaseFilter((CONTACT,)))
    desk.page.columns_chosen.emit((CaseColumn.NUMBER, CaseColumn.APPLICANT))
    saved = save(qtbot, desk, "Coordonnées à traiter")
    view = desk.views.view()
    assert view is not None
    assert (view.id, view.owner, view.columns) == (saved, ME, (CaseColumn.NUMBER, CaseColumn.APPLICANT))
    assert len(view.query.filter.conditions) == 2
    assert len(desk.page.filter.filter.conditions) == 2
    assert any(line.startswith("Coordonnées à traiter") for line in lines(desk))
    assert "Vues enregistrées" in lines(desk)
    save(qtbot, desk, "Pour tous", shared=True)
    shared = desk.views.view()
    assert shared is not None
    assert shared.owner == ""


def test_a_view_is_renamed_updated_deleted_and_brought_back(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """Deleting is undone like anything else."""
    saved = save(qtbot, desk, "Provisoire")
    desk.page.view_asked.emit("rename")
    desk.views._bar._name.setText("Définitive")
    qtbot.keyClick(desk.views._bar._name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.page._title.text() == "Définitive")
    desk.page.filter.choose(CaseFilter((), "mariama"))
    desk.page.view_asked.emit("update")
    qtbot.waitUntil(lambda: any(v.id == saved and v.query.filter.words == "mariama" for v in caseload.saved))
    desk.page.view_asked.emit("delete")
    qtbot.waitUntil(lambda: desk.views.id == "to_do" and "Vue supprimée" in desk.page.undo.text)
    assert not any(view.id == saved for view in caseload.saved)
    desk.acts.undo()
    qtbot.waitUntil(lambda: any(view.name == "Définitive" for view in caseload.saved))


def test_a_view_that_cannot_be_saved_says_why(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """In the page, and the list stays."""
    caseload.failures["save_view"] = UsageError("view-name-taken")
    desk.page.view_asked.emit("save")
    desk.views._bar._name.setText("Double")
    qtbot.keyClick(desk.views._bar._name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "déjà pris" in desk.page.undo.text)
    assert desk.page.model.rowCount() > 0


def test_counts_follow_what_is_done(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload) -> None:
    """A moment after a command, and after arrivals."""
    before = lines(desk)[5]
    caseload.arrive(4)
    desk.views.load_soon()
    qtbot.waitUntil(lambda: lines(desk)[5] != before, timeout=4_000)
    assert lines(desk)[5].endswith("304")


@pytest.mark.parametrize("kept", ["mine", "gone"])
def test_one_starts_where_one_was(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload, preferences: Preferences, kept: str
) -> None:
    """In the last view, if it is still there; with the columns one chose."""
    preferences.keep_text("desk/view", kept)
    preferences.keep_text("desk/columns", "number due odd")
    desk = desk_of(open_window(MemoryOffice(5, caseload=caseload)))
    qtbot.waitUntil(lambda: desk.page.model.rowCount() > 0)
    assert desk.views.id == ("mine" if kept == "mine" else "to_do")
    assert desk.page.model.columns == (CaseColumn.NUMBER, CaseColumn.DUE)
