"""The commands of retention and purges: each option has its help, and the page shows what can be typed."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from backoffice_gui.cli.retention_app import purge, retention
from backoffice_gui.cli.text import ENGLISH, FRENCH, words_for

GROUPS = {"retention": retention, "purge": purge}


def test_every_command_has_its_help_in_both_languages() -> None:
    """And each option says what it is for."""
    for language in (FRENCH, ENGLISH):
        phrases = words_for(language).phrases
        for group in GROUPS.values():
            for command in getattr(typer.main.get_command(group), "commands", {}).values():
                assert command.help in phrases
                assert all(param.help in phrases for param in command.params)


def test_what_the_page_shows_can_be_typed() -> None:
    """Each command of docs/retention.md is one of ours, with options that it has."""
    page = (Path(__file__).parents[2] / "docs" / "retention.md").read_text("utf-8")
    shown = re.findall(r"^backoffice (retention|purge) (\w+)(.*)$", page, re.MULTILINE)
    assert len(shown) >= 10
    for name, command, rest in shown:
        commands = getattr(typer.main.get_command(GROUPS[name]), "commands", {})
        options = {word for param in commands[command].params for word in param.opts}
        assert set(re.findall(r"--[a-z]+", rest)) <= options, command
