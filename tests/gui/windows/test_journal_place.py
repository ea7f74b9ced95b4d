"""The journal in its place: reached by key, asked about one case, taken out, emptied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.errors import UsageError
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows import journal_place
from backoffice_gui.gui.windows.export_dialog import ExportAsked
from backoffice_gui.gui.windows.journal_place import JournalPlace
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.office import MemoryOffice

Opener = Callable[..., MainWindow]


@pytest.fixture
def window(open_window: Opener, office: MemoryOffice, caseload: MemoryCaseload) -> MainWindow:
    """The window with a desk, and so with a journal."""
    office.caseload = caseload
    return open_window(office)


def place_of(window: MainWindow) -> JournalPlace:
    """The journal of a window."""
    assert window.house is not None
    assert window.house.workplace is not None
    assert window.house.workplace.journal is not None
    return window.house.workplace.journal


def test_it_is_read_only_when_one_goes_there(qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload) -> None:
    """Opening the window reads nothing of it; its keys act in its list."""
    journal = place_of(window)
    assert caseload.journal.asked == []
    window.do_key(Key.GO_JOURNAL)
    qtbot.waitUntil(lambda: journal.page.model.rowCount() == 2_000)
    assert window.windowTitle().startswith("Journal")
    window.do_key(Key.NEXT)
    window.do_key(Key.NEXT)
    assert journal.page.table.currentIndex().row() == 1
    window.do_key(Key.REFRESH)
    qtbot.waitUntil(lambda: len(caseload.journal.asked) >= 2)


def test_who_opened_the_case_that_is_shown(qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload) -> None:
    """From the case to the journal, narrowed to it."""
    assert window.house is not None
    assert window.house.workplace is not None
    desk = window.house.workplace.desk
    assert desk is not None
    qtbot.waitUntil(lambda: desk.page.list.current is not None or desk.page.model.rowCount() > 0)
    desk.page.list.go(0)
    qtbot.waitUntil(lambda: desk.page.list.current is not None)
    row = desk.page.list.current
    assert row is not None
    window.do_key(Key.WHO)
    qtbot.waitUntil(lambda: bool(caseload.journal.asked))
    assert window.panes.navigation.place is Place.JOURNAL
    assert {asked.object for asked in caseload.journal.asked} == {f"case:{row.case}"}


def test_it_is_taken_out_with_a_purpose(
    qtbot: QtBot, window: MainWindow, caseload: MemoryCaseload, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked what for, put where the agent says, told as a task."""
    journal = place_of(window)
    window.do_key(Key.GO_JOURNAL)
    qtbot.waitUntil(lambda: journal.page.model.rowCount() == 2_000)
    monkeypatch.setattr(journal_place, "choose_file", lambda *_: tmp_path / "journal")
    window.do_key(Key.EXPORT)
    assert journal.dialog is not None
    journal.dialog.purpose.setText("EXEMPLE, contrôle")
    with qtbot.waitSignal(journal.dialog.asked) as heard:
        journal.dialog.go.click()
    assert isinstance(heard.args[0], ExportAsked)
    qtbot.waitUntil(lambda: journal.page.found.text.startswith("Enregistré"))
    assert (tmp_path / "journal.csv").exists()
    assert [(kind, purpose) for _wanted, kind, purpose in caseload.journal.exported] == [("csv", "EXEMPLE, contrôle")]


def test_a_refused_export_says_so(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody chose a file: nothing; a folder that can't be written to: the reason is in the tasks."""
    journal = place_of(window)
    files = [None, tmp_path / "absent" / "journal.ods"]
    monkeypatch.setattr(journal_place, "choose_file", lambda *_: files.pop(0))
    monkeypatch.setattr(journal._office, "export", _refuse)
    for _ in range(2):
        journal._choose(journal.page.list.query, 3, ExportAsked("ods", "EXEMPLE"))
    qtbot.waitUntil(lambda: journal.page.found.text.startswith("Rien n’a été enregistré"))
    journal.stop()
    assert journal.page.model.rowCount() == 0


def _refuse(*_: object) -> None:
    raise UsageError("folder", folder="EXEMPLE")
