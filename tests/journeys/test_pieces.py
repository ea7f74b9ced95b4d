"""The desk over a real caseload: a piece is decoded in its own process, looked at, copied; the case is exported."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.cases import Badge
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.i18n import Language, install
from backoffice_gui.gui.preferences import Preferences
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.badge import Badge as Shown
from backoffice_gui.gui.widgets.navigation import Navigation
from backoffice_gui.gui.windows.desk import Desk
from tests.documents.preview.samples import WORDS, pdf
from tests.support.attachments import case_with
from tests.support.caseloads import Served, served
from tests.support.desks import a_store

SECONDS = 60_000


@pytest.fixture
def caseload(tmp_path: Path) -> Iterator[Served]:
    """Three cases of a real store, and a fourth with a PDF of some pages, a text, and a PDF that is none."""
    with a_store(tmp_path / "s") as store:
        made = served(store)
        case_with(store, made.clock, pdf(), b"EXEMPLE\n", b"%PDF-1.7 EXEMPLE", seq=4)
        yield made
        made.cases.attachments.close()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, tmp_path: Path, caseload: Served) -> Iterator[Desk]:
    """The desk over the real wiring, page and detail beside each other."""
    install(qapp, Language.FRENCH)
    bridge, shown = Bridge(), QWidget()
    qtbot.addWidget(shown)
    kept = Preferences(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    caseload.caseload.tells(lambda: bridge.listen(CollectorEvent(EventName.TAKEN_IN, None, None)))
    made = Desk(bridge, caseload.cases, Navigation(shown), kept, shown, keys=lambda _: "")
    made.page.resize(700, 800)
    made.detail.setGeometry(710, 0, 600, 800)
    shown.resize(1_320, 800)
    shown.show()
    made.start()
    yield made
    made.stop()
    assert bridge.stop(10.0)


def until(qtbot: QtBot, done: Callable[[], bool]) -> None:
    """Wait as long as a slow machine needs."""
    qtbot.waitUntil(done, timeout=SECONDS)


def see_a_broken_one(qtbot: QtBot, desk: Desk) -> None:
    """What can't be read says so in the list and above the case, which stays open as it is."""
    opened = desk.detail.detail
    assert opened is not None
    desk.do_key(Key.PIECES)
    until(qtbot, lambda: "Pièce illisible" in desk.detail.pieces.preview.state.text)
    place = desk.page.model.find(4)
    assert place is not None
    until(qtbot, lambda: (row := desk.page.model.row_at(place)) is not None and Badge.PIECE_REFUSED in row.badges)
    until(qtbot, lambda: "Pièce illisible" in [shown.text() for shown in desk.detail.head.findChildren(Shown)])
    assert desk.detail.detail is opened


@pytest.mark.timeout(300)
def test_a_piece_is_looked_at_read_copied_and_its_case_exported(
    qtbot: QtBot, desk: Desk, caseload: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the keys of an agent; every look and every copy is in the journal, with its reason."""
    until(qtbot, lambda: desk.page.model.rowCount() > 0)
    desk.show_case(4)
    until(qtbot, lambda: desk.detail.detail is not None and desk.detail.detail.row.case == 4)
    desk.do_key(Key.PIECES)
    pieces = desk.detail.pieces
    until(qtbot, lambda: not pieces.preview.view.image.isNull())
    model = pieces.list.table.model()
    assert model is not None
    until(qtbot, lambda: "PDF" in str(model.index(0, 2).data()))
    assert "≠ déclaré" in model.index(0, 2).data()  # its name says nothing of a PDF
    assert "Type réel différent" in pieces.preview.flags.text
    qtbot.keyClick(pieces.list.table, Qt.Key.Key_Minus)
    pieces.preview.bar.after.click()
    pieces.preview.bar.text.click()
    until(qtbot, lambda: pieces.preview.words.toPlainText() == f"{WORDS} 2")
    desk.do_key(Key.PIECES)
    until(qtbot, lambda: pieces.preview.words.toPlainText() == "EXEMPLE\n")
    assert len(caseload.logged("part_previewed")) == 2

    copies = tmp_path / "copies"
    copies.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(copies))
    pieces.copy.button.click()
    pieces.copy.prompt.answered.emit("relecture (EXEMPLE)")
    until(qtbot, lambda: "Copie enregistrée" in pieces.copy.said.text)
    (copy,) = copies.iterdir()
    assert copy.read_bytes() == b"EXEMPLE\n"
    assert [dict(line.details)["reason"] for line in caseload.logged("part_saved")] == ["relecture (EXEMPLE)"]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *said: (str(copies / Path(said[2]).name), ""))
    for key, ending in ((Key.EXPORT, "csv"), (Key.PRINT, "pdf")):
        desk.do_key(key)
        dialog = desk.exports.dialog
        assert dialog is not None
        dialog.purpose.setText("bilan (EXEMPLE)")
        dialog.go.click()
        until(qtbot, lambda: not desk.acts.tasks.exports[0].running)
        task = desk.acts.tasks.exports[0]
        assert task.manifest is not None, task.failure
        assert task.file.suffix == f".{ending}"
        assert hashlib.sha256(task.file.read_bytes()).hexdigest() == task.manifest.sha256
    see_a_broken_one(qtbot, desk)
