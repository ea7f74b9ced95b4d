"""One call of the console: run the command, and turn every end into an exit code and calm words.

0 all at rest · 1 something left undone, or a fault found · 2 usage or configuration · 3 the front
end can't be reached or refuses us · 4 the store is not available · 130 SIGINT.
"""

from __future__ import annotations

import io
import logging
import os
import re
import sys
from collections.abc import Sequence
from functools import cache

from typer.exceptions import Abort, TyperException

from backoffice_gui import logs
from backoffice_gui.cli.app import PROGRAM, Program, translated
from backoffice_gui.cli.console import INTERRUPTED, Console, flush_or_give_up
from backoffice_gui.cli.text import Words, language_of, words_for
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import Circumstance
from backoffice_gui.system.dumps import no_dumps

__all__ = ["ids_last", "main"]

_LOG = logging.getLogger(__name__)
_UNDONE, _USAGE = 1, 2
_DASHED_ID = re.compile(r"-[A-Za-z0-9_-]{21,63}(?:@sha256-[0-9a-f]{64})?")
_WITH_VALUE = {"--config", "--to", "--reason", "--stage", "--recovery-key", "--dir", "--count", "--rate", "--speed"} | {
    *("--from", "--submit", "--lifetime", "--second-cert", "--second-key", "--only"),
    *("--limit", "--search", "--view", "--filter", "--purpose", "--format", "--columns", "--labels", "--agent"),
    *("--chain", "--verb", "--since", "--until", "--anchors"),
    *("--file", "--source", "--received", "--kind", "--cases", "--seed", "--month", "--first", "--last"),
    *("--digest", "--until"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `backoffice` with these arguments; without any, be the process, and keep to itself what it holds.

    Returns the exit code.
    """
    logs.start()
    if arguments is None:
        logs.hear_defects()
        no_dumps()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # an old encoding must not turn words into a defect
    words, program = _spoken(language_of(os.environ))
    console = Console(words, SystemClock())
    code = _ended(console, program, sys.argv[1:] if arguments is None else list(arguments))
    return code if flush_or_give_up() else max(code, _UNDONE)


@cache
def _spoken(language: str) -> tuple[Words, Program]:
    """The words of a language, and the commands in it: a process that runs many builds them once."""
    words = words_for(language)
    return words, translated(words)


def _ended(console: Console, program: Program, arguments: list[str]) -> int:
    words = console.words
    try:
        code = program.main(ids_last(arguments), prog_name=PROGRAM, standalone_mode=False, obj=console)
    except Circumstance as error:
        console.note(words.circumstance(error))
        return error.exit_code
    except TyperException as error:
        console.note(_usage(words, error))
        return _USAGE
    except (Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return _UNDONE
    except Exception as error:  # noqa: BLE001 - the console's one: a defect is a line and a code, never a traceback
        logs.event(_LOG, logging.ERROR, "defect", error=type(error).__name__, detail=logs.place_of(error.__traceback__))
        console.note(words.defect(type(error).__name__))
        return _UNDONE
    return code if isinstance(code, int) else 0


def ids_last(arguments: Sequence[str]) -> list[str]:
    """An id may begin with dashes (protocol §1): put behind `--`, it is never taken for options.

    No option of ours is as long as an id is; a value that looks like one (`--reason -…`) is left alone.
    """
    found = [
        n
        for n, word in enumerate(arguments)
        if _DASHED_ID.fullmatch(word) and (n == 0 or arguments[n - 1] not in _WITH_VALUE)
    ]
    if not found or "--" in arguments:
        return list(arguments)
    return [*(word for n, word in enumerate(arguments) if n not in found), "--", *(arguments[n] for n in found)]


def _usage(words: Words, error: TyperException) -> str:
    """What is off with the call, in our words where we have some for its kind."""
    kind, detail = type(error).__name__, error.format_message()
    if kind == "NoArgsIsHelpError":
        return detail
    parameter = getattr(error, "param", None)
    name = getattr(error, "option_name", None) or (
        "" if parameter is None else _name(parameter.opts[0], parameter.metavar)
    )
    known = words.phrases.get(f"usage.{kind}") if name else None
    return words.say("usage", detail=detail if known is None else known.format(name=name))


def _name(option: str, metavar: str | None) -> str:
    """An option by its own name, an argument by the name that help shows."""
    return option if option.startswith("-") else metavar or option
