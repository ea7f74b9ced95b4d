"""Where in our code the calls of a run come from: calls of one site are alike, and are not all made to fail.

    seen = looked_at(calls, deed)            # in a process with the library in front, whose folder is watched
    seen.sites[Kind.SYNC][3]                 # of the fourth sync: the functions of ours it was made in, and the lines

Thousands of calls of a run are made at some dozens of sites: a commit within a loop, a page after the other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath
from types import FrameType
from typing import Any

from tests.support.calls import Calls, Kind

__all__ = ["STORING", "Seen", "first_and_last", "looked_at", "role"]

STORING = "/backoffice_gui/storage/inbox/"
"""The storing path: where a function may find no memory."""
_OURS = "/backoffice_gui/"
_DEPTH = 4
"""Functions of ours that make a site, the innermost first: what is done, what commits it, and who asked."""


@dataclass(slots=True)
class Seen:
    """Of a run: the site of each call, by kind, in order; and the functions of the storing path it called, in order."""

    sites: dict[int, list[str]] = field(default_factory=lambda: {int(kind): [] for kind in Kind})
    stored: list[str] = field(default_factory=list)


def _site(frame: FrameType | None) -> str:
    found: list[str] = []
    while frame is not None and len(found) < _DEPTH:
        if _OURS in frame.f_code.co_filename:
            found.append(f"{frame.f_code.co_qualname}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(found)


def looked_at(calls: Calls, deed: Callable[[], Any]) -> Seen:
    """Do something and note the site of each call, all kinds of them counted; on the thread that asks."""
    seen, total = Seen(), [0]

    def note(frame: FrameType | None) -> None:
        total[0] = calls.count
        where = _site(frame)
        for kind, sites in seen.sites.items():
            sites.extend([where] * (calls.count_of(Kind(kind)) - len(sites)))

    def look(frame: FrameType, event: str, _arg: object) -> None:
        if calls.count != total[0]:
            note(frame.f_back if event == "call" else frame)
        if event == "call" and STORING in frame.f_code.co_filename:
            seen.stored.append(frame.f_code.co_qualname)

    calls.only(Kind(sum(Kind)))
    calls.reset()
    sys.setprofile(look)
    try:
        deed()
    finally:
        sys.setprofile(None)
        note(None)
    return seen


def role(path: str) -> str:
    """What a file is, whatever it is called: a database or its log by name, another by the end of its name."""
    name = PurePath(path).name
    return name if ".db" in name and not any(letter.isdigit() for letter in name) else PurePath(path).suffix


def first_and_last(calls: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Of each site its first call and its last, in the order of the calls."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for site, n in calls:
        first.setdefault(site, n)
        last[site] = n
    ends = {(site, n) for side in (first, last) for site, n in side.items()}
    yield from sorted(ends, key=lambda each: (each[1], each[0]))
