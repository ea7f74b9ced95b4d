"""What is taken out of the house from the window."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.case_exports import LabelRefused
from backoffice_gui.domain.postal import NotPrintable, Problem
from backoffice_gui.errors import DiskFull
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.tasks import ExportTask
from backoffice_gui.gui.windows.desk import Desk
from backoffice_gui.gui.windows.export_dialog import ExportDialog
from backoffice_gui.gui.windows.main import MainWindow
from tests.support.caseload import MemoryCaseload
from tests.support.desk import go_to, opened


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the system's dialog says that files go, under the name proposed."""
    made = tmp_path / "exports"
    made.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *said: (str(made / Path(said[2]).name), said[3]))
    return made


def ask(desk: Desk, key: Key) -> ExportDialog:
    """The dialog that a key opens."""
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    window.do_key(key)
    assert desk.exports.dialog is not None
    return desk.exports.dialog


def go(qtbot: QtBot, desk: Desk, dialog: ExportDialog, kind: str = "") -> ExportTask:
    """Say what for, and wait for what came of it."""
    if kind:
        dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.purpose.setText("bilan (EXEMPLE)")
    dialog.go.click()
    qtbot.waitUntil(lambda: not desk.acts.tasks.exports[0].running)
    return desk.acts.tasks.exports[0]


def test_the_view_goes_out_with_its_columns_and_digest(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, folder: Path
) -> None:
    """As the agent sees it; the file's name names nobody."""
    task = go(qtbot, desk, ask(desk, Key.EXPORT), "ods")
    assert task.manifest is not None
    assert caseload.exports.asked == [("view", "")]
    assert task.manifest.columns == tuple(column.value for column in desk.page.model.columns)
    assert task.manifest.rows == desk.page.model.rowCount() == task.total
    (file,) = folder.iterdir()
    assert file.name.startswith("demandes-20")
    assert file.suffix == ".ods"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == task.manifest.sha256
    assert str(file) in desk.page.undo.text


def test_the_selection_goes_out_alone(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, folder: Path) -> None:
    """By key, or by the button of the selection; labels start where one says."""
    desk.page.list.go(0)
    window = desk.page.window()
    assert isinstance(window, MainWindow)
    for _ in range(3):
        window.do_key(Key.SELECT)
        window.do_key(Key.NEXT)
    qtbot.waitUntil(lambda: desk.page.list.many_selected == 3 and desk.page.selection.export_button.isVisible())
    desk.page.selection.export_button.click()
    dialog = desk.exports.dialog
    assert dialog is not None
    dialog.first.setValue(5)
    task = go(qtbot, desk, dialog, "labels")
    assert task.total == 3
    name, numbers, form, first = caseload.exports.asked[0]
    assert (name, form, first) == ("labels", "a4-2x7", 5)
    assert isinstance(numbers, tuple)
    go(qtbot, desk, ask(desk, Key.EXPORT), "xlsx")
    assert caseload.exports.asked[1] == ("chosen", numbers)


def test_addresses_that_stop_a_print_are_listed(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, folder: Path
) -> None:
    """Nothing is printed; each says why."""
    why = NotPrintable((Problem("postcode_missing"), Problem("too_long", 2, 4)), ())
    caseload.exports.refused = (LabelRefused(1, "DEMO-2026-000001", why),)
    row = desk.page.model.row_at(0)
    assert row is not None
    desk.exports.export_rows((row,))
    assert desk.exports.dialog is not None
    task = go(qtbot, desk, desk.exports.dialog, "labels")
    assert task.refused
    assert "1 adresse à corriger" in desk.page.undo.text
    assert not list(folder.iterdir())


def test_one_case_is_printed_as_a_sheet(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, folder: Path) -> None:
    """The one that is open, under its number."""
    row = go_to(qtbot, desk, lambda _row: True)
    opened(qtbot, desk, row.case)
    task = go(qtbot, desk, ask(desk, Key.PRINT))
    assert caseload.exports.asked == [("sheet", row.case)]
    assert task.file.name.startswith(row.number)
    assert task.file.suffix == ".pdf"


def test_an_export_can_be_stopped(qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, folder: Path) -> None:
    """It leaves no file, and says so."""
    gate = caseload.exports.gate = threading.Event()
    dialog = ask(desk, Key.EXPORT)
    dialog.purpose.setText("bilan")
    dialog.go.click()
    qtbot.waitUntil(lambda: desk.acts.tasks.running == 1 and desk.acts.tasks.exports[0].done > 0)
    desk.acts.tasks.cancel_all()
    gate.set()
    qtbot.waitUntil(lambda: "Export arrêté" in desk.page.undo.text)
    assert not list(folder.iterdir())


def test_what_fails_is_said_and_a_change_of_mind_does_nothing(
    qtbot: QtBot, desk: Desk, caseload: MemoryCaseload, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason stands in the tasks."""
    caseload.exports.failure = DiskFull("folder", folder=str(folder))
    task = go(qtbot, desk, ask(desk, Key.EXPORT))
    assert task.failure is not None
    assert "Rien n’a été enregistré" in desk.page.undo.text
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog = ask(desk, Key.EXPORT)
    dialog.purpose.setText("bilan")
    dialog.go.click()
    assert len(desk.acts.tasks.exports) == 1
