from __future__ import annotations

import re
from pathlib import Path

import typer

from backoffice_gui.cli.cases_app import cases
from backoffice_gui.cli.text import ENGLISH, FRENCH, words_for
from backoffice_gui.domain.filter_language import parse_filter


def test_every_command_has_its_help_in_both_languages() -> None:
    """The commands that the issue names are there, and each option says what it is for."""
    group = typer.main.get_command(cases)
    commands = getattr(group, "commands", {})
    assert {"list", "show", "export", "take", "note", "close"} <= commands.keys()
    for language in (FRENCH, ENGLISH):
        phrases = words_for(language).phrases
        for command in commands.values():
            assert command.help in phrases
            assert all(param.help in phrases for param in command.params)


def test_what_the_page_shows_can_be_typed() -> None:
    """Each command of docs/desk.md is one of ours, with options that it has; each filter is understood."""
    page = (Path(__file__).parents[2] / "docs" / "desk.md").read_text("utf-8")
    commands = getattr(typer.main.get_command(cases), "commands", {})
    for name, rest in re.findall(r"^(?:printf .* \| )?backoffice cases (\w+)(.*)$", page, re.MULTILINE):
        options = {word for param in commands[name].params for word in param.opts}
        assert set(re.findall(r"--[a-z]+", rest)) <= options, name
    filters = re.findall(r"--filter '([^']+)'", page)
    assert filters
    for line in filters:
        assert parse_filter(line).unknown == ()
