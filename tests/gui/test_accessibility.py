"""The window as a screen reader and a keyboard meet it (EN 301 549, chapter 11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenuBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.case_list import CaseFilter, Field, Operator
from backoffice_gui.domain.case_list import Condition as Narrowing
from backoffice_gui.domain.cases import CaseAct, CaseState
from backoffice_gui.domain.incidents import Alarm, AlarmKind
from backoffice_gui.domain.office import Condition, OfficeState
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.widgets.table import Table
from backoffice_gui.gui.windows.main import MainWindow
from backoffice_gui.gui.windows.workplace import Workplace
from tests.support.caseload import MemoryCaseload
from tests.support.desk import desk_of, go_to
from tests.support.office import NOW, MemoryOffice, busy_monitor, incident

Opener = Callable[..., MainWindow]
_Role = QAccessible.Role
_NAMED = {
    _Role.Button, _Role.CheckBox, _Role.EditableText, _Role.Table, _Role.List, _Role.ListItem, _Role.PageTab, _Role.PageTabList,
    _Role.ButtonMenu, _Role.MenuItem, _Role.ComboBox, _Role.Tree,
}  # fmt: skip


def busy_office() -> MemoryOffice:
    """Something of everything."""
    office = MemoryOffice(40, caseload=MemoryCaseload(60))
    alarms = (Alarm(AlarmKind.CLOCK_SKEW, NOW, ""),)
    office.now_monitor = replace(busy_monitor(), incidents=(incident(1, "lost"),), alarms=alarms)
    return office


def work_of(qtbot: QtBot, window: MainWindow) -> Workplace:
    """The workplace with a row opened."""
    assert window.house is not None
    work = window.house.workplace
    assert work is not None
    qtbot.waitUntil(lambda: work.submissions.model.rowCount() > 0)
    window.panes.go(Place.SUBMISSIONS)
    work.submissions.list.step(0)
    qtbot.waitUntil(lambda: work.detail.opened is not None, timeout=4_000)
    window.panes.go(Place.CASES)
    desk = desk_of(window)
    qtbot.waitUntil(lambda: desk.page.model.rowCount() > 0)
    go_to(qtbot, desk, lambda row: bool(row.badges) and row.state is CaseState.NEW)
    return work


def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Every visible thing a screen reader can reach; a table's cells are left to its model."""
    state = interface.state()
    if state.invisible:
        return
    yield interface
    if interface.role() in {_Role.Table, _Role.List, _Role.Tree}:
        return
    for n in range(interface.childCount()):
        child = interface.child(n)
        if child is not None:
            yield from walk(child)


def nameless(window: QWidget) -> list[str]:
    """What has a role that needs a name, and none."""
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    return [
        f"{one.role()} in {one.object()!r}"
        for one in walk(root)
        if one.role() in _NAMED and not one.text(QAccessible.Text.Name).strip()
    ]


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("place", list(Place))
def test_everything_that_can_be_used_has_a_name(qtbot: QtBot, open_window: Opener, place: Place, zoom: int) -> None:
    """A walk over the whole window finds no unnamed control, on any page, at any size."""
    window = open_window(busy_office(), zoom=zoom, width=1_366 * zoom // 100)
    work = work_of(qtbot, window)
    window.panes.go(place)
    qtbot.waitUntil(lambda: work.watch.latest is not None)
    QApplication.processEvents()
    assert nameless(window) == []


@pytest.mark.parametrize(
    "condition",
    [
        Condition(OfficeState.NO_STORE),
        Condition(OfficeState.NOT_CONFIGURED),
        Condition(OfficeState.UNAVAILABLE, code="STO-009"),
        Condition(OfficeState.LOCKED, facts={"passphrase": 1}),
        Condition(OfficeState.LOCKED, facts={"choose": 1}),
    ],
)
def test_what_stands_before_the_work_is_named_too(open_window: Opener, condition: Condition) -> None:
    """First run and blocking pages."""
    office = MemoryOffice(0)
    office.state = condition
    assert nameless(open_window(office)) == []


def test_a_nameless_button_is_found(qtbot: QtBot) -> None:
    """The walk sees what it is meant to see."""
    widget = QWidget()
    qtbot.addWidget(widget)
    QPushButton(widget)
    widget.show()
    assert len(nameless(widget)) == 1


def test_names_begin_with_what_is_seen(qtbot: QtBot, open_window: Opener) -> None:
    """Who speaks the visible word reaches the button (11.2.5.3)."""
    window = open_window(busy_office())
    work_of(qtbot, window)
    window.panes.go(Place.TRANSFERS)
    odd = []
    for button in window.findChildren(QAbstractButton):
        seen = button.text().replace("&", "").rstrip("…").removesuffix("  ✕").strip()
        interface = QAccessible.queryAccessibleInterface(button)
        name = "" if interface is None else interface.text(QAccessible.Text.Name)
        if button.isVisible() and seen and not name.replace("&", "").startswith(seen):
            odd.append((seen, name))
    assert odd == []


def test_tables_say_their_rows_and_headers(qtbot: QtBot, open_window: Opener) -> None:
    """Column 0 has the whole row as a sentence, every column a header."""
    window = open_window(busy_office())
    work_of(qtbot, window)
    for table in window.findChildren(Table):
        model = table.model()
        assert model is not None
        heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
        assert all(heads)
        if model.rowCount():
            sentence = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            assert sentence
            assert len(sentence) > len(str(model.index(0, 0).data()))


def test_tab_reaches_every_control_and_is_never_trapped(qtbot: QtBot, open_window: Opener) -> None:
    """Tab goes round the window, through every focusable control, and comes back."""
    window = open_window(busy_office())
    for place in Place:
        work_of(qtbot, window)
        window.panes.go(place)
        window.activateWindow()
        wanted = {
            widget
            for widget in window.findChildren(QWidget)
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None and not isinstance(widget, QMenuBar) and widget.window() is window
        }  # fmt: skip
        window.panes.navigation.setFocus()
        seen: set[QWidget] = set()
        for _ in range(3 * len(wanted) + 20):
            focus = QApplication.focusWidget()
            if focus is not None:
                seen.add(focus)
                qtbot.keyClick(focus, Qt.Key.Key_Tab)
        assert {repr(widget) for widget in wanted - seen} == set()


def test_nothing_that_can_be_pressed_is_too_small(qtbot: QtBot, open_window: Opener) -> None:
    """24 pixels at least, in height, or room around it (WCAG 2.2, 2.5.8)."""
    window = open_window(busy_office())
    work_of(qtbot, window)
    small = [b.text() for b in window.findChildren(QAbstractButton) if b.isVisible() and b.text() and b.height() < 22]
    assert small == []


def test_labels_stand_for_their_values(qtbot: QtBot, open_window: Opener) -> None:
    """In an opened form, names are the labels of their values (11.4.1.2)."""
    window = open_window(busy_office())
    work = work_of(qtbot, window)
    buddies = [label for label in work.detail.form.findChildren(QLabel) if label.buddy() is not None]
    assert len(buddies) >= 5


def everything_open(qtbot: QtBot, window: MainWindow) -> None:
    """Filter, question, selection, tasks and every tab of the desk, one after the other."""
    work_of(qtbot, window)
    desk = desk_of(window)
    desk.page.filter.choose(CaseFilter((Narrowing(Field.STATE, Operator.IS, ("new", "taken")),)))
    desk.page.filter._edit(Field.KIND, None)
    desk.page.view_asked.emit("save")
    desk.detail.prompt.ask("Pourquoi ?", "Clore")
    qtbot.waitUntil(lambda: desk.page.model.rowCount() > 0)
    desk.page.list.go(0)
    desk.page.list.toggle()
    desk.acts.bulk(Asked(CaseAct.TAKE), tuple(filter(None, (desk.page.model.row_at(n) for n in range(3)))))
    qtbot.waitUntil(lambda: not desk.acts.tasks.running)
    window.do_key(Key.TASKS)


@pytest.mark.parametrize("zoom", [100, 200])
def test_every_part_of_the_desk_is_named(qtbot: QtBot, open_window: Opener, zoom: int) -> None:
    """Also what is open for a moment only."""
    window = open_window(busy_office(), zoom=zoom, width=1_366 * zoom // 100)
    everything_open(qtbot, window)
    desk = desk_of(window)
    for tab in range(desk.detail.tabs.count()):
        desk.detail.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        assert nameless(window) == []
