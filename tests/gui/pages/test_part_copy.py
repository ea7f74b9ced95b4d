"""A copy of a piece is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from backoffice_gui.errors import DiskFull
from backoffice_gui.gui.bridge import Bridge
from backoffice_gui.gui.pages.part_copy import PartCopy
from tests.support.attachments import MemoryAttachments


@pytest.fixture
def office() -> MemoryAttachments:
    """Attachments in memory."""
    return MemoryAttachments()


@pytest.fixture
def copy(qtbot: QtBot, bridge: Bridge, office: MemoryAttachments) -> PartCopy:
    """A piece is looked at."""
    made = PartCopy(bridge, office)
    qtbot.addWidget(made)
    made.show()
    made.button.show()
    made.show_part((7, 2))
    return made


def test_the_reason_comes_first_then_the_folder_then_where_it_went(
    qtbot: QtBot, copy: PartCopy, office: MemoryAttachments, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Name, folder and digest are said."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    copy.button.click()
    assert copy.prompt.isVisible()
    copy.prompt.answered.emit("demandée par le tribunal (EXEMPLE)")
    qtbot.waitUntil(lambda: "Copie enregistrée" in copy.said.text)
    assert str(tmp_path) in copy.said.text
    assert "0" * 64 in copy.said.text
    assert office.calls == [f"save_part 7 2 {tmp_path.name} demandée par le tribunal (EXEMPLE)"]


def test_without_a_reason_or_a_folder_nothing_is_saved(
    copy: PartCopy, office: MemoryAttachments, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty answer asks on; a change of mind leaves all as it was."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    copy.button.click()
    copy.prompt.go.click()
    assert copy.prompt.isVisible()
    copy.prompt.answered.emit("relecture")
    assert copy.leave()
    assert not copy.leave()
    assert office.calls == []


def test_what_went_wrong_is_said_in_place(
    qtbot: QtBot, copy: PartCopy, office: MemoryAttachments, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The disk is full: nothing is left there."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    office.failure = DiskFull("folder", folder=str(tmp_path))
    copy.prompt.answered.emit("relecture")
    qtbot.waitUntil(lambda: "Disque plein" in copy.said.text)
    copy.show_part(None)
    assert not copy.said.isVisible()
    assert not copy.button.isEnabled()
    told: list[str] = []
    copy._bridge.failed.connect(lambda failure: told.append(failure.code))
    copy.show_part((7, 2))
    copy.prompt.answered.emit("relecture")
    copy.show_part((7, 3))
    qtbot.waitUntil(lambda: told == ["STO-009"] or copy.said.isVisible())
    assert not copy.said.isVisible()  # it is about another piece: the window says it
