"""What was done to a team's cases since one last looked: read by number, so that nothing is missed or told twice."""

from __future__ import annotations

from dataclasses import dataclass

from backoffice_gui.domain.colleagues import MOST, CaseChange, Heard
from backoffice_gui.storage.team.listening import Ear

__all__ = ["Mark", "mark", "news"]

_MARK = """
    SELECT coalesce(casebook.highest('case_event'), 0),
        (SELECT coalesce(max(n), 0) FROM casebook.case_moved),
        (SELECT coalesce(max("case"), 0) FROM casebook.cases)
"""
_NEWS = """
    (SELECT 0 AS what, event AS n, "case", who, name, version FROM casebook.case_event
        WHERE event > %(event)s AND "case" <= %(case)s ORDER BY event LIMIT %(most)s)
    UNION ALL (SELECT 1, n, "case", '', '', 0 FROM casebook.case_moved WHERE n > %(moved)s ORDER BY n LIMIT %(most)s)
    UNION ALL SELECT 2, coalesce(max("case"), 0), count(*), '', '', 0 FROM (
        SELECT "case" FROM casebook.cases WHERE "case" > %(case)s ORDER BY "case" LIMIT %(many)s
    ) AS arrived
    UNION ALL SELECT 3, coalesce(casebook.highest('case_event'), 0), 0, '', '', 0
"""
"""In one statement, which sees one moment; a new case's own events are told by its arrival.

The last event is anybody's: whoever sees few cases is past what happened to the others, and reads it once, not at each
word until something happens to one of his.
"""

_MANY = 100_000
"""Cases that arrived are counted up to so many; each part is asked by its index, whatever was said to be after what."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Up to where everything is known: the last event, be it of a case that one may not see, the last move and case."""

    event: int
    moved: int
    case: int


def mark(ear: Ear) -> Mark:
    """Where everything stands now."""
    ((event, moved, case),) = ear.ask(_MARK)
    return Mark(event, moved, case)


def news(ear: Ear, since: Mark) -> tuple[Heard, Mark]:
    """What happened since, and the mark of now; beyond `MOST` changes only that everything is to be read again."""
    wanted = {"event": since.event, "moved": since.moved, "case": since.case, "most": MOST + 1, "many": _MANY}
    changes: list[CaseChange] = []
    moved: set[int] = set()
    last, arrived = {1: since.moved, 2: since.case, 3: since.event}, 0
    for what, n, case, who, name, version in ear.ask(_NEWS, wanted):
        if what == 0:
            changes.append(CaseChange(n, case, who, name, version))
            continue
        last[what] = max(last[what], n)
        if what == 1:
            moved.add(case)
        else:
            arrived += case
    if max(len(changes), len(moved)) > MOST:
        return Heard(arrived=arrived, everything=True), mark(ear)
    now = Mark(event=last[3], moved=last[1], case=last[2])
    return Heard(tuple(changes), frozenset(moved | {each.case for each in changes}), arrived), now
