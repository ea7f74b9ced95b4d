"""Somebody changed a case since it was seen: what of it goes together with what is asked for now, and what meets.

What was seen is told by the events since, each of which says what was there before it. Nobody has to keep it, on no
desk; where an event doesn't say (a form that was read again), the case is to be read again as well.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from backoffice_gui.actions.standing_json import before_of, rewound
from backoffice_gui.domain.case_acts import CaseKey
from backoffice_gui.domain.conflicts import COURSE, Clash, Conflict, Values, both_did, fields_of, three_way
from backoffice_gui.domain.treating import Standing
from backoffice_gui.storage.casebook import events
from backoffice_gui.storage.casebook.events import PROGRAM, CaseEvent

__all__ = ["Wish", "met"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for, as the fields of a case that was seen (`conflicts.fields_of`); nothing where it can't be done.

    `again`: that a colleague has done the same meanwhile is no reason to ask (a mark that stands stands).
    """

    fields: Callable[[Standing], Values | None]
    again: bool = False


def met(tx: Connection, case: Standing, key: CaseKey, wish: Wish | None) -> Conflict | None:
    """Why a change of a case that was seen at `key.version` can't be done as it stands now; nothing where it can."""
    since = events.since(tx, case.case, key.version)
    by = tuple(dict.fromkeys(each.who for each in reversed(since) if each.who != PROGRAM))
    conflict = Conflict(case.case, key.version, case.version, by)
    base = None if wish is None else _seen(case, since, key.version)
    mine = None if wish is None or base is None else wish.fields(base)
    if wish is None or base is None or mine is None:
        return conflict
    was, now = fields_of(base), {**fields_of(case), **_beside(case, since)}
    if not wish.again and {**was, **mine} == was and any(was.get(name) != now.get(name) for name in COURSE):
        return conflict  # it would have changed nothing of what was seen: done now, it would take theirs back
    clashes = _clashes(was, now, mine, again=wish.again)
    return Conflict(case.case, key.version, case.version, by, clashes) if clashes else None


def _clashes(base: Values, theirs: Values, mine: Values, *, again: bool) -> tuple[Clash, ...]:
    clashes = three_way(base, theirs, mine, (COURSE,)).clashes
    return clashes or (() if again else both_did(base, theirs, mine))


def _seen(case: Standing, since: Sequence[CaseEvent], version: int) -> Standing | None:
    """The case as it was at a version; nothing where a step back is not told."""
    for event in since:
        before = before_of(event.before)
        if "case" in before:
            case = rewound(case, before)
    return case if case.version == version else None


def _beside(case: Standing, since: Sequence[CaseEvent]) -> dict[str, str]:
    """What others changed that stands beside the case itself: whom they said it is about."""
    found: dict[str, str] = {}
    for event in reversed(since):
        before = before_of(event.before)
        for name in ("joined", "parted"):
            if name in before:
                found["person"] = f"{case.person} {name} {before[name]}"
    return found
