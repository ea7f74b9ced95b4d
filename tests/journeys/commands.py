"""Commands of a journey: the console with a configuration, as JSON, in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.console import run, start
from tests.support.program_server import Program

__all__ = ["Ended", "begun", "console"]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and the lines it said."""

    code: int
    lines: list[dict[str, Any]]
    stderr: str

    @property
    def last(self) -> dict[str, Any]:
        """The last line, often the only one."""
        return self.lines[-1]


def console(config: Path, *words: str, seconds: float = 100) -> Ended:
    """Run a command to its end."""
    said = run("--config", config, "--json", *words, seconds=seconds)
    return Ended(said.code, said.objects, said.err)


def begun(config: Path, *words: str) -> Program:
    """Begin a command that somebody will end."""
    return start("--config", config, "--json", *words)
