"""Writing what a person settles into the configuration file: the keys asked for, and not an octet of the rest.

Comments, order and unknown habits of the file stay. What comes out is read again before it takes the old file's
place: it must say what the old one said, and the changes, and nothing else. No secret is ever written here.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from backoffice_gui.errors import ConfigurationError, DiskFull, UsageError
from backoffice_gui.security.durable import is_full, new_folder, replace
from backoffice_gui.settings import check_url, value_of

__all__ = ["LIVE_KEYS", "OPEN_KEYS", "changed_text", "configure"]

LIVE_KEYS = (
    "security.lock_minutes",
    "security.clipboard_seconds",
    "security.exclude_capture",
    "backup.folder",
    "backup.every_hours",
    "backup.keep",
)
"""What may be settled from the window, and holds at once."""
OPEN_KEYS = (
    "transfer.url",
    "transfer.ca_file",
    "transfer.client_cert",
    "transfer.client_key",
    "transfer.front_end_keys",
    "store.mirror",
    "store.server",
    *LIVE_KEYS,
)
"""All that may be settled from the window: where the site is, which files prove who is who, copies, precautions."""
_FOLDERS = frozenset({"backup.folder", "store.mirror"})

_HEADER = re.compile(r"\s*\[")
_VALUE = r"""("(?:[^"\\]|\\.)*"|'[^']*'|[+-]?[0-9][0-9_]*|true|false)(\s*(?:\#.*)?)$"""


def configure(file: Path, changes: Mapping[str, str], fixed: frozenset[str] = frozenset()) -> None:
    """Settle these keys (`transfer.url` → its value) in the file, whole or not at all; a missing file is made.

    Raises `UsageError` (`setting-fixed` for what the policy fixes or is not open, `setting-value`, `setting-folder`
    for one that is not there or can't be written, `folder`), `DiskFull`, `ConfigurationError` (`url`; `unreadable`
    for a file that is no TOML, or that can't be changed line by line).
    """
    for key in changes:
        if key in fixed or key not in OPEN_KEYS:
            raise UsageError("setting-fixed", key=key)
    check_url(changes.get("transfer.url", ""))
    values = {key: _checked(key, text) for key, text in changes.items()}
    try:
        before = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
        after = changed_text(before, values)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise ConfigurationError("unreadable", file=str(file)) from error
    if after == before:
        return
    try:
        new_folder(file.parent)
        replace(file, after.encode())
    except OSError as error:
        if is_full(error):
            raise DiskFull("folder", folder=str(file.parent)) from error
        raise UsageError("folder", folder=str(file.parent)) from error


def _checked(key: str, text: str) -> str | int | bool:
    try:
        value = value_of(key, text)
    except ConfigurationError as error:
        raise UsageError("setting-value", key=key) from error
    if key in _FOLDERS and text and not _usable(Path(text)):
        raise UsageError("setting-folder", key=key)
    return value


def _usable(folder: Path) -> bool:
    return folder.is_absolute() and folder.is_dir() and os.access(folder, os.W_OK)


def changed_text(text: str, changes: Mapping[str, str | int | bool]) -> str:
    """The file's text with these keys changed or added; raises `ValueError` where that can't be done line by line."""
    wanted = tomllib.loads(text)
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []
    for key, value in changes.items():
        section, _, name = key.partition(".")
        if isinstance(value, str) and not value.isprintable():
            raise ValueError("a value that is no single line")
        if not isinstance(wanted.setdefault(section, {}), dict):
            raise ValueError("a section that is none")  # noqa: TRY004  the file's fault, not the caller's
        wanted[section][name] = value
        _set(lines, section, name, json.dumps(value, ensure_ascii=False))
    after = end.join(lines) + end
    if _read(after) != wanted:
        raise ValueError("a form of TOML that is not changed here")
    return after


def _read(text: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _set(lines: list[str], section: str, name: str, value: str) -> None:
    """Change the line of a key where it stands, or add one at the end of its section."""
    header = re.compile(rf"\s*\[\s*{section}\s*\]\s*(?:#.*)?$")
    at = next((n for n, line in enumerate(lines) if header.match(line)), None)
    if at is None:
        lines += ["", f"[{section}]"] if lines else [f"[{section}]"]
        at = len(lines) - 1
    end = next((n for n in range(at + 1, len(lines)) if _HEADER.match(lines[n])), len(lines))
    there = re.compile(rf"(\s*{name}\s*=\s*){_VALUE}")
    for n in range(at + 1, end):
        found = there.match(lines[n])
        if found is not None:
            lines[n] = f"{found[1]}{value}{found[3]}"
            return
    while end > at + 1 and not lines[end - 1].strip():
        end -= 1
    lines.insert(end, f"{name} = {value}")
