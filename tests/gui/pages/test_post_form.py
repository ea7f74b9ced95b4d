"""What an agent may settle of this workstation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.post import Post, Setting
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.post_form import NUMBERS, FolderRow, PostForm, _Choice, _Number
from backoffice_gui.settings import value_of
from tests.support.office import a_post


def a_whole_post(*fixed: str) -> Post:
    """Everything that the form asks for, some of it fixed."""
    values = {
        "security.lock_minutes": "10",
        "security.clipboard_seconds": "10",
        "security.exclude_capture": "false",
        "backup.folder": "",
        "backup.every_hours": "24",
    }
    return replace(a_post(), settings=tuple(Setting(key, value, key in fixed) for key, value in values.items()))


def _form(qtbot: QtBot, post: Post) -> tuple[PostForm, list[tuple[str, str]]]:
    form = PostForm()
    qtbot.addWidget(form)
    form.show_post(post)
    form.show()
    said: list[tuple[str, str]] = []
    form.settled.connect(lambda key, text: said.append((key, text)))
    return form, said


def test_each_change_is_handed_on_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A number when it is left, a box when it turns, a folder when it is chosen; what is the same is no change."""
    form, said = _form(qtbot, a_whole_post())
    minutes, captures, folder = (form.rows[key] for key in list(form.rows)[:4] if not key.endswith("seconds"))
    assert isinstance(minutes, _Number)
    assert isinstance(captures, _Choice)
    assert isinstance(folder, FolderRow)
    minutes.edit.selectAll()
    qtbot.keyClicks(minutes.edit, "5")
    qtbot.keyClick(minutes.edit, Qt.Key.Key_Return)
    captures.edit.click()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    folder.choose.click()
    assert said == [
        ("security.lock_minutes", "5"),
        ("security.exclude_capture", "true"),
        ("backup.folder", str(tmp_path)),
    ]
    form.show_written(a_whole_post())
    assert "Enregistré\u00a0: Dossier des sauvegardes." in form.news.text
    qtbot.keyClick(minutes.edit, Qt.Key.Key_Return)
    assert len(said) == 3


def test_what_could_not_be_written_is_taken_back(qtbot: QtBot) -> None:
    """And said, with the name of the setting."""
    form, said = _form(qtbot, a_whole_post())
    folder = form.rows["backup.folder"]
    assert isinstance(folder, FolderRow)
    qtbot.keyClicks(folder.edit, "/nulle/part")
    qtbot.keyClick(folder.edit, Qt.Key.Key_Return)
    assert said == [("backup.folder", "/nulle/part")]
    form.show_failure(Failure("USE-001", "setting-folder", {}))
    assert folder.edit.text() == ""
    assert form.news.text.startswith("Dossier des sauvegardes\u00a0: Ce dossier n’est pas là")


def test_what_is_fixed_is_locked_and_what_is_unknown_is_not_shown(qtbot: QtBot) -> None:
    """By a padlock with its source."""
    form, _ = _form(qtbot, a_whole_post("security.lock_minutes"))
    row = form.rows["security.lock_minutes"]
    assert not row.edits[0].isEnabled()
    assert "policy.toml" in row.lock.text
    assert form.rows["backup.every_hours"].edits[0].isEnabled()
    assert not form.rows["backup.keep"].isVisible()


@pytest.mark.parametrize("key", sorted(NUMBERS))
def test_the_numbers_are_those_that_are_allowed(key: str) -> None:
    """The least and the most that the configuration takes, and not one beyond."""
    low, high = NUMBERS[key]
    assert (value_of(key, str(low)), value_of(key, str(high))) == (low, high)
    for beyond in (low - 1, high + 1):
        with pytest.raises(ConfigurationError):
            value_of(key, str(beyond))
