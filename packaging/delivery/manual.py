"""The manual pages of both programs, in French and English, made of the programs' own commands and sentences."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from backoffice_gui.__main__ import _parser as parser_of_the_window
from backoffice_gui.cli.app import translated
from backoffice_gui.cli.text import ENGLISH, FRENCH, words_for
from delivery.pages import GUI, PAGES, Page

__all__ = ["LANGUAGES", "console_page", "window_page"]

LANGUAGES = (FRENCH, ENGLISH)


def _safe(text: str) -> str:
    """Plain words for roff: no line of them is a request, no hyphen of an option becomes a typographer's."""
    told = text.replace("\\", "\\e").replace("-", "\\-").replace("\u202f", "\\~").replace("\u00a0", "\\~")
    return "\n".join("\\&" + line if line.startswith((".", "'")) else line for line in told.splitlines())


def _head(name: str, what: str, language: str, version: str, day: str) -> list[str]:
    page = PAGES[language]
    return [
        '.\\" made from the program itself: do not edit',
        f'.TH {name.upper()} 1 "{day}" "{name} {version}" "{page.heading}"',
        f".SH {page.name}",
        f"{name} \\- {_safe(what)}",
    ]


def _shape(names: str, parameter: Any) -> str:
    optional = not parameter.required
    if parameter.param_type_name == "argument":
        return f"[\\fI{_safe(parameter.metavar or names)}\\fR]" if optional else f"\\fI{_safe(parameter.metavar)}\\fR"
    value = "" if parameter.is_flag else f" \\fI{_safe(parameter.metavar or names.upper())}\\fR"
    said = f"\\fB{_safe(parameter.opts[-1])}\\fR{value}"
    return f"[{said}]" if optional else said


def _commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if command.hidden:
            continue
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield before + name, command


_EVERYWHERE = {"config", "json"}


def _command(name: str, command: Any) -> Iterator[str]:
    own = [parameter for parameter in command.params if parameter.name not in _EVERYWHERE]
    shapes = " ".join(_shape(parameter.name, parameter) for parameter in own)
    yield ".TP"
    yield f"\\fB{_safe(name)}\\fR {shapes}".rstrip()
    yield _safe(command.help or "")
    told = [parameter for parameter in own if getattr(parameter, "help", None)]
    if told:
        yield ".RS"
        for parameter in told:
            yield ".TP"
            yield _shape(parameter.name, parameter).strip("[]")
            yield _safe(parameter.help)
        yield ".RE"


def _table(title: str, rows: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield f".SH {title}"
    for term, what in rows:
        yield ".TP"
        yield f"\\fB{_safe(term)}\\fR"
        yield _safe(what)


def _foot(page: Page, other: str) -> Iterator[str]:
    yield from _table(page.environment, page.environment_rows)
    yield from _table(page.files, page.files_rows)
    yield f".SH {page.see_also}"
    yield f".BR {other} (1)"


def console_page(language: str, version: str, day: str) -> str:
    """`backoffice(1)`: every command and option of the command tree, with the words that `--help` says."""
    words, page = words_for(language), PAGES[language]
    group: Any = translated(words)
    lines = _head("backoffice", page.console, language, version, day)
    lines += [f".SH {page.synopsis}", f"\\fBbackoffice\\fR [\\fIoptions\\fR] \\fI{page.command}\\fR ..."]
    lines += [f".SH {page.description}", _safe(group.help or ""), ".PP", _safe(page.about)]
    lines += [f".SH {page.options}"]
    for parameter in group.params:
        lines += [".TP", _shape(parameter.name, parameter).strip("[]"), _safe(parameter.help or "")]
    lines += [f".SH {page.commands}"]
    for name, command in _commands(group):
        lines += _command(name, command)
    lines += [*_table(page.exit_codes, page.exit_rows), *_foot(page, "backoffice\\-gui")]
    return "\n".join(lines) + "\n"


def window_options() -> list[str]:
    """The long options that the window's own parser knows."""
    parser: argparse.ArgumentParser = parser_of_the_window()
    return [action.option_strings[-1] for action in parser._actions if action.dest != "help"]  # noqa: SLF001 - argparse has no public list


def window_page(language: str, version: str, day: str) -> str:
    """`backoffice-gui(1)`: every option that the parser knows, in both languages."""
    page, own = PAGES[language], GUI[language]
    lines = _head("backoffice-gui", page.window, language, version, day)
    lines += [
        f".SH {page.synopsis}",
        "\\fBbackoffice\\-gui\\fR [\\fIoptions\\fR]",
        f".SH {page.description}",
        _safe(own[""]),
    ]
    lines += [f".SH {page.options}"]
    for option in window_options():
        value, what = own[option].split("|") if "|" in own[option] else ("", own[option])
        lines += [".TP", f"\\fB{_safe(option)}\\fR" + (f" \\fI{value}\\fR" if value else ""), _safe(what)]
    return "\n".join([*lines, *_foot(page, "backoffice")]) + "\n"
