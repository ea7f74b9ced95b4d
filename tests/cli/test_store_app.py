"""The commands of a store: each, and each of its options, has its help in both languages."""

from __future__ import annotations

import typer

from backoffice_gui.cli.store_app import store
from backoffice_gui.cli.text import ENGLISH, FRENCH, words_for


def test_every_command_has_its_help_in_both_languages() -> None:
    """And each option says what it is for."""
    commands = getattr(typer.main.get_command(store), "commands", {})
    assert {"init", "migrate", "rebuild", "recover", "rekey"} <= set(commands)
    for language in (FRENCH, ENGLISH):
        phrases = words_for(language).phrases
        for command in commands.values():
            assert command.help in phrases
            assert all(param.help in phrases for param in command.params)
