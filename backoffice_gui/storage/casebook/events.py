"""What happened to cases, in order: rows that are only added (`case_event`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from backoffice_gui.storage.casebook import numbers
from backoffice_gui.storage.casebook.caseload_schema import case_event
from backoffice_gui.storage.dialect import Many, among, highest, listed, moment_text
from backoffice_gui.storage.journeys import Asked, ask, asking

__all__ = ["PROGRAM", "CaseEvent", "Kept", "add", "asked", "load", "named", "of_case", "since"]

PROGRAM = "program"
"""Who does what nobody does."""

_E = case_event.c
_ADD = Many(case_event.insert(), "event", "case", "at", "who", "name", "details", "before", "version", "undoes")
_LAST = asking(select(highest(_E.event)))
_ALL = select(_E.event, _E.case, _E.at, _E.who, _E.name, _E.details, _E.before, _E.version, _E.undoes)


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One thing that happens; `details` and `before` are JSON objects, empty where there is nothing to say.

    `version`: the case's after it; `undoes`: the event that it takes back.
    """

    case: int
    at: datetime
    who: str
    name: str
    version: int
    details: str = ""
    before: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An event as it is kept, with its number."""

    event: int
    what: CaseEvent


def asked() -> tuple[Asked, ...]:
    """What `add` asks: the last number given."""
    return (_LAST, numbers.asked(case_event.name))


def add(tx: Connection, events: Sequence[CaseEvent]) -> list[int]:
    """Add events in order; returns their numbers."""
    last = max(ask(tx, _LAST).scalar() or 0, numbers.highest_removed(tx, case_event.name))
    rows = [
        (
            last + n, each.case, moment_text(each.at), each.who, each.name, each.details, each.before, each.version,
            each.undoes,
        )
        for n, each in enumerate(events, start=1)
    ]  # fmt: skip
    _ADD.later(tx, rows)
    return [last + n for n in range(1, len(events) + 1)]


def _kept(row: tuple[object, ...]) -> Kept:
    event, case, at, who, name, details, before, version, undoes = row
    what = CaseEvent(case, at, who, name, version, details, before, undoes)  # type: ignore[arg-type]
    return Kept(event, what)  # type: ignore[arg-type]


def load(connection: Connection, numbers: Sequence[int]) -> dict[int, CaseEvent]:
    """Events by number; one that is not there is left out."""
    rows = connection.execute(_ALL.where(among(_E.event, "among")), {"among": listed(list(numbers))})
    return {kept.event: kept.what for kept in (_kept(tuple(row)) for row in rows)}


def named(connection: Connection, case: int, names: Sequence[str]) -> list[CaseEvent]:
    """What of these names happened to a case, in order."""
    wanted = _ALL.where(_E.case == case, among(_E.name, "among")).order_by(_E.event)
    return [_kept(tuple(row)).what for row in connection.execute(wanted, {"among": listed(list(names))})]


def of_case(connection: Connection, case: int) -> list[Kept]:
    """Everything that happened to a case, in order."""
    rows = connection.execute(_ALL.where(_E.case == case).order_by(_E.event))
    return [_kept(tuple(row)) for row in rows]


def since(connection: Connection, case: int, version: int) -> list[CaseEvent]:
    """What happened to a case after it had this version, the last first; what did not change it is left out."""
    query = _ALL.where(_E.case == case, _E.version > version).order_by(_E.event.desc())
    return [_kept(tuple(row)).what for row in connection.execute(query)]
