"""What every command has: `--config` and `--json`, understood before and after it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backoffice_gui.cli.console import Console

__all__ = ["Config", "Json", "console_of"]

Config = Annotated[Path | None, typer.Option("--config", help="help.config", metavar="FILE")]
Json = Annotated[bool, typer.Option("--json", help="help.json")]


def console_of(context: typer.Context, config: Path | None, as_json: bool) -> Console:
    """The call's console, with what was said after the command added to what was said before it."""
    console = context.find_object(Console)
    assert console is not None
    if config is not None:
        console.config = config.expanduser()
    console.as_json = console.as_json or as_json
    return console
