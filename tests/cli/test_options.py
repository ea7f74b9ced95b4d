from __future__ import annotations

from pathlib import Path

import pytest
from click import Command, Context

from backoffice_gui.cli.console import Console
from backoffice_gui.cli.options import console_of
from backoffice_gui.cli.text import FRENCH, words_for
from tests.support.clock import TurnedClock


@pytest.mark.parametrize("before", [False, True])
def test_what_stands_before_and_after_a_command_is_one(before: bool) -> None:
    """`--json` once is enough; a file named after the command counts."""
    console = Console(words_for(FRENCH), TurnedClock(), as_json=before)
    context = Context(Command("exemple"), obj=console)
    assert console_of(context, None, not before) is console  # type: ignore[arg-type]
    assert console.as_json
    assert console.config is None
    console_of(context, Path("~/x.toml"), False)  # type: ignore[arg-type]
    assert console.config == Path.home() / "x.toml"
