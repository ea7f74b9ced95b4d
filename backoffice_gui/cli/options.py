"""What every command has: `--config` and `--json`, understood before and after it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from backoffice_gui.cli.console import Console

__all__ = ["STDIN", "Address", "Config", "Json", "console_of", "typed"]

STDIN = "-"
"""What stands for standard input, which no list of processes and no history of a shell shows."""

Config = Annotated[Path | None, typer.Option("--config", help="help.config", metavar="FILE")]
Address = Annotated[str | None, typer.Option("--store", help="help.store.address", metavar="URL")]
Json = Annotated[bool, typer.Option("--json", help="help.json")]


def console_of(context: typer.Context, config: Path | None, as_json: bool) -> Console:
    """The call's console, with what was said after the command added to what was said before it."""
    console = context.find_object(Console)
    assert console is not None
    if config is not None:
        console.config = config.expanduser()
    console.as_json = console.as_json or as_json
    return console


def typed(words: str) -> str:
    """What somebody wrote: as it is, or for `-` from standard input."""
    return sys.stdin.read().strip() if words == STDIN else words
