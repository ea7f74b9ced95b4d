"""Where something goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.choosing import choose_existing, choose_file, choose_folder


def test_what_was_chosen_is_a_path_and_nothing_else_is_one(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The system's dialog is the edge: an empty answer is a change of mind."""
    parent = QWidget()
    qtbot.addWidget(parent)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.ods"), "ODS"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "b.pem"), "PEM"))
    assert choose_folder(parent, "t") == tmp_path
    assert choose_existing(parent, "t", "PEM (*.pem)") == tmp_path / "b.pem"
    assert choose_file(parent, "t", "a.ods", "ODS (*.ods)") == tmp_path / "a.ods"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    assert choose_folder(parent, "t") is None
    assert choose_existing(parent, "t", "PEM (*.pem)") is None
    assert choose_file(parent, "t", "a.ods", "ODS (*.ods)") is None
