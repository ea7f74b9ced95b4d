from __future__ import annotations

import typer

from backoffice_gui.cli.cases_app import cases
from backoffice_gui.cli.text import ENGLISH, FRENCH, words_for


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
