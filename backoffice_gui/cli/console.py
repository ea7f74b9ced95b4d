"""What goes to standard output: one JSON object a line, or words; all else goes to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui import settings
from backoffice_gui.cli import asking
from backoffice_gui.cli.text import Words
from backoffice_gui.clock import Clock
from backoffice_gui.settings import Settings

__all__ = ["INTERRUPTED", "Console", "flush_or_give_up"]

INTERRUPTED = 130
"""The exit code of a call that somebody ended (SIGINT)."""


def _printable(text: str) -> str:
    """Without control characters, which a terminal would obey; line ends and no-break spaces stay."""
    return "".join(char if char.isprintable() or char in "\n\u00a0\u202f" else "�" for char in text)


@dataclass(slots=True)
class Console:
    """One call of the console: its words, its clock, and what the global options said."""

    words: Words
    clock: Clock
    config: Path | None = None
    as_json: bool = False

    def settings(self) -> Settings:
        """The configuration; raises `ConfigurationError`."""
        return settings.load(self.config)

    def secret(self, phrase: str) -> str:
        """Ask for a secret with a phrase; never echoed, never of the command's words."""
        return asking.secret(self.words.say(phrase))

    def passphrase(self) -> str:
        """Ask for the passphrase that opens the casebook."""
        return self.secret("ask.passphrase")

    def result(self, members: Mapping[str, object], said: str) -> None:
        """One result: the object as a line of JSON, or what is said instead; at once, for whoever waits on a pipe."""
        line = json.dumps(members, ensure_ascii=True, allow_nan=False) if self.as_json else _printable(said)
        if line:
            sys.stdout.write(line + "\n")
            sys.stdout.flush()

    def say(self, said: str) -> None:
        """Words of a result that have no place in JSON."""
        if not self.as_json and said:
            sys.stdout.write(_printable(said) + "\n")
            sys.stdout.flush()

    @staticmethod
    def note(said: str) -> None:
        """Words beside the result: to standard error."""
        sys.stderr.write(_printable(said) + "\n")
        sys.stderr.flush()


def flush_or_give_up() -> bool:
    """Flush standard output; where its reader has gone, point it to nowhere so that the interpreter ends in peace."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        return False
    return True
