from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from backoffice_gui.cli.app import translated
from backoffice_gui.cli.text import ENGLISH, FRENCH, words_for
from tests.support.console import call
from tests.support.proof import ROOT

COMMANDS = (
    ("collect",),
    ("list",),
    ("store", "init"),
    ("extract",),
    ("status",),
    ("verify",),
    ("doctor",),
    ("incident", "list"),
    ("incident", "close"),
    ("reference-front",),
    ("check-front-end",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", [FRENCH, ENGLISH])
def test_every_command_explains_itself(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--help` of each, exit 0, in the language of the locale; no code word is left in it."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8" if language == ENGLISH else "fr_FR.UTF-8")
    said = call(capsys, *command, "--help")
    assert said.code == 0
    assert "help." not in said.out
    assert words_for(language).say("help.json").split()[0] in said.out
    for option in ("--config", "--json"):
        assert option in said.out


def test_the_program_explains_itself_without_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`backoffice` alone shows its commands, and is a usage error."""
    said = call(capsys)
    assert (said.code, said.out) == (2, "")
    for command in COMMANDS:
        assert command[0] in said.err
    assert call(capsys, "--help").code == 0


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version`, exit 0."""
    said = call(capsys, "--version")
    assert said.code == 0
    assert said.out.startswith("backoffice 0.")


@pytest.mark.parametrize("place", ["before", "between", "after"])
def test_the_global_options_stand_anywhere(tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    """`--config` and `--json` before or after the command."""
    (tmp_path / "c.toml").write_text('[store]\nfolder = "store"\nkey_file = "k"\n')
    options = ["--config", str(tmp_path / "c.toml"), "--json"]
    words = {
        "before": [*options, "store", "init"],
        "between": [options[2], "store", "init", *options[:2]],
        "after": ["store", "init", *options],
    }[place]
    said = call(capsys, *words)
    assert said.code == 0
    assert said.objects[0]["folder"] == str(tmp_path / "store")


def test_what_is_said_last_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A configuration after the command takes the place of the one before it."""
    (tmp_path / "c.toml").write_text('[store]\nfolder = "store"\nkey_file = "k"\n')
    said = call(capsys, "--config", tmp_path / "no.toml", "store", "init", "--config", tmp_path / "c.toml")
    assert said.code == 0


def test_the_commands_are_translated_each_time() -> None:
    """One language does not leak into the next call."""
    for language in (ENGLISH, FRENCH, ENGLISH):
        program = translated(words_for(language))
        assert getattr(program, "help", "") == words_for(language).say("help.app")


def test_the_preview_has_a_word_that_help_does_not_show(capsys: pytest.CaptureFixture[str]) -> None:
    """A bundle's window starts it; it says which walls stand, in octets, and ends with its input."""
    assert "preview-worker" not in call(capsys, "--help").out
    words = [sys.executable, "-m", "backoffice_gui.cli", "preview-worker"]
    said = subprocess.run(words, cwd=ROOT, env={}, input=b"", capture_output=True, check=False, timeout=60)
    assert (said.returncode, said.stdout[:1], len(said.stdout)) == (0, b"\x01", 8)
