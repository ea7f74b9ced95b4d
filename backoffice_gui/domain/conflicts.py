"""Two people changed the same case: three values of each field, what can be put together, and what meets.

A field that only one of the two changed has that one's value; one that both changed alike has that value; one that both
changed otherwise is a clash, which a person decides.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.domain.treating import Standing

__all__ = ["COURSE", "Clash", "Conflict", "Joined", "Side", "Values", "both_did", "fields_of", "resolved", "three_way"]

COURSE = frozenset({"state", "agent"})
"""One thing in two fields: who deals with a case is part of where it stands, and an act sees both."""

Values = Mapping[str, str]


class Side(enum.Enum):
    """Whose value is kept."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """One field and its three values, as code words, logins and reasons; empty where there is none."""

    field: str
    base: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Why a change did not go through: the version that was seen and the one of now, who acted since, what meets.

    `clashes` is empty where what was seen can't be told any more: the case is to be read again.
    """

    case: int
    seen: int
    now: int
    by: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """What comes of two changes: every field's value, theirs where they clash, and what clashes."""

    values: Values
    clashes: tuple[Clash, ...]


def three_way(base: Values, theirs: Values, mine: Values, units: Iterable[Collection[str]] = ()) -> Joined:
    """Put two changes of the same thing together, field by field; a field that is not there is empty.

    `units`: fields that are one thing: where both changed any of it, and not to the same, each that is not the same
    for both clashes.
    """
    names = sorted({*base, *theirs, *mine})
    unit_of = {name: frozenset(unit) for unit in units for name in unit}
    values, clashes = {}, []
    for name in names:
        unit = unit_of.get(name, frozenset({name}))
        here, old, new = mine.get(name, ""), base.get(name, ""), theirs.get(name, "")
        meets = _meets(unit, base, theirs, mine)
        if meets and here != new:
            clashes.append(Clash(name, old, new, here))
        values[name] = new if meets or here == old else here
    return Joined(values, tuple(clashes))


def _meets(unit: Iterable[str], base: Values, theirs: Values, mine: Values) -> bool:
    seen = {tuple(each.get(name, "") for name in sorted(unit)) for each in (base, theirs, mine)}
    return len(seen) == 3


def fields_of(case: Standing) -> dict[str, str]:
    """What people change of a case, each with its value: what follows from it (deadlines, badges) is left out.

    `state`, `agent`, `person`, `receipt`, `certificate:N`, `change:FIELD`; an answer with its reason after a line feed.
    """
    values = {
        "state": case.state.value,
        "agent": case.agent,
        "person": "" if case.person is None else str(case.person),
        "receipt": "sent" if case.receipt_done_at else "",
    }
    for answered in case.certificates:
        values[f"certificate:{answered.n}"] = _said(answered.answer, answered.reason)
    for decided in case.changes:
        values[f"change:{decided.field}"] = _said(decided.decision, decided.reason)
    return values


def _said(word: str, reason: str) -> str:
    return f"{word}\n{reason}" if reason else word


def both_did(base: Values, theirs: Values, mine: Values) -> tuple[Clash, ...]:
    """What both changed to the same: done once already, and not to be done again unknowingly."""
    names = sorted({*theirs, *mine})
    values = ((name, base.get(name, ""), theirs.get(name, ""), mine.get(name, "")) for name in names)
    return tuple(Clash(*each) for each in values if each[1] != each[2] == each[3])


def resolved(asked: Asked, conflict: Conflict, choices: Mapping[str, Side]) -> Asked | None:
    """What is left to be asked for over the case as it is now, once somebody has chosen; nothing where nothing is.

    `choices` by field of a clash; a field that is not named stays theirs. An answer goes on with the certificates and
    changes that are mine; any other act is done where the state or the agent is to be mine.
    """
    theirs = {one.field for one in conflict.clashes if choices.get(one.field, Side.THEIRS) is Side.THEIRS}
    if asked.act is not CaseAct.ANSWER:
        clashing = {one.field for one in conflict.clashes}
        return None if clashing and clashing <= theirs else asked
    certificates = tuple(one for one in asked.certificates if f"certificate:{one[0]}" not in theirs)
    decisions = tuple(one for one in asked.decisions if f"change:{one[0]}" not in theirs)
    if not certificates and not decisions:
        return None
    return replace(asked, certificates=certificates, decisions=decisions)
