"""Part 0's JSON, read with all the patience that protocol JSON is denied: whatever a form sent is shown.

Numbers stay as they were typed, a member that is there twice is kept twice, and what can't be
written as text (lone surrogates, NUL) is spelled out. Nothing here raises on any octets.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from backoffice_gui.domain.spelled import spelled

__all__ = ["MAX_DEPTH", "Literal", "Reading", "compact", "read_json"]

MAX_DEPTH = 64
"""Deeper than this, a form is shown as what it is: octets."""


class Literal(str):
    """A number (or `NaN`) as it was typed: `1e3` stays `1e3`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the octets held: `note` is a code word where something was odd; `failed` where it isn't JSON."""

    value: Any = None
    note: str | None = None
    failed: bool = False


class _Unusual(Exception):  # nothing is wrong: it is read again, with more patience
    """An object with two members of one name, or names that may not be text."""


def _usual_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    kept = dict(pairs)
    names = "".join(kept)
    if len(kept) != len(pairs) or not names.isascii() or "\0" in names:
        raise _Unusual
    return kept


class _Reader:
    """One patient reading: remembers what was odd on the way."""

    def __init__(self) -> None:
        self.note: str | None = None

    def members(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """An object's members; the second of one name goes on under `name (2)`, nothing is dropped."""
        kept: dict[str, Any] = {}
        times: dict[str, int] = {}
        for name, value in pairs:
            shown = spelled(name)
            while shown in kept:
                self.note = "duplicate_member"
                times[name] = times.get(name, 1) + 1
                shown = f"{spelled(name)} ({times[name]})"
            kept[shown] = value
        return kept


def _too_deep(value: Any) -> bool:
    level = [value]
    for _depth in range(MAX_DEPTH + 1):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return False
    return True


def _decoder(members: Callable[[list[tuple[str, Any]]], dict[str, Any]]) -> json.JSONDecoder:
    return json.JSONDecoder(
        object_pairs_hook=members, parse_int=Literal, parse_float=Literal, parse_constant=Literal, strict=False
    )


_USUAL = _decoder(_usual_members)


def _decoded(text: str) -> tuple[Any, str | None]:
    """The value, and what was odd about it: as nearly every form is usual, patience is for those that are not."""
    try:
        return _USUAL.decode(text), None
    except _Unusual:
        reader = _Reader()
        return _decoder(reader.members).decode(text), reader.note


def read_json(octets: bytes) -> Reading:
    """Read JSON octets leniently; what isn't UTF-8 JSON, or is too deep, comes back as failed."""
    try:
        value, note = _decoded(octets.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
    except UnicodeDecodeError:
        return Reading(note="not_utf8", failed=True)
    except RecursionError:
        return Reading(note="too_deep", failed=True)
    except ValueError:
        return Reading(note="not_json", failed=True)
    brackets = octets.count(b"{") + octets.count(b"[")  # where they are few, none can lie too deep
    if brackets > MAX_DEPTH and _too_deep(value):
        return Reading(note="too_deep", failed=True)
    return Reading(value, note)


def compact(value: Any) -> str:
    """A value of a kind that wasn't expected, as one line of JSON; text and numbers as they are."""
    if isinstance(value, str):
        return spelled(value)
    return spelled(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")))
