"""The console as a test calls it: in this process, or as the real program."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from backoffice_gui.cli import main
from tests.support.program_server import Program, forked, forking_itself

__all__ = ["Said", "call", "program", "run", "start", "until_closed"]

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Said:
    """What a call said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """Standard output with plain spaces where French has no-break ones."""
        return self.out.replace("\u00a0", " ")

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON lines of standard output: every line must be one."""
        return [json.loads(line) for line in self.out.splitlines()]


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> Said:
    """`main` with these arguments, in this process."""
    capsys.readouterr()
    with forking_itself():
        code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return Said(code, said.out, said.err)


def _environment(more: Mapping[str, str] | None) -> dict[str, str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "COV_"))}
    return bare | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"} | dict(more or {})


def program(*arguments: object) -> list[str]:
    """The command line of the real program."""
    return [sys.executable, "-m", "backoffice_gui.cli", *map(str, arguments)]


_OF_THE_START = ("LANG", "LC_", "PYTHONIO", "PYTHONUTF8")
"""Variables that the interpreter reads when it starts, and never again."""


def run(*arguments: object, environment: Mapping[str, str] | None = None, seconds: float = 60) -> Said:
    """The real program, to its end; from nothing where the environment speaks to the interpreter."""
    if environment is None or not any(name.startswith(_OF_THE_START) for name in environment):
        with start(*arguments, environment=environment) as running:
            out, err = running.communicate(seconds)
            return Said(running.wait(), out, err)
    ended = subprocess.run(
        program(*arguments), env=_environment(environment), capture_output=True, text=True, check=False, timeout=seconds
    )
    return Said(ended.returncode, ended.stdout, ended.stderr)


def start(*arguments: object, environment: Mapping[str, str] | None = None) -> Program:
    """The real program, running; whoever starts it ends it."""
    return forked([str(argument) for argument in arguments], _environment(environment))


def until_closed(running: Program, count: int) -> list[dict[str, object]]:
    """What `collect --json` said until so many submissions had come to their end."""
    seen: list[dict[str, object]] = []
    for line in running.stdout:
        seen.append(json.loads(line))
        if [each["event"] for each in seen].count("closed") == count:
            return seen
    raise AssertionError(seen)
