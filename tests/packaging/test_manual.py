"""The manual pages say what the programs do, in both languages."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from delivery.manual import LANGUAGES, console_page, window_options, window_page
from delivery.pages import GUI

from backoffice_gui.cli.app import translated
from backoffice_gui.cli.text import words_for

_DAY = "2026-01-01"


def _names(group: Any, before: str = "") -> list[str]:
    found: list[str] = []
    for name, command in group.commands.items():
        if command.hidden:
            continue
        found += _names(command, f"{before}{name} ") if hasattr(command, "commands") else [before + name]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_and_option_is_there(language: str) -> None:
    """The console's page has each command of the tree and each of its options, and no code word is left in it."""
    page = console_page(language, "1.2.3", _DAY)
    group: Any = translated(words_for(language))
    names = _names(group)
    assert len(names) > 25
    plain = page.replace("\\-", "-")
    assert [name for name in names if f"\\fB{name}\\fR" not in plain] == []
    assert "--recovery-key" in plain
    assert "help." not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_is_told_as_it_is(language: str) -> None:
    """Each option of the window's own parser is told, and nothing that it doesn't know."""
    page = window_page(language, "1.2.3", _DAY).replace("\\-", "-")
    assert [option for option in window_options() if f"\\fB{option}\\fR" not in page] == []
    assert set(GUI[language]) - {""} == set(window_options())


@pytest.mark.skipif(shutil.which("man") is None, reason="man reads manual pages, and is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_man_reads_them_without_a_warning(language: str, tmp_path: Path) -> None:
    """The formatter has nothing to say against either page."""
    for name, page in (("backoffice", console_page), ("backoffice-gui", window_page)):
        file = tmp_path / f"{name}.1"
        file.write_text(page(language, "1.2.3", _DAY), "utf-8")
        words = ["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(file)]
        told = subprocess.run(
            words,
            capture_output=True,
            text=True,
            check=True,
            env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "MANROFFSEQ": ""},
        )
        assert told.stderr == ""
